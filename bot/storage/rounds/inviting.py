"""Making invitations, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlmodel import Session

from bot.codes import hashed
from bot.left import Left
from bot.library import kept_model
from bot.office import Office
from bot.storage.desks import Desk
from bot.storage.rounds import posting
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.rounds.notices import notify
from bot.storage.rounds.offers import today
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.rounds.commands import Ticket
from dialogs.rounds.nouns import NoticeKind, Role, Status
from dialogs.rounds.views import InvitationLine, InvitationsView

invitation, assessment, participation = (
    METADATA.tables[name] for name in ("invitation", "assessment", "participation")
)

_ROUND = select(*(column.label(f"round_{column.name}") for column in assessment.c)).where(
    assessment.c.id == bindparam("round")
)
_ROUND_HELD = _ROUND.with_for_update(read=True)
"""Nobody closes the round, or changes its terms, between this and the end of the turn."""

INVITATIONS = 8
"""Lines on one page of the list."""

_MADE = insert(invitation).returning(invitation.c.id)
_MANY_MADE = insert(invitation)
_REVOKED = (
    update(invitation)
    .where(
        invitation.c.id == bindparam("number"),
        invitation.c.assessment_id == bindparam("of_round"),
        invitation.c.revoked_at.is_(None),
    )
    .values(revoked_at=bindparam("now"))
    .returning(invitation.c.id)
)
_LISTED = (
    select(invitation, assessment.c.zone, assessment.c.anonymous)
    .join_from(invitation, assessment)
    .where(invitation.c.assessment_id == bindparam("round"))
)
_ONE = _LISTED.where(invitation.c.id == bindparam("number"))
_PAGE = _LISTED.order_by(invitation.c.id.desc()).offset(bindparam("from")).limit(bindparam("lines"))
_COUNT = select(func.count()).select_from(invitation).where(invitation.c.assessment_id == bindparam("round"))
_OWN = (
    select(participation, *(column.label(f"round_{column.name}") for column in assessment.c))
    .join_from(participation, assessment)
    .where(
        participation.c.id == bindparam("number"),
        participation.c.person_id == bindparam("person"),
        participation.c.removed_at.is_(None),
        assessment.c.alone.is_(False),
    )
)
_PASSED = select(invitation).where(
    invitation.c.passed_by == bindparam("number"),
    invitation.c.revoked_at.is_(None),
    invitation.c.taken < invitation.c.places,
)


def invite(
    session: Session, office: Office, right: Coordination, tickets: Sequence[Ticket], now: datetime, language: str
) -> tuple[Left, ...]:
    """Make invitations: one as a message to be forwarded and its picture, many as a file. Raises Overruled.

    `language` is the coordinator's, for what stands beside a file.
    """
    row = session.connection().execute(_ROUND_HELD, {"round": right.round}).one()
    status = Status(row.round_status)
    if status in {Status.CLOSED, Status.ARCHIVED} and any(each.role is Role.RESPONDENT for each in tickets):
        raise Overruled(Remark.ROUND_CLOSED)
    codes = [office.door.code() for _ in tickets]
    kept = (_kept(each, anonymous=row.round_anonymous) for each in tickets)
    rows = [_row(right.round, right.person, each, code, now) for each, code in zip(kept, codes, strict=True)]
    if len(tickets) == 1:
        number = session.connection().scalar(_MADE, rows[0])
        audit(session, right.round, right.person, "invited", f"invitation:{number}", now)
        return posting.letter(session, office, row, tickets[0], codes[0])
    session.connection().execute(_MANY_MADE, rows)
    audit(session, right.round, right.person, "invited", f"invitations:{len(rows)}", now)
    return (posting.file(session, office, row, list(zip(tickets, codes, strict=True)), right, language),)


def _kept(ticket: Ticket, *, anonymous: bool) -> Ticket:
    """What is kept of it: where nobody is named, not for whom it was, or its use would tie a name to a number."""
    return replace(ticket, label="") if anonymous and ticket.role is Role.RESPONDENT else ticket


def _row(round_: int, person: int, ticket: Ticket, code: str, now: datetime) -> dict[str, Any]:
    return {
        "assessment_id": round_,
        "code_hash": hashed(code),
        "role": ticket.role.value,
        "capabilities": list(ticket.capabilities) if ticket.capabilities is not None else None,
        "label": ticket.label,
        "language": ticket.language,
        # Whoever was removed as a coordinator must not come back by the link they came with.
        "places": 1 if ticket.role is Role.COORDINATOR else ticket.places,
        "taken": 0,
        "until": ticket.until,
        "created_by": person,
        "created_at": now,
    }


def revoke(session: Session, right: Coordination, number: int, now: datetime) -> None:
    """Let nobody else in by this invitation. Raises Overruled where it is not there, or was taken back before."""
    given = {"number": number, "of_round": right.round, "now": now}
    if session.connection().scalar(_REVOKED, given) is None:
        raise Overruled(Remark.GONE)
    audit(session, right.round, right.person, "revoked", f"invitation:{number}", now)


def listed(session: Session, right: Coordination, page: int, now: datetime) -> InvitationsView:
    """One page of the round's invitations, the newest first; the last page for one that is not there."""
    connection = session.connection()
    total = connection.scalar(_COUNT, {"round": right.round}) or 0
    pages = max(1, -(-total // INVITATIONS))
    there = min(page, pages - 1)
    given = {"round": right.round, "from": there * INVITATIONS, "lines": INVITATIONS}
    lines = tuple(_line(row, now) for row in connection.execute(_PAGE, given))
    return InvitationsView(lines, there, pages)


def one(session: Session, right: Coordination, number: int, now: datetime) -> InvitationLine | None:
    """One invitation of the round; None where it has no such."""
    row = session.connection().execute(_ONE, {"round": right.round, "number": number}).one_or_none()
    return _line(row, now) if row is not None else None


def _line(row: Row[Any], now: datetime) -> InvitationLine:
    ticket = Ticket(
        role=Role(row.role),
        capabilities=tuple(row.capabilities) if row.capabilities is not None else None,
        places=row.places,
        until=row.until,
        language=row.language,
        label=row.label,
    )
    return InvitationLine(
        invitation=row.id,
        ticket=_kept(ticket, anonymous=row.anonymous),
        taken=row.taken,
        created_at=row.created_at,
        revoked=row.revoked_at is not None,
        expired=row.until is not None and row.until < today(row.zone, now),
        passed_on=row.passed_by is not None,
    )


def pass_on(session: Session, office: Office, desk: Desk, capability: str, now: datetime) -> tuple[Left, ...]:
    """A link for one colleague to answer one capability that this respondent is asked. Raises Overruled.

    A link that was made before and not used yet is taken back, so that there is one at a time.
    """
    given = {"number": desk.participation, "person": desk.person}
    row = session.connection().execute(_OWN, given).one_or_none()
    if row is None:
        raise Overruled(Remark.GONE)
    if row.round_status != Status.OPEN:
        raise Overruled(Remark.ROUND_CLOSED)
    model = kept_model(session, row.round_model_hash)
    if capability not in (model.capabilities if row.capabilities is None else row.capabilities):
        raise Overruled(Remark.GONE)
    _withdraw(session, row.id, capability, now)
    ticket, code = Ticket(capabilities=(capability,), language=desk.sheet.language), office.door.code()
    made = {**_row(row.assessment_id, row.person_id, ticket, code, now), "passed_by": row.id}
    number = session.connection().scalar(_MADE, made)
    audit(session, row.assessment_id, row.person_id, "passed-on", f"invitation:{number}", now)
    notify(session, row.assessment_id, NoticeKind.PASSED_ON, now, participation=row.id, subject=capability)
    return posting.passed_on(session, office, row, ticket, code)


def _withdraw(session: Session, passer: int, capability: str, now: datetime) -> None:
    """Take back what this respondent passed on before and nobody used."""
    waiting = session.connection().execute(_PASSED, {"number": passer}).all()
    for old in waiting:
        if old.capabilities == [capability]:
            session.connection().execute(_REVOKED, {"number": old.id, "of_round": old.assessment_id, "now": now})
