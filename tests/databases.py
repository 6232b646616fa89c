"""The databases that a worker keeps for its tests: each test finds one as if it had just been made.

What is kept is the connection and what SQLAlchemy and the server have learnt of the statements, never a row.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from bot.storage.engine import open_database
from bot.storage.tables import METADATA
from tests.keys import KEYS

NUMBERS = count(1)

SHAPE = """
SELECT string_agg(concat_ws(' ', kind, name, more), E'\\n' ORDER BY kind, name, more) FROM (
    SELECT 'relation' AS kind, relname AS name, concat(relkind, relpersistence, reloptions) AS more FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'column', concat(attrelid::regclass, '.', attname),
    concat_ws(' ', attnum, atttypid::regtype, atttypmod, attnotnull, attidentity, atthasdef)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'constraint', concat(conrelid::regclass, '.', conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'release', version_num, '' FROM alembic_version
) AS shape
"""
"""Everything about a database that a migration makes; rows are no part of it, but for the release it says it is of."""

REWIND = """
SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences
WHERE last_value IS NOT NULL
"""

OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND NOT pid = ANY(%(ours)s)
"""

SIZE = "SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"

BLOATED = 2**20
"""Bytes. Deleted rows are passed over again and again, until tables of this size are emptied at a higher price."""

NAMES = [f'"{table.name}"' for table in reversed(METADATA.sorted_tables)]
DELETE = f"DO $$ BEGIN {' '.join(f'DELETE FROM {name};' for name in NAMES)} END $$"  # noqa: S608  # names of our own tables
TRUNCATE = f"TRUNCATE {', '.join(NAMES)}"


class Kept(Protocol):
    """A database with the tables of this release, from one test to the next."""

    def emptied(self) -> str:
        """Its address, once nothing of the test before is left in it."""

    def opened(self) -> Engine:
        """An engine on it for one test: what listens to this one, hears nothing of the next."""

    def end(self) -> None: ...


@dataclass
class OnSQLite:
    """A file in a folder of its own that is copied anew for each test."""

    template: Path
    file: Path
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = open_database(self._address, KEYS)

    @property
    def _address(self) -> str:
        return f"sqlite:///{self.file}"

    def emptied(self) -> str:
        self.engine.dispose()
        for old in self.file.parent.iterdir():
            old.unlink()  # whoever still has it open keeps what is gone
        shutil.copyfile(self.template, self.file)
        return self._address

    def opened(self) -> Engine:
        return self.engine.execution_options()

    def end(self) -> None:
        self.engine.dispose()


@dataclass
class OnPostgres:
    """A database whose rows are deleted; after a test that changed its tables, it is made anew."""

    server: URL
    template: str
    name: str = ""
    shape: str = ""
    engine: Engine = field(init=False)
    ours: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._make()

    def _make(self) -> None:
        self.name = new_database(self.server, self.template)
        self.engine = open_database(self._address, KEYS)
        event.listen(self.engine, "connect", self._connected)
        with self.engine.connect() as connection:
            self.shape = connection.exec_driver_sql(SHAPE).scalar_one()

    def _connected(self, made: Any, _: object) -> None:
        self.ours.add(made.info.backend_pid)

    @property
    def _address(self) -> str:
        return written(self.server.set(database=self.name))

    def emptied(self) -> str:
        if self.engine.pool.checkedout():  # type: ignore[attr-defined]  # a test did not give it back
            self.engine.dispose()
            self.ours.clear()
        with self.engine.begin() as connection:
            connection.exec_driver_sql(OTHERS, {"ours": list(self.ours)})
            if fits := connection.exec_driver_sql(SHAPE).scalar_one() == self.shape:
                bloated = connection.exec_driver_sql(SIZE).scalar_one() > BLOATED
                connection.exec_driver_sql(TRUNCATE if bloated else DELETE)
                connection.exec_driver_sql(REWIND)
        if not fits:
            self.end()
            self._make()
        return self._address

    def opened(self) -> Engine:
        return self.engine.execution_options()

    def end(self) -> None:
        self.engine.dispose()
        drop_database(self.server, self.name)


def new_database(server: URL, template: str) -> str:
    """The name of a database like the template."""
    name = f"sounding_test_{os.getpid()}_{next(NUMBERS)}"
    with _administering(server) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def drop_database(server: URL, name: str) -> None:
    """Drop it, and end whoever is still connected to it."""
    with _administering(server) as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _administering(server: URL) -> Iterator[Connection]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def administer(server: URL, *statements: str) -> None:
    with _administering(server) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def written(url: URL) -> str:
    """The address as a setting has it."""
    return url.render_as_string(hide_password=False)
