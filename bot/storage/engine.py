"""Opening the database: SQLite or PostgreSQL by its URL, brought up to date before anything else."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session, SQLModel

from bot.packing import packed, unpacked
from bot.sealing.keys import Keyring
from bot.storage.columns import keys_of, unlock

if TYPE_CHECKING:
    from alembic.config import Config

BUSY_MS = 15_000
"""How long a writer waits for another process on the same SQLite file."""

PRAGMAS = (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Secure deletion writes zeros over what is deleted, or it would stay readable in the file."""

_JSON: dict[str, Any] = {"json_serializer": lambda value: packed(value).decode(), "json_deserializer": unpacked}


class LaterRelease(Exception):
    """A later release of Sounding has changed the database."""


class WrongDatabaseURL(ValueError):
    """The address of the database cannot be read; the message says why, without any password."""


def database_url(address: str) -> URL:
    """The URL with the driver this program brings. Raises WrongDatabaseURL."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # the latter for a port that is no number, and may be half a password
        raise WrongDatabaseURL("it is not a database address such as sqlite:///sounding.db") from None
    match url.get_backend_name():
        case "sqlite" if url.host or not url.database or url.database == ":memory:":
            raise WrongDatabaseURL("it names no file; write sqlite:///sounding.db or sqlite:////var/lib/sounding.db")
        case "sqlite":
            return url.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise WrongDatabaseURL(f"{other} is not supported; use sqlite or postgresql")


def open_database(address: str, keys: Keyring | None = None) -> Engine:
    """An engine on the database, created where there is none. Raises WrongDatabaseURL.

    Without keys, whatever people wrote can be neither read nor written. Its errors do not quote the values of a
    statement: those are what people wrote.
    """
    url = database_url(address)
    engine = _on_sqlite(url) if url.get_backend_name() == "sqlite" else _on_server(url)
    if keys is not None:
        unlock(engine.dialect, keys)
    return engine


def _on_server(url: URL) -> Engine:
    return create_engine(url, pool_pre_ping=True, hide_parameters=True, **_JSON)


def _on_sqlite(url: URL) -> Engine:
    _make_private(Path(url.database or ""))
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True, **_JSON)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _make_private(path: Path) -> None:
    """A file that its owner alone may read, new or not; the files SQLite puts beside it are then the same."""
    with suppress(OSError):  # what is wrong with the path is said when it is opened
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        with suppress(OSError):  # there is none, or it is somebody else's
            if each.is_file() and each.stat().st_mode & 0o077:
                each.chmod(0o600)


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin_immediately
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediately(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer half-way cannot wait for it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def reading_alone(path: str) -> sqlite3.Connection:
    """A connection to an SQLite file that can neither change it nor make it."""
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def migrations(engine: Engine) -> Config:
    """Alembic's configuration, bound to this engine."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes |= {"engine": engine, "keys": keys_of(engine.dialect)}
    return config


def head() -> str:
    """The revision of this release: that of the last migration, which is named after it."""
    folder = Path(__file__).parent / "migrations" / "versions"
    return max(file.name.partition("_")[0] for file in folder.glob("[0-9]*.py"))


def revision(connection: Connection) -> str | None:
    """The revision that the tables are of; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return None if found is None else str(found)


def upgrade(engine: Engine) -> None:
    """Bring the tables to this release. Raises LaterRelease where a later one has changed them.

    Raises CannotOpen where words are to be sealed and there are no keys.
    """
    with engine.connect() as connection:
        found = revision(connection)
    if found != head():
        with _one_at_a_time(engine):
            migrate_to(engine, "head")
    if engine.dialect.name == "sqlite":
        _rewrite(engine)


MIGRATING = (1937075058, 1)
"""The lock of whoever changes the tables: a number that marks it as ours, and what it is for."""


@contextmanager
def _one_at_a_time(engine: Engine) -> Iterator[None]:
    """Processes that start together wait for the first of them, and then find nothing left to do.

    SQLite's own lock is that of its file.
    """
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(select(func.pg_advisory_lock(*MIGRATING)))
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(*MIGRATING)))


def migrate_to(engine: Engine, release: str) -> None:
    """Bring the tables to this revision. Alembic is loaded only where there is something to do: it takes 10 MB."""
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(migrations(engine), release)
    except CommandError:
        raise LaterRelease from None


UNSEALED = 1
"""SQLite's `user_version` between sealing what an earlier release kept and having the file written anew."""


def _rewrite(engine: Engine) -> None:
    """Where words were sealed just now, or a kill came after that: leave none in pages that were free before."""
    with _bare(engine) as cursor:
        if cursor.execute("PRAGMA user_version").fetchone()[0] == UNSEALED:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA user_version = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def truncate_wal(engine: Engine) -> None:
    """Call after deleting, and outside any transaction: leave nothing of it in SQLite's write-ahead log.

    Where somebody reads or writes at this moment, it waits for them as long as a writer would; then it leaves the log.
    Does nothing on PostgreSQL.
    """
    if engine.dialect.name == "sqlite":
        with _bare(engine) as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _bare(engine: Engine) -> Iterator[Any]:
    """A cursor of SQLite outside any transaction."""
    connection = engine.raw_connection()
    try:
        yield connection.cursor()
    finally:
        connection.close()


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session that is committed at the end, and rolled back when anything raises."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def upserts(table: Table, *columns: str) -> dict[str, Any]:
    """The statement, by the database's name, that inserts a row, or where its key is there replaces these columns.

    Without any named, it replaces all of them.
    """
    keys = [column.name for column in table.primary_key]
    replaced = columns or [column.name for column in table.c if column.name not in keys]

    def statement(dialect: Any) -> Any:
        base = dialect.insert(table)
        return base.on_conflict_do_update(index_elements=keys, set_={name: base.excluded[name] for name in replaced})

    return {"sqlite": statement(sqlite), "postgresql": statement(postgresql)}


def inserted_once(session: Session, table: type[SQLModel], row: dict[str, Any]) -> bool:
    """Insert a row unless its key is there already; whether it was inserted."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(row).on_conflict_do_nothing()
    done = session.connection().execute(statement, execution_options={"preserve_rowcount": True})
    return done.rowcount == 1
