"""What members of a kept round do in their chats: each sitting a run of events at their moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.simulating.cast import Member
from bot.simulating.founding import coming_in
from bot.simulating.opinions import Opinion
from bot.simulating.people import Span
from bot.simulating.reacting import Week
from dialogs.events import (
    Asked,
    BasisTicked,
    ChangeExplained,
    CriterionTicked,
    Event,
    JudgementDeclined,
    MovedOn,
    PhaseChosen,
    Place,
    ReasonChosen,
    Submitted,
    Typed,
)
from framework.model import Model

QUESTIONS: Span = (4, 9)
"""How many are answered in one sitting."""

PAUSE = timedelta(hours=2)
"""At least, from the begin of one sitting to that of the next."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one member does from this moment on, without a break. Moments are aware."""

    number: int
    done: tuple[tuple[datetime, Event], ...]

    @property
    def at(self) -> datetime:
        return self.done[0][0]


@dataclass(frozen=True, slots=True)
class Window:
    """When there is time for answering: from one local moment to another, in weeks like this."""

    begin: datetime
    end: datetime
    week: Week


def sittings(
    model: Model, member: Member, said: Sequence[Opinion], window: Window, chance: Random, code: str = ""
) -> Iterator[Sitting]:
    """All that a member does: come in, where there is a `code`, then answer as far as they get, then submit."""
    runs = [*_runs(said[: member.answers], chance)]
    if code or not runs:
        runs = [[], *runs] if not runs or chance.random() < 1 / 2 else runs
    moments = _moments(len(runs), member, window, chance)
    for place, (at, run) in enumerate(zip(moments, runs, strict=True)):
        events: list[Event] = [*coming_in(code, member.name, member.sector)] if code and not place else []
        events += [Asked(Place.HERE)] if run else []
        events += [event for each in run for event in answered(model, each)]
        if member.submits and place == len(runs) - 1:
            events += [Asked(Place.REVIEW), Submitted()]
        if events:
            yield Sitting(member.number, tuple(_timed(at, events, chance)))


def _runs(said: Sequence[Opinion], chance: Random) -> Iterator[Sequence[Opinion]]:
    """What is answered in each sitting."""
    begun = 0
    while begun < len(said):
        many = chance.randint(*QUESTIONS)
        yield said[begun : begun + many]
        begun += many


def _moments(count: int, member: Member, window: Window, chance: Random) -> Iterator[datetime]:
    """So many moments within the window, while they are at work. The first is early on."""
    span = window.end - window.begin
    shares = sorted(chance.uniform(0.15, 0.9) for _ in range(count - 1))
    last = window.begin
    for share in (chance.uniform(0.01, 0.12), *shares)[:count]:
        drawn = window.begin + span * share
        hour = drawn.replace(hour=chance.randrange(*member.hours), minute=chance.randrange(60), second=0, microsecond=0)
        at = max(window.week.at_work(hour, member.hours, chance), last + PAUSE)
        yield at
        last = at


def _timed(at: datetime, events: Sequence[Event], chance: Random) -> Iterator[tuple[datetime, Event]]:
    for event in events:
        yield at, event
        at += timedelta(seconds=chance.randint(4, 25))


def answered(model: Model, said: Opinion) -> Iterator[Event]:
    """The taps and words that say this on the cards of one capability."""
    capability = said.capability
    if said.reason is not None:
        yield from (JudgementDeclined(capability), ReasonChosen(capability, said.reason))
        yield from _words(said.why)
        yield MovedOn(capability)
        return
    phase = said.phase or ""
    yield PhaseChosen(capability, phase)
    if said.change is not None:
        yield ChangeExplained(capability, said.change)
    if model.next_stage(capability, phase):
        yield from (CriterionTicked(criterion, on=True) for criterion in said.in_place)
        yield MovedOn(capability)
    yield from (BasisTicked(capability, basis, on=True) for basis in said.basis)
    yield MovedOn(capability)
    yield from _words(said.note)
    yield MovedOn(capability)


def _words(text: str) -> tuple[Event, ...]:
    return (Typed(text),) if text else ()


def given(said: Mapping[int, Sequence[Opinion]], members: Sequence[Member]) -> dict[int, frozenset[str]]:
    """On which capabilities each member has said something."""
    return {each.number: frozenset(one.capability for one in said[each.number][: each.answers]) for each in members}
