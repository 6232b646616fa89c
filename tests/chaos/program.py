"""The real program, as a process that is killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.keys import KEY
from tests.telegram import Server

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).with_name("sounding"))
STOP_SECONDS = 15.0


class Died(Exception):
    """The bot ended, and nobody killed it."""


@dataclass
class Program:
    """`sounding run` on one database, against one server; by webhook, where there is a `port` that it listens on."""

    folder: Path
    server: Server
    address: str
    port: int = 0
    url: str = ""
    starts: int = 0
    process: asyncio.subprocess.Process = field(init=False)

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    async def start(self) -> None:
        """Start it, and do not wait until it is ready."""
        if not self.port:
            self.server.calls.clear()
        self.starts += 1
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "SOUNDING_TELEGRAM_API": self.server.url,
            "SOUNDING_TELEGRAM_TOKEN": self.server.token,
            "SOUNDING_DATABASE_URL": self.address,
            "SOUNDING_OPEN": "true",
            "SOUNDING_SECRET_KEYS": KEY,
        }
        if self.port:
            environment |= {
                "SOUNDING_WEBHOOK_URL": self.url,
                "SOUNDING_WEBHOOK_LISTEN": f"127.0.0.1:{self.port}",
            }
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                COMMAND,
                "run",
                cwd=self.folder,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def ready(self) -> None:
        """Wait until it takes updates, or is about to. Raises Died."""
        calling = asyncio.create_task(self._listening() if self.port else self._polling())
        ending = asyncio.create_task(self.process.wait())
        await asyncio.wait([calling, ending], return_when=asyncio.FIRST_COMPLETED)
        calling.cancel()
        ending.cancel()
        self.check()

    async def _polling(self) -> None:
        await self.server.called.until(lambda: self.server.calls_of("deleteWebhook"), 60)

    async def _listening(self) -> None:
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            await asyncio.sleep(0.05)

    def check(self) -> None:
        """Raises Died where it does not run any more."""
        if self.process.returncode is not None:
            raise Died(f"the bot ended by itself with {self.process.returncode}; its last lines:\n{self.tail()}")

    async def kill(self) -> None:
        """End it as a power cut would. Raises Died where it had ended before."""
        self.check()
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        if (code := await self.process.wait()) != -signal.SIGKILL:
            raise Died(f"the bot ended by itself with {code}; its last lines:\n{self.tail()}")

    async def stop(self) -> int:
        """Ask it to stop; its exit status. Raises TimeoutError."""
        self.check()
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), STOP_SECONDS)

    async def end(self) -> None:
        """Make sure that it is gone."""
        if self.starts and self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()

    def tail(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-15:])
