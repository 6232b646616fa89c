"""What a database would give beside the sheet for cards about results: as much as a card can hold, or the usual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from dialogs.results.states import ReadingJoined, ReadingPlan, ReadingShared, ReadingSpread, ReadingStep
from dialogs.results.views import JoinedView, PlanView, ResultView, SharedView, SpreadView, StepView
from dialogs.rounds.nouns import Post, Role, Sector, Setup, Standing, Status
from dialogs.rounds.states import AtRound, Confirming, Deed
from dialogs.rounds.views import ConfirmView, RoundView
from dialogs.sheet import Sheet
from dialogs.states import State
from framework.agreed import Agreement, Priority
from framework.answers import Answer, Basis, Reason
from framework.comparing import Change
from framework.joined import Spread, Voice
from framework.joining import by_disagreement, joined
from framework.model import Model
from framework.planning import steps, unanimous
from tests.dialogs.talking import NOON
from tests.models import model

TODAY = NOON.date()
JOINED = {Standing.FINISHED: 9}


def coordinating(status: Status = Status.OPEN, *, name: str = "garden") -> Sheet:
    """The sheet of somebody who coordinates a round and answers nothing."""
    return Sheet(
        model(name),
        ("en", "ar"),
        "en",
        open_to_all=False,
        consented=True,
        title="Joint baseline",
        alone=False,
        at=NOON,
        posts=(Post(3, "Joint baseline", frozenset({Role.COORDINATOR}), status),),
        current=3,
        setup=Setup("Joint baseline"),
    )


def shown_beside(sheet: Sheet, state: State) -> ResultView | RoundView | ConfirmView | None:
    """What a card about results, and what leads to them, shows beyond the sheet, for whoever may see it."""
    if isinstance(state, ReadingShared):
        return shared(sheet.model) if sheet.shared else None
    if not sheet.coordinates:
        return None
    match state:
        case AtRound():
            return RoundView(JOINED, today=TODAY)
        case Confirming(deed=deed):
            alike = listing(sheet.model).unanimous if deed is Deed.ACCEPT else ()
            return ConfirmView(alike=tuple((each, next(iter(sheet.model.by_phase)), 9) for each in alike))
        case ReadingJoined():
            return listing(sheet.model)
        case ReadingSpread(capability=capability):
            return spread(sheet.model, capability)
        case ReadingPlan():
            return plan(sheet.model)
        case ReadingStep(capability=capability):
            return one_step(sheet.model, capability)
        case _:
            return None


def voices(known: Model, people: int = 9, words: str = "See the plan.", name: str = "Office") -> Iterator[Voice]:
    """So many people who answered everything; at the first capability they are far apart, at the last of one mind."""
    phases, capabilities = tuple(known.by_phase), tuple(known.capabilities)
    sectors = tuple(Sector)
    ticked = frozenset(known.criteria)
    for number in range(1, people + 1):
        answers = {
            each: Answer(each, phases[(number * place) % len(phases)], None, "", ticked, frozenset(Basis), words)
            for place, each in enumerate(reversed(capabilities))
        }
        if number % 7 == 0:
            answers = {each: Answer(each, reason=Reason.DONT_KNOW, why=words) for each in capabilities}
        yield Voice(number, capabilities, answers, sectors[number % len(sectors)], name)


@cache
def spreads(known: Model) -> dict[str, Spread]:
    return joined(known, tuple(voices(known)), named=True)


def agreements(known: Model, words: str = "The law is in force.", *, every: bool = False) -> dict[str, Agreement]:
    """A phase for one and none for another; or something for every capability."""
    phases, capabilities = tuple(known.by_phase), tuple(known.capabilities)
    chosen = (*phases, None)
    some = capabilities if every else capabilities[:2]
    return {
        each: Agreement(each, chosen[(place - 1) % len(chosen)], words, words, 1, NOON)
        for place, each in enumerate(some)
    }


def priorities(known: Model, words: str = "Ministry") -> dict[str, Priority]:
    return {each: Priority(each, words[:200], date(2027, 6, 30), words) for each in tuple(known.capabilities)[::2]}


def listing(known: Model) -> JoinedView:
    said = agreements(known)
    found = spreads(known)
    order = by_disagreement(found)
    return JoinedView(
        known, Status.OPEN, TODAY, order, found, said, unanimous(found, said), ((4, "Office"), (5, "")), 9
    )


def spread(known: Model, capability: str = "") -> SpreadView | JoinedView:
    """As the shell finds it: without a capability the first that nothing is recorded of."""
    said, found = agreements(known), spreads(known)
    order = by_disagreement(found)
    wanted = capability or next(each for each in order if each not in said)
    if wanted not in order:
        return listing(known)
    place = order.index(wanted)
    return SpreadView(
        known,
        found[wanted],
        said.get(wanted),
        place + 1,
        len(order),
        order[place - 1] if place else "",
        order[place + 1] if place + 1 < len(order) else "",
        last_time=next(iter(known.by_phase)),
        changes=dict.fromkeys(Change, 2),
    )


def plan(known: Model) -> PlanView:
    return PlanView(known, TODAY, steps(known, spreads(known), agreements(known)), priorities(known), unsettled=2)


def one_step(known: Model, capability: str) -> StepView | PlanView:
    view = plan(known)
    found = next((step for step in view.steps if step.row.capability == capability), None)
    return StepView(known, TODAY, found, view.plan.get(capability), agreed=True) if found else view


def shared(known: Model) -> SharedView:
    return SharedView(known, TODAY, TODAY, agreements(known, every=True), priorities(known))


def fullest(known: Model, words: str, name: str) -> Iterator[tuple[State, ResultView]]:
    """Cards with the most that there can be: 500 people, the longest names, notes and reasons everywhere."""
    said, planned = agreements(known, words[:1000], every=True), priorities(known, words[:1000])
    every = tuple(known.capabilities)
    waiting = tuple((number, name) for number in range(1, 501))
    for people, named in ((30, True), (500, False)):
        found = joined(known, tuple(voices(known, people, words, name)), named=named)
        order = by_disagreement(found)
        joint = JoinedView(known, Status.OPEN, TODAY, order, found, said, every, waiting, 500, shared=TODAY)
        yield from ((ReadingJoined(page), joint) for page in range(4))
        usual = spread(known, every[0])
        assert isinstance(usual, SpreadView)
        for each in order:
            view = replace(usual, spread=found[each], agreement=said[each], place=20, total=20, anonymous=not named)
            yield from ((ReadingSpread(each, page), view) for page in (0, 1, 9))
    ahead = steps(known, found, {each: replace(said[each], phase=next(iter(known.by_phase))) for each in said})
    yield from ((ReadingPlan(page), PlanView(known, TODAY, ahead, planned, 20)) for page in range(4))
    for step in ahead:
        kept = Priority(step.row.capability, name, TODAY, words[:1000])
        yield ReadingStep(step.row.capability), StepView(known, TODAY, step, kept, agreed=False)
    yield from ((ReadingShared(page), SharedView(known, TODAY, TODAY, said, planned)) for page in range(8))
