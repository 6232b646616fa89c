"""Sweeps and calls on a real database, by a clock that the test holds.

The rounds of `tests.rounds.people` are in UTC with Saturday and Sunday off. Everybody joins on a Saturday at noon, so
that the first reminder is due on Tuesday at ten.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, func, update
from sqlmodel import col, select

from bot.calling import called
from bot.office import Office
from bot.storage.engine import transaction
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.reminding.timers import arm_round, watch_coordinator
from bot.storage.round_tables import Timer
from bot.storage.tables import METADATA, Conversation, Outgoing
from bot.turns import Reply
from dialogs.states import Occasion
from tests.rounds.people import HOUSE, Speaker, coordinator

SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

timer, outgoing, conversation, assessment, person, participation = (
    METADATA.tables[name] for name in ("timer", "outgoing", "conversation", "assessment", "person", "participation")
)


def swept(engine: Engine, at: datetime) -> int:
    """One sweep; how many messages it wrote."""
    before = len(waiting(engine))
    looked(engine, at)
    return len(waiting(engine)) - before


def waiting(engine: Engine, *, begun: bool = False) -> list[Outgoing]:
    """The calls that nobody has begun to send, or those that somebody has."""
    with transaction(engine) as session:
        rows = session.exec(select(Outgoing).order_by(col(Outgoing.id)))
        return [row for row in rows if "call" in row.payload and (row.begun_at is not None) == begun]


def delivered(engine: Engine, at: datetime) -> list[Reply]:
    """Send everything that waits, as a channel does."""
    return [reply for row in waiting(engine) if (reply := delivery(engine, row.id or 0, at)) is not None]


def delivery(engine: Engine, number: int, at: datetime) -> Reply | None:
    """Send one row: begun, and then gone."""
    with transaction(engine) as session:
        reply = called(session, Office(engine, HOUSE), number, at)
    with transaction(engine) as session:
        session.connection().execute(delete(outgoing).where(outgoing.c.id == number))
    return reply


def reminded(engine: Engine, since: datetime, until: datetime, step: timedelta = HOUR) -> list[datetime]:
    """Sweep and deliver at every step; the moments at which something was sent, once for each message."""
    moments = [since] * len(delivered(engine, since))  # what waited already
    at = since
    while at <= until:
        moments += [at] * len(delivered(engine, at)) if looked(engine, at) else []
        at += step
    return moments


def looked(engine: Engine, at: datetime) -> int:
    """One sweep; at how many timers it looked: without any, nothing is written."""
    with transaction(engine) as session:
        return sweep_due(session, at)


def leading(engine: Engine, address: str = "amina", **given: Any) -> Speaker:
    """Someone who coordinates a round (see `coordinator`) and is written to about it."""
    speaker = coordinator(engine, address, **given)
    with transaction(engine) as session:
        watch_coordinator(session, speaker.round, person_of(speaker), speaker.at)
    return speaker


def person_of(speaker: Speaker) -> int:
    number = chat_of(speaker).person_id
    assert number is not None
    return number


def timer_of(speaker: Speaker, kind: Occasion = Occasion.REMINDER, round_: int | None = None) -> Timer:
    """The timer of this person in the round that their chat is about, or in another."""
    chat = chat_of(speaker)
    with transaction(speaker.engine) as session:
        return session.get_one(Timer, (kind.value, round_ or chat.assessment_id, chat.person_id))


def chat_of(speaker: Speaker) -> Conversation:
    with transaction(speaker.engine) as session:
        return session.get_one(Conversation, ("test", speaker.address))


def armed(engine: Engine, round_: int, at: datetime) -> None:
    with transaction(engine) as session:
        arm_round(session, round_, at)


def changed(engine: Engine, table: Any, where: Any, **values: Any) -> None:
    """Change rows as somebody else would."""
    with transaction(engine) as session:
        session.connection().execute(update(table).where(where).values(**values))


def timers(engine: Engine) -> int:
    with transaction(engine) as session:
        return session.exec(select(func.count()).select_from(Timer)).one()
