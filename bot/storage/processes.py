"""Many processes on one PostgreSQL, without a leader: who is there, whose messages are whose, and how fast they go.

A process is alive as long as it is seen: it holds a lock of the database by a connection of its own, and writes down
every second that it is there. One that was killed loses its lock at once; one that only stands still is given longer.
Every moment is by the clock of the database. Nothing here commits. On SQLite, which one process serves, none of it is
needed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, literal_column, select, text, update
from sqlalchemy.dialects import postgresql
from sqlmodel import Session

from bot.storage.engine import MIGRATING
from bot.storage.privacy.chats import hash_of
from bot.storage.tables import METADATA

process, shared_pace, outgoing = (METADATA.tables[name] for name in ("process", "shared_pace", "outgoing"))

GONE = 4.0
"""Seconds without a sign of life after which a process is dead that does not hold its lock any more."""

STALE = 20.0
"""Seconds after which one is dead all the same: it stands still, or its machine is cut off."""

WAKING = "sounding"
"""The channel on which processes wake one another."""

NUMBERS = 500
"""Numbers of rows in one word to another process; PostgreSQL carries 8,000 bytes."""

FORGETTING = 2
"""A lock that one process at a time has, beside that of `bot.storage.engine.MIGRATING`."""

_NOW = func.clock_timestamp()


def _before(name: str) -> Any:
    return _NOW - func.make_interval(0, 0, 0, 0, 0, 0, bindparam(name))


@dataclass(frozen=True, slots=True)
class Beat:
    """What a process learns when it says that it is there: who else is, who may be dead, and seconds of silence."""

    others: int
    suspects: int
    held: float


def shared(session: Session) -> bool:
    """Whether several processes may work on this database."""
    return session.get_bind().dialect.name == "postgresql"


_THERE = func.hashtextextended(bindparam("name"), 0)
_HOLD = select(func.pg_advisory_lock_shared(_THERE))  # shared with a connection of ours that broke
_ENTER = (
    postgresql.insert(process)
    .values(name=bindparam("name"), seen_at=_NOW)
    .on_conflict_do_update(index_elements=["name"], set_={"seen_at": _NOW})
)
_OTHERS = select(func.count()).where(process.c.name != bindparam("of_name"))
_BEAT = (
    update(process)
    .where(process.c.name == bindparam("of_name"))
    .values(seen_at=_NOW)
    .returning(
        _OTHERS.scalar_subquery().label("others"),
        _OTHERS.where(process.c.seen_at < _before("gone")).scalar_subquery().label("suspects"),
        select(func.max(func.extract("epoch", shared_pace.c.held_until - _NOW))).scalar_subquery().label("held"),
    )
)


def enter(connection: Connection, name: str) -> None:
    """Be one of them from now on; the lock goes with the connection."""
    connection.execute(_HOLD, {"name": name})
    connection.execute(_ENTER, {"name": name})
    connection.execute(text(f"LISTEN {WAKING}"))


def beat(connection: Connection, name: str) -> Beat | None:
    """Say that this process is there; None where it was declared dead meanwhile."""
    row = connection.execute(_BEAT, {"of_name": name, "gone": GONE}).one_or_none()
    return Beat(row.others, row.suspects, max(0.0, float(row.held or 0))) if row is not None else None


_SUSPECTS = (
    select(process.c.name, (process.c.seen_at < _before("stale")).label("stale"))
    .where(process.c.name != bindparam("of_name"), process.c.seen_at < _before("gone"))
    .with_for_update(skip_locked=True)
)
_LOCKED = select(func.pg_try_advisory_xact_lock(_THERE))
_BURY = delete(process).where(process.c.name.in_(bindparam("names", expanding=True)))
_ORPHANS = (
    select(outgoing.c.id)
    .where(
        outgoing.c.owner.is_not(None),
        ~select(literal_column("1")).where(process.c.name == outgoing.c.owner).exists(),
    )
    .with_for_update(skip_locked=True)
)
_RELEASE = update(outgoing).where(outgoing.c.id.in_(_ORPHANS)).values(owner=None)


def bury(session: Session, name: str) -> bool:
    """Declare dead whoever is, and let others have what they left; whether there is any."""
    connection = session.connection()
    given = {"of_name": name, "gone": GONE, "stale": STALE}
    suspects = connection.execute(_SUSPECTS, given).all()
    dead = [row.name for row in suspects if row.stale or connection.scalar(_LOCKED, {"name": row.name})]
    if dead:
        connection.execute(_BURY, {"names": dead})
    left = connection.execute(_RELEASE).rowcount > 0
    if dead or left:
        wake(session)
    return left


def leave(session: Session, name: str) -> None:
    """Be none of them any more; what was not sent is for the others, at once."""
    session.connection().execute(update(outgoing).where(outgoing.c.owner == name).values(owner=None))
    session.connection().execute(_BURY, {"names": [name]})
    wake(session)


_NOTIFY = select(func.pg_notify(WAKING, bindparam("word")))


def wake(session: Session, name: str = "", rows: Collection[int] = ()) -> None:
    """With the commit, tell a process of rows that are its own now; or everybody that there are some of nobody's."""
    numbers = sorted(rows)
    for start in range(0, max(len(numbers), 1), NUMBERS):
        word = ",".join(map(str, numbers[start : start + NUMBERS]))
        session.connection().execute(_NOTIFY, {"word": f"{name}:{word}"})


