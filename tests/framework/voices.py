"""People of a garden who answer, written short: `voice(1, "rooting", "police")`."""

from __future__ import annotations

from framework.answers import Answer, Basis, Reason
from framework.joined import Voice

CAPABILITY = "compost"
"""The capability that they are asked about."""

PHASES = ("sprouting", "rooting", "growing", "bearing")


def said(
    what: str = "",
    *,
    ticks: tuple[str, ...] = (),
    basis: frozenset[Basis] = frozenset(),
    note: str = "",
    why: str = "",
    capability: str = CAPABILITY,
) -> Answer:
    """A phase, a reason, or nothing yet; `ticks` such as `"rooting.1"`."""
    ticked = frozenset(f"{capability}.{tick}" for tick in ticks)
    phase = what if what in PHASES else None
    reason = Reason(what) if what and not phase else None
    return Answer(capability, phase, reason, why, ticked, basis, note)


def voice(number: int, answer: Answer | str | None = None, sector: str = "", name: str = "") -> Voice:
    """Someone asked about compost alone; nothing said where `answer` is None."""
    given = said(answer) if isinstance(answer, str) else answer
    return Voice(number, (CAPABILITY,), {given.capability: given} if given else {}, sector or None, name)
