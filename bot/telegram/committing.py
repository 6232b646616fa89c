"""One writer per process: updates that arrive together, and what sending found out, go into one commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

from bot.calling import called
from bot.clockwork import Chore, fault
from bot.left import Enclosure, File
from bot.office import Office
from bot.storage.engine import transaction, truncate_wal
from bot.storage.privacy.retention import delete_some
from bot.storage.processes import FORGETTING, bury, lease, note_wait, only_one
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.rounds.collecting import collect_due
from bot.storage.sweeping import sweep
from bot.telegram import chats
from bot.telegram.company import Company
from bot.telegram.intake import take_updates
from bot.telegram.outbox import (
    Finished,
    Payload,
    Row,
    adopted_rows,
    as_row,
    begin_row,
    call_payload,
    take_over,
    write_finished,
)
from bot.telegram.pacing import Pace
from bot.telegram.sending import PAUSE_FIRST, PAUSE_LONGEST, Sender, Undrawable
from bot.telegram.updates import CHANNEL, Update
from bot.watching.pulse import Pulse
from bot.watching.pulse import now as ticks
from dialogs.screens import Screen

log = structlog.get_logger()

BATCH = 100
"""Deliveries in one commit at the most."""

LOOK = 5.0
"""Seconds between looks for rows that nobody sends yet, and for news to coordinators."""

SWEEP, TIMERS = 30.0, 500
"""Seconds between looks for reminders that are due, and how many are looked at in one transaction."""

FORGET = 3600.0
"""Seconds between two rounds of forgetting."""

PORTION = 0.5
"""Seconds' worth of the common pace that a process takes at once, for what nobody waits for."""

STORE = 10.0
"""Seconds' worth of it that a process has in store, of the rows that all of them share."""

TIDY = 0.3
"""Seconds after which what was sent is written down, where no commit came along to take it with it."""

TIDY_SHARED = 0.05
"""The same among several processes: until then, a chat's next update is for this one to reply to."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Updates that came in one go, and what is to be told when they are committed."""

    updates: Sequence[Update]
    done: asyncio.Future[None]
    since: float = field(default_factory=ticks)


