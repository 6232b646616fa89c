"""Opening the database: SQLite or PostgreSQL by its URL, brought up to date before anything else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session, SQLModel

from bot.packing import packed, unpacked

BUSY_MS = 15_000
"""How long a writer waits for another process on the same SQLite file."""

_JSON: dict[str, Any] = {"json_serializer": lambda value: packed(value).decode(), "json_deserializer": unpacked}


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


def open_database(address: str) -> Engine:
    """An engine on the database, created where there is none. Raises WrongDatabaseURL.

    Its errors do not quote the values of a statement: those are what people wrote.
    """
    url = database_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, **_JSON)
    _create_private(Path(url.database or ""))
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True, **_JSON)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _create_private(path: Path) -> None:
    """A new file that its owner alone may read; the files SQLite puts beside it are then the same."""
    with suppress(OSError):  # what is wrong with the path is said when it is opened
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin_immediately
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediately(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer half-way cannot wait for it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrations(engine: Engine) -> Config:
    """Alembic's configuration, bound to this engine."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine) -> None:
    """Bring the tables to this release."""
    command.upgrade(migrations(engine), "head")


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
