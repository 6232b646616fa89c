"""What invented respondents think: a national picture, seen from their sectors, and what a year makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.simulating.cast import Member
from bot.simulating.notes import EXPLANATIONS, NOTES
from bot.simulating.people import chances
from dialogs.rounds.nouns import Sector
from framework.answers import Basis, Reason
from framework.comparing import Change
from framework.model import Model

ALIKE, DISPUTED, MOVING = 5, 3, 5
"""How many capabilities all see alike, how many are seen two phases apart, and how many move in a year."""

PHASES = (4, 6, 4, 1)
"""How often a capability is in which phase, as weights."""

ASTRAY, DECLINES, ON_OPINION = 0.12, 0.14, 0.2
"""How likely someone is off by one phase, cannot judge, and answers from opinion alone."""

SEEN = (0.05, 0.05, 0.4, 1.0)
"""How likely someone sees a criterion in place: all see some of them, and many hardly anybody."""

REASONS = {Reason.DONT_KNOW: 5, Reason.NOT_MY_REMIT: 5, Reason.NOT_APPLICABLE: 2}

FOLLOWS, LEARNT, DRIFTS = 0.75, 0.4, 0.06
"""How likely someone sees what moved, knows next time what they did not, and changes their mind about the rest."""

MOVED = {Change.THINGS_CHANGED: 6, Change.BETTER_INFORMATION: 2, Change.OTHER_PEOPLE: 1}
UNMOVED = {Change.READ_DIFFERENTLY: 2, Change.BETTER_INFORMATION: 3, Change.OTHER_PEOPLE: 1}

RESTS_ON: Mapping[Sector, tuple[Basis, ...]] = {
    Sector.GOVERNMENT: (Basis.LAW, Basis.DATA),
    Sector.POLICE: (Basis.PRACTICE, Basis.DATA),
    Sector.JUSTICE: (Basis.LAW, Basis.PRACTICE),
    Sector.INTERNATIONAL: (Basis.DATA, Basis.LAW),
}
"""What answers of a sector rest on, the usual first; of the others it is practice."""

EARLY = 2
"""Phases of which notes say what is missing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """How things stand, as places among the phases, from 0.

    `otherwise` has the place at which the sectors in `sectors` see a capability that is not seen alike. `seen` is how
    likely somebody sees a criterion in place; `moved` are the capabilities that are not where they were a year ago.
    """

    truth: Mapping[str, int]
    otherwise: Mapping[str, int]
    sectors: Mapping[str, frozenset[Sector]]
    disputed: frozenset[str]
    seen: Mapping[str, float]
    moved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one respondent says about one capability: a phase, or the reason why there is none, and the rest."""

    capability: str
    phase: str | None = None
    reason: Reason | None = None
    why: str = ""
    in_place: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    note: str = ""
    change: Change | None = None


def picture(model: Model, members: Sequence[Member], seed: int) -> Picture:
    """How things stand in the first year."""
    chance = chances(seed, "the picture")
    shuffled = list(model.capabilities)
    chance.shuffle(shuffled)
    alike, disputed = shuffled[:ALIKE], shuffled[ALIKE : ALIKE + DISPUTED]
    top = len(model.by_phase) - 1
    truth = {c: chance.choices(range(top + 1), PHASES[: top + 1])[0] for c in model.capabilities}
    heard = sorted({member.sector for member in members if member.answers == len(shuffled)})
    otherwise, sectors = {}, {}
    for capability in model.capabilities:
        if capability in alike:
            continue
        apart = 2 if capability in disputed else 1
        up = truth[capability] + apart <= top and (truth[capability] < apart or chance.random() < 1 / 2)
        otherwise[capability] = truth[capability] + (apart if up else -apart)
        some = max(1, len(heard) // 3) if capability in disputed else chance.randint(0, 1)
        sectors[capability] = frozenset(chance.sample(heard, min(some, len(heard))))
    criteria = (c for each in model.capabilities.values() for stage in each.stages for c in stage.attainable)
    seen = {criterion.id: chance.choice(SEEN) for criterion in criteria}
    return Picture(truth, otherwise, sectors, frozenset(disputed), seen)


def a_year_later(before: Picture, model: Model, seed: int, year: int) -> Picture:
    """Some capabilities are one phase further; the rest is as it was."""
    chance = chances(seed, f"what moved by year {year}")
    top = len(model.by_phase) - 1
    movable = [c for c in model.capabilities if before.truth[c] < top and c not in before.disputed]
    moved = frozenset(chance.sample(movable, min(MOVING, len(movable))))
    truth = {c: place + (c in moved) for c, place in before.truth.items()}
    return replace(before, truth=truth, moved=moved)


def opinions(model: Model, seen: Picture, member: Member, seed: int) -> tuple[Opinion, ...]:
    """What a member says about everything in the first year, in the model's order."""
    return tuple(_opinion(model, seen, member, c, chances(seed, f"{member.number} on {c}")) for c in model.capabilities)


