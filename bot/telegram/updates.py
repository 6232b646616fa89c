"""What Telegram delivers, as events. Everything in an update is untrusted; the fields are those of the Bot API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.turns import Incoming
from dialogs import wire
from dialogs.events import Attachment, AttachmentSent, Event
from dialogs.typed import heard

CHANNEL = "telegram"

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of update that are asked for; with an empty list Telegram would leave some of these out."""

Update = Mapping[str, Any]
"""An update as Telegram sends it."""

_ATTACHMENTS = {
    Attachment.PICTURE: ("photo", "video", "animation", "video_note", "story"),
    Attachment.STICKER: ("sticker",),
    Attachment.VOICE: ("voice", "audio"),
    Attachment.FILE: ("document",),
    Attachment.CONTACT: ("contact",),
    Attachment.LOCATION: ("location", "venue"),
    Attachment.OTHER: ("poll", "dice", "game", "checklist", "paid_media"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of a private chat; `query` is there for a tap, which wants an answer of its own."""

    incoming: Incoming
    query: str | None = None


@dataclass(frozen=True, slots=True)
class InGroup:
    """Someone turned to the bot in a group, where it cannot help."""

    address: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Reach:
    """A person blocked the bot, or let it in again."""

    address: str
    reachable: bool


Meaning = Heard | InGroup | Reach | None
"""None for what needs no reply."""


def number_of(update: Update) -> int:
    """The update's number. Raises KeyError and TypeError for what is no update."""
    return _whole(update["update_id"])


def address_of(chat: Mapping[str, Any]) -> str:
    """The chat's address. Raises KeyError and TypeError for what is no chat."""
    return str(_whole(chat["id"]))


def _whole(number: Any) -> int:
    """A number as Telegram has them: whole, and of 64 bits at the most. Raises TypeError."""
    if type(number) is not int or abs(number) >= 1 << 63:
        raise TypeError("not a number of Telegram's")
    return number


def understood(update: Update, at: datetime) -> Meaning:
    """What the update means. May raise KeyError, TypeError or AttributeError for what Telegram would never send."""
    if "callback_query" in update:
        return _tap(update, update["callback_query"], at)
    if "edited_message" in update:
        edited = update["edited_message"]
        if not _private(edited["chat"]) or "text" not in edited:
            return None
        return _heard(update, edited, AttachmentSent(Attachment.EDIT), at)
    if "message" in update:
        return _message(update, update["message"], at)
    if "my_chat_member" in update:
        return _membership(update["my_chat_member"])
    return None


def _private(chat: Mapping[str, Any]) -> bool:
    return bool(chat["type"] == "private")


def _message(update: Update, message: Mapping[str, Any], at: datetime) -> Meaning:
    text = message.get("text")
    if not _private(message["chat"]):
        spoken_to = isinstance(text, str) and text.startswith("/")
        return InGroup(address_of(message["chat"]), _language(message)) if spoken_to else None
    if text is not None:
        return _heard(update, message, heard(text), at)
    for kind, fields in _ATTACHMENTS.items():
        if any(field in message for field in fields):
            return _heard(update, message, AttachmentSent(kind), at)
    return None


def _heard(update: Update, message: Mapping[str, Any], event: Event, at: datetime) -> Heard:
    address = address_of(message["chat"])
    return Heard(Incoming(CHANNEL, address, event, at, update_id=number_of(update), language=_language(message)))


def _tap(update: Update, query: Mapping[str, Any], at: datetime) -> Heard | None:
    """A tap. A message that is too old for Telegram to show still has its chat and number."""
    message = query.get("message")
    if message is None or not _private(message["chat"]):
        return None
    revision, event = wire.read(query.get("data", ""))
    address, tapped = address_of(message["chat"]), str(_whole(message["message_id"]))
    incoming = Incoming(CHANNEL, address, event, at, revision, number_of(update), _language(query), tapped)
    return Heard(incoming, str(query["id"]))


def _membership(change: Mapping[str, Any]) -> Meaning:
    """Being added to a group gets a word; in a private chat it is a matter of being let in or not."""
    new, old, chat = change["new_chat_member"]["status"], change["old_chat_member"]["status"], change["chat"]
    if _private(chat):
        return Reach(address_of(chat), reachable=new == "member")
    if new in {"member", "administrator"} and old in {"left", "kicked"} and chat["type"] != "channel":
        return InGroup(address_of(chat), _language(change))
    return None


def _language(source: Mapping[str, Any]) -> str | None:
    code = source.get("from", {}).get("language_code")
    return code if isinstance(code, str) else None
