"""Counts that were shown of an anonymous round, as they are kept once somebody who stands behind them is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from framework.answers import Basis, Reason
from framework.comparing import Change
from framework.joined import Group, Seen, Spread


@dataclass(frozen=True, slots=True)
class Counted:
    """What one capability was shown with, without a word that anybody wrote.

    `changes` are the reasons why people chose otherwise than in the round before, one from each who gave one.
    """

    spread: Spread
    changes: tuple[Change, ...] = ()

    def beside(self, unanswered: int) -> Spread:
        """The spread with so many people who are asked and have said nothing yet."""
        return replace(self.spread, asked=self.spread.answered + unanswered, unanswered=unanswered)


def written(spread: Spread, changes: Iterable[Change]) -> dict[str, Any]:
    """The counts of a spread as JSON; what people wrote beside them is left out."""
    return {
        "phases": dict(spread.phases),
        "reasons": _reasons(spread.reasons),
        "criteria": [[each.criterion, each.seen, each.of] for each in spread.criteria],
        "basis": {basis.value: people for basis, people in spread.basis.items()},
        "opinion_only": spread.opinion_only,
        "groups": [[each.sector, dict(each.phases), _reasons(each.reasons)] for each in spread.groups],
        "changes": sorted(change.value for change in changes),
    }


def _reasons(counted: Mapping[Reason, int]) -> dict[str, int]:
    return {reason.value: people for reason, people in counted.items()}


def read(capability: str, kept: Mapping[str, Any]) -> Counted:
    """The counts that were written."""
    spread = Spread(
        capability,
        kept["phases"],
        _read_reasons(kept["reasons"]),
        asked=0,
        unanswered=0,
        criteria=tuple(Seen(*each) for each in kept["criteria"]),
        basis={Basis(basis): people for basis, people in kept["basis"].items()},
        opinion_only=kept["opinion_only"],
        groups=tuple(Group(sector, phases, _read_reasons(reasons)) for sector, phases, reasons in kept["groups"]),
    )
    return Counted(spread, tuple(map(Change, kept["changes"])))


def _read_reasons(kept: Mapping[str, int]) -> dict[Reason, int]:
    return {Reason(reason): people for reason, people in kept.items()}
