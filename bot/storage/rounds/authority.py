"""Who may do what, asked of the database in the same transaction as the deed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from bot.storage.desks import Desk
from bot.storage.tables import METADATA
from dialogs.commands import Remark

coordinator = METADATA.tables["coordinator"]


class Overruled(Exception):
    """The database says no: nothing of the turn stays, and the person is told why."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.value)
        self.remark = remark


@dataclass(frozen=True, slots=True)
class Coordination:
    """That `person` coordinates `round` at this moment. Only this module makes one."""

    person: int
    round: int


def coordination(session: Session, desk: Desk) -> Coordination | None:
    """The right of the person at this desk over the round that their chat is about; None where they have none."""
    if desk.person is None or desk.assessment is None:
        return None
    return coordination_of(session, desk.person, desk.assessment)


def coordination_of(session: Session, person: int, round_: int) -> Coordination | None:
    """The right of a person over a round, for what is sent to them later than the turn that asked for it."""
    query = select(coordinator.c.person_id).where(
        coordinator.c.assessment_id == round_, coordinator.c.person_id == person
    )
    held = session.connection().scalar(query.with_for_update(read=True))
    return Coordination(person, round_) if held is not None else None


OPERATOR = 0
"""No person: whoever holds the database itself, and asks from the command line."""


def coordination_of_operator(round_: int) -> Coordination:
    """The right of whoever has the whole database, and so needs none."""
    return Coordination(OPERATOR, round_)


def required(session: Session, desk: Desk) -> Coordination:
    """The same. Raises Overruled for someone who has no such right."""
    right = coordination(session, desk)
    if right is None:
        raise Overruled(Remark.NOT_COORDINATOR)
    return right
