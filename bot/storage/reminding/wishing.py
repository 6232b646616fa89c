"""What people decide about the reminders of their own part in an assessment."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.reminding.facts import Case, case_of
from bot.storage.reminding.timers import set_timer, watch_respondent
from bot.storage.rounds.authority import Overruled
from dialogs.commands import Remark
from dialogs.reminding.commands import RemindAgain, RemindingCommand, Snooze, StopReminding
from dialogs.reminding.wishes import granted
from dialogs.states import Occasion


def carry_out_wish(session: Session, desk: Desk, wish: RemindingCommand, now: datetime) -> None:
    """Remind the person at this desk later, not any more, or again. Raises Overruled where they have no part."""
    case = case_of(session, wish.round, desk.person) if desk.person is not None else None
    if case is None:
        raise Overruled(Remark.ROUND_UNKNOWN)
    key = Occasion.REMINDER, case.round, case.person
    watch_respondent(session, case.round, case.person, now)
    match wish:
        case Snooze(wish=asked):
            _required_to_be_open(case)
            set_timer(session, key, asked_for=granted(asked, case.policy, case.days, now))
        case StopReminding():
            set_timer(session, key, stopped_at=now, asked_for=None)
        case RemindAgain():
            set_timer(session, key, stopped_at=None)


def _required_to_be_open(case: Case) -> None:
    """Raises Overruled: a wish for later would outlast the closing, and come true at the wrong time."""
    if not case.known.open:
        raise Overruled(Remark.ROUND_CLOSED)
