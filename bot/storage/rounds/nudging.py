"""Reminding people who have not finished, when a coordinator asks for it: nobody twice within a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, or_, update
from sqlmodel import Session

from bot.storage.reminding.timers import hold_people
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.rounds.mailbox import tell
from bot.storage.rounds.watching import Respondent, Roll, roll_of
from bot.storage.tables import METADATA
from dialogs.cards.rounds import told
from dialogs.commands import Remark
from dialogs.rounds.nouns import Standing, Status
from dialogs.rounds.views import Hurdle

participation, person_row = METADATA.tables["participation"], METADATA.tables["person"]

GAP = timedelta(days=1)
"""Between two reminders of one person that coordinators send."""

_CLAIMED = (
    update(participation)
    .where(
        participation.c.id.in_(bindparam("numbers", expanding=True)),
        participation.c.assessment_id == bindparam("of_round"),
        participation.c.removed_at.is_(None),
        or_(
            participation.c.nudged_at.is_(None),
            participation.c.nudged_at <= bindparam("before"),
            participation.c.nudged_at > bindparam("behind"),
        ),
    )
    .values(nudged_at=bindparam("now"))
    .returning(participation.c.person_id)
)
_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_REMINDED = update(person_row).where(person_row.c.id.in_(_PEOPLE)).values(reminded_at=bindparam("now"))


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a reminder to all would reach, and whom not: reminded lately, or not to be written to."""

    people: tuple[Respondent, ...]
    lately: int
    unreachable: int
    missing: int


def hurdle(roll: Roll, person: Respondent, now: datetime) -> Hurdle | None:
    """Why this respondent cannot be reminded now; None where they can."""
    if roll.status is not Status.OPEN:
        return Hurdle.NOT_OPEN
    if person.standing is Standing.FINISHED:
        return Hurdle.FINISHED
    if person.unreachable:
        return Hurdle.UNREACHABLE
    if person.nudged_at is not None and now - GAP < person.nudged_at <= now + GAP:  # not by a clock that ran ahead
        return Hurdle.NUDGED_LATELY
    return None


def reach_of(roll: Roll, but: int, now: datetime) -> Reach:
    """Whom a reminder to all who are not finished would reach; `but` is the person who sends it."""
    met = [(person, hurdle(roll, person, now)) for person in roll.people if person.person != but]
    return Reach(
        people=tuple(person for person, why in met if why is None),
        lately=sum(why is Hurdle.NUDGED_LATELY for _, why in met),
        unreachable=sum(why is Hurdle.UNREACHABLE for _, why in met),
        missing=sum(person.standing is not Standing.FINISHED for person, _ in met),
    )


def nudge(session: Session, right: Coordination, number: int, now: datetime) -> None:
    """Remind one respondent. Raises Overruled."""
    roll = roll_of(session, right)
    person = roll.one(number)
    if person is None:
        raise Overruled(Remark.GONE)
    why = hurdle(roll, person, now)
    if why is not None:
        raise Overruled(_refusal(why))
    _send(session, right, roll, (person,), now)
    audit(session, right.round, right.person, "nudged", f"participation:{number}", now)


def nudge_all(session: Session, right: Coordination, now: datetime) -> None:
    """Remind everybody who has not finished and can be reached, except oneself. Raises Overruled."""
    roll = roll_of(session, right)
    reach = reach_of(roll, right.person, now)
    if not reach.people:
        raise Overruled(Remark.NUDGED_LATELY if reach.lately else Remark.NOBODY_TO_NUDGE)
    reminded = _send(session, right, roll, reach.people, now)
    audit(session, right.round, right.person, "nudged-all", f"people:{reminded}", now)


def _refusal(why: Hurdle) -> Remark:
    match why:
        case Hurdle.NUDGED_LATELY:
            return Remark.NUDGED_LATELY
        case Hurdle.NOT_OPEN:
            return Remark.ROUND_CLOSED
        case _:
            return Remark.NOBODY_TO_NUDGE


def _send(session: Session, right: Coordination, roll: Roll, people: tuple[Respondent, ...], now: datetime) -> int:
    """Send to those whom nobody else has reminded meanwhile; how many they are. Raises Overruled for none."""
    given = {
        "numbers": [person.participation for person in people],
        "of_round": right.round,
        "before": now - GAP,
        "behind": now + GAP,
        "now": now,
    }
    reminded = set(session.connection().scalars(_CLAIMED, given))
    if not reminded:
        raise Overruled(Remark.NUDGED_LATELY)
    hold_people(session, reminded)
    session.connection().execute(_REMINDED, {"people": sorted(reminded), "now": now})  # the next by itself comes later
    away = {person.person for person in people if person.elsewhere}
    today = roll.round.today(now)
    tell(session, reminded - away, lambda t: told.nudge(roll.setup, today, t), now)
    tell(session, reminded & away, lambda t: told.nudge(roll.setup, today, t, elsewhere=True), now)
    return len(reminded)
