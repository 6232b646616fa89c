"""What a person makes of a message with buttons: which card it is, and what it lets them do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from tests.telegram import Chat, Message


class Kind(Enum):
    """The cards, told apart by their buttons alone, so that every language reads the same."""

    GREETING = "agree"
    DEPTH = "depth"
    ASKING = "phase"
    DECLINING = "why"
    TICKING = "tick"
    WEIGHING = "basis"
    OFFERING = "keep"
    SECTIONS = "open"
    REVIEW = "review"
    BROWSING = "browsing"
    WRITING = "next"
    SUMMARY = "summary"
    OTHER = "other"


QUESTION = {Kind.ASKING, Kind.DECLINING, Kind.TICKING, Kind.WEIGHING, Kind.WRITING}
BY_VERB = (
    Kind.GREETING,
    Kind.DEPTH,
    Kind.ASKING,
    Kind.DECLINING,
    Kind.TICKING,
    Kind.WEIGHING,
    Kind.OFFERING,
    Kind.SECTIONS,
    Kind.WRITING,
)


@dataclass(frozen=True)
class View:
    """A card as it looks at one moment. `revision` is that of its buttons, in which all of them agree."""

    message: Message
    revision: int
    actions: tuple[str, ...]
    """What the buttons say beside the revision, such as `"phase:helpline:building"`."""

    @cached_property
    def kind(self) -> Kind:
        verbs = {action.split(":")[0] for action in self.actions}
        for kind in BY_VERB:
            if kind.value in verbs:
                return kind
        if "ask" in verbs:
            return Kind.REVIEW if self.having("ask")[0].endswith(":1") else Kind.BROWSING
        return Kind.SUMMARY if {"advice", "context"} & verbs else Kind.OTHER

    @property
    def capability(self) -> str:
        """The capability that a card of one question is about; empty for other cards."""
        for verb in ("phase", "why", "basis", "keep", "next"):
            if found := self.having(verb):
                return found[0].split(":")[1]
        return ""

    def having(self, verb: str) -> list[str]:
        """The actions of this kind, in the order of the buttons."""
        return [action for action in self.actions if action.split(":")[0] == verb]

    def data(self, action: str) -> str:
        """The button's data, as Telegram carries it."""
        return f"{self.revision:x}:{action}"


def view(message: Message) -> View | None:
    """The card, or None for a message without buttons."""
    parts = [(button.data or "").partition(":") for button in message.buttons]
    if not parts:
        return None
    return View(message, int(parts[0][0], 16), tuple(action for _, _, action in parts))


def cards(chat: Chat) -> list[View]:
    """Every message with buttons that is on the screen, oldest first."""
    return [card for message in chat.from_bot if (card := view(message))]
