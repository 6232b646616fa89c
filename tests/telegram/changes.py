"""Waiting for something to change, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Changes:
    """Counts changes and wakes whoever waits for one; for one event loop only."""

    count: int = 0
    _next: asyncio.Event = field(default_factory=asyncio.Event)

    def happen(self) -> None:
        """Wake everyone who waits."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, met: Callable[[], object], timeout: float) -> bool:
        """Wait up to `timeout` seconds for `met` to be true; whether it came true."""
        try:
            async with asyncio.timeout(timeout):
                while not met():
                    await self._next.wait()
        except TimeoutError:
            return bool(met())
        return True

    async def after(self, count: int, timeout: float) -> bool:
        """Wait up to `timeout` seconds for a change after number `count`; whether there was one."""
        return await self.until(lambda: self.count > count, timeout)
