"""What a deed would do, looked up before it is asked about once more."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.storage.results.looking import accepting
from bot.storage.rounds import inviting
from bot.storage.rounds.authority import Coordination
from bot.storage.rounds.nudging import hurdle, reach_of
from bot.storage.rounds.people import coordinators_of
from bot.storage.rounds.watching import Roll, roll_of
from dialogs.rounds.nouns import Audience, Standing, Status
from dialogs.rounds.states import Confirming, Deed
from dialogs.rounds.views import ConfirmView, Hurdle


def before(session: Session, right: Coordination, deed: Confirming, now: datetime) -> ConfirmView | None:
    """What the deed would do; None where what it is about is gone."""
    if deed.deed is Deed.REVOKE:
        return _revoking(session, right, deed.subject, now)
    roll = roll_of(session, right)
    match deed.deed:
        case Deed.NUDGE | Deed.REMOVE | Deed.PROMOTE:
            return _about_one(session, right, roll, deed, now)
        case Deed.NUDGE_ALL:
            return _nudging_all(roll, right, now)
        case Deed.DEMOTE | Deed.LEAVE:
            return _demoting(session, right, deed)
        case Deed.ACCEPT:
            alike = accepting(session, right, now)
            return ConfirmView(alike=alike, hurdle=None if alike else Hurdle.DONE)
        case Deed.SHARE:
            return ConfirmView(hurdle=_sharing(roll))
        case Deed.NEXT_ROUND:
            over = roll.status in {Status.CLOSED, Status.ARCHIVED}
            return ConfirmView(hurdle=None if over else Hurdle.NOT_CLOSED)
        case _:
            return _turning(roll, deed.deed)


def _sharing(roll: Roll) -> Hurdle | None:
    if roll.setup.audience is not Audience.RESPONDENTS:
        return Hurdle.NOT_PROMISED
    return Hurdle.DONE if roll.round.shared_at else None


def _about_one(
    session: Session, right: Coordination, roll: Roll, deed: Confirming, now: datetime
) -> ConfirmView | None:
    person = roll.one(deed.subject)
    if person is None or (deed.deed is Deed.PROMOTE and roll.setup.anonymous):
        return None
    why = None
    if deed.deed is Deed.NUDGE:
        why = hurdle(roll, person, now)
    elif deed.deed is Deed.PROMOTE and person.person in {row.person_id for row in coordinators_of(session, right)}:
        why = Hurdle.DONE
    return ConfirmView(person.name, person.number, people=1, hurdle=why, today=roll.round.today(now))


def _nudging_all(roll: Roll, right: Coordination, now: datetime) -> ConfirmView:
    reach = reach_of(roll, right.person, now)
    why = Hurdle.NOT_OPEN if roll.status is not Status.OPEN else None if reach.people else Hurdle.NOBODY
    return ConfirmView(
        people=len(reach.people),
        skipped=reach.lately,
        unreachable=reach.unreachable,
        missing=reach.missing,
        hurdle=why,
        today=roll.round.today(now),
    )


def _demoting(session: Session, right: Coordination, deed: Confirming) -> ConfirmView | None:
    coordinators = coordinators_of(session, right)
    subject = right.person if deed.deed is Deed.LEAVE else deed.subject
    for number, row in enumerate(coordinators, 1):
        if row.person_id == subject:
            return ConfirmView(row.name, number, hurdle=Hurdle.LAST if len(coordinators) == 1 else None)
    return None


def _turning(roll: Roll, deed: Deed) -> ConfirmView:
    """Closing, opening again, archiving: what is missing, and whether it is that way already."""
    wrong = {
        Deed.CLOSE: roll.status is not Status.OPEN,
        Deed.REOPEN: roll.status is Status.OPEN,
        Deed.ARCHIVE: roll.status is Status.ARCHIVED,
    }
    held = {capability for person in roll.people for capability in person.asked}
    return ConfirmView(
        people=len(roll.people),
        missing=len(roll.people) - roll.standings[Standing.FINISHED],
        unheld=len(roll.model.capabilities) - len(held),
        hurdle=Hurdle.DONE if wrong.get(deed, False) else None,
    )


def _revoking(session: Session, right: Coordination, number: int, now: datetime) -> ConfirmView | None:
    line = inviting.one(session, right, number, now)
    if line is None:
        return None
    return ConfirmView(line.ticket.label, people=line.taken, hurdle=Hurdle.DONE if line.revoked else None)
