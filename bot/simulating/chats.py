"""Chats of invented people: what each of them does is a real turn, on the card that they see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.office import Office
from bot.telegram.updates import CHANNEL
from bot.turns import Incoming, Reply, take_turn
from dialogs.events import Event
from dialogs.screens import Button


class NoSuchButton(LookupError):
    """The newest card has no button for what someone wants to do: then the card is not what it should be."""


@dataclass(slots=True)
class Chat:
    """One person's chat on a channel. `reply` is the newest thing in it, and `language` that of their phone."""

    office: Office
    address: str
    language: str = "en"
    reply: Reply | None = None
    channel: str = CHANNEL

    def turn(self, at: datetime, *events: Event, revision: int | None = None) -> None:
        """Take a turn for each event, each in its own transaction. `at` is aware."""
        for event in events:
            coming = Incoming(self.channel, self.address, event, at, revision, language=self.language)
            self.reply = take_turn(self.office, coming)

    def buttons(self, kind: type[Event], **having: object) -> list[Button]:
        """The buttons of the newest card that stand for such an event, in reading order."""
        card = self.reply.card if self.reply else None
        found = [button for button in card.buttons if isinstance(button.event, kind)] if card else []
        return [each for each in found if all(getattr(each.event, name) == value for name, value in having.items())]

    def press(self, at: datetime, button: Button) -> None:
        """Tap a button of the newest card."""
        self.turn(at, button.event, revision=self.reply.revision if self.reply else None)

    def tap(self, at: datetime, kind: type[Event], **having: object) -> None:
        """Tap the first button of the newest card that stands for such an event. Raises NoSuchButton."""
        found = self.buttons(kind, **having)
        if not found:
            raise NoSuchButton(f"{self.address}: {kind.__name__} {having}")
        self.press(at, found[0])
