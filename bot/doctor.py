"""`sounding doctor`: what is wrong, and what can be done about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from bot.office import Office
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from bot.telegram.intake import retake
from bot.telegram.updates import CHANNEL

set_aside, handled_update = METADATA.tables["set_aside"], METADATA.tables["handled_update"]


@dataclass(frozen=True, slots=True)
class Case:
    """An update that was set aside: its number here, the messenger's, when, and what went wrong where."""

    id: int
    update_id: int
    at: datetime
    error: str
    place: str

    def __str__(self) -> str:
        return f"{self.id}: update {self.update_id}, {self.at:%Y-%m-%d %H:%M} UTC, {self.error} at {self.place}"


def cases(session: Session) -> Iterator[Case]:
    """Everything that was set aside, oldest first."""
    columns = (set_aside.c[name] for name in ("id", "update_id", "set_aside_at", "error", "place"))
    for row in session.connection().execute(select(*columns).order_by(set_aside.c.id)):
        yield Case(*row)


def try_again(office: Office, case: Case) -> bool:
    """Carry out an update that was set aside; whether it went well. One that fails again stays set aside."""
    with transaction(office.engine) as session:
        connection = session.connection()
        content = connection.scalar(select(set_aside.c.content).where(set_aside.c.id == case.id))
        if content is None:
            return True
        connection.execute(delete(set_aside).where(set_aside.c.id == case.id))
        connection.execute(
            delete(handled_update).where(
                handled_update.c.channel == CHANNEL, handled_update.c.update_id == case.update_id
            )
        )
        desks, well = retake(session, office, json.loads(content), datetime.now(UTC))
    office.remember(desks)
    return well
