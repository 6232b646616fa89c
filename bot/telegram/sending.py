"""Sending what stands in the outbox: in order per chat, one thing at a time per chat, many chats at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

import structlog
from sqlalchemy import Engine
from sqlmodel import Session
from telegram import Bot, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.storage.engine import transaction
from bot.storage.tables import Outgoing
from bot.telegram import outbox

log = structlog.get_logger()

CHATS_AT_ONCE = 20
PAUSE_FIRST, PAUSE_LONGEST = 0.5, 60.0
"""Seconds between tries when the network fails."""

UNCHANGED = "not modified"
GONE = ("message to edit not found", "can't be edited", "message_id_invalid", "message to delete not found")
TOO_LATE = ("query is too old", "query id is invalid", "query_id_invalid")

T = TypeVar("T")


@dataclass(slots=True)
class Database:
    """The database, away from the event loop: one thread, so that one process never waits for itself."""

    engine: Engine
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "database"))

    async def run(self, work: Callable[[Session], T]) -> T:
        """Do the work in a transaction of its own."""

        def in_transaction() -> T:
            with transaction(self.engine) as session:
                return work(session)

        return await asyncio.get_running_loop().run_in_executor(self.thread, in_transaction)


@dataclass(slots=True)
class Sender:
    """Empties the outbox. `wake` is set when there may be something new in it."""

    bot: Bot
    database: Database
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def run(self) -> None:
        """Send until cancelled. Raises InvalidToken when Telegram no longer accepts the token."""
        self.wake.set()
        while True:
            await self.wake.wait()
            self.wake.clear()
            await self._start_chats()

    async def drain(self) -> None:
        """Send what is there now, and return; what cannot be sent stays for the next start."""
        await self._start_chats()
        while self._busy:
            await asyncio.wait(self._busy.values(), return_when=asyncio.FIRST_COMPLETED)
            await self._start_chats()

    def stop(self) -> None:
        for task in self._busy.values():
            task.cancel()

    async def _start_chats(self) -> None:
        for task in self._busy.values():
            if task.done() and (error := task.exception()):
                raise error
        self._busy = {address: task for address, task in self._busy.items() if not task.done()}
        free = CHATS_AT_ONCE - len(self._busy)
        if free <= 0:
            return
        busy = tuple(self._busy)
        for address in await self.database.run(lambda session: outbox.waiting(session, busy, free)):
            task = asyncio.create_task(self._serve(address))
            task.add_done_callback(lambda _: self.wake.set())
            self._busy[address] = task

    async def _serve(self, address: str) -> None:
        """Send everything that waits for one chat, in order."""
        pause = PAUSE_FIRST
        while (row := await self.database.run(lambda session: outbox.next_for(session, address))) is not None:
            try:
                await self._send(row)
                pause = PAUSE_FIRST
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except (Forbidden, ChatMigrated) as error:
                log.info("chat cannot be reached", chat=address, error=type(error).__name__)
                await self.database.run(lambda session: outbox.give_up(session, address))
            except BadRequest as error:
                log.warning("message refused", chat=address, kind=row.kind, error=error.message)
                await self._done(row)
            except InvalidToken:
                raise
            except TelegramError as error:  # time-outs, broken connections, faults of the server: try again
                log.warning("sending failed, will try again", chat=address, error=type(error).__name__, pause=pause)
                await asyncio.sleep(pause)
                pause = min(2 * pause, PAUSE_LONGEST)

    async def _send(self, row: Outgoing) -> None:
        match row.kind:
            case "answer":
                await self._answer(row)
            case "record":
                await self._record(row)
            case "card":
                await self._card(row)
            case _:
                await self.bot.send_message(row.address, row.payload["html"], ParseMode.HTML)
                await self._done(row)

    async def _answer(self, row: Outgoing) -> None:
        try:
            await self.bot.answer_callback_query(row.payload["query"], row.payload["text"])
        except BadRequest as error:
            if not _says(error, TOO_LATE):
                raise
        await self._done(row)

    async def _record(self, row: Outgoing) -> None:
        """The live card becomes a record: it stays where it is, without buttons. If it is gone, the record is sent."""
        live = await self.database.run(lambda session: outbox.live_card(session, row.address))
        if not await self._edited(row.address, live or row.payload["message"], row.payload["html"], None):
            await self.bot.send_message(row.address, row.payload["html"], ParseMode.HTML)
        await self._done(row, forget=True)

    async def _card(self, row: Outgoing) -> None:
        """Edit the live card in place, or send a new one and take the old one away."""
        markup = InlineKeyboardMarkup.de_json({"inline_keyboard": row.payload["keyboard"]}, self.bot)
        text, message = row.payload["html"], row.payload["edit"]
        if message and await self._edited(row.address, message, text, markup):
            await self._done(row)
            return
        old = await self.database.run(lambda session: outbox.live_card(session, row.address))
        new = await self.bot.send_message(row.address, text, ParseMode.HTML, reply_markup=markup)
        await self._done(row, new=new)
        if old or message:
            await self._take_away(row.address, old or message or "")

    async def _edited(self, address: str, message: str | None, text: str, markup: InlineKeyboardMarkup | None) -> bool:
        """Edit a message; whether it now shows the text. False when it is gone or too old to be edited."""
        if message is None:
            return False
        try:
            await self.bot.edit_message_text(
                text, address, int(message), parse_mode=ParseMode.HTML, reply_markup=markup
            )
        except BadRequest as error:
            if _says(error, GONE):
                return False
            if not _says(error, (UNCHANGED,)):
                raise
        return True

    async def _take_away(self, address: str, message: str) -> None:
        """Delete an old card; where it is too old for that, at least take its buttons. Neither is worth a fault."""
        try:
            await self.bot.delete_message(address, int(message))
        except BadRequest:
            with suppress(BadRequest):
                await self.bot.edit_message_reply_markup(address, int(message))
        except TelegramError as error:
            log.info("old card stays", chat=address, error=type(error).__name__)

    async def _done(self, row: Outgoing, new: Message | None = None, *, forget: bool = False) -> None:
        """The row goes; a new card becomes the live one, and a record is live no longer."""

        def finish(session: Session) -> None:
            if new is not None or forget:
                outbox.set_live_card(session, row.address, str(new.message_id) if new else None)
            outbox.sent(session, row)

        await self.database.run(finish)


def _says(error: BadRequest, texts: tuple[str, ...]) -> bool:
    """Whether Telegram's words contain one of the texts; they change now and then, so only the core is looked at."""
    return any(text in error.message.casefold() for text in texts)


def seconds(error: RetryAfter) -> float:
    """How long Telegram says to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
