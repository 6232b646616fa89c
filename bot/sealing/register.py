"""The table of keys in use: what a database needs to be read, by fingerprint. Nothing here commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.sealing.keys import SHOWN, Keyring
from bot.storage.safety_tables import SealingKey
from bot.storage.tables import METADATA

sealing_key = METADATA.tables[str(SealingKey.__tablename__)]

_NEW = {dialect.dialect.name: dialect.insert(sealing_key).on_conflict_do_nothing() for dialect in (sqlite, postgresql)}


def keys_in_use(connection: Connection) -> tuple[str, ...]:
    """The fingerprints of the keys that something may be sealed with; none in a database of an earlier release."""
    if not inspect(connection).has_table(sealing_key.name):
        return ()
    return tuple(connection.scalars(select(sealing_key.c.fingerprint).order_by(sealing_key.c.since)))


def keys_missing(connection: Connection, given: Keyring | None) -> tuple[str, ...]:
    """Those among them that were not given."""
    known = given.fingerprints if given else ()
    return tuple(used for used in keys_in_use(connection) if used not in known)


def enter_key(connection: Connection, given: Keyring, now: datetime) -> None:
    """From now on, the first key seals."""
    row = {"fingerprint": given.fingerprints[0], "since": now}
    connection.execute(_NEW[connection.dialect.name], row)


def strike_keys(connection: Connection, fingerprints: Collection[str]) -> None:
    """Nothing is sealed with these any more."""
    connection.execute(delete(sealing_key).where(sealing_key.c.fingerprint.in_(sorted(fingerprints))))


def shortly(fingerprints: Iterable[str]) -> str:
    """`3f9a12bc, 77aa01ef`, as people are shown them."""
    return ", ".join(each[:SHOWN] for each in fingerprints)
