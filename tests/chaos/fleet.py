"""The processes of one bot: one that polls on an SQLite file, or several behind a balancer on one PostgreSQL."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.channel.test_api import free_port
from tests.chaos.balancer import Balancer, balancing
from tests.chaos.program import Program
from tests.telegram import Server


@dataclass(slots=True)
class Fleet:
    """`next` is whose turn it is to be killed; `still` are those that stand still."""

    programs: list[Program]
    balancer: Balancer | None = None
    still: set[int] = field(default_factory=set)
    next: int = 0

    @property
    def starts(self) -> int:
        return sum(program.starts for program in self.programs)

    async def start(self) -> None:
        """All at once, as after a power cut."""
        await asyncio.gather(*(program.start() for program in self.programs))

    def victim(self) -> Program:
        """The next that is to be killed; one that stands still is passed over."""
        while True:
            number, self.next = self.next, (self.next + 1) % len(self.programs)
            if number not in self.still:
                return self.programs[number]

    async def stand_still(self, number: int, seconds: float) -> None:
        """Stop one in the middle of whatever it does, and let it go on after so many seconds."""
        program = self.programs[number]
        program.check()
        self.still.add(number)
        program.process.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            program.process.send_signal(signal.SIGCONT)
            self.still.discard(number)

    def check(self) -> None:
        """Raises Died where one has ended by itself."""
        for program in self.programs:
            program.check()

    async def stop(self) -> list[int]:
        """Ask all to stop, one after the other, so that each leaves the others what it has not sent."""
        return [await program.stop() for program in self.programs]

    async def end(self) -> None:
        for program in self.programs:
            await program.end()


@asynccontextmanager
async def fleet(folder: Path, server: Server, address: str, count: int, dice: Random) -> AsyncIterator[Fleet]:
    """Programs that are not started yet, and are gone in the end."""
    if count == 1:
        made = Fleet([Program(folder, server, address)])
        try:
            yield made
        finally:
            await made.end()
        return
    ports = [free_port() for _ in range(count)]
    async with balancing(ports, dice) as balancer:
        made = Fleet([Program(folder, server, address, port, balancer.url) for port in ports], balancer)
        try:
            yield made
        finally:
            await made.end()
