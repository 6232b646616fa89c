"""A backup: one SQLite file with everything as it was at one moment, taken while the service runs, and read back.

From SQLite it is a copy of the file, page by page; from PostgreSQL a copy of the tables as one snapshot has them. So
either can be restored into either.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine

from bot.storage.copying import Sum, copy_tables, sums_of
from bot.storage.engine import database_url, migrate_to, open_database, reading_alone, revision

PAGES = 4096
"""Pages that SQLite copies at a time."""


class Unsound(Exception):
    """A copy is not what it was copied from, or cannot be one; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What was copied: tables and rows, and the bytes of the file."""

    tables: int
    rows: int
    size: int


def back_up(address: str, file: Path) -> Copy:
    """Write a backup of the database at this address into a new file, mode 600.

    Raises Unsound, FileExistsError and other OSErrors, and SQLAlchemyError. What is not whole is not left behind.
    """
    url = database_url(address)
    on_file = url.get_backend_name() == "sqlite"
    if file.exists():
        raise FileExistsError(file)
    if on_file and not Path(url.database or "").exists():
        raise Unsound(f"there is no database at {url.database} yet")
    with _draft(file) as draft:
        sums = _from_file(url.database or "", draft) if on_file else _from_server(address, draft)
        check(draft, sums)
        _settle(draft, file)
    return Copy(len(sums), sum(one.rows for one in sums.values()), file.stat().st_size)


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A new file beside the one that is to be, gone in the end."""
    draft = file.with_name(f".{file.name}.{token_hex(4)}.partial")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def _from_file(path: str, draft: Path) -> dict[str, Sum]:
    """Copy the pages as one moment has them. It keeps nobody waiting: readers and writers have the file as before."""
    try:
        with closing(reading_alone(path)) as source, reading(source) as connection:
            with closing(sqlite3.connect(draft)) as target:
                source.backup(target, pages=PAGES)
                target.execute("PRAGMA journal_mode=DELETE")  # the backup is one file
            return sums_of(connection)
    except sqlite3.Error as error:
        raise Unsound(f"the database cannot be copied ({error})") from None


def _from_server(address: str, draft: Path) -> dict[str, Sum]:
    """Copy the tables as one snapshot has them, which no transaction waits for."""
    server, file = open_database(address), open_database(str(URL.create("sqlite", database=str(draft))))
    snapshot = {"isolation_level": "SERIALIZABLE", "postgresql_readonly": True, "postgresql_deferrable": True}
    try:
        with server.connect().execution_options(**snapshot) as source:
            release = revision(source)
            if release is None:
                raise Unsound("there is nothing to back up: the database has no tables yet")
            migrate_to(file, release)
            with file.begin() as target:
                sums = copy_tables(source, target)
        _make_one_file(file)
        return sums
    finally:
        server.dispose()
        file.dispose()


def _make_one_file(engine: Engine) -> None:
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode=DELETE")


@contextmanager
def reading(source: sqlite3.Connection) -> Iterator[Connection]:
    """SQLAlchemy's way to a connection that somebody else opened and closes. It sees one moment, whoever writes."""
    source.isolation_level = None  # a transaction begins where we say
    engine = create_engine("sqlite://", creator=lambda: source, poolclass=StaticPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # the moment
        yield connection


def check(file: Path, sums: dict[str, Sum]) -> None:
    """Read a backup and compare. Raises Unsound."""
    with closing(reading_alone(str(file))) as opened:
        verdict = str(opened.execute("PRAGMA integrity_check(1)").fetchone()[0])
        lost = opened.execute("PRAGMA foreign_key_check").fetchone()
        with reading(opened) as connection:
            found = sums_of(connection)
    wrong = sorted(name for name in sums.keys() | found.keys() if sums.get(name) != found.get(name))
    if verdict != "ok":
        raise Unsound(f"what was written cannot be read back ({verdict})")
    if lost:
        raise Unsound(f"a row of {lost[0]} refers to one of {lost[2]} that is not there")
    if wrong:
        raise Unsound(f"what was written is not what was read: {', '.join(wrong)}")


def _settle(draft: Path, file: Path) -> None:
    """Give the file its name, whole or not at all, and never over another; the disk has it then."""
    for path in (draft, draft.parent):
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
            if path == draft:
                os.link(draft, file)
        finally:
            os.close(opened)
