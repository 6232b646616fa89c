"""Sending what stands in the outbox: in order per chat, one thing at a time per chat, many chats at once.

Rows come in memory from the turn that wrote them, and from the database once at the start. Among several processes,
rows of this one's chats come from others too, and before each is sent, it is made sure that it is still ours.

What is done is noted in `finished` and written with a later commit, so that sending costs no disk sync of its own; a
process that is killed sends the last rows again, which edits nothing twice and at worst shows a card twice.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.left import Enclosure, File, restored
from bot.storage import letters
from bot.telegram.api import Line, Undelivered
from bot.telegram.drawing import html
from bot.telegram.knowing import Known
from bot.telegram.outbox import Finished, Payload, Row, Shown, caption
from bot.telegram.pacing import Calm, Haste, Holds, Pace
from bot.telegram.refusals import TOO_LATE, core, says, seconds
from bot.telegram.showing import Chats
from bot.watching.pulse import Pulse, now
from dialogs.screens import Screen

log = structlog.get_logger()

PAUSE_FIRST, PAUSE_LONGEST = 0.5, 15.0
"""Seconds between tries when the network fails."""

ANSWER_TRIES = 3
"""A tap waits for its answer a few seconds only; the card says the same."""


class Undrawable(Exception):
    """A card could not be drawn, through a fault of ours: the row stays for the next start."""


class NotOurs(Exception):
    """Another process sends this row by now."""


@dataclass(slots=True)
class Sender:
    """`put` hands over rows that are committed; `finished` is taken by whoever commits next.

    `begin` notes durably that a row is about to be sent which must not arrive twice, and says whether it is still ours
    to send. `call` does so for a row that calls somebody, and draws its card, or says that there is none any more.
    `make` makes a file, or says why there is none. The writer sets them. `sure` waits until no other process can have
    taken this one for dead, and `admit` until the next message may go that nobody waits for, over all processes.
    """

    line: Line
    pace: Pace = field(default_factory=Pace)
    pulse: Pulse = field(default_factory=Pulse)
    begin: Callable[[int], Awaitable[bool]] | None = None
    call: Callable[[int], Awaitable[Payload | None]] | None = None
    make: Callable[[Enclosure], Awaitable[File | Screen]] | None = None
    sure: Callable[[], Awaitable[None]] | None = None
    admit: Callable[[Pace, int], Awaitable[None]] | None = None
    finished: Finished = field(default_factory=Finished)
    failure: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    _queues: dict[str, deque[Row]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _calm: Calm = field(default_factory=Calm)
    holds: Holds = field(default_factory=Holds)
    _haste: Haste = field(default_factory=Haste)
    _chats: Chats = field(init=False)
    _drawn: dict[int, Payload | None] = field(default_factory=dict)
    """Calls that were begun: each gets its card only once, however often it is tried."""
    _since: dict[int, float] = field(default_factory=dict)
    """When what a row replies to was received."""
    _known: Known = field(default_factory=Known)
    _cut_off: bool = False

    def __post_init__(self) -> None:
        self._chats = Chats(self.line, self.holds, self._note_card)

    def put(self, rows: Iterable[Row], since: float | None = None) -> None:
        """Send these rows, each behind what already waits for its chat. `since` is when what they reply to came in."""
        for row in rows:
            if self.sure is not None and not self._known.add(row.id):
                continue  # it came by two ways
            if since is not None:
                self._since[row.id] = since
            self._put(row)

    def _put(self, row: Row) -> None:
        if row.once and row.begun:
            self.finished.rows.append(row.id)  # it may have arrived: rather nothing than twice
        elif row.urgent:
            if _is_card(row) and row.address in self._queues:
                self._haste.note(row.address)
            self._enqueue(row)
        else:
            self._calm.add(row)
            if not self._calm.running:
                self._calm.running = True
                self._start(self._send_calmly())

    def take_finished(self) -> Finished:
        """What is done, for a commit."""
        done, self.finished = self.finished, Finished()
        return done

    def note_written(self, done: Finished, *, shared: bool) -> None:
        """What was found out is in the database; where that is `shared`, live cards are soon to be read from there."""
        if shared:
            self._known.done(done.rows)
            self._chats.doubt(done.cards)

    @property
    def known(self) -> frozenset[int]:
        """The rows that this process has to do with, some of which are sent already."""
        return frozenset(self._known.numbers)

    @property
    def waiting_calmly(self) -> int:
        """In how many chats something is to come that nobody is waiting for."""
        return len(self._calm)

    def drop(self, lost: Collection[int]) -> None:
        """These rows are not ours any more: others send them."""
        self._known.drop(lost)
        self._calm.drop(lost)
        for queue in self._queues.values():
            for row in [row for row in queue if row.id in lost]:
                queue.remove(row)
                self._forget(row.id)
        self.finished.cards.clear()

    @property
    def busy(self) -> bool:
        """Whether anything is being sent, or waits for it."""
        return bool(self._tasks)

    async def drained(self) -> None:
        """Wait until nothing that people wait for is left to send."""
        while self._queues:
            await asyncio.wait(list(self._tasks), return_when=asyncio.FIRST_COMPLETED)

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) and not self.failure.done():
            self.failure.set_exception(error)
            self.failure.exception()  # looked at: asyncio need not complain when the end has another cause

    def fail(self, error: Exception) -> None:
        """End the process, for a fault of ours."""
        if not self.failure.done():
            self.failure.set_exception(error)
            self.failure.exception()  # as above

    def _enqueue(self, row: Row) -> None:
        queue = self._queues.get(row.address)
        if queue is None:
            self._queues[row.address] = queue = deque([row])
            self._start(self._serve(row.address, queue))
        else:
            queue.append(row)

    async def _send_calmly(self) -> None:
        while (row := await self._calm.next(self.pace)) is not None:
            if self.admit is not None:
                await self.admit(self.pace, len(self._calm) + 1)
            if self.sure is None or row.id in self._known.numbers:
                self._enqueue(row)

    async def _serve(self, address: str, queue: deque[Row]) -> None:
        """Send everything that waits for one chat, in order."""
        answered, pause = 0, PAUSE_FIRST
        try:
            while queue:
                await self._haste.wait(address)
                if self._haste.there(address):
                    self._leave_out(queue)
                row = queue[0]
                if "answer" in row.payload and answered != row.id:
                    answered = row.id
                    self._start(self._answer(row.payload["answer"]))
                await self.holds.wait(address)
                if self.sure is not None:
                    await self.sure()
                    if not queue or queue[0] is not row:
                        continue
                if await self._sent(address, row, queue):
                    pause = PAUSE_FIRST
                    self._haste.replied(address)
                    if queue and queue[0] is row:
                        queue.popleft()
                        self.finished.rows.append(row.id)
                    if row not in queue:  # a call may have let others go first
                        self._forget(row.id)
                elif not self.holds.hold(address):
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, PAUSE_LONGEST)
        finally:
            del self._queues[address]

    def _leave_out(self, queue: deque[Row]) -> None:
        """To a flood, only the newest card is worth sending, whatever others say above theirs; taps are answered."""
        answers = []
        while len(queue) > 1 and _is_card(queue[0]) and "record" not in queue[0].payload and _is_card(queue[1]):
            row = queue.popleft()
            self.finished.rows.append(row.id)
            self._forget(row.id)
            if "answer" in row.payload:
                answers.append({"callback_query_id": row.payload["answer"]["callback_query_id"]})
        if answers:
            self._start(self._answer_all(answers))

    async def _answer_all(self, answers: Iterable[Mapping[str, Any]]) -> None:
        """One after the other: nobody else waits for them."""
        for answer in answers:
            await self._answer(answer)

    async def _sent(self, address: str, row: Row, queue: deque[Row]) -> bool:
        """Send a row; whether it is over and done with. False when it is to be tried again."""
        try:
            await self._send(row, queue)
            self._cut_off = False
            self._count_sent(row, queue)
        except RetryAfter as error:
            self.holds.add(address, seconds(error))
            self.pulse.note_message("retried")
            return False
        except Forbidden:
            self.pulse.note_message("unreachable")
            log.info("chat cannot be reached", chat=address)
            self._drop(address, queue)
            self.finished.unreachable.add(address)
        except ChatMigrated as error:
            new = self.finished.moved[address] = str(error.new_chat_id)
            moved = [replace(waiting, address=new) for waiting in queue]
            queue.clear()
            for waiting in moved:
                self._put(waiting)
        except BadRequest as error:  # a kind of NetworkError, but nothing that another try would mend
            log.warning("message refused", chat=address, row=row.id, error=core(error))
            self.pulse.note_message("refused")
        except SQLAlchemyError as error:
            log.warning("a message waits for the database", chat=address, row=row.id, error=type(error).__name__)
            return False
        except NetworkError as error:  # time-outs, broken connections, faults of the server
            log.warning("sending failed", chat=address, row=row.id, error=type(error).__name__)
            self._cut_off = self._cut_off or isinstance(error, Undelivered)
            self.pulse.note_message("retried")
            return row.once and not isinstance(error, Undelivered)
        except (Undrawable, NotOurs):
            if queue and queue[0] is row:
                queue.popleft()
        return True

    def _forget(self, number: int) -> None:
        """A row will not be tried again."""
        self._chats.forget(number)
        self._drawn.pop(number, None)
        self._since.pop(number, None)

    def _count_sent(self, row: Row, queue: deque[Row]) -> None:
        """Count what was sent, unless it was taken back, or has only let others go first."""
        if queue and queue[0] is row and self._drawn.get(row.id, row) is not None:
            self.pulse.note_message("sent")
            if (since := self._since.pop(row.id, None)) is not None:
                self.pulse.replied.add(now() - since)

    def _note_card(self, address: str, card: Shown) -> None:
        self.finished.cards[address] = card

    def _drop(self, address: str, queue: deque[Row]) -> None:
        self.finished.rows += [row.id for row in queue]
        for row in queue:
            self._since.pop(row.id, None)
        queue.clear()

    async def _send(self, row: Row, queue: deque[Row]) -> None:
        if "call" in row.payload:
            await self._call(row, queue)
            return
        if row.once and not row.begun and self.begin and not await self.begin(row.id):
            raise NotOurs
        if "words" in row.payload:
            await self._chats.say(row.address, row.payload["words"])
        elif "letter" in row.payload:
            letter, protected = html(letters.read(row.payload["letter"])), bool(row.payload.get("protected"))
            await self._chats.say(row.address, letter, protected=protected)
        elif "enclosure" in row.payload:
            await self._hand_over(row.address, restored(row.payload["enclosure"]))
        else:
            await self._chats.show(row, overtaken=_overtaken(row, queue))

    async def _call(self, row: Row, queue: deque[Row]) -> None:
        """Show a card that is drawn only now. What was committed before that is older, and goes first."""
        if self.call is None:
            raise LookupError("nobody draws calls here")
        if row.id not in self._drawn:
            await self._check_the_line()
            self._drawn[row.id] = await self.call(row.id)
            if len(queue) > 1 and queue[0] is row:
                queue.rotate(-1)
                return
        payload = self._drawn[row.id]
        if payload is not None:
            await self._chats.show(replace(row, payload=payload), overtaken=_overtaken(row, queue))

    async def _check_the_line(self) -> None:
        """Raise Undelivered as long as there is no connection: once there is one again, it may be night."""
        if self._cut_off:
            try:
                await self.line.call("getMe", {})
            except NetworkError as error:
                raise Undelivered(type(error).__name__) from None

    async def _hand_over(self, address: str, enclosure: Enclosure) -> None:
        """Send a file, made anew for each try: whether this person may still see it is asked each time."""
        if self.make is None:
            raise LookupError("nobody makes files here")
        file = await self.make(enclosure)
        if isinstance(file, Screen):
            await self._chats.say(address, html(file))
        else:
            await self._chats.hand_over(address, file, caption(enclosure))

    async def _answer(self, answer: Mapping[str, Any]) -> None:
        """Stop the tapped button's waiting mark; worth a few tries, and never a fault."""
        for _ in range(ANSWER_TRIES):
            await self.holds.wait()
            try:
                await self.line.call("answerCallbackQuery", answer)
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except BadRequest as error:
                if not says(error, TOO_LATE):
                    log.warning("answer refused", error=core(error))
                return
            except Forbidden:
                return
            except NetworkError:
                await asyncio.sleep(PAUSE_FIRST)
            else:
                return


def _is_card(row: Row) -> bool:
    """Whether it is what one turn shows."""
    return "text" in row.payload


def _overtaken(row: Row, queue: deque[Row]) -> bool:
    """Whether the next row shows a card as well, and this one says nothing besides: nobody would see it."""
    following = queue[1] if len(queue) > 1 and queue[0] is row else None
    return following is not None and "text" in following.payload and not row.payload.get("remark")
