"""Beginning the next round from one that is closed: the same people, sections and settings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, bindparam, insert, literal, select
from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.reminding.timers import watch_coordinator, watch_respondent
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.rounds.nouns import Status

assessment, participation, coordinator = (
    METADATA.tables[name] for name in ("assessment", "participation", "coordinator")
)

_FROM = bindparam("round", type_=Integer)
_TO = bindparam("new", type_=Integer)
_NOW = bindparam("now", type_=assessment.c.created_at.type)

_BEFORE = select(assessment.c.status).where(assessment.c.id == _FROM)
_FOLLOWED = select(assessment.c.id).where(
    assessment.c.previous_id == _FROM, assessment.c.status != Status.ARCHIVED.value
)

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
    select(*(participation.c[name] for name in _CARRIED), _TO, _NOW, literal(0), participation.c.id).where(
        participation.c.assessment_id == _FROM, participation.c.removed_at.is_(None)
    ),
)
_LEADS = ["person_id", "name", "muted", "since", "digest", "digest_hour"]
_COORDINATORS = insert(coordinator).from_select(
    [*_LEADS, "assessment_id"],
    select(*(coordinator.c[name] for name in _LEADS), _TO).where(coordinator.c.assessment_id == _FROM),
)
_ANSWERING = select(participation.c.person_id).where(participation.c.assessment_id == _TO)
_COORDINATING = select(coordinator.c.person_id).where(coordinator.c.assessment_id == _TO)


def begin_next(session: Session, right: Coordination, desk: Desk, now: datetime) -> int:
    """Set up the next round as a draft without a deadline, and turn the desk to it; its number. Raises Overruled.

    One that was begun from the same round already is turned to instead, unless it was archived.
    """
    connection, given = session.connection(), {"round": right.round, "now": now}
    if connection.scalar(_BEFORE, given) not in {Status.CLOSED, Status.ARCHIVED}:
        raise Overruled(Remark.CLOSE_FIRST)
    number = connection.scalar(_FOLLOWED, given)
    if number is None:
        number = connection.scalar(_CREATED, given)
        if number is None:
            raise Overruled(Remark.GONE)
        here = {**given, "new": number}
        connection.execute(_PEOPLE, here)
        connection.execute(_COORDINATORS, here)
        for person in connection.scalars(_ANSWERING, here).all():
            watch_respondent(session, number, person, now)
        for person in connection.scalars(_COORDINATING, here).all():
            watch_coordinator(session, number, person, now)
        audit(session, number, right.person, "created", f"after:{right.round}", now)
        audit(session, right.round, right.person, "continued", f"round:{number}", now)
    desk.assessment, desk.participation, desk.version = number, None, 0
    return int(number)
