"""People with phones, and the Telegram channel they talk to: in this process, or as the real program."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import AnyHttpUrl, SecretStr
from sqlalchemy import Engine

from bot.office import House, Office
from bot.settings import Settings
from bot.telegram import service
from bot.telegram.sending import Sender
from dialogs.cards import words
from dialogs.tongue import ENGLISH
from framework.answers import Answer
from framework.model import Model
from tests.storage.chats import HOUSE
from tests.telegram import Message, Person, Server, Tap
from tests.terminal.running import COMMAND, PATIENCE, environment

TICK = 0.005
"""Seconds between two looks."""


async def until(met: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait until it is so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not met():  # noqa: ASYNC110  # what is waited for happens in another process, or in a database
            await asyncio.sleep(TICK)


def due(engine: Engine) -> int:
    """How much stands in the outbox; a look that takes no lock."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM outgoing")
        return int(cursor.fetchone()[0])  # type: ignore[index]
    finally:
        connection.close()


@asynccontextmanager
async def channel(server: Server, engine: Engine, house: House = HOUSE) -> AsyncIterator[Sender]:
    """The channel in this process, from its start to its orderly end."""
    chosen = Settings(telegram_token=SecretStr(server.token), telegram_api=AnyHttpUrl(server.url))
    parts = service.assembled(Office(engine, house, process="test"), chosen)
    working = asyncio.create_task(service.work(parts))
    try:
        yield parts.sender
    finally:
        await service.wind_down(working, parts)


@dataclass
class Phone:
    """One person's chat. Every act returns once all that it leads to is on the screen."""

    server: Server
    engine: Engine
    person: Person
    sender: Sender | None = None

    async def say(self, text: str) -> Message:
        self.person.say(text)
        return await self.card()

    async def tap(self, label: str, message: Message | None = None) -> Message:
        self.press(label, message)
        return await self.card()

    def press(self, label: str, message: Message | None = None) -> Tap:
        """Tap the live card, or `message` as it was, and wait for nothing."""
        return self.person.tap(label, message or self.person.chat.card)

    async def card(self) -> Message:
        """The live card, once everything has arrived and been sent."""
        await self.rest()
        assert self.person.chat.card, self.person.chat.texts
        return self.person.chat.card

    async def rest(self) -> None:
        await self.server.all_confirmed(15)
        await until(lambda: not self._sending() and not due(self.engine) and not self._sending())

    def _sending(self) -> bool:
        return self.sender is not None and self.sender.busy

    @property
    def cards(self) -> list[Message]:
        """What has buttons."""
        return [message for message in self.person.chat.from_bot if message.rows]

    @property
    def records(self) -> list[str]:
        """What has none, by its first line: the words agreed to, and the finished sections."""
        return [message.text.split("\n")[0] for message in self.person.chat.from_bot if not message.rows]

    async def begin(self, depth: str = "Full") -> Message:
        """From the first word to the first question."""
        await self.say("/start")
        await self.tap("I agree, begin")
        return await self.tap(depth)

    async def answer_fully(self, model: Model, answer: Answer) -> None:
        """Answer the question on the card, by tapping, and in words where those are asked for."""
        if answer.reason:
            await self.tap("I can't judge this")
            await self.tap(words.reason(ENGLISH, answer.reason))
            await self.say(answer.why)
            await self.tap("Next")
            return
        await self.tap(model.by_phase[answer.phase or ""].name.source)
        if ahead := model.next_stage(answer.capability, answer.phase or ""):
            boxes = [criterion.id for criterion in ahead.attainable]
            for criterion in sorted(answer.in_place):
                await self.tap(f"☐ {boxes.index(criterion) + 1}")
            await self.tap("Done" if answer.in_place else "None of these")
        for basis in answer.basis:
            await self.tap(f"☐ {words.basis(ENGLISH, basis)}")
        await self.tap("Done")
        if answer.note:
            await self.say(answer.note)
        await self.tap("Next" if answer.note else "Nothing to add")


@dataclass
class Program:
    """`sounding run` as a process."""

    folder: Path
    database: str
    server: Server
    token: str = ""
    process: asyncio.subprocess.Process = field(init=False)

    async def start(self, *, ready: bool = True) -> None:
        """Start it, and wait until it has introduced itself."""
        before = self._introduced
        token = self.token or self.server.token
        variables = {"SOUNDING_TELEGRAM_API": self.server.url, "SOUNDING_TELEGRAM_TOKEN": token, "SOUNDING_OPEN": "yes"}
        variables["SOUNDING_OWNERS"] = "anyone"
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                COMMAND, "run", cwd=self.folder, env=environment(self.database, **variables), stderr=log
            )
        if ready:
            await until(lambda: self._introduced > before or self.process.returncode is not None, PATIENCE)
            assert self.process.returncode is None, self.log.read_text()

    @property
    def _introduced(self) -> int:
        return len(self.server.calls_of("setMyShortDescription"))

    @property
    def log(self) -> Path:
        return self.folder / "stderr"

    async def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        assert await self.process.wait() == -signal.SIGKILL

    async def stop(self) -> int:
        """Ask it to stop; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 10)

    async def end(self) -> None:
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
            await self.process.wait()

    def check_log(self) -> None:
        """What people wrote, and their names, are not in the log."""
        log = self.log.read_text("utf-8")
        assert "Traceback" not in log
        assert self.server.token not in log
        for chat in self.server.world.chats.values():
            private = [chat.name, *(said.text for said in chat.messages if not said.from_bot)]
            assert [text for text in private if len(text) > 3 and text in log] == []


@asynccontextmanager
async def program(folder: Path, database: str, server: Server) -> AsyncIterator[Program]:
    """The program, started; in the end its log is looked through."""
    running = Program(folder, database, server)
    try:
        await running.start()
        yield running
    finally:
        await running.end()
    running.check_log()
