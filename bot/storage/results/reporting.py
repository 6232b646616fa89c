"""Everything that the files of a round say, read at once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.files.report import Before, Person, Report
from bot.storage.results.before import before_of, title_before
from bot.storage.results.came import came_to
from bot.storage.results.recording import history_of, plan_of
from bot.storage.results.voices import voices_of
from bot.storage.rounds.authority import Coordination
from bot.storage.rounds.people import coordinators_of
from bot.storage.rounds.watching import Respondent, roll_of
from framework.comparing import Compared


def report_of(session: Session, right: Coordination, now: datetime) -> Report:
    """The report as coordinators may have it.

    In an anonymous round nobody's answers stand alone, and none are there before it is closed.
    """
    came, roll = came_to(session, right.round, now), roll_of(session, right)
    anonymous = roll.setup.anonymous
    compared = before_of(session, right.round, came, now)
    return Report(
        number=right.round,
        model=roll.model,
        setup=roll.setup,
        status=roll.status,
        made_at=roll.round.local(now),
        people=tuple(_person(person, anonymous=anonymous) for person in roll.people),
        spreads=came.spreads or {},
        voices=() if anonymous else voices_of(session, right.round, roll.round),
        agreements=came.agreements,
        history=history_of(session, right.round),
        plan=tuple(plan_of(session, right.round).values()),
        before={each: _before(was) for each, was in compared.items()},
        coordinators=tuple(row.name for row in coordinators_of(session, right)),
        opened_at=roll.round.local(roll.round.created_at),
        closed_at=roll.round.closed_at and roll.round.local(roll.round.closed_at),
        previous_title=title_before(session, right.round),
    )


def _person(person: Respondent, *, anonymous: bool) -> Person:
    return Person(
        number=person.number,
        standing=person.standing,
        answered=len(person.answered),
        asked=len(person.asked),
        joined_at=person.joined_at,
        submitted_at=person.submitted_at,
        name="" if anonymous else person.name,
        sector="" if anonymous or person.sector is None else person.sector.value,
    )


def _before(was: Compared) -> Before:
    return Before(was.capability, was.then, {why.value: count for why, count in was.changes.items()})
