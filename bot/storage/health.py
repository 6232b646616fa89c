"""Whether the database can be used, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from bot.sealing.opening import Given, lacking
from bot.sealing.register import keys_missing
from bot.storage.engine import database_url, migrations, open_database, reading_alone

NO_KEYS = Given()


def faults(address: str, given: Given = NO_KEYS) -> tuple[str, ...]:
    """What is wrong with the database at this address; nothing when it is well. Creates and changes nothing.

    `given` are the keys there are: one that it needs and that is not among them is a fault.
    """
    url = database_url(address)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite and not Path(url.database or "").exists():
        return (f"There is no database at {url.database} yet; `sounding db upgrade` makes one.",)
    engine = create_engine(url, creator=lambda: reading_alone(url.database or "")) if sqlite else open_database(address)
    try:
        with engine.connect() as connection:
            return (*_faults(engine, connection), *_lacking(connection, given))
    except DBAPIError as error:
        return (f"The database cannot be read: {str(error.orig).splitlines()[0]}.",)
    finally:
        engine.dispose()


def _lacking(connection: Connection, given: Given) -> Iterator[str]:
    if missing := keys_missing(connection, given.keys):
        said = lacking(missing, given)
        yield f"{said[0].upper()}{said[1:]}"


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