def heard(word: str, name: str) -> list[int] | None:
    """Of what `wake` said: the rows that are this process's; none at all where it is about nobody's, None for others'.

    Raises ValueError for a word of somebody else's making.
    """
    whom, _, numbers = word.partition(":")
    if whom not in {"", name}:
        return None
    return [int(number) for number in numbers.split(",") if number]


def only_one(session: Session, purpose: int) -> bool:
    """Whether this transaction alone does this now, in all processes."""
    if not shared(session):
        return True
    return bool(session.connection().scalar(select(func.pg_try_advisory_xact_lock(MIGRATING[0], purpose))))


# How fast they send, all together.

_CHANNEL: BindParameter[str] = bindparam("of_channel")
_PACE = (
    postgresql.insert(shared_pace)
    .values(channel=_CHANNEL, next_at=_NOW, held_until=_NOW, chat_hash="", chat_until=_NOW)
    .on_conflict_do_nothing()
)
_START = func.greatest(shared_pace.c.next_at, _NOW)
_LEASE = (
    update(shared_pace)
    .where(shared_pace.c.channel == _CHANNEL)
    .values(next_at=_START + func.make_interval(0, 0, 0, 0, 0, 0, bindparam("seconds")))
    .returning(func.extract("epoch", shared_pace.c.next_at - _NOW).label("ends"))
)
_SILENCE = _NOW + func.make_interval(0, 0, 0, 0, 0, 0, bindparam("seconds"))
_OTHER_WAITS = (shared_pace.c.chat_hash != bindparam("chat")) & (shared_pace.c.chat_until > _NOW)
_HELD = (
    update(shared_pace)
    .where(shared_pace.c.channel == _CHANNEL, _OTHER_WAITS)
    .values(held_until=func.greatest(shared_pace.c.held_until, _SILENCE))
)
_TOLD_TO_WAIT = (
    update(shared_pace)
    .where(shared_pace.c.channel == _CHANNEL)
    .values(chat_hash=bindparam("chat"), chat_until=_SILENCE)
)


def lease(session: Session, channel: str, messages: int, rate: float) -> float:
    """Take so many of the messages that may go out at this rate a second; in how many seconds they may begin."""
    given = {"of_channel": channel, "seconds": messages / rate}
    connection = session.connection()
    ends = connection.scalar(_LEASE, given)
    if ends is None:
        connection.execute(_PACE, given)
        ends = connection.scalar(_LEASE, given)
    return max(0.0, float(ends or 0) - messages / rate)


def note_wait(session: Session, channel: str, address: str, seconds: float) -> None:
    """A chat was told to wait. Where another one waits already, in whatever process, it is meant for all of them."""
    chat = hash_of(channel, address)
    connection = session.connection()
    connection.execute(_PACE, {"of_channel": channel})
    connection.execute(_HELD, {"of_channel": channel, "chat": chat, "seconds": seconds})
    connection.execute(_TOLD_TO_WAIT, {"of_channel": channel, "chat": chat, "seconds": seconds})
