"""What a round came to so far, as far as it may be shown to whoever may see results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.storage.results.recording import agreements_of
from bot.storage.results.releases import released
from bot.storage.results.voices import voices_of
from bot.storage.rounds.watching import Round, about_round
from framework.advice import Advice
from framework.agreed import Agreement, Result
from framework.comparing import Change
from framework.joined import Spread, Voice
from framework.joining import by_disagreement, joined
from framework.planning import results, steps


@dataclass(frozen=True, slots=True)
class Came:
    """`spreads` is None while the answers of an anonymous round are hidden: until it is closed.

    `changes` are the reasons why people chose otherwise than in the round before, one from each who gave one.
    """

    about: Round
    spreads: Mapping[str, Spread] | None
    agreements: Mapping[str, Agreement]
    changes: Mapping[str, list[Change]]

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


def came_to(session: Session, number: int, now: datetime, only: str = "") -> Came:
    """What the round of this number came to, or only one capability of it.

    Whoever calls has asked whether it may be seen.
    """
    about = about_round(session, number)
    agreements, depth = agreements_of(session, number), about.setup.depth
    if about.setup.anonymous:
        shown = released(session, number, about, now, only)
        if shown is None:
            return Came(about, None, agreements, {})
        spreads = {c: seen.spread(about, c) for c, seen in shown.items() if seen.voices or seen.counted}
        changes = {c: list(why) for c, seen in shown.items() if (why := seen.changes(c))}
        return Came(about, spreads, agreements, changes)
    voices = voices_of(session, number, about, only)
    spreads = joined(about.model, voices, named=True, depth=depth)
    return Came(about, spreads, agreements, _changes(voices))


def _changes(voices: Iterable[Voice]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for voice in voices:
        for capability, said in voice.answers.items():
            if said.given and said.change:
                found[capability].append(Change(said.change))
    return dict(found)
