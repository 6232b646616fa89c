"""What coordinators record together with the people of a round: agreed phases, and a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed on one capability: a phase, or None when it was left open on purpose.

    `reason` says why that phase, `dissent` who sees it otherwise and why. `by` names the coordinator by their number
    in the round (from 1, in the order they came), `at` is aware.
    """

    capability: str
    phase: str | None
    reason: str = ""
    dissent: str = ""
    by: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """One capability that the plan takes up: who leads, and until when; `note` may say how."""

    capability: str
    lead: str = ""
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A capability at the end of a round: what was agreed, or what everybody said where nothing was recorded.

    `in_place` are the criteria of the next phase that coordinators or everybody saw; ids.
    """

    capability: str
    phase: str | None
    in_place: tuple[str, ...] = ()
