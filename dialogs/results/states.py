"""Where people are who look at what a round came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingJoined:
    """A coordinator looks at all capabilities, those with the largest disagreement first, page by page (from 0)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadingSpread:
    """A coordinator looks at one capability; `page` is that of what people wrote beside it (from 0)."""

    capability: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """A coordinator looks at the next steps and what the plan takes up, page by page (from 0)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """A coordinator looks at one capability of the plan: what its next phase asks for, who leads, until when."""

    capability: str


@dataclass(frozen=True, slots=True)
class ChoosingFile:
    """Asked which file is wanted: of the round for a coordinator, of their own profile for a respondent."""


@dataclass(frozen=True, slots=True)
class ReadingShared:
    """A respondent looks at what coordinators shared: agreed phases and the plan, page by page (from 0)."""

    page: int = 0


CoordinatorsResult = ReadingJoined | ReadingSpread | ReadingPlan | ReadingStep
"""Places for coordinators of the current round alone."""

ResultState = CoordinatorsResult | ChoosingFile | ReadingShared
