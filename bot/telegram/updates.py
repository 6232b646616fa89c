"""What Telegram delivers, as events. Everything in an update is untrusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update

from bot.turns import Incoming
from dialogs import wire
from dialogs.events import Attachment, AttachmentSent, Event
from dialogs.typed import heard

CHANNEL = "telegram"

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of update that are asked for; with an empty list Telegram would leave some of these out."""

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
    """An event of a private chat; `tapped` and `query` are there for a tap."""

    incoming: Incoming
    query: str | None = None
    tapped: str | None = None


@dataclass(frozen=True, slots=True)
class InGroup:
    """Someone turned to the bot in a group, where it cannot help."""

    update_id: int
    address: str
    language: str | None


def understood(update: Update, at: datetime) -> Heard | InGroup | None:
    """What the update means; None for what needs no reply."""
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query, at)
    if update.edited_message is not None:
        edited = update.edited_message
        if edited.chat.type != Chat.PRIVATE or edited.text is None:
            return None
        return _heard(update.update_id, edited, AttachmentSent(Attachment.EDIT), at)
    if update.message is not None:
        return _message(update.update_id, update.message, at)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    return None


def _message(update_id: int, message: Message, at: datetime) -> Heard | InGroup | None:
    if message.chat.type != Chat.PRIVATE:
        spoken_to = (message.text or "").startswith("/")
        return InGroup(update_id, str(message.chat.id), _language(message)) if spoken_to else None
    if message.text is not None:
        return _heard(update_id, message, heard(message.text), at)
    for kind, fields in _ATTACHMENTS.items():
        if any(getattr(message, field, None) for field in fields):
            return _heard(update_id, message, AttachmentSent(kind), at)
    return None


def _heard(update_id: int, message: Message, event: Event, at: datetime) -> Heard:
    return Heard(
        Incoming(CHANNEL, str(message.chat.id), event, at, update_id=update_id, language=_language(message)),
    )


def _tap(update_id: int, query: CallbackQuery, at: datetime) -> Heard | None:
    """A tap. A message that is too old for Telegram to show still has its chat and number."""
    message = query.message
    if message is None or message.chat.type != Chat.PRIVATE:
        return None
    revision, event = wire.read(query.data or "")
    language = query.from_user.language_code
    incoming = Incoming(CHANNEL, str(message.chat.id), event, at, revision, update_id, language)
    return Heard(incoming, query.id, str(message.message_id))


def _membership(update_id: int, change: ChatMemberUpdated) -> InGroup | None:
    """Being added to a group gets a word; blocking and unblocking in a private chat needs none."""
    joined = change.new_chat_member.status in {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}
    was_out = change.old_chat_member.status in {ChatMember.LEFT, ChatMember.BANNED}
    if change.chat.type in {Chat.GROUP, Chat.SUPERGROUP} and joined and was_out:
        return InGroup(update_id, str(change.chat.id), change.from_user.language_code)
    return None


def _language(message: Message) -> str | None:
    return message.from_user.language_code if message.from_user else None
