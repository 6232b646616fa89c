"""What is kept for a time and no longer: its people are told a month before, and then it is deleted with everything.

Each function here does so much that others need not wait for it, in the caller's transaction, and says whether there
may be more. Whatever is deleted is locked first and then looked at again: it may have been opened or used a moment ago.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select, update
from sqlmodel import Session

from bot.storage.posts import setup_of
from bot.storage.privacy.deleting import delete_left_over, delete_parts, delete_rest, lock_chats, shut
from bot.storage.rounds.creating import anybody_joined
from bot.storage.rounds.mailbox import tell
from bot.storage.tables import METADATA
from dialogs.cards.rounds.keeping import own_goes, round_goes
from dialogs.privacy.keeping import ALONE, LEEWAY, NOTICE, Keeping, goes_at, months_after, over, warning_due
from dialogs.reminding.calendar import is_off, is_quiet, local_day
from dialogs.reminding.policy import Days, Policy
from dialogs.reminding.when import alone_days
from dialogs.rounds.clock import days_of
from dialogs.rounds.nouns import Status

assessment, participation, conversation, coordinator, answer, person = (
    METADATA.tables[name] for name in ("assessment", "participation", "conversation", "coordinator", "answer", "person")
)

PORTION = 50
"""So many are told, or so many people's parts deleted, in one transaction."""

UNEVEN = timedelta(days=4)
"""By so much months differ: what the database finds may not be due yet."""

_NUMBERS: Any = bindparam("numbers", expanding=True)
_SINCE = bindparam("since", type_=conversation.c.updated_at.type)
_OVER = (
    assessment.c.alone.is_(False),
    assessment.c.status.in_([Status.CLOSED.value, Status.ARCHIVED.value]),
    assessment.c.closed_at.is_not(None),
)
_KEPT = select(assessment.c.id, assessment.c.closed_at, assessment.c.retention, assessment.c.warned_at)
_ROUNDS = _KEPT.where(*_OVER).order_by(assessment.c.closed_at, assessment.c.id)
_WHOLE = (
    select(*(column.label(f"round_{column.name}") for column in assessment.c))
    .where(*_OVER, assessment.c.id == bindparam("round"))
    .with_for_update()
)
_PARTS = (
    select(participation.c.id, participation.c.person_id)
    .where(participation.c.assessment_id == bindparam("round"))
    .order_by(participation.c.id)
    .limit(PORTION)
)
_COORDINATORS = select(coordinator.c.person_id).where(coordinator.c.assessment_id == bindparam("round"))
_WARNED = update(assessment).where(assessment.c.id.in_(_NUMBERS)).values(warned_at=bindparam("now"))

_ANSWERED = (
    select(func.max(answer.c.answered_at))
    .where(answer.c.participation_id == participation.c.id)
    .correlate(participation)
    .scalar_subquery()
)
_SEEN = (
    select(func.max(conversation.c.updated_at))
    .where(conversation.c.person_id == participation.c.person_id)
    .correlate(participation)
    .scalar_subquery()
)
_OWN = (
    select(
        assessment.c.id,
        assessment.c.warned_at,
        participation.c.id.label("part"),
        participation.c.person_id,
        participation.c.joined_at,
        _ANSWERED.label("answered_at"),
        _SEEN.label("seen_at"),
    )
    .join_from(assessment, participation)
    .where(assessment.c.alone.is_(True))
    .order_by(assessment.c.id)
)
_SILENT = (
    participation.c.joined_at <= _SINCE,
    ~exists().where(conversation.c.person_id == participation.c.person_id, conversation.c.updated_at > _SINCE),
    ~exists().where(answer.c.participation_id == participation.c.id, answer.c.answered_at > _SINCE),
)
_TO_WARN = _OWN.where(
    *_SILENT,
    or_(  # as `warned` has it: a word from before they were here last is none, nor is one from a clock far ahead
        assessment.c.warned_at.is_(None),
        assessment.c.warned_at < _SINCE,
        assessment.c.warned_at > bindparam("ahead", type_=assessment.c.warned_at.type),
    ),
).limit(PORTION)
_TO_DELETE = _OWN.where(*_SILENT, assessment.c.warned_at <= bindparam("told", type_=assessment.c.warned_at.type)).limit(
    PORTION
)
_LOCKED = select(assessment.c.id).where(assessment.c.id.in_(_NUMBERS)).order_by(assessment.c.id).with_for_update()
_AGAIN = _OWN.where(assessment.c.id.in_(_NUMBERS))

_IDLE = (
    select(person.c.id)
    .where(
        person.c.consented_at <= _SINCE,
        ~exists().where(participation.c.person_id == person.c.id),
        ~exists().where(coordinator.c.person_id == person.c.id),
        ~exists().where(conversation.c.person_id == person.c.id, conversation.c.updated_at > _SINCE),
    )
    .order_by(person.c.id)
    .limit(PORTION)
)


@dataclass(frozen=True, slots=True)
class Going:
    """A round that is to be deleted at this moment, if nothing changes. `warned` says that its people were told."""

    number: int
    title: str
    at: datetime
    warned: bool


def foreseen(session: Session, now: datetime) -> tuple[list[Going], int]:
    """What is to be deleted in the next month: rounds, the first to go first, and how many self-assessments."""
    until = months_after(now, NOTICE)
    rows = [(row, kept) for row, kept in _rounds(session) if goes_at(kept, now) <= until]
    going = [
        Going(row.id, _whole(session, row.id).round_title, goes_at(kept, now), not warning_due(kept, now))
        for row, kept in rows
    ]
    given = {"since": months_after(now, NOTICE - ALONE) + UNEVEN}
    own = sum(goes_at(_own(row), now) <= until for row in session.connection().execute(_OWN.where(*_SILENT), given))
    return sorted(going, key=lambda each: each.at), own


