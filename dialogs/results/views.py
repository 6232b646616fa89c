"""What the cards about results show beyond the sheet: read for one card, by someone who may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dialogs.rounds.nouns import Status
from framework.advice import Advice
from framework.agreed import Agreement, Priority
from framework.comparing import Change
from framework.joined import Spread
from framework.model import Model


@dataclass(frozen=True, slots=True)
class JoinedView:
    """The joined result of a round. `order` has the capabilities, the largest disagreement first.

    `waiting` are respondents who have not submitted, as (number, name); no names in an anonymous round. `hidden` while
    an anonymous round is not closed: then nothing of its answers is here. `unanimous` are capabilities that can be
    accepted together. `promised` says that those who answer were told that they may see the result.
    """

    model: Model
    status: Status
    today: date
    order: tuple[str, ...] = ()
    spreads: Mapping[str, Spread] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    unanimous: tuple[str, ...] = ()
    waiting: tuple[tuple[int, str], ...] = ()
    people: int = 0
    hidden: bool = False
    shared: date | None = None
    promised: bool = True


@dataclass(frozen=True, slots=True)
class SpreadView:
    """One capability of it. `place` of `total` in the order of disagreement; `earlier` and `later` are its neighbours.

    `last_time` is its phase in the round before, `changes` counts why people chose another since.
    """

    model: Model
    spread: Spread
    agreement: Agreement | None = None
    place: int = 1
    total: int = 1
    earlier: str = ""
    later: str = ""
    anonymous: bool = False
    last_time: str | None = None
    changes: Mapping[Change, int] = field(default_factory=dict)
    writable: bool = True


@dataclass(frozen=True, slots=True)
class PlanView:
    """The next steps that the agreed phases lead to, first what others depend on, and what the plan takes up.

    `unsettled` counts capabilities without an agreed or unanimous phase: they have no next step yet.
    """

    model: Model
    today: date
    steps: tuple[Advice, ...] = ()
    plan: Mapping[str, Priority] = field(default_factory=dict)
    unsettled: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class StepView:
    """One of them."""

    model: Model
    today: date
    step: Advice
    priority: Priority | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class SharedView:
    """What respondents may see: what was agreed, and the plan. Never who said what, nor how many."""

    model: Model
    shared: date
    today: date
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    plan: Mapping[str, Priority] = field(default_factory=dict)


ResultView = JoinedView | SpreadView | PlanView | StepView | SharedView