@dataclass(slots=True)
class Writer:
    """Commits in a thread of its own, so that a disk sync never keeps the network waiting."""

    office: Office
    sender: Sender
    pulse: Pulse = field(default_factory=Pulse)
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "database"))
    making: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "files"))
    _waiting: list[Delivery] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)
    _committing: asyncio.Task[None] | None = None
    company: Company | None = None
    _admitted: int = 0
    _claiming: bool = False
    _given: set[int] = field(default_factory=set)
    _taking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _notes: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.office.engine.dialect.name == "postgresql":
            self._keep_company()
        self.office.traces.left = True  # perhaps of an earlier process that was killed
        self.sender.begin, self.sender.make, self.sender.call = self.begin, self.make, self.call

    def _keep_company(self) -> None:
        """Work beside other processes on the same database."""
        hold = self.sender.holds.hold_all
        self.company = Company(self.office.engine, self.me, self.given, self.recount, hold, self.sender.fail)
        self.sender.sure, self.sender.admit, self.sender.holds.told = self.company.sure, self.admit, self._pass_on

    @property
    def me(self) -> str:
        """The name of this process."""
        return self.office.process or ""

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
            alone = self.company is None or self.company.alone
            await asyncio.wait_for(self._more.wait(), TIDY if alone else min(TIDY, TIDY_SHARED))

    async def _commit(self, batch: Sequence[Delivery]) -> None:
        updates = [update for delivery in batch for update in delivery.updates]
        finished = self.sender.take_finished()
        work = partial(self._take, updates, finished)
        try:
            rows = await asyncio.get_running_loop().run_in_executor(self.thread, work)
        except SQLAlchemyError as error:
            # No traceback: it may quote what people wrote.
            log.error("the database cannot be written", error=type(error).__name__)  # noqa: TRY400
            take_over(self.sender.finished, finished)
            _settle(batch, error)
            return
        self.sender.note_written(finished, shared=self.company is not None)
        self.sender.put(rows, batch[0].since if batch else None)
        _settle(batch, None)
        self._count(batch, rows)

    def _take(self, updates: Sequence[Update], finished: Finished) -> list[Row]:
        began = ticks()
        rows = take_updates(self.office, updates, finished, datetime.now(UTC))
        self.pulse.written.add(ticks() - began)
        return rows

    def _count(self, batch: Sequence[Delivery], rows: Sequence[Row]) -> None:
        """Count what was committed. Each turn shows one card, so what has one came of a turn."""
        done = ticks()
        self.pulse.turns += sum("live" in row.payload for row in rows)
        for delivery in batch:
            self.pulse.taken.add(done - delivery.since, len(delivery.updates))
            for update in delivery.updates:
                self.pulse.note_update(update)

    async def tidy(self) -> None:
        """Write down what was sent, now."""
        finished = self.sender.take_finished()
        if finished:
            await self._do(lambda session: write_finished(session, finished, datetime.now(UTC)))
            self.sender.note_written(finished, shared=self.company is not None)

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

    def chores(self) -> tuple[Chore, ...]:
        """What is done by the clock."""
        return Chore("forget", FORGET, self.forget), Chore("sweep", SWEEP, self.sweep), Chore("look", LOOK, self.look)

    async def forget(self) -> None:
        """Forget what need not be kept, and what was kept for its time, so much that nobody has to wait for long."""
        now = datetime.now(UTC)
        await self._do(lambda session: sweep(session, now) if only_one(session, FORGETTING) else None)
        deleted = False
        while await self._do(lambda session: only_one(session, FORGETTING) and delete_some(session, now)):
            deleted = True
        if deleted:
            self.office.recent.clear()  # numbers of what is gone may be given anew
            await asyncio.get_running_loop().run_in_executor(self.thread, truncate_wal, self.office.engine)

    async def sweep(self) -> None:
        """Look at everybody whose time may have come; between two batches, others have their turns."""
        now = datetime.now(UTC)  # one moment for the whole sweep: what is looked at once does not come up again
        while await self._do(lambda session: sweep_due(session, now, TIMERS)) >= TIMERS:
            pass

    async def look(self) -> None:
        """Send news to coordinators, what is due, and what other commands wrote."""
        await self._do(lambda session: collect_due(session, datetime.now(UTC)))
        await self._adopt(everything=False)
        await asyncio.get_running_loop().run_in_executor(self.thread, self.office.wipe)

    async def _adopt(self, *, everything: bool) -> None:
        """Send what nobody sends yet; of several processes, each a part of it."""
        room = int(STORE * self.sender.pace.overall) - self.sender.waiting_calmly

        def work(session: Session) -> list[Row]:
            if self.company is not None:
                bury(session, self.me)
            return adopted_rows(session, self.me, room, everything=everything)

        self.sender.put(await self._do(work))

    async def given(self, numbers: Sequence[int]) -> None:
        """Send rows that another process gave to this one; without any, what is nobody's."""
        if numbers:
            self._given.update(numbers)
            await self._take_given()
        elif not self._claiming:  # one look serves all who called for it meanwhile
            self._claiming = True
            try:
                await self._adopt(everything=False)
            finally:
                self._claiming = False

    async def _take_given(self) -> None:
        """One look for all that was given since the last."""
        async with self._taking:
            numbers, self._given = self._given, set()
            if numbers:
                lines = await self._do(lambda session: chats.given_to(session, self.me, numbers))
                self.sender.put(map(as_row, lines))

    async def recount(self) -> None:
        """Others took this process for dead: let go of what is theirs by now."""
        before = self.sender.known
        lines = await self._do(lambda session: chats.owned(session, self.me))
        self.sender.drop(before - {line.id for line in lines} - set(self.sender.finished.rows))
        self.sender.put(map(as_row, lines))

    async def admit(self, pace: Pace, waiting: int) -> None:
        """Wait for the turn of a message that nobody waits for, where other processes send some too."""
        if self.company is None or self.company.alone:
            return
        while self._admitted <= 0:
            portion = max(1, min(waiting, int(pace.overall * PORTION)))
            take = partial(lease, channel=CHANNEL, messages=portion, rate=pace.overall)
            try:
                wait = await self._do(take)
            except SQLAlchemyError:
                await asyncio.sleep(PAUSE_FIRST)
                continue
            await asyncio.sleep(wait)
            self._admitted = portion
        self._admitted -= 1

    def _pass_on(self, address: str, seconds: float) -> None:
        """Telegram told a chat to wait: other processes are to know."""
        if self.company is not None and not self.company.alone:
            task = asyncio.create_task(self._note_wait(address, seconds))
            self._notes.add(task)
            task.add_done_callback(self._notes.discard)

    async def _note_wait(self, address: str, seconds: float) -> None:
        with suppress(SQLAlchemyError):
            await self._do(lambda session: note_wait(session, CHANNEL, address, seconds))

    async def begin(self, number: int) -> bool:
        """Note durably that a row which must not arrive twice is about to be sent; whether it is ours to send."""
        return await self._do(lambda session: begin_row(session, number, datetime.now(UTC), self.me))

    async def call(self, number: int) -> Payload | None:
        """Begin a row that calls somebody, and draw its card as of now; None where they are not to be called.

        Raises SQLAlchemyError where the database is out of reach, and Undrawable for a fault of ours.
        """

        def work(session: Session) -> Payload | None:
            reply = called(session, self.office, number, datetime.now(UTC))
            return None if reply is None else call_payload(reply)

        try:
            return await self._do(work)
        except (OperationalError, InterfaceError, NoConnection):
            raise
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one card, the others go on
            log.error("a reminder could not be drawn", row=number, **fault(error))  # noqa: TRY400  # as in `_commit`
            raise Undrawable from None

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
