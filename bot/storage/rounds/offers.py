"""Invitations as those who bring them see them, and how slow it is to guess one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, exists, insert, or_, select
from sqlmodel import Session

from bot.codes import hashed, plain
from bot.library import kept_model
from bot.storage.desks import Desk
from bot.storage.posts import setup_of
from bot.storage.privacy.chats import hash_of
from bot.storage.tables import METADATA
from dialogs.rounds.nouns import Offer, Role, Status, Trouble

invitation, assessment, coordinator, participation, conversation, audit_entry, failed_code = (
    METADATA.tables[name]
    for name in (
        "invitation",
        "assessment",
        "coordinator",
        "participation",
        "conversation",
        "audit_entry",
        "failed_code",
    )
)

HOUR = timedelta(hours=1)
"""How long a wrong code counts."""

TRIES = 5
"""Wrong codes of one chat within an hour, after which it waits."""

TRIES_OF_ALL = 200
"""Wrong codes of all chats together within an hour, after which one is enough for a chat to wait."""

WRITING = timedelta(seconds=10)
"""How much earlier than a card a change may be dated that the card does not show yet: it was still being written."""

NAMED = 3
"""Names of coordinators that an invitation tells."""

_MAKER = exists().where(
    coordinator.c.assessment_id == invitation.c.assessment_id, coordinator.c.person_id == invitation.c.created_by
)
_passer, _earlier = participation.alias("passer"), participation.alias("earlier")

_FOUND = (
    select(
        invitation,
        *(column.label(f"round_{column.name}") for column in assessment.c),
        _MAKER.label("maker_coordinates"),
        _passer.c.removed_at.label("passer_removed_at"),
        _earlier.c.removed_at.label("bearer_removed_at"),
        _earlier.c.id.label("bearer_part"),
        _earlier.c.invitation_id.label("bearer_came_by"),
        _earlier.c.capabilities.label("bearer_capabilities"),
    )
    .join_from(invitation, assessment, assessment.c.id == invitation.c.assessment_id)
    .outerjoin(_passer, _passer.c.id == invitation.c.passed_by)
    .outerjoin(
        _earlier,
        (_earlier.c.assessment_id == invitation.c.assessment_id) & (_earlier.c.person_id == bindparam("bearer")),
    )
)
_BY_CODE = _FOUND.where(invitation.c.code_hash == bindparam("hash"))
_BY_NUMBER = _FOUND.where(invitation.c.id == bindparam("number"))

_DRAWN = select(conversation.c.updated_at).where(
    conversation.c.channel == bindparam("channel"), conversation.c.address == bindparam("address")
)
_REVISED = select(
    exists().where(
        audit_entry.c.assessment_id == bindparam("round"),
        audit_entry.c.action == "changed",
        audit_entry.c.at >= bindparam("since", type_=audit_entry.c.at.type),
        or_(*(audit_entry.c.subject.contains(name) for name in ("anonymous", "audience", "retention"))),
    )
)

_NAMES = (
    select(coordinator.c.name)
    .where(coordinator.c.assessment_id == bindparam("round"), coordinator.c.name != "")
    .order_by(coordinator.c.since, coordinator.c.person_id)
    .limit(NAMED)
)


def offered(session: Session, desk: Desk, code: str, now: datetime) -> Offer:
    """What a code leads to, or why it leads nowhere; wrong ones are counted."""
    if not plain(code):
        return Offer(trouble=Trouble.UNKNOWN)  # no code at all, so no guess at one
    if _waits(session, desk, now):
        return Offer(trouble=Trouble.TOO_FAST)
    given = {"hash": hashed(code), "bearer": desk.person}
    row = session.connection().execute(_BY_CODE, given).one_or_none()
    if row is None:
        session.connection().execute(insert(failed_code).values(chat_hash=hash_of(desk.channel, desk.address), at=now))
        return Offer(trouble=Trouble.UNKNOWN)
    return _offer(session, row, now)


def offer_of(session: Session, desk: Desk, number: int, now: datetime) -> Offer:
    """The invitation with this number, which this chat has brought before."""
    row = found(session, desk, number)
    if row is None:
        return Offer(trouble=Trouble.UNKNOWN)
    return replace(_offer(session, row, now), revised=_revised(session, desk, row.assessment_id))


def _revised(session: Session, desk: Desk, round_: int) -> bool:
    """Whether who sees names or results was changed since the card of this chat was drawn."""
    connection = session.connection()
    drawn = connection.scalar(_DRAWN, {"channel": desk.channel, "address": desk.address})
    return drawn is not None and bool(connection.scalar(_REVISED, {"round": round_, "since": drawn - WRITING}))


def found(session: Session, desk: Desk, number: int) -> Row[Any] | None:
    """The invitation with its round (`round_...`), and what the bearer at this desk was in it before."""
    return session.connection().execute(_BY_NUMBER, {"number": number, "bearer": desk.person}).one_or_none()


def _offer(session: Session, row: Row[Any], now: datetime) -> Offer:
    return Offer(
        number=row.id,
        round=row.assessment_id,
        model=kept_model(session, row.round_model_hash),
        role=Role(row.role),
        setup=setup_of(row),
        capabilities=tuple(row.capabilities) if row.capabilities is not None else None,
        label=row.label,
        language=row.language,
        coordinators=names_of(session, row.assessment_id),
        new=asks_more(row),
        trouble=trouble_of(row, now),
    )


def asks_more(row: Row[Any]) -> bool:
    """Whether someone who answers already would be asked something besides."""
    asked = row.bearer_capabilities
    if row.bearer_part is None or asked is None:
        return False
    return row.capabilities is None or not set(row.capabilities) <= set(asked)


def names_of(session: Session, round_: int) -> tuple[str, ...]:
    """Who coordinates the round, as far as they gave a name; the first few."""
    return tuple(session.connection().scalars(_NAMES, {"round": round_}))


def trouble_of(row: Row[Any], now: datetime) -> Trouble | None:
    """Why the bearer cannot use this invitation now; `row` is what `found` found."""
    if row.revoked_at is not None or row.passer_removed_at is not None or _came_before(row):
        return Trouble.REVOKED
    leads = row.role == Role.COORDINATOR
    if leads and not row.maker_coordinates:  # whoever was removed must not have left a door open
        return Trouble.REVOKED
    if row.until is not None and row.until < today(row.round_zone, now):
        return Trouble.EXPIRED
    if row.taken >= row.places:
        return Trouble.USED_UP
    return _not_open(Status(row.round_status), leads=leads)


def _not_open(status: Status, *, leads: bool) -> Trouble | None:
    """Why the round lets nobody in now; coordinators prepare it, and carry its result on when it is closed."""
    match status:
        case Status.ARCHIVED:
            return Trouble.CLOSED
        case Status.CLOSED if not leads:
            return Trouble.CLOSED
        case Status.DRAFT if not leads:
            return Trouble.NOT_BEGUN
        case _:
            return None


def _came_before(row: Row[Any]) -> bool:
    """Whether the bearer was removed since this invitation was made: only a newer one lets them back in."""
    if row.bearer_removed_at is None:
        return False
    return bool(row.created_at < row.bearer_removed_at or row.bearer_came_by == row.id)


def today(zone: str, now: datetime) -> date:
    """The date in the round's time zone."""
    return now.astimezone(ZoneInfo(zone)).date()


_RECENT = (
    select(failed_code.c.at)
    .where(
        failed_code.c.at > bindparam("since"),
        failed_code.c.at < bindparam("until"),  # what is dated later is of a clock that ran ahead
    )
    .order_by(failed_code.c.at.desc())
)
_OWN_RECENT = _RECENT.where(failed_code.c.chat_hash == bindparam("chat"))
_TRIED = select(
    _OWN_RECENT.limit(1).scalar_subquery().label("once"),
    _OWN_RECENT.offset(TRIES - 1).limit(1).scalar_subquery().label("often"),
    _RECENT.offset(TRIES_OF_ALL - 1).limit(1).scalar_subquery().label("by_all"),
)


def _waits(session: Session, desk: Desk, now: datetime) -> bool:
    """Whether this chat has tried too many wrong codes within the hour, be its next one right or wrong.

    Whoever has tried none is never kept waiting, however many others do: nobody can lock people out.
    """
    given = {"since": now - HOUR, "until": now + HOUR, "chat": hash_of(desk.channel, desk.address)}
    tried = session.connection().execute(_TRIED, given).one()
    return tried.often is not None or (tried.once is not None and tried.by_all is not None)
