"""Everything the server remembers: the bot, its chats, the queries that wait for an answer, the files."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from .chats import Access, Chat
from .errors import bad_request
from .formatting import Formatted
from .messages import Message, Upload, User
from .parameters import whole_number
from .updates import Updates


@dataclass(frozen=True, slots=True)
class Query:
    """A tap that waits for its answer; `at` in seconds since 1970."""

    id: str
    chat_id: int
    message_id: int
    at: float


@dataclass(slots=True)
class World:
    """State shared by the Bot API and the people who talk to the bot."""

    bot: User
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)  # unanswered, by id
    uploads: dict[str, Upload] = field(default_factory=dict)  # by file_id
    updates: Updates = field(default_factory=Updates)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)  # by scope and language
    profile: dict[tuple[str, str], str] = field(default_factory=dict)  # by field and language
    query_lifetime: float = 60.0  # seconds in which a tap may be answered
    logged_out: bool = False
    _skipped: float = 0.0
    _counter: int = 0

    def now(self) -> float:
        """Seconds since 1970, with what was skipped."""
        return time.time() + self._skipped

    def skip(self, seconds: float) -> None:
        """Let time pass: messages become too old to delete, taps too old to answer."""
        self._skipped += seconds

    def number(self) -> int:
        """A number never given before, from 1."""
        self._counter += 1
        return self._counter

    def chat(self, raw: str) -> Chat:
        """The chat that a chat_id parameter names; raises Refused where there is none."""
        if not raw:
            raise bad_request("chat_id is empty")
        number = whole_number(raw)
        chat = None if number is None else self.chats.get(number)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def write(self, chat: Chat, sender: User, body: Formatted, **more: Any) -> Message:
        """Put a new message into a chat."""
        return chat.put(Message(chat.id, chat.last_id + 1, sender, int(self.now()), body, **more))

    def keep(self, kind: str, name: str, mime: str, content: bytes, width: int = 0, height: int = 0) -> Upload:
        """Keep a file under a new file_id."""
        upload = Upload(kind, f"{kind}-{self.number()}", name, mime, content, width, height)
        self.uploads[upload.file_id] = upload
        return upload

    def shown(self, message: Message) -> dict[str, Any]:
        """A Message as the bot gets it."""
        chat = self.chats[message.chat_id]
        body = message.as_json(chat.as_json())
        if message.reply_to and (original := chat.by_id.get(message.reply_to)):
            body["reply_to_message"] = original.as_json(chat.as_json())
        return body


def open_private_chat(world: World, user: User) -> Chat:
    """The chat of a new person with the bot, not started yet."""
    if user.id in world.chats:
        raise ValueError(f"there is already someone with the id {user.id}")
    chat = Chat(user.id, "private", user.first_name, Access.NOT_STARTED)
    world.chats[user.id] = chat
    return chat
