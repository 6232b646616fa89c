"""What the database says of how things are going, looked at now and then and beside the turns.

On SQLite through a connection of its own that only reads, so that no turn waits for a look.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.storage.engine import head, reading_alone, revision
from bot.storage.tables import METADATA
from bot.telegram.updates import CHANNEL

outgoing, set_aside, timer, conversation = (
    METADATA.tables[name] for name in ("outgoing", "set_aside", "timer", "conversation")
)

FRESH = 5.0
"""Seconds for which what was seen is good enough."""

RARELY = 60.0
"""Seconds between two counts that go through a whole table."""

_OUTBOX = (
    select(outgoing.c.urgent, func.count(), func.min(outgoing.c.created_at))
    .where(outgoing.c.channel == CHANNEL)
    .group_by(outgoing.c.urgent)
)
_ASIDE = select(func.count()).select_from(set_aside)
_LATE = select(func.count(), func.min(timer.c.due_at))
_GONE = select(func.count()).where(conversation.c.channel == CHANNEL, conversation.c.unreachable_since.is_not(None))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many messages of one kind wait to be sent, and for how many seconds the oldest has."""

    count: int = 0
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen at `at`, by the monotonic clock; with a `fault`, which says why, nothing was."""

    at: float
    fault: str = ""
    replies: Waiting = Waiting()
    others: Waiting = Waiting()
    aside: int = 0
    late: Waiting = Waiting()
    unreachable: int = 0


@dataclass(slots=True)
class Lookout:
    """Looks at the database, at most once in `FRESH` seconds, in a thread of its own."""

    engine: Engine
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "watching"))
    _last: Sight | None = None
    _gone: tuple[float, int] = (float("-inf"), 0)
    _head: str = field(default_factory=head)
    _reader: Engine = field(init=False)

    def __post_init__(self) -> None:
        self._reader = self.engine
        if self.engine.dialect.name == "sqlite":
            path = self.engine.url.database or ""
            self._reader = create_engine("sqlite://", creator=lambda: reading_alone(path), poolclass=NullPool)

    def look(self) -> Sight:
        """What was seen last, if that is fresh; else what is seen now. Call it in `thread`."""
        if self._last is None or time.monotonic() - self._last.at >= FRESH:
            self._last = self._look()
        return self._last

    def _look(self) -> Sight:
        try:
            with self._reader.connect() as connection:
                fault = self._unfit(connection)
                return self._seen(connection) if not fault else Sight(time.monotonic(), fault)
        except SQLAlchemyError as error:
            return Sight(time.monotonic(), f"the database cannot be reached ({type(error).__name__})")

    def _unfit(self, connection: Connection) -> str:
        return "" if revision(connection) == self._head else "the database is of another release of Sounding"

    def _seen(self, connection: Connection) -> Sight:
        now = datetime.now(UTC)
        waiting = {urgent: _waiting(n, since, now) for urgent, n, since in connection.execute(_OUTBOX)}
        late, since = connection.execute(_LATE.where(timer.c.due_at <= now)).one()
        aside = int(connection.scalar(_ASIDE) or 0)
        return Sight(
            time.monotonic(),
            replies=waiting.get(True, Waiting()),
            others=waiting.get(False, Waiting()),
            aside=aside,
            late=_waiting(late, since, now),
            unreachable=self._unreachable(connection),
        )

    def _unreachable(self, connection: Connection) -> int:
        if time.monotonic() - self._gone[0] >= RARELY:
            self._gone = time.monotonic(), int(connection.scalar(_GONE) or 0)
        return self._gone[1]


def _waiting(count: int, since: Any, now: datetime) -> Waiting:
    return Waiting(count, max(0.0, (now - since).total_seconds()) if since else 0.0)
