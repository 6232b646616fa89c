"""The methods a bot needs for a conversation; every other one is unknown here."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.telegram.errors import NOT_MODIFIED, QUERY_EXPIRED, Refused, bad_request
from tests.telegram.parameters import whole_number

from .content import Body, Chat, Keyboard, Message, body, compact, keyboard
from .push import Push
from .queue import Queue, Reply
from .reading import Params

POLL_SECONDS_MAX = 50


@dataclass(slots=True)
class Api:
    """One bot's server. `seen` is told of every message that is new or changed, `settled` of every tap answered."""

    token: str
    seen: Callable[[Chat, Message], None]
    settled: Callable[[], None]
    queue: Queue = field(default_factory=Queue)
    registered: Callable[[], None] = lambda: None  # told of every setWebhook
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: set[str] = field(default_factory=set)  # taps that wait for their answer
    calls: Counter[str] = field(default_factory=Counter)  # by method, in lower case
    refusals: Counter[str] = field(default_factory=Counter)  # by method and what was said
    me: bytes = field(init=False)  # the bot, as a User

    def __post_init__(self) -> None:
        number = int(self.token.partition(":")[0])
        self.me = compact({"id": number, "is_bot": True, "first_name": "Sounding", "username": "sounding_test_bot"})

    def call(self, token: str, method: str, params: Params, reply: Reply) -> None:
        """Carry out a call and reply, at once or, to a long poll, when there is something to say."""
        self.calls[method] += 1
        try:
            if token != self.token:
                raise Refused(401, "Unauthorized")
            if method == "getupdates":
                self._get_updates(params, reply)
                return
            if method not in METHODS:
                raise Refused(404, "Not Found: method not found")
            result = METHODS[method](self, params)
        except Refused as refused:
            self.refusals[f"{method}: {refused.description}"] += 1
            reply(refused)
        else:
            reply(result)

    def chat(self, params: Params) -> Chat:
        """The chat that chat_id names; raises Refused."""
        chat = self.chats.get(whole_number(params.get("chat_id", "")) or 0)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def show(self, chat: Chat, message: Message) -> bytes:
        """Put a message, new or changed, in its chat; the Message."""
        chat.messages[message.id] = message
        self.seen(chat, message)
        return message.json

    def _get_updates(self, params: Params, reply: Reply) -> None:
        offset = whole_number(params.get("offset", "")) or 0
        limit = min(max(whole_number(params.get("limit", "")) or 100, 1), 100)
        timeout = min(max(whole_number(params.get("timeout", "")) or 0, 0), POLL_SECONDS_MAX)
        self.queue.fetch(offset, limit, timeout, reply)


def get_me(api: Api, params: Params) -> bytes:
    """getMe"""
    abilities = b'"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false'
    return b"%b,%b}" % (api.me[:-1], abilities)


def send_message(api: Api, params: Params) -> bytes:
    """sendMessage"""
    said, keys, chat = _text(params), keyboard(params.get("reply_markup", "")), api.chat(params)
    return api.show(chat, _message(api, chat, chat.next_id(), int(time.time()), said, keys))


def edit_message_text(api: Api, params: Params) -> bytes:
    """editMessageText"""
    said, keys = _text(params), keyboard(params.get("reply_markup", ""))
    return _edit(api, params, said, keys)


def edit_message_reply_markup(api: Api, params: Params) -> bytes:
    """editMessageReplyMarkup"""
    return _edit(api, params, None, keyboard(params.get("reply_markup", "")))


def delete_message(api: Api, params: Params) -> bytes:
    """deleteMessage"""
    chat = api.chat(params)
    if chat.messages.pop(whole_number(params.get("message_id", "")) or 0, None) is None:
        raise bad_request("message to delete not found")
    return b"true"


def answer_callback_query(api: Api, params: Params) -> bytes:
    """answerCallbackQuery"""
    query = params.get("callback_query_id", "")
    if query not in api.queries:
        raise bad_request(QUERY_EXPIRED)
    api.queries.remove(query)
    api.settled()
    return b"true"


def send_chat_action(api: Api, params: Params) -> bytes:
    """sendChatAction"""
    api.chat(params)
    return b"true"


def set_webhook(api: Api, params: Params) -> bytes:
    """setWebhook; an empty url alone, unless updates are pushed"""
    if params.get("url"):
        if not isinstance(api.queue, Push):
            raise bad_request("this server has no webhooks")
        api.registered()
    return b"true"


def get_webhook_info(api: Api, params: Params) -> bytes:
    """getWebhookInfo"""
    waiting = len(api.queue.waiting)
    return compact({"url": "", "has_custom_certificate": False, "pending_update_count": waiting})


def agree(api: Api, params: Params) -> bytes:
    """What changes nothing in a chat, such as setMyCommands"""
    return b"true"


METHODS: dict[str, Callable[[Api, Params], bytes]] = {
    "answercallbackquery": answer_callback_query,
    "close": agree,
    "deletemessage": delete_message,
    "deletemycommands": agree,
    "deletewebhook": agree,
    "editmessagereplymarkup": edit_message_reply_markup,
    "editmessagetext": edit_message_text,
    "getme": get_me,
    "getwebhookinfo": get_webhook_info,
    "sendchataction": send_chat_action,
    "sendmessage": send_message,
    "setmycommands": agree,
    "setmydescription": agree,
    "setmyname": agree,
    "setmyshortdescription": agree,
    "setwebhook": set_webhook,
}


def _text(params: Params) -> Body:
    return body(params.get("text", ""), params.get("parse_mode", ""), params.get("entities", ""))


def _edit(api: Api, params: Params, said: Body | None, keys: Keyboard) -> bytes:
    """Change a message that is there, in words or buttons or both; raises Refused."""
    chat = api.chat(params)
    old = chat.messages.get(whole_number(params.get("message_id", "")) or 0)
    if old is None:
        raise bad_request("message to edit not found")
    new = said or old.body
    if (new.fields, keys.fields) == (old.body.fields, old.keys.fields):
        raise bad_request(NOT_MODIFIED)
    return api.show(chat, _message(api, chat, old.id, old.date, new, keys, b',"edit_date":%d' % time.time()))


def _message(api: Api, chat: Chat, number: int, date: int, said: Body, keys: Keyboard, edited: bytes = b"") -> Message:
    parts = (number, api.me, chat.chat, date, edited, said.fields, keys.fields)
    return Message(number, date, said, keys, b'{"message_id":%d,"from":%b,"chat":%b,"date":%d%b%b%b}' % parts)
