"""What a round came to so far, as far as it may be shown to whoever may see results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from bot.storage.results.recording import agreements_of
from bot.storage.results.voices import released, voices_of
from bot.storage.rounds.watching import Round, about_round
from framework.advice import Advice
from framework.agreed import Agreement, Result
from framework.joined import Spread
from framework.joining import by_disagreement, joined, spread_of
from framework.planning import results, steps


@dataclass(frozen=True, slots=True)
class Came:
    """`spreads` is None while the answers of an anonymous round are hidden: until it is closed."""

    about: Round
    spreads: Mapping[str, Spread] | None
    agreements: Mapping[str, Agreement]

    @property
    def order(self) -> tuple[str, ...]:
        """The capabilities, the largest disagreement first."""
        return by_disagreement(self.spreads or {})

    @property
    def results(self) -> Mapping[str, Result]:
        return results(self.about.model, self.spreads or {}, self.agreements)

    @property
    def steps(self) -> tuple[Advice, ...]:
        return steps(self.about.model, self.spreads or {}, self.agreements)


def came_to(session: Session, number: int) -> Came:
    """What the round of this number came to. Whoever calls has asked whether it may be seen."""
    about = about_round(session, number)
    return Came(about, _spreads(session, number, about), agreements_of(session, number))


def _spreads(session: Session, number: int, about: Round) -> Mapping[str, Spread] | None:
    depth = about.setup.depth
    if not about.setup.anonymous:
        return joined(about.model, voices_of(session, number, about), named=True, depth=depth)
    shown = released(session, number, about)
    if shown is None:
        return None
    asked = {capability for voice in shown.voices for capability in voice.asked}
    return {
        capability: spread_of(about.model, capability, shown.voices, named=False, depth=depth, sectors=sectors)
        for capability, sectors in ((each, shown.sectors.get(each, ())) for each in about.model.capabilities)
        if capability in asked
    }
