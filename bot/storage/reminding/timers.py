"""Setting timers: each says when to look next whether someone is to be written to, and is never set too late.

To arm one is to have it looked at soon: whatever may bring a message forward does that, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, delete, or_, select, update
from sqlmodel import Session

from bot.storage.engine import upserts
from bot.storage.tables import METADATA
from dialogs.states import Occasion

timer, person = METADATA.tables["timer"], METADATA.tables["person"]

Key = tuple[Occasion, int, int]
"""What a timer is for: the occasion, the assessment, and the person."""

LEADING = (Occasion.DIGEST, Occasion.DEADLINE)
"""What coordinators are written to for."""

KINDS = [occasion.value for occasion in (Occasion.REMINDER, *LEADING)]


_WATCH = upserts(timer, "due_at")
_THIS = and_(
    timer.c.kind == bindparam("of_kind"),
    timer.c.assessment_id == bindparam("of_round"),
    timer.c.person_id == bindparam("of_person"),
)
_UNWATCH = delete(timer).where(
    timer.c.kind.in_([kind.value for kind in LEADING]),
    timer.c.assessment_id == bindparam("of_round"),
    timer.c.person_id == bindparam("of_person"),
)
_ARM_ROUND = (
    update(timer)
    .where(timer.c.kind.in_(KINDS), timer.c.assessment_id == bindparam("of_round"))  # the kinds, for the index's sake
    .values(due_at=bindparam("at"))
)
_PEOPLE: BindParameter[int] = bindparam("people", expanding=True)
_ARM_PEOPLE = update(timer).where(timer.c.person_id.in_(_PEOPLE)).values(due_at=bindparam("at"))
_SET = update(timer).where(_THIS)
_BRING_FORWARD = (
    update(timer)
    .where(
        timer.c.person_id == bindparam("of_person"),
        timer.c.due_at > bindparam("at"),
        or_(timer.c.kind != bindparam("of_kind"), timer.c.assessment_id != bindparam("of_round")),
    )
    .values(due_at=bindparam("at"))
)
_HOLD_TIMERS = (
    select(timer.c.kind)
    .where(timer.c.person_id == bindparam("of_person"))
    .order_by(timer.c.kind, timer.c.assessment_id)
    .with_for_update()
)
_HOLD_PEOPLE = select(person.c.id).where(person.c.id.in_(_PEOPLE)).order_by(person.c.id).with_for_update(key_share=True)


def watch_respondent(session: Session, round_: int, person: int, now: datetime) -> None:
    """Remind this respondent from now on; one who is watched already is looked at again."""
    _watched(session, [Occasion.REMINDER], round_, person, now)


def watch_coordinator(session: Session, round_: int, person: int, now: datetime) -> None:
    """Send this coordinator digests, and word of the deadline."""
    _watched(session, LEADING, round_, person, now)


def _watched(session: Session, kinds: Iterable[Occasion], round_: int, person: int, now: datetime) -> None:
    connection = session.connection()
    rows: list[dict[str, Any]] = [
        {"kind": kind.value, "assessment_id": round_, "person_id": person, "due_at": now, "sent": []} for kind in kinds
    ]
    connection.execute(_WATCH[connection.dialect.name], rows)


def unwatch_coordinator(session: Session, round_: int, person: int) -> None:
    """Send them no more of these."""
    session.connection().execute(_UNWATCH, {"of_round": round_, "of_person": person})


def arm_round(session: Session, round_: int, now: datetime) -> None:
    """Look at everybody in this round soon."""
    session.connection().execute(_ARM_ROUND, {"of_round": round_, "at": now})


def arm_person(session: Session, person: int, now: datetime) -> None:
    """Look at this person soon, in every assessment of theirs."""
    arm_people(session, {person}, now)


def arm_people(session: Session, people: Collection[int], now: datetime) -> None:
    """The same for several."""
    if people:
        session.connection().execute(_ARM_PEOPLE, {"people": sorted(people), "at": now})


def set_timer(session: Session, key: Key, **values: Any) -> None:
    """Change columns of one timer, where there is one."""
    session.connection().execute(_SET.values(values), _given(key))


def bring_forward(session: Session, key: Key, at: datetime) -> None:
    """Look at this person's other timers at that moment already, where that is not planned sooner."""
    session.connection().execute(_BRING_FORWARD, {**_given(key), "at": at})


def _given(key: Key) -> dict[str, Any]:
    kind, round_, person = key
    return {"of_kind": kind.value, "of_round": round_, "of_person": person}


def hold_timers(session: Session, person: int) -> None:
    """Let nobody else look at this person until the transaction ends: their timers first, as in a sweep, then they."""
    session.connection().execute(_HOLD_TIMERS, {"of_person": person})
    hold_people(session, {person})


def hold_people(session: Session, people: Collection[int]) -> None:
    """Let nobody else write to these people; in the order of their numbers, so that no two wait for one another."""
    session.connection().execute(_HOLD_PEOPLE, {"people": sorted(people)})
