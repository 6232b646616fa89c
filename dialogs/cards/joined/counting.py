"""How people spread over the phases, in words and dots: counted, never averaged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.tongue import Tongue
from framework.answers import Reason
from framework.joined import Spread
from framework.model import Model

DOTS = 12
"""As many people as a line has dots; more are said as a number alone."""

FAR = 2
"""From so many phases apart on, a disagreement is worth talking about."""


def phase(model: Model, each: str, t: Tongue) -> str:
    """The name of a phase; the identifier itself where the model has it no more."""
    found = model.by_phase.get(each)
    return t.of(found.name) if found else each


def agreed(model: Model, each: str | None, t: Tongue) -> str:
    """The phase that was recorded, or that it was left open."""
    return phase(model, each, t) if each else t.gettext("left open")


def others(reason: Reason, t: Tongue) -> str:
    """What somebody else said in the place of a phase."""
    match reason:
        case Reason.DONT_KNOW:
            return t.gettext("Don’t know")
        case Reason.NOT_MY_REMIT:
            return t.gettext("Not their remit")
        case Reason.NOT_APPLICABLE:
            return t.gettext("Not applicable here")


def said(model: Model, chosen: str | None, reason: Reason | None, t: Tongue) -> str:
    """What somebody chose: a phase, or why there is none; empty where nobody may know."""
    return phase(model, chosen, t) if chosen else others(reason, t) if reason else ""


def lines(model: Model, spread: Spread, t: Tongue) -> Iterator[str]:
    """Every phase with its people, then what was said in its place, where anybody did."""
    for each, people in spread.phases.items():
        yield _line(phase(model, each, t), people, "●", t)
    for reason, people in spread.reasons.items():
        if people:
            yield _line(others(reason, t), people, "○", t)


def _line(name: str, people: int, dot: str, t: Tongue) -> str:
    if not people:
        return t.gettext("{phase}: nobody", phase=name)
    if people > DOTS:
        return t.gettext("{phase}: {n}", phase=name, n=people)
    return t.gettext("{phase}: {dots} {n}", phase=name, dots=dot * people, n=people)


def short(model: Model, phases: Mapping[str, int], t: Tongue) -> str:
    """`Building 2 and Integration 1`: those phases that somebody chose."""
    said = [counted(phase(model, each, t), n, t) for each, n in phases.items() if n]
    return t.listed(said) if said else t.gettext("no phase yet")


def counted(name: str, people: int, t: Tongue) -> str:
    """`Building 2`: how many said it."""
    return t.gettext("{phase} {n}", phase=name, n=people)


def far(spread: Spread) -> bool:
    """Whether people are two or more phases apart."""
    return spread.distance >= FAR


def pointing(t: Tongue) -> str:
    """Below a note that its writer kept against advice."""
    return t.gettext("⚠ This may point at a person. Please do not pass it on.")
