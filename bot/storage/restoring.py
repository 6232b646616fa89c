"""A backup comes back, into a database of either kind that holds nothing."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from bot.sealing.keys import Keyring
from bot.sealing.register import sealing_key
from bot.storage.backup import Copy, Unsound, reading
from bot.storage.copying import Sum, copy_tables, found_tables, go_on_counting, sums_of
from bot.storage.engine import LaterRelease, head, open_database, reading_alone, revision, upgrade


def restore(file: Path, address: str, keys: Keyring | None) -> Copy:
    """Bring back a backup of this release or an earlier one; all of it, or nothing.

    `keys` are needed for one that was made before words were sealed. Raises Unsound, CannotOpen and SQLAlchemyError.
    """
    with tempfile.TemporaryDirectory() as folder:
        fitting = _of_this_release(file, Path(folder), keys)
        target = open_database(address)
        try:
            _check_empty(target)
            upgrade(target)
            with closing(reading_alone(str(fitting))) as source, target.begin() as there, reading(source) as here:
                there.execute(sealing_key.delete())  # the backup knows which keys it needs
                sums = _copied(here, there)
                go_on_counting(there)
                if sums_of(there) != sums:
                    raise Unsound("what was written is not what was read; nothing was kept")
                _check_references(there)
        finally:
            target.dispose()
    return Copy(len(sums), sum(one.rows for one in sums.values()), file.stat().st_size)


def _copied(source: Connection, target: Connection) -> dict[str, Sum]:
    try:
        return copy_tables(source, target)
    except (ValueError, TypeError, KeyError) as error:  # a moment that is none, a table that no release has
        raise Unsound(
            f"it holds what no release of Sounding writes ({type(error).__name__}); nothing was kept"
        ) from None


def _of_this_release(file: Path, folder: Path, keys: Keyring | None) -> Path:
    """The backup, or a copy of it that was brought to this release."""
    with _opened(file) as connection:
        found = revision(connection)
    if found is None:
        raise Unsound("it is no backup of Sounding")
    if found == head():
        return file
    if found > head():
        raise Unsound(f"a later release of Sounding has made it ({found}); use that one")
    copy = folder / "backup.db"
    shutil.copyfile(file, copy)
    engine = open_database(f"sqlite:///{copy}", keys)
    try:
        upgrade(engine)
    except LaterRelease:
        raise Unsound(f"no release of Sounding has made it ({found})") from None
    finally:
        engine.dispose()
    return copy


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    """Raises Unsound where this is no SQLite file, or a damaged one."""
    try:
        with closing(reading_alone(str(file))) as opened:
            verdict = str(opened.execute("PRAGMA quick_check(1)").fetchone()[0])
            if verdict != "ok":
                raise Unsound(f"it is damaged ({verdict})")
            with reading(opened) as connection:
                yield connection
    except sqlite3.DatabaseError as error:
        raise Unsound(f"it is no backup that can be read ({error})") from None
    except UnicodeDecodeError:  # SQLite's own words about the damage quote what is damaged
        raise Unsound("it is damaged") from None


def _check_empty(engine: Engine) -> None:
    with engine.connect() as connection:
        tables = [table for table in found_tables(connection) if table.name != sealing_key.name]
        full = [table.name for table in tables if connection.execute(select(table).limit(1)).first() is not None]
    if full:
        raise Unsound(f"the database is not empty ({', '.join(sorted(full))}); name one that holds nothing")


def _check_references(connection: Connection) -> None:
    """SQLite tells which row refers to nothing; PostgreSQL does not take such a row."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if lost:
            raise Unsound(f"a row of {lost[0]} refers to one of {lost[2]} that is not there; nothing was kept")
