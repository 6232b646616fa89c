"""The methods that put messages into a chat."""

from __future__ import annotations

import struct
from typing import Any

from .chats import Chat, check_access
from .errors import Refused, bad_request
from .formatting import Entity, Formatted, encoded, parse_html, trimmed, utf16_length, with_detected
from .keyboard import check_rows, parse_rows
from .messages import Upload
from .parameters import Attached, Given
from .world import World

TEXT_MAX = 4096  # UTF-16 code units, after entities
CAPTION_MAX = 1024
DOCUMENT_BYTES_MAX = 50_000_000
PHOTO_BYTES_MAX = 10_000_000
PHOTO_SIDES_MAX = 10_000  # pixels, width and height together
PHOTO_RATIO_MAX = 20
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
ACTIONS = {
    "cancel",
    "choose_sticker",
    "find_location",
    "pick_up_location",
    "record_audio",
    "record_video",
    "record_video_note",
    "record_voice",
    "typing",
    "upload_audio",
    "upload_document",
    "upload_photo",
    "upload_video",
    "upload_video_note",
    "upload_voice",
}


def send_message(world: World, given: Given) -> dict[str, Any]:
    """sendMessage"""
    body = formatted_text(given)
    rows = parse_rows(given.text("reply_markup"))
    chat = writable_chat(world, given)
    reply_to = _replied(chat, given)
    if utf16_length(body.text) > TEXT_MAX:
        raise bad_request("message is too long")
    check_rows(rows)
    kept = given.flag("protect_content")
    html = source(given, "text")
    message = world.write(chat, world.bot, body, rows=rows, source=html, reply_to=reply_to, protected=kept)
    return world.shown(message)


def send_photo(world: World, given: Given) -> dict[str, Any]:
    """sendPhoto"""
    return _send_file(world, given, "photo")


def send_document(world: World, given: Given) -> dict[str, Any]:
    """sendDocument"""
    return _send_file(world, given, "document")


def send_chat_action(world: World, given: Given) -> bool:
    """sendChatAction"""
    action = given.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, given)
    chat.actions.append(action)
    chat.changes.happen()
    return True


def formatted_text(given: Given) -> Formatted:
    """The text parameter as it will be stored; raises Refused where it is empty or malformed."""
    if not given.text("text"):
        raise bad_request("message text is empty")
    body = _formatted(given, "text", "entities")
    if not body.text:
        raise bad_request("text must be non-empty")
    return body


def source(given: Given, name: str) -> str:
    """The HTML that was sent, or nothing for plain text."""
    return given.text(name) if given.text("parse_mode").lower() == "html" else ""


def writable_chat(world: World, given: Given) -> Chat:
    """The chat that chat_id names; raises Refused where there is none or the bot may not write to it."""
    chat = world.chat(given.text("chat_id"))
    check_access(chat)
    return chat


def _formatted(given: Given, name: str, entities_name: str) -> Formatted:
    text, mode = given.text(name), given.text("parse_mode").lower()
    encoded(text)
    if mode == "html":
        body = parse_html(text)
    elif mode:  # Markdown is not read here: Sounding sends HTML
        raise bad_request("unsupported parse_mode")
    else:
        entities = given.decoded(entities_name, list, "entities")
        body = Formatted(text, tuple(_entity(fields) for fields in entities))
    return with_detected(trimmed(body))


def _entity(fields: dict[str, Any]) -> Entity:
    known = {name: fields[name] for name in ("url", "language", "custom_emoji_id") if name in fields}
    try:
        return Entity(fields["type"], int(fields["offset"]), int(fields["length"]), **known)
    except (KeyError, TypeError, ValueError):
        raise bad_request("can't parse MessageEntity") from None


def _replied(chat: Chat, given: Given) -> int | None:
    """The id of the message replied to, if any."""
    reply = given.decoded("reply_parameters", dict, "reply parameters")
    wanted = int(reply.get("message_id") or given.number("reply_to_message_id", 0, 0, 2**31))
    if wanted and wanted not in chat.by_id:
        if reply.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return wanted or None


def _send_file(world: World, given: Given, kind: str) -> dict[str, Any]:
    upload = _upload(world, given, kind)
    caption = _formatted(given, "caption", "caption_entities")
    rows = parse_rows(given.text("reply_markup"))
    chat = writable_chat(world, given)
    reply_to = _replied(chat, given)
    if utf16_length(caption.text) > CAPTION_MAX:
        raise bad_request("message caption is too long")
    check_rows(rows)
    more = {"source": source(given, "caption"), "protected": given.flag("protect_content")}
    message = world.write(chat, world.bot, caption, rows=rows, file=upload, reply_to=reply_to, **more)
    return world.shown(message)


def _upload(world: World, given: Given, kind: str) -> Upload:
    """The file to send: attached to the call, or sent before and named by its file_id."""
    named = given.text(kind)
    attached = given.files.get(named.removeprefix("attach://") if named else kind)
    if attached is not None:
        return _keep(world, kind, attached)
    if not named or named.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if known := world.uploads.get(named):
        return known
    raise bad_request("wrong file identifier/HTTP URL specified")


def _keep(world: World, kind: str, attached: Attached) -> Upload:
    if not attached.content:
        raise bad_request("file must be non-empty")
    if len(attached.content) > (PHOTO_BYTES_MAX if kind == "photo" else DOCUMENT_BYTES_MAX):
        if kind == "document":
            raise Refused(413, "Request Entity Too Large")
        raise bad_request("file is too big")
    width, height = _picture_size(attached.content) if kind == "photo" else (0, 0)
    return world.keep(kind, attached.name, attached.mime, attached.content, width, height)


def _picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels where the format says so at its start (PNG), else 0; raises Refused for no picture."""
    if not content.startswith(PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if not content.startswith(PICTURES[0]) or len(content) < 24:
        return 0, 0
    width, height = struct.unpack(">II", content[16:24])
    short, long = sorted((width, height))
    if short == 0 or width + height > PHOTO_SIDES_MAX or long > PHOTO_RATIO_MAX * short:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
