"""Everything that the files of a round say, read once: each kind of file is drawn from this and asks nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dialogs.rounds.nouns import Setup, Standing, Status
from framework.agreed import Agreement, Priority
from framework.joined import Spread, Voice
from framework.model import Model


@dataclass(frozen=True, slots=True)
class Person:
    """One respondent by their progress. `name` and `sector` are empty in an anonymous round. Moments are aware."""

    number: int
    standing: Standing
    answered: int
    asked: int
    joined_at: datetime
    submitted_at: datetime | None = None
    name: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """One capability in the round before this one: its phase, and why people chose another since, each with how often.

    `phase` is what was agreed then, or what everybody had chosen; None where neither.
    """

    capability: str
    phase: str | None
    changes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One round of many people, or of one. `number` is the assessment's.

    `voices` are the single answers, empty where nobody may see them one by one. `spreads` has every capability of the
    model that somebody was asked about. `agreements` has what was recorded, `history` every change of it, oldest
    first. `before` is about the round before this one, empty without one. `zone` of `setup` is that of all dates.
    """

    number: int
    model: Model
    setup: Setup
    status: Status
    made_at: datetime
    people: tuple[Person, ...]
    spreads: Mapping[str, Spread]
    voices: tuple[Voice, ...] = ()
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    history: tuple[Agreement, ...] = ()
    plan: tuple[Priority, ...] = ()
    before: Mapping[str, Before] = field(default_factory=dict)
    coordinators: tuple[str, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    previous_title: str = ""
