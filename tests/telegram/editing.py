"""The methods that change, delete and answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .chats import Answer, Chat, check_access
from .errors import NOT_MODIFIED, QUERY_EXPIRED, bad_request
from .formatting import utf16_length
from .keyboard import check_rows, parse_rows
from .messages import Message
from .parameters import Given
from .sending import TEXT_MAX, formatted_text, source
from .world import World

ANSWER_MAX = 200  # UTF-16 code units
DELETABLE_SECONDS = 48 * 3600


def edit_message_text(world: World, given: Given) -> dict[str, Any]:
    """editMessageText"""
    body = formatted_text(given)
    rows = parse_rows(given.text("reply_markup"))
    chat, message = _editable(world, given)
    if message.file:
        raise bad_request("there is no text in the message to edit")
    if utf16_length(body.text) > TEXT_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    edited = replace(message, body=body, rows=rows, source=source(given, "text"))
    return _store(world, chat, message, edited)


def edit_message_reply_markup(world: World, given: Given) -> dict[str, Any]:
    """editMessageReplyMarkup"""
    rows = parse_rows(given.text("reply_markup"))
    chat, message = _editable(world, given)
    return _store(world, chat, message, replace(message, rows=rows))


def delete_message(world: World, given: Given) -> bool:
    """deleteMessage"""
    chat = world.chat(given.text("chat_id"))
    number = given.number("message_id", 0, 0, 2**31)
    if number == 0:
        raise bad_request("message identifier is not specified")
    message = chat.by_id.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    if chat.kind != "private" and not message.from_bot:
        raise bad_request("message can't be deleted")
    chat.remove(number)
    return True


def answer_callback_query(world: World, given: Given) -> bool:
    """answerCallbackQuery"""
    query = world.queries.get(given.text("callback_query_id"))
    if query is None or world.now() - query.at > world.query_lifetime:
        raise bad_request(QUERY_EXPIRED)
    text = given.text("text")
    if utf16_length(text) > ANSWER_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    del world.queries[query.id]
    chat = world.chats[query.chat_id]
    chat.answers.append(Answer(query.id, text, given.flag("show_alert")))
    chat.changes.happen()
    return True


def _editable(world: World, given: Given) -> tuple[Chat, Message]:
    """The bot's own message that chat_id and message_id name; raises Refused."""
    if not given.text("chat_id"):
        raise bad_request("message identifier is not specified")
    chat = world.chat(given.text("chat_id"))
    message = chat.by_id.get(given.number("message_id", 0, 0, 2**31))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    check_access(chat)
    return chat, message


def _store(world: World, chat: Chat, before: Message, after: Message) -> dict[str, Any]:
    """Put an edited message in place; raises Refused where nothing differs."""
    check_rows(after.rows)
    if (before.body, before.rows) == (after.body, after.rows):
        raise bad_request(NOT_MODIFIED)
    return world.shown(chat.put(replace(after, edited=int(world.now()))))
