"""The processes on one PostgreSQL, as one of them sees them: a sign of life each second, and words from the others.

It has a thread and a connection of its own, so that neither a long transaction nor a busy event loop makes a process
look dead. While it cannot be sure that the others take it for alive, it sends nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.engine import transaction
from bot.storage.processes import Beat, beat, bury, enter, heard, leave

log = structlog.get_logger()

BEAT = 1.0
"""Seconds between two signs of life."""

LEASE = 3.0
"""Seconds after one for which it is sure that nobody takes this process for dead; less than `processes.GONE`."""

AGAIN = 0.5
"""Seconds until the database is tried again."""


def clock() -> float:
    """Seconds that go on while a process, or its machine, stands still."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@dataclass(slots=True)
class Company:
    """What this process knows of the others, and what it does when they tell it something.

    `given` takes rows that are this process's now, none for some of nobody's; `recount` finds out what is left to it
    after it was declared dead; `hold` is told for how many seconds everybody is to be silent,
    and `failed` of a fault after which the process must end.
    """

    engine: Engine
    name: str
    given: Callable[[Sequence[int]], Awaitable[None]]
    recount: Callable[[], Awaitable[None]]
    hold: Callable[[float], None]
    failed: Callable[[Exception], None]
    alone: bool = False
    _sure_until: float = 0.0
    _counting: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop | None = None
    _thread: Thread | None = None
    _stopping: Event = field(default_factory=Event)
    _errands: set[asyncio.Task[None]] = field(default_factory=set)

    async def join(self) -> None:
        """Return once the others know of this process."""
        self._loop = asyncio.get_running_loop()
        self._thread = Thread(target=self._live, name="company", daemon=True)
        self._thread.start()
        await self.sure()

    async def sure(self) -> None:
        """Wait until it is sure that nobody else takes this process's rows."""
        while clock() >= self._sure_until:
            self._news.clear()
            await self._news.wait()

    async def leave(self) -> None:
        """Leave what was not sent to the others. Call it when nothing is sent any more."""
        if self._thread is None:
            return
        self._stopping.set()
        for errand in self._errands:
            errand.cancel()
        with suppress(SQLAlchemyError):
            await asyncio.to_thread(self._leave)
        await asyncio.to_thread(self._thread.join, BEAT + AGAIN)
        self._thread = None

    def _leave(self) -> None:
        with transaction(self.engine) as session:
            leave(session, self.name)  # and so wakes our own thread

    # In the thread.

    def _live(self) -> None:
        try:
            self._take_part()
        except Exception as error:  # noqa: BLE001  # whatever it is: without this thread, nothing is ever sent
            self._tell(self.failed, error)

    def _take_part(self) -> None:
        from psycopg import Error  # what the driver raises while it listens

        again = False
        while not self._stopping.is_set():
            try:
                with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
                    line.detach()  # its lock and its listening must not go back to the pool with it
                    enter(line, self.name)
                    if again:
                        self._tell(self._declared_dead)
                    self._beat_and_listen(line)
                again = True
            except (SQLAlchemyError, Error) as error:
                if not self._stopping.is_set():
                    log.warning("the database cannot be looked at", error=type(error).__name__)
                self._tell(self._unsure)
                again = True
                self._stopping.wait(AGAIN)

    def _beat_and_listen(self, line: Connection) -> None:
        """Until it stops, or was declared dead."""
        driver: Any = line.connection.dbapi_connection
        while not self._stopping.is_set():
            began = clock()
            found = beat(line, self.name)
            if found is None:
                log.warning("this process stood still, and others have taken what it was to send")
                return
            self._tell(self._beaten, began, found)
            if found.suspects:
                with transaction(self.engine) as session:
                    bury(session, self.name)
            while not self._stopping.is_set() and (left := began + BEAT - clock()) > 0:
                for note in driver.notifies(timeout=left, stop_after=1):
                    self._hear(note.payload)

    def _hear(self, word: str) -> None:
        with suppress(ValueError):
            numbers = heard(word, self.name)
            if numbers is not None:
                self._tell(self._listen, numbers)

    def _tell(self, what: Callable[..., None], *about: Any) -> None:
        try:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(what, *about)
        except RuntimeError:  # the loop is gone, and whoever could send with it
            self._stopping.set()

    # In the event loop.

    def _beaten(self, began: float, found: Beat) -> None:
        self.alone = found.others == 0
        if found.held:
            self.hold(found.held)
        if not self._counting:
            self._sure_until = began + LEASE
            self._news.set()

    def _unsure(self) -> None:
        self._sure_until = 0.0

    def _declared_dead(self) -> None:
        self._sure_until, self._counting = 0.0, True
        self._run(self._count())

    async def _count(self) -> None:
        while True:
            try:
                await self.recount()
            except SQLAlchemyError:
                await asyncio.sleep(AGAIN)
            else:
                self._counting = False
                return

    def _listen(self, numbers: Sequence[int]) -> None:
        if not self._stopping.is_set():
            self._run(self._take(numbers))

    async def _take(self, numbers: Sequence[int]) -> None:
        with suppress(SQLAlchemyError):  # the next look finds it
            await self.given(numbers)

    def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)
