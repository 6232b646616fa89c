"""A chat as the server keeps it and as the people in it see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from .changes import Changes
from .errors import BLOCKED, DEACTIVATED, NOT_STARTED, Refused, forbidden, upgraded
from .messages import Message

T = TypeVar("T")


class Access(Enum):
    """Whether the bot may write to a chat, and if not, why."""

    OPEN = "open"
    NOT_STARTED = "not started"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    REMOVED = "removed"
    UPGRADED = "upgraded"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one tap: a toast, an alert, or neither where `text` is empty."""

    query_id: str
    text: str
    alert: bool


@dataclass(slots=True)
class Chat:
    """Messages of a chat by id, in order; kind is "private", "group" or "supergroup"."""

    id: int
    kind: str
    name: str
    access: Access
    upgraded_to: int | None = None
    by_id: dict[int, Message] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)  # chat actions in order, such as "typing"
    changes: Changes = field(default_factory=Changes)
    last_id: int = 0

    @property
    def messages(self) -> list[Message]:
        """What is on the screen now, oldest first; deleted messages are gone."""
        return list(self.by_id.values())

    @property
    def from_bot(self) -> list[Message]:
        """What the bot wrote, oldest first."""
        return [message for message in self.messages if message.from_bot]

    @property
    def texts(self) -> list[str]:
        """The texts the bot wrote, oldest first."""
        return [message.text for message in self.from_bot]

    @property
    def newest(self) -> Message | None:
        """The bot's newest message."""
        return next(reversed(self.from_bot), None)

    @property
    def card(self) -> Message | None:
        """The bot's newest message that has buttons."""
        return next((message for message in reversed(self.from_bot) if message.rows), None)

    @property
    def toasts(self) -> list[str]:
        """The texts of answers to taps, oldest first; silent answers are left out."""
        return [answer.text for answer in self.answers if answer.text]

    def put(self, message: Message) -> Message:
        """Store a new message or replace the one with its id."""
        self.by_id[message.id] = message
        self.last_id = max(self.last_id, message.id)
        self.changes.happen()
        return message

    def remove(self, message_id: int) -> None:
        """Take a message off the screen."""
        del self.by_id[message_id]
        self.changes.happen()

    async def wait_for(self, met: Callable[[Chat], T | None], timeout: float = 5.0) -> T:
        """What `met` finds in this chat as soon as it is true; raises TimeoutError, showing the chat."""
        await self.changes.until(lambda: met(self), timeout)
        if (found := met(self)) is None or not found:
            raise TimeoutError(f"nothing of the kind within {timeout:g} s in this chat:\n{transcript(self)}")
        return found

    async def next_change(self, timeout: float = 5.0, since: int | None = None) -> int:
        """Wait for a change after number `since` (now, if not given); the number of the latest one."""
        known = self.changes.count if since is None else since
        await self.wait_for(lambda chat: chat.changes.count > known, timeout)
        return self.changes.count

    def as_json(self) -> dict[str, Any]:
        """A Chat."""
        name = "first_name" if self.kind == "private" else "title"
        return {"id": self.id, "type": self.kind, name: self.name}


def check_access(chat: Chat) -> None:
    """Raises Refused where the bot may not write."""
    if chat.access is not Access.OPEN:
        raise _refusal(chat)


def _refusal(chat: Chat) -> Refused:
    match chat.access:
        case Access.BLOCKED:
            return forbidden(BLOCKED)
        case Access.DEACTIVATED:
            return forbidden(DEACTIVATED)
        case Access.REMOVED:
            return forbidden(f"bot was kicked from the {chat.kind} chat")
        case Access.UPGRADED:
            return upgraded(chat.upgraded_to or 0)
        case _:
            return forbidden(NOT_STARTED)


def transcript(chat: Chat) -> str:
    """The chat as text: a line for who says what, rows of [buttons] below."""
    return "\n".join(told(message) for message in chat.messages) or "(empty)"


def told(message: Message) -> str:
    """One message of a transcript."""
    who = "bot" if message.from_bot else message.sender.first_name.lower()
    said = message.text or f"({message.service})" if message.service else message.text
    if message.file:
        said = f"({message.file.kind} {message.file.name}) {said}".rstrip()
    rows = ["     " + " ".join(f"[{label}]" for label in row) for row in message.labels]
    first, *rest = said.split("\n")
    return "\n".join([f"{who}: {first}", *(f"     {line}" for line in rest), *rows])
