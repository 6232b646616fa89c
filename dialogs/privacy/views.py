"""What cards about privacy show beyond the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Leaving:
    """One assessment of this person: what is kept of them there, and what deleting it means.

    `title` is empty for one who assesses `alone`. `answers` is how many of theirs go, `notes` how many of them have
    words; `since` is when they joined, aware, in UTC. `last` says that nobody else coordinates it; `agreed` how many
    agreed results of theirs stay there without their name; `counted` that what an anonymous one showed stays counted.
    """

    title: str
    alone: bool = False
    answers: int = 0
    coordinates: bool = False
    last: bool = False
    agreed: int = 0
    notes: int = 0
    since: datetime | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """What is kept of the person: what they agreed to and when (aware, UTC), and in which assessments they are."""

    version: str
    agreed_at: datetime
    assessments: tuple[Leaving, ...] = ()
