"""The next round after one that is closed: the same people, sections and settings, a draft until it is opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Table, bindparam, insert, literal, select, update
from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.reminding.timers import hold_people, watch_coordinator, watch_respondent
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.tables import METADATA
from dialogs import memory
from dialogs.commands import Remark
from dialogs.rounds.nouns import Status
from dialogs.states import ListingSections

assessment, participation, coordinator, conversation, person = (
    METADATA.tables[name] for name in ("assessment", "participation", "coordinator", "conversation", "person")
)

_FROM = bindparam("round", type_=Integer)
_TO = bindparam("new", type_=Integer)
_NOW = bindparam("now", type_=assessment.c.created_at.type)

_BEFORE = select(assessment.c.status).where(assessment.c.id == _FROM).with_for_update()
"""Whoever begins the next round at the same moment waits here, and finds the one that was begun."""
_FOLLOWED = (
    select(assessment.c.id)
    .where(assessment.c.previous_id == _FROM, assessment.c.status != Status.ARCHIVED.value)
    .order_by(assessment.c.id.desc())
)
_COORDINATES = select(coordinator.c.person_id).where(
    coordinator.c.assessment_id == _TO, coordinator.c.person_id == bindparam("leader")
)


def _here(table: Table) -> ColumnElement[bool]:
    """Whether this row's person is more than a name in a file that was brought in."""
    return table.c.person_id.in_(select(person.c.id).where(person.c.consent_version != ""))


_SETTINGS = [
    "title",
    "alone",
    "model_hash",
    "territory",
    "depth",
    "zone",
    "days_off",
    "quiet_from",
    "quiet_until",
    "languages",
    "anonymous",
    "audience",
    "policy",
    "retention",
    "protected",
]
_CREATED = (
    insert(assessment)
    .from_select(
        [*_SETTINGS, "created_at", "status", "previous_id"],
        select(*(assessment.c[name] for name in _SETTINGS), _NOW, literal(Status.DRAFT.value), assessment.c.id).where(
            assessment.c.id == _FROM
        ),
    )
    .returning(assessment.c.id)
)
_CARRIED = ["person_id", "depth", "capabilities", "name", "sector", "invitation_id"]
_PEOPLE = insert(participation).from_select(
    [*_CARRIED, "assessment_id", "joined_at", "version", "previous_id"],
    select(*(participation.c[name] for name in _CARRIED), _TO, _NOW, literal(0), participation.c.id)
    .where(participation.c.assessment_id == _FROM, participation.c.removed_at.is_(None), _here(participation))
    .order_by(participation.c.id),
)
_LEADS = ["person_id", "name", "muted", "since", "digest", "digest_hour"]
_COORDINATORS = insert(coordinator).from_select(
    [*_LEADS, "assessment_id"],
    select(*(coordinator.c[name] for name in _LEADS), _TO).where(
        coordinator.c.assessment_id == _FROM, _here(coordinator)
    ),
)
_ANSWERING = select(participation.c.person_id).where(participation.c.assessment_id == _TO)
_COORDINATING = select(coordinator.c.person_id).where(coordinator.c.assessment_id == _TO)


_PREVIOUS = select(assessment.c.previous_id, assessment.c.status).where(assessment.c.id == _TO)
_CARRIED_ON = select(participation.c.person_id).where(
    participation.c.assessment_id == _TO, participation.c.previous_id.is_not(None), participation.c.removed_at.is_(None)
)
_OVER = (
    select(assessment.c.id)
    .where(assessment.c.id == _FROM, assessment.c.status.in_([Status.CLOSED.value, Status.ARCHIVED.value]))
    .scalar_subquery()
)
_TURNED = (
    update(conversation)
    .where(
        conversation.c.assessment_id == _OVER,
        conversation.c.person_id.in_(_CARRIED_ON),
        conversation.c.person_id.not_in(select(coordinator.c.person_id).where(coordinator.c.assessment_id == _FROM)),
    )
    .values(
        assessment_id=_TO,
        participation_id=select(participation.c.id)
        .where(participation.c.assessment_id == _TO, participation.c.person_id == conversation.c.person_id)
        .scalar_subquery(),
        state=memory.stored(ListingSections()),  # a question of the round before is none of this one's
        revision=conversation.c.revision + 1,  # and a tap on its card answers nothing here
    )
)
_JOINED = (
    update(participation)
    .where(participation.c.assessment_id == _TO, participation.c.previous_id.is_not(None))
    .values(joined_at=_NOW)
)
_ASKED = update(person).where(person.c.id.in_(bindparam("people", expanding=True))).values(reminded_at=bindparam("now"))


def begin_next(session: Session, right: Coordination, desk: Desk, now: datetime) -> int:
    """Set up the next round as a draft without a deadline, and turn the desk to it; its number. Raises Overruled.

    One that was begun from the same round already is turned to instead, unless it was archived.
    """
    connection, given = session.connection(), {"round": right.round, "now": now}
    if connection.scalar(_BEFORE, given) not in {Status.CLOSED, Status.ARCHIVED}:
        raise Overruled(Remark.CLOSE_FIRST)
    number = connection.scalar(_FOLLOWED, given)
    if number is None:
        number = _begun(session, right, now)
    elif connection.scalar(_COORDINATES, {"new": number, "leader": right.person}) is None:
        raise Overruled(Remark.NOT_COORDINATOR)
    desk.assessment, desk.participation, desk.version = number, None, 0
    return int(number)


def _begun(session: Session, right: Coordination, now: datetime) -> int:
    connection = session.connection()
    number: int = connection.execute(_CREATED, {"round": right.round, "now": now}).scalar_one()
    here = {"round": right.round, "new": number, "now": now}
    connection.execute(_PEOPLE, here)
    connection.execute(_COORDINATORS, here)
    for each in connection.scalars(_ANSWERING, here).all():
        watch_respondent(session, number, each, now)
    for each in connection.scalars(_COORDINATING, here).all():
        watch_coordinator(session, number, each, now)
    audit(session, number, right.person, "created", f"after:{right.round}", now)
    audit(session, right.round, right.person, "continued", f"round:{number}", now)
    return number


# Opening it


def turn_chats(session: Session, right: Coordination) -> None:
    """Before a draft is opened: chats about the round before it are about this one, those of coordinators excepted.

    So what people are told leads there at once. Before the round itself is changed, as turns have their chat first.
    """
    previous = session.connection().execute(_PREVIOUS, {"new": right.round}).one()
    if previous.previous_id is not None and previous.status == Status.DRAFT:
        session.connection().execute(_TURNED, {"round": previous.previous_id, "new": right.round})


def begin_answering(session: Session, right: Coordination, now: datetime) -> None:
    """A draft was opened: who was carried over begins now, and has just been asked to."""
    connection, here = session.connection(), {"new": right.round, "now": now}
    connection.execute(_JOINED, here)
    people = set(connection.scalars(_CARRIED_ON, here))
    if people:
        hold_people(session, people)
        connection.execute(_ASKED, {"people": sorted(people), "now": now})
