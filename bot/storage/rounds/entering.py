"""Coming in by an invitation: a place is taken, and only then is somebody in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, or_, select, update
from sqlmodel import Session

from bot.library import kept_model
from bot.storage.desks import Desk
from bot.storage.reminding.timers import watch_coordinator, watch_respondent
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Overruled
from bot.storage.rounds.notices import notify
from bot.storage.rounds.offers import asks_more, found, today, trouble_of
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.rounds.commands import Join
from dialogs.rounds.joining import WHY_NOT
from dialogs.rounds.nouns import NoticeKind, Role, Trouble
from framework.model import Model

invitation, assessment, coordinator, participation = (
    METADATA.tables[name] for name in ("invitation", "assessment", "coordinator", "participation")
)

_STANDS = select(assessment.c.id).where(assessment.c.id == bindparam("round")).with_for_update(read=True)
"""Nobody closes the round between this and the end of the turn."""

_TAKEN = (
    update(invitation)
    .where(
        invitation.c.id == bindparam("number"),
        invitation.c.revoked_at.is_(None),
        invitation.c.taken < invitation.c.places,
        or_(invitation.c.until.is_(None), invitation.c.until >= bindparam("today")),
    )
    .values(taken=invitation.c.taken + 1)
    .returning(invitation.c.id)
)
"""One place, if one is left: whoever comes at the same moment waits here, and counts again."""

_PART = (
    select(participation)
    .where(participation.c.assessment_id == bindparam("round"), participation.c.person_id == bindparam("person"))
    .with_for_update()
)
_LEADS = select(coordinator.c.person_id).where(
    coordinator.c.assessment_id == bindparam("round"), coordinator.c.person_id == bindparam("person")
)
_PARTS = update(participation).where(participation.c.id == bindparam("number"))


def join(session: Session, desk: Desk, wanted: Join, now: datetime) -> None:
    """Let the person at this desk in, where the invitation has a place for them. Raises Overruled.

    Someone who is in already takes no place, unless it asks them something new.
    """
    row = found(session, desk, wanted.invitation)
    if row is None or desk.person is None:
        raise Overruled(Remark.INVITATION_UNKNOWN)
    session.connection().scalar(_STANDS, {"round": row.assessment_id})
    row = found(session, desk, wanted.invitation) or row
    if Role(row.role) is Role.COORDINATOR:
        _lead(session, desk, row, wanted, now)
        watch_coordinator(session, row.assessment_id, desk.person, now)
    else:
        _answer(session, desk, row, wanted, now)
        watch_respondent(session, row.assessment_id, desk.person, now)
    desk.assessment = row.assessment_id
    _speak(desk, row)


def _take(session: Session, desk: Desk, row: Row[Any], now: datetime) -> None:
    """Take one place of the invitation. Raises Overruled where there is none, or it cannot be used."""
    trouble = trouble_of(row, now)
    given = {"number": row.id, "today": today(row.round_zone, now)}
    if trouble is None and session.connection().scalar(_TAKEN, given) is None:
        after_all = found(session, desk, row.id) or row  # somebody else was quicker: why, can be read now
        trouble = trouble_of(after_all, now) or Trouble.USED_UP
    if trouble is not None:
        raise Overruled(WHY_NOT[trouble])


def _lead(session: Session, desk: Desk, row: Row[Any], wanted: Join, now: datetime) -> None:
    connection, round_, person = session.connection(), row.assessment_id, desk.person
    if connection.scalar(_LEADS, {"round": round_, "person": person}) is not None:
        raise Overruled(Remark.ALREADY_IN)
    _take(session, desk, row, now)
    leads = {"assessment_id": round_, "person_id": person, "name": wanted.name, "muted": [], "since": now}
    connection.execute(insert(coordinator), leads)
    audit(session, round_, person, "joined", f"coordinator:{person}", now)


def _as_read(row: Row[Any], wanted: Join) -> bool:
    """Whether the terms of the round are those that the person read."""
    pairs = (wanted.anonymous, row.round_anonymous), (wanted.audience, row.round_audience)
    longer = wanted.retention is not None and row.round_retention > wanted.retention
    return all(read is None or read == now for read, now in pairs) and not longer


def _answer(session: Session, desk: Desk, row: Row[Any], wanted: Join, now: datetime) -> None:
    connection, round_, person = session.connection(), row.assessment_id, desk.person
    part = connection.execute(_PART, {"round": round_, "person": person}).one_or_none()
    if part is not None and part.removed_at is None:
        _ask_more(session, desk, row, part, now)
        return
    if not _as_read(row, wanted):
        raise Overruled(Remark.TERMS_CHANGED)
    _take(session, desk, row, now)
    named = not row.round_anonymous
    values = {
        "depth": row.round_depth,
        "capabilities": row.capabilities,
        "name": wanted.name if named else "",
        "sector": wanted.sector.value if wanted.sector else None,
        "invitation_id": row.id if named else None,  # what the invitation was called would be a name as well
        "removed_at": None,
        "submitted_at": None,
    }
    if part is not None:
        connection.execute(_PARTS.values(values), {"number": part.id})
        number = part.id
    else:
        begun = {"person_id": person, "assessment_id": round_, "joined_at": now, "version": 0}
        number = connection.scalar(insert(participation).values(**begun, **values).returning(participation.c.id))
    audit(session, round_, person, "joined", f"participation:{number}", now)
    notify(session, round_, NoticeKind.JOINED, now, participation=number)


def _ask_more(session: Session, desk: Desk, row: Row[Any], part: Row[Any], now: datetime) -> None:
    """For someone who answers already: what the invitation asks besides. Raises Overruled where that is nothing."""
    if not asks_more(row):
        raise Overruled(Remark.ALREADY_IN)
    _take(session, desk, row, now)
    model = kept_model(session, row.round_model_hash)
    asked = None if row.capabilities is None else _together(model, part.capabilities, row.capabilities)
    values = {"capabilities": asked, "submitted_at": None}
    session.connection().execute(_PARTS.values(values), {"number": part.id})
    audit(session, row.assessment_id, desk.person, "took-on", f"participation:{part.id}", now)


def _together(model: Model, *several: Iterable[str]) -> list[str] | None:
    """Capabilities in the model's order; None for all of them."""
    wanted = {capability for each in several for capability in each}
    asked = [capability for capability in model.capabilities if capability in wanted]
    return asked if len(asked) < len(model.capabilities) else None


def _speak(desk: Desk, row: Row[Any]) -> None:
    """Go on in a language that the round has: the person's own, or else the invitation's."""
    offered = row.round_languages or [desk.sheet.language]
    if desk.sheet.language not in offered:
        desk.sheet = replace(desk.sheet, language=row.language if row.language in offered else offered[0])
