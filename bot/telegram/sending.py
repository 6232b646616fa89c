"""Sending what stands in the outbox: in order per chat, one thing at a time per chat, many chats at once.

Rows come in memory from the turn that wrote them, and from the database once at the start. What is done is noted in
`finished` and written with a later commit, so that sending costs no disk sync of its own; a process that is killed
sends the last rows again, which edits nothing twice and at worst shows a card twice.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.api import Line, Undelivered
from bot.telegram.outbox import Finished, Row
from bot.telegram.pacing import Calm, Holds, Pace

log = structlog.get_logger()

PAUSE_FIRST, PAUSE_LONGEST = 0.5, 15.0
"""Seconds between tries when the network fails."""

ANSWER_TRIES = 3
"""A tap waits for its answer a few seconds only; the card says the same."""

UNCHANGED = ("not modified",)
GONE = ("message to edit not found", "can't be edited", "message_id_invalid")
TOO_LATE = ("query is too old", "query id is invalid", "query_id_invalid")


@dataclass(slots=True)
class Sender:
    """`put` hands over rows that are committed; `finished` is taken by whoever commits next.

    `begin` notes durably that a row is about to be sent which must not arrive twice; the writer sets it.
    """

    line: Line
    pace: Pace = field(default_factory=Pace)
    begin: Callable[[int], Awaitable[None]] | None = None
    finished: Finished = field(default_factory=Finished)
    failure: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    _queues: dict[str, deque[Row]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _calm: Calm = field(default_factory=Calm)
    _cards: dict[str, str | None] = field(default_factory=dict)
    _holds: Holds = field(default_factory=Holds)

    def put(self, rows: Iterable[Row]) -> None:
        """Send these rows, each behind what already waits for its chat."""
        for row in rows:
            if row.once and row.begun:
                self.finished.rows.append(row.id)  # it may have arrived: rather nothing than twice
            elif row.urgent:
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

    def _enqueue(self, row: Row) -> None:
        queue = self._queues.get(row.address)
        if queue is None:
            self._queues[row.address] = queue = deque([row])
            self._start(self._serve(row.address, queue))
        else:
            queue.append(row)

    async def _send_calmly(self) -> None:
        while (row := await self._calm.next(self.pace)) is not None:
            self._enqueue(row)

    async def _serve(self, address: str, queue: deque[Row]) -> None:
        """Send everything that waits for one chat, in order."""
        answered, pause = 0, PAUSE_FIRST
        try:
            while queue:
                row = queue[0]
                if "answer" in row.payload and answered != row.id:
                    answered = row.id
                    self._start(self._answer(row.payload["answer"]))
                await self._holds.wait(address)
                if await self._sent(address, row, queue):
                    pause = PAUSE_FIRST
                    if queue and queue[0] is row:
                        queue.popleft()
                        self.finished.rows.append(row.id)
                elif not self._holds.hold(address):
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, PAUSE_LONGEST)
        finally:
            del self._queues[address]

    async def _sent(self, address: str, row: Row, queue: deque[Row]) -> bool:
        """Send a row; whether it is over and done with. False when it is to be tried again."""
        try:
            await self._send(row, queue)
        except RetryAfter as error:
            self._holds.add(address, seconds(error))
            return False
        except Forbidden:
            log.info("chat cannot be reached", chat=address)
            self._drop(address, queue)
            self.finished.unreachable.add(address)
        except ChatMigrated as error:
            new = self.finished.moved[address] = str(error.new_chat_id)
            self.put([replace(waiting, address=new) for waiting in queue])
            queue.clear()
        except BadRequest as error:  # a kind of NetworkError, but nothing that another try would mend
            log.warning("message refused", chat=address, row=row.id, error=_core(error))
        except SQLAlchemyError as error:
            log.warning("a message waits for the database", chat=address, row=row.id, error=type(error).__name__)
            return False
        except NetworkError as error:  # time-outs, broken connections, faults of the server
            log.warning("sending failed", chat=address, row=row.id, error=type(error).__name__)
            return row.once and not isinstance(error, Undelivered)
        return True

    def _drop(self, address: str, queue: deque[Row]) -> None:
        self.finished.rows += [row.id for row in queue]
        queue.clear()

    async def _send(self, row: Row, queue: deque[Row]) -> None:
        if row.once and not row.begun and self.begin:
            await self.begin(row.id)
        words = row.payload.get("words")
        if words is not None:
            await self._say(row.address, words)
        else:
            await self._card(row, overtaken=_overtaken(row, queue))

    async def _answer(self, answer: Mapping[str, Any]) -> None:
        """Stop the tapped button's waiting mark; worth a few tries, and never a fault."""
        for _ in range(ANSWER_TRIES):
            await self._holds.wait()
            try:
                await self.line.call("answerCallbackQuery", answer)
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except BadRequest as error:
                if not _says(error, TOO_LATE):
                    log.warning("answer refused", error=_core(error))
                return
            except Forbidden:
                return
            except NetworkError:
                await asyncio.sleep(PAUSE_FIRST)
            else:
                return

    async def _card(self, row: Row, *, overtaken: bool) -> None:
        """Leave the record, if there is one; then edit the live card in place, or send a new one and take the old away.

        A card that is overtaken is left out: after a restart above all, when much has been sent already.
        """
        address, payload = row.address, row.payload
        live = self._cards.get(address) or payload.get("live")  # a card of unknown number is told by the tap on it
        if "record" in payload:
            if not (live and await self._edited(address, live, payload["record"])):
                await self._say(address, payload["record"])
            self._note_card(address, None)
            live = None
        if overtaken:
            return
        message = payload.get("edit")
        if message and await self._edited(address, message, payload["text"], payload["keyboard"]):
            self._note_card(address, message)
            return
        new = _message_id(await self._say(address, payload["text"], payload["keyboard"]))
        self._note_card(address, new)
        if live and live not in {new, message}:
            await self._take_away(address, live)

    async def _say(self, address: str, text: str, keyboard: Sequence[Any] = ()) -> bytes:
        message = {"chat_id": address, "text": text, "parse_mode": "HTML"}
        return await self.line.call("sendMessage", message | _markup(keyboard))

    def _note_card(self, address: str, message: str | None) -> None:
        if self._cards.get(address, "") != message:
            self._cards[address] = self.finished.cards[address] = message

    async def _edited(self, address: str, message: str, text: str, keyboard: Sequence[Any] = ()) -> bool:
        """Edit a message; whether it now shows the text. False when it is gone or too old to be edited."""
        edit = {"chat_id": address, "message_id": int(message), "text": text, "parse_mode": "HTML"}
        try:
            await self.line.call("editMessageText", edit | _markup(keyboard))
        except BadRequest as error:
            if _says(error, GONE):
                return False
            if not _says(error, UNCHANGED):
                raise
        return True

    async def _take_away(self, address: str, message: str) -> None:
        """Delete an old card; where it is too old for that, at least take its buttons. Neither is worth a fault."""
        where = {"chat_id": address, "message_id": int(message)}
        try:
            await self.line.call("deleteMessage", where)
        except BadRequest:
            with suppress(TelegramError):
                await self.line.call("editMessageReplyMarkup", where)
        except InvalidToken:
            raise
        except RetryAfter as error:
            self._holds.add(address, seconds(error))
        except TelegramError as error:
            log.info("an old card stays", chat=address, error=type(error).__name__)


def _overtaken(row: Row, queue: deque[Row]) -> bool:
    """Whether the next row shows a card as well, and this one says nothing besides: nobody would see it."""
    return row is not queue[-1] and "text" in queue[1].payload and not row.payload.get("remark")


def _markup(keyboard: Sequence[Any]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}


def _message_id(answer: bytes) -> str | None:
    """The number of a message just sent; None when the answer breaks off: the next tap on it will tell."""
    try:
        return str(json.loads(answer)["result"]["message_id"])
    except (ValueError, KeyError, TypeError):
        return None


def _says(error: BadRequest, texts: tuple[str, ...]) -> bool:
    """Whether Telegram's words contain one of the texts; they change now and then, so only the core is looked at."""
    return any(text in error.message.casefold() for text in texts)


def _core(error: BadRequest) -> str:
    """The beginning of Telegram's words: what follows may quote a message."""
    return error.message.split(":")[0][:80]


def seconds(error: RetryAfter) -> float:
    """How long Telegram says to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
