"""What several respondents say about one capability, side by side.

Phases are counted, never averaged; disagreement is information. Sources: the model's own caution (capabilities depend
on one another, no straight line), and section 3 of its method: consensus is found by people, not computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framework.answers import Answer, Basis, Reason


@dataclass(frozen=True, slots=True)
class Voice:
    """One respondent: `number` in the round, from 1; where they work, if they said; what they were asked and said.

    `name` is empty in an anonymous round.
    """

    number: int
    asked: tuple[str, ...]
    answers: Mapping[str, Answer]
    sector: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A criterion of the next phase: `seen` in place by so many, `of` those who were asked about it."""

    criterion: str
    seen: int
    of: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What someone wrote beside their answer.

    `number` and `name` are those of the respondent; 0 and empty where nobody may know. `phase` or `reason` is what they
    chose; both None where nobody may know. `marked` says that it may point at a person: it stands in an answer that its
    writer kept although they were asked to leave such parts out.
    """

    text: str
    number: int = 0
    name: str = ""
    phase: str | None = None
    reason: Reason | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """How one sector spreads over the phases; at least three of it gave a phase or a reason."""

    sector: str
    phases: Mapping[str, int]
    reasons: Mapping[Reason, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """One capability over all respondents who were asked about it.

    `phases` has every phase in the model's order, `reasons` every reason. `asked` people were asked, `unanswered` of
    them have said nothing yet. `criteria` are those of the next phases that somebody was asked about. `basis` counts
    what answers with a phase rest on, `opinion_only` those that rest on nothing else. `withheld` when too few
    answered to show anything but how many were asked: all other counts are then empty.
    """

    capability: str
    phases: Mapping[str, int]
    reasons: Mapping[Reason, int]
    asked: int
    unanswered: int
    criteria: tuple[Seen, ...] = ()
    basis: Mapping[Basis, int] = field(default_factory=dict)
    opinion_only: int = 0
    remarks: tuple[Remark, ...] = ()
    groups: tuple[Group, ...] = ()
    withheld: bool = False

    @property
    def rated(self) -> int:
        """How many chose a phase."""
        return sum(self.phases.values())

    @property
    def answered(self) -> int:
        return self.rated + sum(self.reasons.values())

    @property
    def distance(self) -> int:
        """Steps between the lowest and the highest phase that somebody chose; 0 where all agree or nobody did."""
        chosen = [place for place, count in enumerate(self.phases.values()) if count]
        return chosen[-1] - chosen[0] if chosen else 0

    @property
    def unanimous(self) -> str | None:
        """The phase that everybody chose who chose one; None where they differ, and where nobody did."""
        chosen = [phase for phase, count in self.phases.items() if count]
        return chosen[0] if len(chosen) == 1 else None

    @property
    def on_opinion(self) -> bool:
        """Whether every phase that was chosen rests on opinion only."""
        return self.rated > 0 and self.opinion_only == self.rated
