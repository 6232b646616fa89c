"""Reading what a card about results shows, for someone who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.results.before import before_of
from bot.storage.results.came import Came, came_to
from bot.storage.results.recording import agreements_of, plan_of
from bot.storage.rounds.authority import Coordination, coordination
from bot.storage.rounds.watching import about_round, roll_of
from dialogs.results.events import AgreementBegun, PlanningBegun
from dialogs.results.states import (
    CoordinatorsResult,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
    ResultState,
)
from dialogs.results.views import JoinedView, PlanView, ResultView, SharedView, SpreadView, StepView
from dialogs.rounds.forms.agree import LEFT_OPEN, SEEN
from dialogs.rounds.forms.calendar import WAS
from dialogs.rounds.nouns import Audience, Standing, Status
from framework.planning import unanimous


def look_at_results(session: Session, desk: Desk, state: ResultState, now: datetime) -> ResultView | None:
    """What the card of this state shows; None where it is gone, or not for this person."""
    if isinstance(state, ReadingShared):
        return _shared(session, desk, now)
    right = coordination(session, desk)
    if right is None:
        return None
    if not isinstance(state, CoordinatorsResult):
        return None
    came = came_to(session, right.round, now)
    match state:
        case ReadingJoined():
            return _joined(session, right, came, now)
        case ReadingSpread(capability=capability):
            return _spread(session, right, came, capability, now)
        case ReadingPlan():
            return _plan(session, right, came, now)
        case ReadingStep(capability=capability):
            return _step(session, right, came, capability, now)


def _joined(session: Session, right: Coordination, came: Came, now: datetime) -> JoinedView:
    roll, spreads = roll_of(session, right), came.spreads
    missing = (person for person in roll.people if person.standing is not Standing.FINISHED)
    shared = roll.round.shared_at
    return JoinedView(
        model=roll.model,
        status=roll.status,
        today=roll.round.today(now),
        order=came.order,
        spreads=spreads or {},
        agreements=came.agreements,
        unanimous=unanimous(spreads or {}, came.agreements),
        waiting=tuple((person.number, person.name) for person in missing),
        people=len(roll.people),
        hidden=spreads is None,
        shared=roll.round.today(shared) if shared else None,
        promised=roll.setup.audience is Audience.RESPONDENTS,
    )


def _spread(
    session: Session, right: Coordination, came: Came, capability: str, now: datetime
) -> SpreadView | JoinedView:
    """One capability; without one the first that waits for an agreement, and all of them where none does."""
    order = came.order
    wanted = capability or next((each for each in order if each not in came.agreements), "")
    if came.spreads is None or wanted not in order:
        return _joined(session, right, came, now)
    place = order.index(wanted)
    before = before_of(session, right.round, came, now, wanted).get(wanted)
    return SpreadView(
        model=came.about.model,
        spread=came.spreads[wanted],
        agreement=came.agreements.get(wanted),
        place=place + 1,
        total=len(order),
        earlier=order[place - 1] if place else "",
        later=order[place + 1] if place + 1 < len(order) else "",
        anonymous=came.about.setup.anonymous,
        last_time=before.then if before else None,
        changes=before.changes if before else {},
        writable=came.about.status is not Status.ARCHIVED,
    )


def _plan(session: Session, right: Coordination, came: Came, now: datetime) -> PlanView:
    settled = {each for each, result in came.results.items() if result.phase or each in came.agreements}
    return PlanView(
        model=came.about.model,
        today=came.about.today(now),
        steps=came.steps,
        plan=plan_of(session, right.round),
        unsettled=len(set(came.order) - settled),
        hidden=came.spreads is None,
    )


def _step(session: Session, right: Coordination, came: Came, capability: str, now: datetime) -> StepView | PlanView:
    found = next((step for step in came.steps if step.row.capability == capability), None)
    if found is None:
        return _plan(session, right, came, now)
    return StepView(
        model=came.about.model,
        today=came.about.today(now),
        step=found,
        priority=plan_of(session, right.round).get(capability),
        agreed=capability in came.agreements,
    )


def accepting(session: Session, right: Coordination, now: datetime) -> tuple[tuple[str, str, int], ...]:
    """What accepting all unanimous capabilities together would record: (capability, phase, how many chose it)."""
    came = came_to(session, right.round, now)
    spreads = came.spreads or {}
    ready = unanimous(spreads, came.agreements)
    return tuple((each, spreads[each].unanimous or "", spreads[each].rated) for each in ready)


def recorded(session: Session, desk: Desk, begun: AgreementBegun | PlanningBegun) -> Mapping[str, str]:
    """What a form about one capability begins with; nothing for someone who may not see it."""
    right = coordination(session, desk)
    if right is None:
        return {}
    match begun:
        case AgreementBegun(capability=capability):
            said = agreements_of(session, right.round).get(capability)
            if said is None:
                return {}
            seen = said.at.isoformat() if said.at else ""
            return {"phase": said.phase or LEFT_OPEN, "reason": said.reason, "dissent": said.dissent, SEEN: seen}
        case PlanningBegun(capability=capability):
            kept = plan_of(session, right.round).get(capability)
            if kept is None:
                return {}
            now = {"lead": kept.lead, "until": kept.until.isoformat() if kept.until else "", "note": kept.note}
            return {**now, **{f"{WAS}{field}": value for field, value in now.items()}}


def _shared(session: Session, desk: Desk, now: datetime) -> SharedView | None:
    """For whoever has a part in the round that this chat is about, once coordinators shared what it came to."""
    if desk.assessment is None or desk.sheet.current != desk.assessment:
        return None
    about = about_round(session, desk.assessment)
    if about.shared_at is None:
        return None
    return SharedView(
        model=about.model,
        shared=about.today(about.shared_at),
        today=about.today(now),
        agreements=agreements_of(session, desk.assessment),
        plan=plan_of(session, desk.assessment),
    )
