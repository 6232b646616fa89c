"""What a coordinator does about the people of a round: what each is asked, who takes part, who coordinates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.reminding.timers import unwatch_coordinator, watch_coordinator, watch_respondent
from bot.storage.rounds.auditing import audit
from bot.storage.rounds.authority import Coordination, Overruled
from bot.storage.rounds.mailbox import tell
from bot.storage.rounds.watching import roll_of, round_of
from bot.storage.tables import METADATA
from dialogs.cards.rounds import told
from dialogs.commands import Remark
from dialogs.rounds.nouns import Setup, Status
from dialogs.screens import Screen
from dialogs.tongue import Tongue

assessment, participation, coordinator = (
    METADATA.tables[name] for name in ("assessment", "participation", "coordinator")
)

_HELD = select(assessment.c.id).where(assessment.c.id == bindparam("round")).with_for_update(key_share=True)
_PART = select(participation.c.person_id, participation.c.name).where(
    participation.c.id == bindparam("number"),
    participation.c.assessment_id == bindparam("round"),
    participation.c.removed_at.is_(None),
)
_CHANGED = (
    update(participation)
    .where(
        participation.c.id == bindparam("number"),
        participation.c.assessment_id == bindparam("of_round"),
        participation.c.removed_at.is_(None),
    )
    .returning(participation.c.person_id)
)
_REMOVED = _CHANGED.values(removed_at=bindparam("now"))
_ASSIGNED = _CHANGED.values(capabilities=bindparam("asked"))
_ASSIGNED_MORE = _ASSIGNED.values(submitted_at=None)
_PART_HELD = (
    select(participation.c.id)
    .where(participation.c.id == bindparam("number"), participation.c.assessment_id == bindparam("round"))
    .with_for_update()
)
"""Nobody answers or submits in this part until the end of the turn."""
_COORDINATORS = (
    select(coordinator.c.person_id, coordinator.c.name, coordinator.c.muted)
    .where(coordinator.c.assessment_id == bindparam("round"))
    .order_by(coordinator.c.since, coordinator.c.person_id)
)
_DEMOTED = delete(coordinator).where(
    coordinator.c.assessment_id == bindparam("round"), coordinator.c.person_id == bindparam("person")
)
_PROMOTED = {
    dialect.dialect.name: dialect.insert(coordinator).on_conflict_do_nothing().returning(coordinator.c.person_id)
    for dialect in (postgresql, sqlite)
}


def coordinators_of(session: Session, right: Coordination) -> list[Row[Any]]:
    """Who coordinates the round, in the order they came: `person_id`, `name` and what is `muted`."""
    return list(session.connection().execute(_COORDINATORS, {"round": right.round}))


def hold(session: Session, desk: Desk) -> None:
    """Let nobody else change who coordinates this round until the turn is over."""
    session.connection().execute(_HELD, {"round": desk.assessment})


def assign(
    session: Session, right: Coordination, number: int, capabilities: tuple[str, ...] | None, now: datetime
) -> None:
    """Ask a respondent about these capabilities; None for all. Raises Overruled.

    Someone who had finished has not when there is something new to answer.
    """
    session.connection().execute(_PART_HELD, {"number": number, "round": right.round})
    roll = roll_of(session, right)
    person = roll.one(number)
    if roll.status in {Status.CLOSED, Status.ARCHIVED}:
        raise Overruled(Remark.ROUND_CLOSED)
    if person is None:
        raise Overruled(Remark.GONE)
    asked = [c for c in roll.model.capabilities if capabilities is None or c in capabilities]
    if not asked:
        raise Overruled(Remark.VALUE_UNREADABLE)
    new = set(asked) - set(person.asked) - person.answered
    session.connection().execute(
        _ASSIGNED_MORE if new else _ASSIGNED,
        {
            "number": number,
            "of_round": right.round,
            "asked": None if len(asked) == len(roll.model.capabilities) else asked,
        },
    )
    watch_respondent(session, right.round, person.person, now)
    audit(session, right.round, right.person, "assigned", f"participation:{number}", now)


def remove(session: Session, right: Coordination, number: int, now: datetime) -> None:
    """End a respondent's part at once; their answers stay. Raises Overruled."""
    given = {"number": number, "of_round": right.round, "now": now}
    person = session.connection().scalar(_REMOVED, given)
    if person is None:
        raise Overruled(Remark.GONE)
    audit(session, right.round, right.person, "removed", f"participation:{number}", now)
    if person != right.person:
        _tell(session, right, person, told.removed, now)


def promote(session: Session, right: Coordination, number: int, now: datetime) -> None:
    """Make a respondent a coordinator as well. Raises Overruled, in an anonymous round always.

    There it would tie a respondent's number to a coordinator's name.
    """
    connection = session.connection()
    if round_of(session, right).setup.anonymous:
        raise Overruled(Remark.BY_INVITATION)
    part = connection.execute(_PART, {"number": number, "round": right.round}).one_or_none()
    if part is None:
        raise Overruled(Remark.GONE)
    row = {
        "assessment_id": right.round,
        "person_id": part.person_id,
        "name": part.name,
        "muted": [],
        "since": now,
    }
    if connection.scalar(_PROMOTED[connection.dialect.name], row) is None:
        return  # they were one already
    watch_coordinator(session, right.round, part.person_id, now)
    audit(session, right.round, right.person, "promoted", f"participation:{number}", now)
    _tell(session, right, part.person_id, told.promoted, now)


def demote(session: Session, right: Coordination, person: int, now: datetime) -> None:
    """Take a coordinator's role from them, or from oneself; `hold` came before. Raises Overruled for the last one."""
    connection = session.connection()
    coordinators = {row.person_id for row in coordinators_of(session, right)}
    if person not in coordinators:
        raise Overruled(Remark.GONE)
    if len(coordinators) == 1:
        raise Overruled(Remark.LAST_COORDINATOR)
    connection.execute(_DEMOTED, {"round": right.round, "person": person})
    unwatch_coordinator(session, right.round, person)
    action = "handed-over" if person == right.person else "demoted"
    audit(session, right.round, right.person, action, f"coordinator:{person}", now)
    if person != right.person:
        _tell(session, right, person, told.demoted, now)


def _tell(
    session: Session, right: Coordination, person: int, words: Callable[[Setup, Tongue], Screen], now: datetime
) -> None:
    """Say to someone what was done about them."""
    setup = round_of(session, right).setup
    tell(session, {person}, lambda t: words(setup, t), now)
