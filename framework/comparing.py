"""Two rounds side by side: each capability then and now, and why people chose otherwise.

A later phase may be a better country or a better informed one, and an earlier phase likewise; so a comparison states
both phases and the reasons, and calls neither of them better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from framework.agreed import Result
from framework.model import Model
from framework.privacy import LEAST


class Change(StrEnum):
    """Why someone chooses another phase than was chosen in the round before."""

    THINGS_CHANGED = "things-changed"
    BETTER_INFORMATION = "better-information"
    OTHER_PEOPLE = "other-people"
    READ_DIFFERENTLY = "read-differently"


@dataclass(frozen=True, slots=True)
class Compared:
    """One capability in two rounds: its phase in each, None where none was found.

    `changes` counts the reasons that respondents gave; what nobody gave is not in it. `asked_then` and `asked_now`
    say whether that round was about it at all.
    """

    capability: str
    then: str | None
    now: str | None
    changes: Mapping[Change, int] = field(default_factory=dict)
    asked_then: bool = True
    asked_now: bool = True


def compared(
    model: Model,
    then: Mapping[str, Result],
    now: Mapping[str, Result],
    changes: Mapping[str, Sequence[Change]],
    *,
    named: bool,
) -> tuple[Compared, ...]:
    """Every capability of either round, in the order of this round's model.

    `changes` has every reason given for a capability, one from each who gave one. In an anonymous round they are
    counted only where at least three people gave one. Phases that the model no longer has read as none.
    """
    return tuple(
        Compared(
            capability,
            _phase(model, then.get(capability)),
            _phase(model, now.get(capability)),
            _counted(changes.get(capability, ()), least=1 if named else LEAST),
            capability in then,
            capability in now,
        )
        for capability in model.capabilities
        if capability in then or capability in now
    )


def _phase(model: Model, result: Result | None) -> str | None:
    return result.phase if result and result.phase in model.by_phase else None


def _counted(changes: Sequence[Change], least: int) -> dict[Change, int]:
    counts = Counter(changes) if len(changes) >= least else Counter()
    return {change: counts[change] for change in Change if counts[change]}
