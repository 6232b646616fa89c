"""The server on a thread of its own, for tests and programs that are not asynchronous."""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .server import Server
from .serving import serving

STARTING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Background:
    """A server that runs on another thread; people must act through `run`."""

    server: Server
    loop: asyncio.AbstractEventLoop

    def run(self, act: Callable[..., Any], *args: Any, timeout: float = 10.0, **named: Any) -> Any:
        """Call `act` where the server runs and wait up to `timeout` seconds for what it returns, awaiting it too."""

        async def there() -> Any:
            result = act(*args, **named)
            return await result if inspect.isawaitable(result) else result

        return asyncio.run_coroutine_threadsafe(there(), self.loop).result(timeout)


@contextmanager
def serving_in_background(**options: Any) -> Iterator[Background]:
    """Like `serving`, on a thread, until the block ends."""
    ready: list[Background] = []
    started = threading.Event()
    stop = asyncio.Event()

    async def live() -> None:
        async with serving(**options) as server:
            ready.append(Background(server, asyncio.get_running_loop()))
            started.set()
            await stop.wait()

    def work() -> None:
        try:
            asyncio.run(live())
        finally:
            started.set()

    thread = threading.Thread(target=work, name="telegram", daemon=True)
    thread.start()
    if not started.wait(STARTING_SECONDS) or not ready:
        raise RuntimeError("the server did not start")
    try:
        yield ready[0]
    finally:
        ready[0].loop.call_soon_threadsafe(stop.set)
        thread.join(STARTING_SECONDS)
