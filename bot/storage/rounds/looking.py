"""Reading what a coordinator's card shows, for someone who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.reminding.views import due_of
from bot.storage.rounds import inviting
from bot.storage.rounds.authority import Coordination, coordination
from bot.storage.rounds.confirming import before
from bot.storage.rounds.people import coordinators_of
from bot.storage.rounds.watching import Respondent, Roll, open_places, progress_of, roll_of
from dialogs.places import PEOPLE
from dialogs.rounds.nouns import NoticeKind, Status
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Deed,
    Filling,
    FormKind,
    ListingInvitations,
    ListingPeople,
    ListingRounds,
    LookingAtInvitation,
    LookingAtPerson,
    RoundState,
    WatchingProgress,
)
from dialogs.rounds.views import ConfirmView, Hurdle, PeopleView, PersonView, RoundView, View


def look(session: Session, desk: Desk, state: RoundState, now: datetime) -> View | None:
    """What the card of this state shows beyond the sheet; None where it is gone, or not for this person."""
    if isinstance(state, ListingRounds | Filling):
        return None
    if isinstance(state, Confirming) and state.deed is Deed.PASS_ON:
        return _passing_on(desk, state)
    right = coordination(session, desk)
    return None if right is None else _seen(session, right, state, now)


def _passing_on(desk: Desk, state: Confirming) -> ConfirmView | None:
    """A respondent's own deed, about a question of their own."""
    sheet = desk.sheet
    if sheet.quest is None or state.word not in sheet.quest:
        return None
    return ConfirmView(hurdle=Hurdle.NOT_OPEN if sheet.read_only else None)


def _seen(session: Session, right: Coordination, state: RoundState, now: datetime) -> View | None:
    match state:
        case AtRound():
            return _overview(session, right, now)
        case WatchingProgress():
            return progress_of(session, right, now)
        case ListingPeople():
            return _people(session, right, state, now)
        case LookingAtPerson(participation=number):
            return _person(session, right, number, now)
        case ListingInvitations(page=page):
            return inviting.listed(session, right, page, now)
        case LookingAtInvitation(invitation=number):
            return inviting.one(session, right, number, now)
        case Confirming():
            return before(session, right, state, now)
        case _:
            return None


def _overview(session: Session, right: Coordination, now: datetime) -> RoundView:
    roll = roll_of(session, right)
    coordinators = coordinators_of(session, right)
    mine = [kind for row in coordinators if row.person_id == right.person for kind in row.muted]
    return RoundView(
        standings=roll.standings,
        open_places=open_places(session, right, roll.round.today(now)),
        coordinators=len(coordinators),
        muted=frozenset(map(NoticeKind, mine)),
        today=roll.round.today(now),
    )


def _people(session: Session, right: Coordination, state: ListingPeople, now: datetime) -> PeopleView:
    roll = roll_of(session, right)
    chosen = [p for p in roll.people if state.standing is None or p.standing is state.standing]
    pages = max(1, -(-len(chosen) // PEOPLE))
    page = min(state.page, pages - 1)
    coordinators = coordinators_of(session, right) if page == 0 else []
    return PeopleView(
        lines=tuple(person.line for person in chosen[page * PEOPLE : (page + 1) * PEOPLE]),
        page=page,
        pages=pages,
        standings=roll.standings,
        coordinators=tuple((row.person_id, row.name) for row in coordinators) if state.standing is None else (),
        oneself=right.person,
        today=roll.round.today(now),
    )


def _person(session: Session, right: Coordination, number: int, now: datetime) -> PersonView | None:
    roll = roll_of(session, right)
    person = roll.one(number)
    if person is None:
        return None
    oneself = person.person == right.person
    told = oneself or not roll.setup.anonymous  # coordinators have names: being one would name the number
    waits = roll.status is Status.DRAFT  # nobody is reminded of what has not begun
    return replace(
        _view(roll, person),
        coordinates=told and person.person in {row.person_id for row in coordinators_of(session, right)},
        oneself=oneself,
        today=roll.round.today(now),
        due=None if waits else due_of(session, right.round, person.person, now, present=oneself),
        zone=roll.setup.zone,
    )


def _view(roll: Roll, person: Respondent) -> PersonView:
    return PersonView(
        line=person.line,
        joined_at=person.joined_at,
        person=person.person,
        sector=person.sector,
        sections=person.sections(roll.model),
        passed=() if roll.setup.anonymous else tuple(c for c in person.asked if c in person.passed),
        nudged_at=person.nudged_at,
        submitted_at=person.submitted_at,
    )


def filled_in(session: Session, desk: Desk, form: FormKind, subject: int) -> Mapping[str, str]:
    """What a form says already that only the database knows; nothing for someone who may not see it."""
    right = coordination(session, desk) if form is FormKind.ASSIGN else None
    person = roll_of(session, right).one(subject) if right is not None else None
    if person is None:
        return {}
    return {"asked": " ".join(person.asked), "name": person.name, "number": str(person.number)}
