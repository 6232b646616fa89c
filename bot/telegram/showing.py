"""One live card per chat: edited in place, sent anew where that cannot be, and turned into a record when it is done."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import structlog
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.left import File
from bot.packing import unpacked
from bot.telegram.api import Line
from bot.telegram.outbox import Row, Shown
from bot.telegram.pacing import Holds
from bot.telegram.refusals import GONE, UNCHANGED, core, says, seconds

log = structlog.get_logger()


LINGER = 5.0
"""Seconds for which a card is remembered after it was written down: a turn may have begun before that."""


@dataclass(slots=True)
class Begun:
    """How far a row with a record and a card is, should one of its calls have to be tried again.

    `live` is the card that turns into the record; `card` is the new one, once it is `sent`; `early` is one that was
    sent before its record.
    """

    live: str | None
    card: str | None = None
    early: str | None = None
    sent: bool = False
    recorded: bool = False


@dataclass(slots=True)
class Chats:
    """What is on people's screens. `note` is told which message is a chat's live card from now on, None for none."""

    line: Line
    holds: Holds
    note: Callable[[str, Shown], None]
    _cards: dict[str, Shown] = field(default_factory=dict)
    _begun: dict[int, Begun] = field(default_factory=dict)
    _doubted: deque[tuple[float, Mapping[str, Shown]]] = field(default_factory=deque)

    async def say(
        self, address: str, text: str, keyboard: Sequence[Any] = (), *, protected: bool = False
    ) -> str | None:
        """Send a message; its number, or None when the answer breaks off: the next tap on it will tell."""
        message = {"chat_id": address, "text": text, "parse_mode": "HTML"} | (
            {"protect_content": True} if protected else {}
        )
        return _number(await self.line.call("sendMessage", message | _markup(keyboard)))

    async def hand_over(self, address: str, file: File, caption: str) -> None:
        """Send a file; a picture that Telegram will not show as one still comes, to be opened."""
        params = {"chat_id": address} | ({"caption": caption, "parse_mode": "HTML"} if caption else {})
        params |= {"protect_content": "true"} if file.protected else {}
        if file.picture:
            try:
                await self.line.upload("sendPhoto", params, "photo", file)
            except BadRequest as error:
                log.warning("a picture goes as a document", chat=address, error=core(error))
            else:
                return
        await self.line.upload("sendDocument", params, "document", file)

    async def show(self, row: Row, *, overtaken: bool) -> None:
        """Show what a turn led to. A card that is `overtaken` by the next row is left out: nobody would see it."""
        if "record" in row.payload:
            await self._record_and_card(row, self._live(row).message, overtaken=overtaken)
        elif not overtaken:
            await self._card(row, self._live(row))

    def forget(self, number: int) -> None:
        """A row will not be tried again."""
        self._begun.pop(number, None)

    def doubt(self, written: Mapping[str, Shown]) -> None:
        """These cards are in the database, and another process may show the next ones: forget them before long."""
        now = monotonic()
        self._doubted.append((now, dict(written)))
        while self._doubted and self._doubted[0][0] < now - LINGER:
            for address, shown in self._doubted.popleft()[1].items():
                if self._cards.get(address) is shown:
                    del self._cards[address]

    def _live(self, row: Row) -> Shown:
        """The live card of the row's chat. One of unknown number is told by the tap on it.

        Of the one that is remembered and the one that the row tells of, it is the newer: another process may have
        shown that one.
        """
        known, told = self._cards.get(row.address, Shown()), _told(row)
        if known.message and told.message and int(told.message) > int(known.message):
            return told
        return known if known.message else told

    async def _card(self, row: Row, live: Shown) -> None:
        """Edit the live card in place, or send a new one and take the old away.

        A message stays as protected as it was sent: a result never comes into one that can be forwarded.
        """
        address, tapped, wanted = row.address, row.payload.get("edit"), _wanted(row)
        text, keyboard = row.payload["text"], row.payload["keyboard"]
        fits = Shown(tapped, wanted) == (live if tapped == live.message else _told(row, tapped))
        if tapped and fits and await self._edited(address, tapped, text, keyboard):
            self._note(address, Shown(tapped, wanted))
            return
        new = await self.say(address, text, keyboard, protected=wanted)
        self._note(address, Shown(new, wanted))
        old = dict.fromkeys((live.message, tapped))
        for message in old:
            if message and message != new and not (fits and message == tapped):
                await self._take_away(address, message)

    async def _record_and_card(self, row: Row, live: str | None, *, overtaken: bool) -> None:
        """The live card turns into a record while a new one appears below: two messages, so both go at once.

        Where the live one is gone, the record is sent, and the card once more below it.
        """
        begun = self._begun.setdefault(row.id, Begun(live))
        if begun.live:
            await _all(self._record(row, begun), *(() if overtaken else (self._send_card(row, begun),)))
        if not begun.recorded:
            await self.say(row.address, row.payload["record"])
            begun.recorded, begun.early, begun.card, begun.sent = True, begun.card, None, False
        if not overtaken:
            await self._send_card(row, begun)
        self._note(row.address, Shown(begun.card, _wanted(row)))
        self.forget(row.id)
        if begun.early:
            await self._take_away(row.address, begun.early)

    async def _record(self, row: Row, begun: Begun) -> None:
        if begun.live and not begun.recorded:
            begun.recorded = await self._edited(row.address, begun.live, row.payload["record"])
            begun.live = begun.live if begun.recorded else None

    async def _send_card(self, row: Row, begun: Begun) -> None:
        if not begun.sent:
            text, keyboard = row.payload["text"], row.payload["keyboard"]
            begun.card = await self.say(row.address, text, keyboard, protected=_wanted(row))
            begun.sent = True

    def _note(self, address: str, card: Shown) -> None:
        if self._cards.get(address) != card:
            self._cards[address] = card
            self.note(address, card)

    async def _edited(self, address: str, message: str, text: str, keyboard: Sequence[Any] = ()) -> bool:
        """Edit a message; whether it now shows the text. False when it is gone or too old to be edited."""
        edit = {"chat_id": address, "message_id": int(message), "text": text, "parse_mode": "HTML"}
        try:
            await self.line.call("editMessageText", edit | _markup(keyboard))
        except BadRequest as error:
            if says(error, GONE):
                return False
            if not says(error, UNCHANGED):
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
            self.holds.add(address, seconds(error))
        except TelegramError as error:
            log.info("an old card stays", chat=address, error=type(error).__name__)


async def _all(*calls: Coroutine[Any, Any, None]) -> None:
    """Wait until every call is over, then raise what the first to fail raised."""
    for outcome in await asyncio.gather(*calls, return_exceptions=True):
        if outcome is not None:
            raise outcome


def _wanted(row: Row) -> bool:
    """Whether the row's card is neither to be forwarded nor saved."""
    return bool(row.payload.get("protected"))


def _told(row: Row, message: str | None = None) -> Shown:
    """What the row says of the live card, or of this message; one that it knows nothing of was sent as usual."""
    live = row.payload.get("live")
    known = message is None or message == live
    return Shown(message or live, known and bool(row.payload.get("live_protected")))


def _markup(keyboard: Sequence[Any]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}


def _number(answer: bytes) -> str | None:
    try:
        return str(unpacked(answer)["result"]["message_id"])
    except (ValueError, KeyError, TypeError):
        return None