def _opinion(model: Model, seen: Picture, member: Member, capability: str, chance: Random) -> Opinion:
    judged = capability in seen.otherwise and capability not in seen.disputed
    if judged and chance.random() < DECLINES:
        (reason,) = chance.choices([*REASONS], [*REASONS.values()])
        return Opinion(capability, reason=reason, why=chance.choice(EXPLANATIONS[member.language][reason]))
    place = seen.truth[capability]
    if member.sector in seen.sectors.get(capability, ()) or (judged and chance.random() < ASTRAY):
        place = seen.otherwise[capability]
    return _rated(model, seen, member, capability, place, chance)


def _rated(model: Model, seen: Picture, member: Member, capability: str, place: int, chance: Random) -> Opinion:
    """A phase, with what of the next one is in place, what it rests on, and perhaps a note."""
    phase = [*model.by_phase][place]
    ahead = model.next_stage(capability, phase)
    ticked = [c.id for c in (ahead.attainable if ahead else ()) if chance.random() < seen.seen[c.id]]
    usual = RESTS_ON.get(member.sector, (Basis.PRACTICE,))
    basis = (Basis.OPINION,) if chance.random() < ON_OPINION else usual[: chance.randint(1, len(usual))]
    # Somebody who sees all of the next phase in place would have chosen it.
    in_place = tuple(ticked[:-1] if ahead and len(ticked) == len(ahead.attainable) else ticked)
    return Opinion(capability, phase, in_place=in_place, basis=basis, note=_note(member, capability, place))


def _note(member: Member, capability: str, place: int) -> str:
    """What this member writes here; those of one language share what there is to say."""
    notes = NOTES[member.language]
    if capability not in notes or member.writes is None:
        return ""
    mine, ways = member.writes
    return notes[capability][place >= EARLY] if [*notes].index(capability) % ways == mine else ""


def opinions_later(
    model: Model, seen: Picture, member: Member, before: Sequence[Opinion], seed: int, year: int
) -> tuple[Opinion, ...]:
    """What a member says a year after they thought `before`."""
    return tuple(
        _later(model, seen, member, said, chances(seed, f"{member.number} on {said.capability} in year {year}"))
        for said in before
    )


def _later(model: Model, seen: Picture, member: Member, said: Opinion, chance: Random) -> Opinion:
    """The same, without last time's note; or another phase, and why."""
    truth, moved = seen.truth[said.capability], said.capability in seen.moved
    likely = FOLLOWS if moved else DRIFTS
    if said.phase is None:
        place, likely = truth, LEARNT
    elif moved:
        place = min([*model.by_phase].index(said.phase) + 1, truth)
    else:
        place = truth
    same = replace(said, note="", change=None)
    if [*model.by_phase][place] == said.phase or chance.random() >= likely:
        return same
    weights = MOVED if moved else UNMOVED
    (why,) = chance.choices([*weights], [*weights.values()])
    return replace(_rated(model, seen, member, said.capability, place, chance), change=why)
