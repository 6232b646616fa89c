"""Keeping what coordinators record: agreed phases with their history, the plan, and that the result is shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from bot.storage.engine import upserts
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.rounds.watching import Round, round_of
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.rounds.nouns import Status
from framework.agreed import Agreement, Priority

agreement, agreement_revision, priority, coordinator, assessment = (
    METADATA.tables[name] for name in ("agreement", "agreement_revision", "priority", "coordinator", "assessment")
)

_OF_ROUND: BindParameter[int] = bindparam("round")
_AGREED = select(agreement).where(agreement.c.assessment_id == _OF_ROUND)
_HISTORY = (
    select(agreement_revision).where(agreement_revision.c.assessment_id == _OF_ROUND).order_by(agreement_revision.c.id)
)
_PLAN = select(priority).where(priority.c.assessment_id == _OF_ROUND)
_COORDINATORS = (
    select(coordinator.c.person_id)
    .where(coordinator.c.assessment_id == _OF_ROUND)
    .order_by(coordinator.c.since, coordinator.c.person_id)
)
_REVISED = insert(agreement_revision)
_HELD = select(assessment.c.id).where(assessment.c.id == _OF_ROUND).with_for_update(key_share=True)
_DROPPED = delete(priority).where(
    priority.c.assessment_id == bindparam("of_round"), priority.c.capability == bindparam("of_capability")
)
_SHARED = (
    update(assessment)
    .where(assessment.c.id == bindparam("of_round"), assessment.c.shared_at.is_(None))
    .values(shared_at=bindparam("now"))
)


_RECORD_FIRST = {
    dialect.dialect.name: dialect.insert(agreement).on_conflict_do_nothing().returning(agreement.c.capability)
    for dialect in (postgresql, sqlite)
}
_RECORD, _KEEP = upserts(agreement), upserts(priority)


def agreements_of(session: Session, number: int) -> dict[str, Agreement]:
    """What is recorded now, by capability."""
    seats = _seats(session, number)
    lines = session.connection().execute(_AGREED, {"round": number})
    return {line.capability: _agreement(line, seats) for line in lines}


def history_of(session: Session, number: int) -> tuple[Agreement, ...]:
    """Everything that was ever recorded, oldest first."""
    seats = _seats(session, number)
    return tuple(_agreement(line, seats) for line in session.connection().execute(_HISTORY, {"round": number}))


def plan_of(session: Session, number: int) -> dict[str, Priority]:
    """What the plan takes up, by capability."""
    lines = session.connection().execute(_PLAN, {"round": number})
    return {line.capability: Priority(line.capability, line.lead, line.until, line.note) for line in lines}


def _seats(session: Session, number: int) -> Mapping[int, int]:
    """Coordinators' numbers in the order they came; somebody who left has none."""
    people = session.connection().scalars(_COORDINATORS, {"round": number})
    return {person: place for place, person in enumerate(people, 1)}


def _agreement(line: Any, seats: Mapping[int, int]) -> Agreement:
    return Agreement(line.capability, line.phase, line.reason, line.dissent, seats.get(line.person_id, 0), line.at)


def record(session: Session, right: Coordination, said: Iterable[Agreement], now: datetime) -> None:
    """Keep these as what holds from now on, each with the coordinator who says so. Raises Overruled."""
    rows = _rows(session, right, said, now)
    connection = session.connection()
    if rows:
        connection.execute(_RECORD[connection.dialect.name], rows)
    _remember(session, right, rows, now)


def hold(session: Session, right: Coordination, capability: str, seen: str) -> None:
    """Let nobody else record this until the turn is over. Raises Overruled where somebody has since it was `seen`."""
    connection = session.connection()
    connection.execute(_HELD, {"round": right.round})
    now = agreements_of(session, right.round).get(capability)
    if (now.at.isoformat() if now and now.at else "") != seen:
        raise Overruled(Remark.CHANGED_MEANWHILE)


def hold_plan(session: Session, right: Coordination, capability: str, seen: Priority | None) -> None:
    """The same for what the plan says of it."""
    session.connection().execute(_HELD, {"round": right.round})
    if plan_of(session, right.round).get(capability) != seen:
        raise Overruled(Remark.CHANGED_MEANWHILE)


def record_first(session: Session, right: Coordination, said: Iterable[Agreement], now: datetime) -> None:
    """Keep those of these on which nothing is recorded, perhaps by somebody else a moment ago. Raises Overruled."""
    rows = _rows(session, right, said, now)
    connection = session.connection()
    statement = _RECORD_FIRST[connection.dialect.name]
    kept = {connection.scalar(statement, row) for row in rows}
    _remember(session, right, [row for row in rows if row["capability"] in kept], now)


def _rows(session: Session, right: Coordination, said: Iterable[Agreement], now: datetime) -> list[dict[str, Any]]:
    """Without what the model of the round does not have. Raises Overruled for an archived round."""
    model = _standing(session, right).model
    return [
        {
            "assessment_id": right.round,
            "capability": each.capability,
            "phase": each.phase,
            "reason": each.reason,
            "dissent": each.dissent,
            "person_id": right.person,
            "at": now,
        }
        for each in said
        if each.capability in model.capabilities and (each.phase is None or each.phase in model.by_phase)
    ]


def _remember(session: Session, right: Coordination, rows: list[dict[str, Any]], now: datetime) -> None:
    """Add what was recorded to the history. Raises Overruled where it was nothing."""
    if not rows:
        raise Overruled(Remark.GONE)
    session.connection().execute(_REVISED, rows)
    for row in rows:
        audit(session, right.round, right.person, "agreed", f"capability:{row['capability']}", now)


def keep_priority(session: Session, right: Coordination, wanted: Priority, now: datetime) -> None:
    """Take a capability into the plan, or change what the plan says of it. Raises Overruled."""
    about = _standing(session, right)
    if wanted.capability not in about.model.capabilities:
        raise Overruled(Remark.GONE)
    row = {
        "assessment_id": right.round,
        "capability": wanted.capability,
        "lead": wanted.lead,
        "until": wanted.until,
        "note": wanted.note,
        "changed_at": now,
    }
    connection = session.connection()
    connection.execute(_KEEP[connection.dialect.name], row)
    audit(session, right.round, right.person, "planned", f"capability:{wanted.capability}", now)


def drop_priority(session: Session, right: Coordination, capability: str, now: datetime) -> None:
    """Take a capability out of the plan; it may have gone already. Raises Overruled."""
    _standing(session, right)
    given = {"of_round": right.round, "of_capability": capability}
    if session.connection().execute(_DROPPED, given).rowcount:
        audit(session, right.round, right.person, "unplanned", f"capability:{capability}", now)


def share(session: Session, right: Coordination, now: datetime) -> bool:
    """Let respondents see what is agreed and planned, from now on; whether they could not before. Raises Overruled."""
    _standing(session, right)
    if not session.connection().execute(_SHARED, {"of_round": right.round, "now": now}).rowcount:
        return False
    audit(session, right.round, right.person, "shared", "", now)
    return True


def _standing(session: Session, right: Coordination) -> Round:
    """The round, which is not archived: what is put away stays as it is. Raises Overruled."""
    about = round_of(session, right)
    if about.status is Status.ARCHIVED:
        raise Overruled(Remark.REOPEN_FIRST)
    return about
