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
    """That `person` coordinates `round` at this moment. Only `coordination` makes one."""

    person: int
    round: int


def coordination(session: Session, desk: Desk) -> Coordination | None:
    """The right of the person at this desk over the round that their chat is about; None where they have none."""
    if desk.person is None or desk.assessment is None:
        return None
    query = select(coordinator.c.person_id).where(
        coordinator.c.assessment_id == desk.assessment, coordinator.c.person_id == desk.person
    )
    held = session.connection().scalar(query.with_for_update(read=True))
    return Coordination(desk.person, desk.assessment) if held is not None else None


def required(session: Session, desk: Desk) -> Coordination:
    """The same. Raises Overruled for someone who has no such right."""
    right = coordination(session, desk)
    if right is None:
        raise Overruled(Remark.NOT_COORDINATOR)
    return right
