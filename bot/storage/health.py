"""Whether the database can be used, in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from bot.storage.engine import database_url, migrations, open_database


def faults(address: str) -> tuple[str, ...]:
    """What is wrong with the database at this address; nothing when it is well. Creates and changes nothing."""
    url = database_url(address)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite and not Path(url.database or "").exists():
        return (f"There is no database at {url.database} yet; `sounding db upgrade` makes one.",)
    engine = create_engine(url, creator=lambda: _only_reading(url.database or "")) if sqlite else open_database(address)
    try:
        with engine.connect() as connection:
            return tuple(_faults(engine, connection))
    except DBAPIError as error:
        return (f"The database cannot be read: {str(error.orig).splitlines()[0]}.",)
    finally:
        engine.dispose()


def _only_reading(path: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def _faults(engine: Engine, connection: Connection) -> Iterator[str]:
    script = ScriptDirectory.from_config(migrations(engine))
    found = MigrationContext.configure(connection).get_current_revision()
    if found not in {None, *(known.revision for known in script.walk_revisions())}:
        yield f"A later release of Sounding has changed this database ({found}); use that one."
    elif found != script.get_current_head():
        yield "The database is older than this program; run `sounding db upgrade`."
    if connection.dialect.name == "sqlite":
        verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if verdict != "ok":
            yield f"The database file is damaged: {verdict}."
