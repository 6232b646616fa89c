"""What happened in a simulated round, in order: what was sent, and what people did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

COORDINATOR = 0
"""The coordinator's number among the people of a diary; respondents count from 1."""


def named(person: int) -> str:
    """What the calendar calls them."""
    return "Coordinator" if person == COORDINATOR else f"Respondent {person}"


class Kind(StrEnum):
    """What a message is; the words stand in the calendar."""

    REMINDER = "reminder"
    ASKED_FOR = "as asked"  # a reminder at the time that the person wished for
    DIGEST = "digest"
    DEADLINE = "deadline"
    NUDGE = "nudge"  # a reminder that the coordinator sent by hand
    NEWS = "news"  # what the coordinator changed


REMINDERS = frozenset({Kind.REMINDER, Kind.ASKED_FOR})


@dataclass(slots=True)
class Message:
    """Something that was sent. `at` is local; `to` are numbers of people; `deadline` is the last day as it was then.

    `lost` says that it did not arrive. `did` is what the person did then, in words, as far as they did anything.
    """

    at: datetime
    kind: Kind
    to: tuple[int, ...]
    why: str
    deadline: date | None = None
    lost: bool = False
    did: list[str] = field(default_factory=list)


class Happening(StrEnum):
    """What a person did, or what became of them."""

    JOINED = "joined"
    ACTIVE = "active"
    SUBMITTED = "submitted"
    WISHED = "wished"  # to be reminded at another time
    STOPPED = "stopped"
    LOST = "lost"  # a message came back: they cannot be reached
    CLOSED = "closed"  # by the coordinator: the round


@dataclass(frozen=True, slots=True)
class Fact:
    """That it happened, at this local moment."""

    at: datetime
    person: int
    what: Happening


@dataclass(slots=True)
class Diary:
    """Messages and facts in the order in which they happened; of each respondent, how much they answered."""

    entries: list[Message | Fact] = field(default_factory=list)
    answered: dict[int, int] = field(default_factory=dict)

    @property
    def messages(self) -> Iterator[Message]:
        return (entry for entry in self.entries if isinstance(entry, Message))

    @property
    def facts(self) -> Iterator[Fact]:
        return (entry for entry in self.entries if isinstance(entry, Fact))

    def people(self, what: Happening) -> set[int]:
        """To whom it happened."""
        return {fact.person for fact in self.facts if fact.what is what}