# Telling


def warn(session: Session, now: datetime) -> None:
    """Tell coordinators, and people who assess alone, what will be deleted in a month: once, and at a fit hour."""
    told = 0
    for row, kept in _rounds(session):
        if told < PORTION and warning_due(kept, now):
            told += _warn_of_round(session, row.id, now)
    silent = months_after(now, NOTICE - ALONE) + UNEVEN
    rows = session.connection().execute(_TO_WARN, {"since": silent, "ahead": now + LEEWAY}).all()
    _warn_alone(session, [row for row in rows if warning_due(_own(row), now)], now)


def _warn_of_round(session: Session, number: int, now: datetime) -> bool:
    """Whether its coordinators were told: not at night, and not on a day off."""
    row = _whole(session, number)
    setup = setup_of(row) if row is not None else None
    if row is None or setup is None or not warning_due(kept := _kept(row), now) or _asleep(days_of(setup), now):
        return False
    day, promised = local_day(days_of(setup), goes_at(kept, now)), anybody_joined(session, number)
    people = set(session.connection().scalars(_COORDINATORS, {"round": number}))
    tell(session, people, partial(round_goes, setup, day, promised=promised), now)
    session.connection().execute(_WARNED, {"numbers": [number], "now": now})
    return True


def _warn_alone(session: Session, rows: Collection[Any], now: datetime) -> None:
    warned = []
    for row in rows:
        kept = _own(row)
        days = alone_days(kept.since, Policy())
        if _asleep(days, now):
            continue
        last, day = local_day(days, kept.since), local_day(days, goes_at(kept, now))
        tell(session, {row.person_id}, partial(own_goes, last, day), now)
        warned.append(row.id)
    if warned:
        session.connection().execute(_WARNED, {"numbers": warned, "now": now})


def _asleep(days: Days, now: datetime) -> bool:
    return is_off(days, local_day(days, now)) or is_quiet(days, now.astimezone(days.zone).hour)


# Deleting


def delete_some(session: Session, now: datetime, here: int | None = None) -> bool:
    """Delete a portion of what is over; whether there may be more. `here` is a person who has just come back."""
    return _delete_own(session, now, here) or _delete_of_round(session, now) or _delete_idle(session, now, here)


def _delete_own(session: Session, now: datetime, here: int | None) -> bool:
    """Self-assessments whose people have been silent since they were told."""
    given = {"since": months_after(now, -ALONE) + UNEVEN, "told": months_after(now, -NOTICE) + UNEVEN}
    silent = session.connection().execute(_TO_DELETE, given)
    found = [row for row in silent if row.person_id != here and over(_own(row), now)]
    if not found:
        return False
    numbers = [row.id for row in found]
    lock_chats(session, numbers, {row.person_id for row in found})
    session.connection().execute(_LOCKED, {"numbers": numbers}).all()
    rows = [row for row in session.connection().execute(_AGAIN, {"numbers": numbers}) if over(_own(row), now)]
    if rows:
        gone, people = [row.id for row in rows], {row.person_id for row in rows}
        delete_parts(session, gone, [row.part for row in rows], people)
        delete_rest(session, gone)
        delete_left_over(session, people, now)
    return True


def _delete_of_round(session: Session, now: datetime) -> bool:
    """Some people's parts of the first round that is over; the round itself once there are none."""
    number = next((row.id for row, kept in _rounds(session) if over(kept, now)), None)
    if number is None:
        return False
    parts = session.connection().execute(_PARTS, {"round": number}).all()
    people = {part.person_id for part in parts}
    lock_chats(session, [number], people)
    row = _whole(session, number)
    if row is None or not over(_kept(row), now):
        return True
    people |= shut(session, number, now)
    if parts:
        delete_parts(session, [number], [part.id for part in parts], people)
    else:
        delete_rest(session, [number])
    delete_left_over(session, people, now)
    return True


def _delete_idle(session: Session, now: datetime, here: int | None) -> bool:
    """People who once agreed, have no part in anything, and were not here for as long: there is nothing to lose."""
    given = {"since": months_after(now, -ALONE)}
    people = set(session.connection().scalars(_IDLE, given)) - {here}
    if people:
        lock_chats(session, [], people)
        delete_left_over(session, people & set(session.connection().scalars(_IDLE, given)), now)
    return bool(people)


def _rounds(session: Session) -> Iterator[tuple[Any, Keeping]]:
    """Every round that is closed, the first that was closed first."""
    for row in session.connection().execute(_ROUNDS).all():
        yield row, Keeping(row.closed_at, row.retention, row.warned_at)


def _whole(session: Session, number: int) -> Any:
    """The round, locked, as it is by now; None where it is not closed any more."""
    return session.connection().execute(_WHOLE, {"round": number}).one_or_none()


def _kept(row: Any) -> Keeping:
    return Keeping(row.round_closed_at, row.round_retention, row.round_warned_at)


def _own(row: Any) -> Keeping:
    """A self-assessment: what counts is when its person was here last, or answered, whatever is later."""
    here = [at for at in (row.joined_at, row.answered_at, row.seen_at) if at is not None]
    return Keeping(max(here), ALONE, row.warned_at)


def person_of(session: Session, channel: str, address: str) -> int | None:
    """Whose chat this is; None for somebody new."""
    query = select(conversation.c.person_id).where(conversation.c.channel == channel, conversation.c.address == address)
    return session.connection().scalar(query)
