"""What is known of the people who may be written to: read for many at once, in as many statements as for one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Row, and_, bindparam, func, select
from sqlmodel import Session

from bot.storage.posts import kept_digest, kept_policy
from bot.storage.tables import METADATA
from dialogs.reminding.digests import Digest
from dialogs.reminding.policy import Days, Known, Policy
from dialogs.reminding.when import alone_days
from dialogs.rounds.clock import days_of
from dialogs.rounds.nouns import Setup, Status
from dialogs.states import Occasion

assessment, participation, coordinator, conversation, person, timer = (
    METADATA.tables[name] for name in ("assessment", "participation", "coordinator", "conversation", "person", "timer")
)

Pair = tuple[int, int]
"""An assessment and a person, by their numbers."""


WISHED = " wished"
"""Behind a moment in `timer.sent` of a reminder that its person had asked for."""


@dataclass(frozen=True, slots=True)
class Case:
    """One respondent of one assessment, as reminders look at them. All are numbers of rows; `days` are those there."""

    round: int
    person: int
    participation: int
    policy: Policy
    days: Days
    known: Known


@dataclass(frozen=True, slots=True)
class Lead:
    """One coordinator of one round. `since` is when they became that, `sent` when a message of this kind last was.

    `told_of` is the deadline whose end they were told of, `promised` the moment of their next digest, once it is known.
    """

    round: int
    person: int
    digest: Digest
    days: Days
    since: datetime
    active_at: datetime
    open: bool
    reachable: bool
    sent: datetime | None = None
    told_of: date | None = None
    promised: datetime | None = None


_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_ROUNDS: BindParameter[int] = bindparam("rounds", expanding=True)

# Both are looked up by the person alone: where one round has everybody, its number would be no help.
_PARTS = (
    select(
        participation.c.id,
        participation.c.assessment_id,
        participation.c.person_id,
        participation.c.submitted_at,
        participation.c.joined_at,
        person.c.reminded_at,
        timer.c.sent,
        timer.c.asked_for,
        timer.c.stopped_at,
    )
    .join_from(participation, person, person.c.id == participation.c.person_id)
    .join(
        timer,
        and_(
            timer.c.kind == Occasion.REMINDER.value,
            timer.c.assessment_id == participation.c.assessment_id,
            timer.c.person_id == participation.c.person_id,
        ),
        isouter=True,
    )
    .where(
        participation.c.person_id.in_(_PEOPLE),
        participation.c.removed_at.is_(None),
        person.c.id.in_(_PEOPLE),  # the same people: so that PostgreSQL does not read through all there are
    )
)
_LEADS = (
    select(
        coordinator.c.assessment_id,
        coordinator.c.person_id,
        coordinator.c.digest,
        coordinator.c.digest_hour,
        coordinator.c.since,
        timer.c.sent,
        timer.c.asked_for,
        timer.c.told_of,
    )
    .join_from(
        coordinator,
        timer,
        and_(
            timer.c.kind == bindparam("kind"),
            timer.c.assessment_id == coordinator.c.assessment_id,
            timer.c.person_id == coordinator.c.person_id,
        ),
        isouter=True,
    )
    .where(coordinator.c.person_id.in_(_PEOPLE))
)
_ABOUT = select(*(column.label(f"round_{column.name}") for column in assessment.c)).where(assessment.c.id.in_(_ROUNDS))
_CHATS = (
    select(
        conversation.c.person_id,
        func.max(conversation.c.updated_at).label("active_at"),
        (func.count() - func.count(conversation.c.unreachable_since)).label("reachable"),
    )
    .where(conversation.c.person_id.in_(_PEOPLE))
    .group_by(conversation.c.person_id)
)


def cases_of(session: Session, pairs: Collection[Pair]) -> dict[Pair, Case]:
    """The respondents among these (assessment, person); nobody who was removed. Three statements, however many."""
    if not pairs:
        return {}
    connection, given = session.connection(), {"people": sorted({person for _, person in pairs})}
    wanted, found = set(pairs), connection.execute(_PARTS, given)
    parts: list[Any] = [row for row in found if (row.assessment_id, row.person_id) in wanted]
    rounds = _rounds(session, {row.assessment_id for row in parts})
    chats = _chats(session, {row.person_id for row in parts})
    return {
        (row.assessment_id, row.person_id): _case(row, rounds[row.assessment_id], chats.get(row.person_id))
        for row in parts
    }


def case_of(session: Session, round_: int, person: int) -> Case | None:
    """One respondent; None for who is none, or was removed."""
    return cases_of(session, {(round_, person)}).get((round_, person))


def leads_of(session: Session, occasion: Occasion, pairs: Collection[Pair]) -> dict[Pair, Lead]:
    """The coordinators among these, with what was sent to them on this occasion. Three statements, however many."""
    if not pairs:
        return {}
    given = {"people": sorted({person for _, person in pairs}), "kind": occasion.value}
    wanted, found = set(pairs), session.connection().execute(_LEADS, given)
    rows: list[Any] = [row for row in found if (row.assessment_id, row.person_id) in wanted]
    rounds = _rounds(session, {row.assessment_id for row in rows})
    chats = _chats(session, {row.person_id for row in rows})
    leads = (_lead(row, rounds[row.assessment_id], chats.get(row.person_id)) for row in rows)
    return {(lead.round, lead.person): lead for lead in leads if lead is not None}


@dataclass(frozen=True, slots=True)
class _About:
    """What reminders need of an assessment, read once for all its people: of the rest, none need be readable."""

    policy: Policy
    days: Days | None  # None for someone alone: theirs hang on them
    open: bool


def _rounds(session: Session, numbers: Collection[int]) -> dict[int, _About]:
    if not numbers:
        return {}
    rows = session.connection().execute(_ABOUT, {"rounds": sorted(numbers)})
    return {row.round_id: _about(row) for row in rows}


def _about(row: Row[Any]) -> _About:
    open_, policy = row.round_status == Status.OPEN.value, kept_policy(row.round_policy)
    if row.round_alone:
        return _About(policy, None, open_)
    calendar = Setup(
        row.round_title,
        deadline=row.round_deadline,
        zone=row.round_zone,
        days_off=frozenset(row.round_days_off or ()),
        quiet=(row.round_quiet_from, row.round_quiet_until),
    )
    return _About(policy, days_of(calendar), open_)


def _chats(session: Session, people: Collection[int]) -> dict[int, Row[Any]]:
    if not people:
        return {}
    return {row.person_id: row for row in session.connection().execute(_CHATS, {"people": sorted(people)})}


def _case(row: Row[Any], about: _About, chats: Row[Any] | None) -> Case:
    active_at = chats.active_at if chats else row.joined_at
    known = Known(
        active_at=active_at,
        sent=moments(row.sent),
        wished=frozenset(moments([each for each in row.sent or () if each.endswith(WISHED)])),
        last_anywhere=row.reminded_at,
        asked_for=row.asked_for,
        stopped=row.stopped_at is not None,
        unfinished=row.submitted_at is None,
        open=about.open,
        reachable=chats is not None and chats.reachable > 0,
    )
    days = about.days or alone_days(active_at, about.policy)
    return Case(row.assessment_id, row.person_id, row.id, about.policy, days, known)


def _lead(row: Row[Any], about: _About, chats: Row[Any] | None) -> Lead | None:
    """None for someone alone, whom nobody coordinates."""
    if about.days is None:
        return None
    return Lead(
        round=row.assessment_id,
        person=row.person_id,
        digest=kept_digest(row.digest, row.digest_hour),
        days=about.days,
        since=row.since,
        active_at=chats.active_at if chats else row.since,
        open=about.open,
        reachable=chats is not None and chats.reachable > 0,
        sent=max(moments(row.sent), default=None),
        told_of=row.told_of,
        promised=row.asked_for,
    )


def moments(sent: list[str] | None) -> tuple[datetime, ...]:
    """Moments as they are kept in `timer.sent`."""
    return tuple(datetime.fromisoformat(each.removesuffix(WISHED)) for each in sent or ())


def noted(known: Known) -> list[str]:
    """The reminders that were sent, as they are kept there."""
    return [f"{at.isoformat()}{WISHED if at in known.wished else ''}" for at in known.sent]
