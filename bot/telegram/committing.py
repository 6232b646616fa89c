"""One writer per process: updates that arrive together, and what sending found out, go into one commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.left import Enclosure, File
from bot.office import Office
from bot.storage.engine import transaction
from bot.storage.rounds.collecting import collect_due
from bot.storage.sweeping import sweep
from bot.telegram.intake import take_updates
from bot.telegram.outbox import adopted_rows, begin_row, take_over, write_finished
from bot.telegram.sending import PAUSE_FIRST, PAUSE_LONGEST, Sender
from bot.telegram.updates import Update
from dialogs.screens import Screen

log = structlog.get_logger()

BATCH = 100
"""Deliveries in one commit at the most."""

LOOK = 5.0
"""Seconds between looks for rows that another command left for us."""

SWEEP_EVERY = 720
"""Looks between two rounds of forgetting: an hour."""

TIDY = 0.3
"""Seconds after which what was sent is written down, where no commit came along to take it with it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Updates that came in one go, and what is to be told when they are committed."""

    updates: Sequence[Update]
    done: asyncio.Future[None]


@dataclass(slots=True)
class Writer:
    """Commits in a thread of its own, so that a disk sync never keeps the network waiting."""

    office: Office
    sender: Sender
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "database"))
    making: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "files"))
    _waiting: list[Delivery] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)
    _committing: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self.sender.begin, self.sender.make = self.begin, self.make

    async def take(self, updates: Sequence[Update]) -> None:
        """Return when these updates are committed. Raises SQLAlchemyError when the database cannot be written."""
        delivery = Delivery(updates, asyncio.get_running_loop().create_future())
        self._waiting.append(delivery)
        self._more.set()
        await delivery.done

    async def run(self) -> None:
        """Commit what comes in, until cancelled; a commit that has begun is finished all the same."""
        while True:
            await self._next()
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            if batch or self.sender.finished:
                self._committing = asyncio.create_task(self._commit(batch))
                await asyncio.shield(self._committing)

    async def settled(self) -> None:
        """Wait for a commit that is under way."""
        if self._committing is not None:
            await self._committing

    async def _next(self) -> None:
        """Wait for an update; or a little while, when there may be something to tidy up."""
        if self._waiting:
            return
        self._more.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._more.wait(), TIDY)

    async def _commit(self, batch: Sequence[Delivery]) -> None:
        updates = [update for delivery in batch for update in delivery.updates]
        finished = self.sender.take_finished()
        work = partial(take_updates, self.office, updates, finished, datetime.now(UTC))
        try:
            rows = await asyncio.get_running_loop().run_in_executor(self.thread, work)
        except SQLAlchemyError as error:
            # No traceback: it may quote what people wrote.
            log.error("the database cannot be written", error=type(error).__name__)  # noqa: TRY400
            take_over(self.sender.finished, finished)
            _settle(batch, error)
            return
        self.sender.put(rows)
        _settle(batch, None)

    async def tidy(self) -> None:
        """Write down what was sent, now."""
        finished = self.sender.take_finished()
        if finished:
            await self._do(lambda session: write_finished(session, finished, datetime.now(UTC)))

    async def resume(self) -> None:
        """Hand everything that an earlier process left in the outbox to the sender, once the database can be read."""
        pause = PAUSE_FIRST
        while True:
            try:
                return await self._adopt(everything=True)
            except SQLAlchemyError as error:
                log.warning("the database cannot be looked at", error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(2 * pause, PAUSE_LONGEST)

    async def keep_house(self) -> None:
        """Until cancelled: send news to coordinators and what other commands wrote; forget what need not be kept."""
        for look in count():
            try:
                if look % SWEEP_EVERY == 0:
                    await self._do(lambda session: sweep(session, datetime.now(UTC)))
                await self._do(lambda session: collect_due(session, datetime.now(UTC)))
                await self._adopt(everything=False)
            except SQLAlchemyError as error:
                log.warning("the database cannot be looked at", error=type(error).__name__)
            await asyncio.sleep(LOOK)

    async def _adopt(self, *, everything: bool) -> None:
        me = self.office.process or ""
        self.sender.put(await self._do(lambda session: adopted_rows(session, me, everything=everything)))

    async def begin(self, number: int) -> None:
        """Note durably that a row which must not arrive twice is about to be sent."""
        await self._do(lambda session: begin_row(session, number, datetime.now(UTC)))

    async def make(self, enclosure: Enclosure) -> File | Screen:
        """Make a file in a thread of its own: neither commits nor other people's messages wait for it."""

        def work() -> File | Screen:
            from bot.enclosing import made  # hardly ever needed, and it loads what draws pictures

            return made(self.office, enclosure, datetime.now(UTC))

        return await asyncio.get_running_loop().run_in_executor(self.making, work)

    async def _do(self, work: Callable[[Session], T]) -> T:
        def in_transaction() -> T:
            with transaction(self.office.engine) as session:
                return work(session)

        return await asyncio.get_running_loop().run_in_executor(self.thread, in_transaction)


def _settle(batch: Sequence[Delivery], error: Exception | None) -> None:
    for delivery in batch:
        if delivery.done.done():
            continue
        if error is None:
            delivery.done.set_result(None)
        else:
            delivery.done.set_exception(error)
