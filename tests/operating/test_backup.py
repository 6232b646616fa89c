"""`sounding db backup` and `restore`: everything comes back, in either kind of database, or nothing does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from typer.testing import CliRunner

from bot.main import app
from bot.storage.backup import Unsound, back_up, check
from bot.storage.copying import Sum, copy_tables, found_tables, sums_of
from bot.storage.engine import migrate_to, open_database
from bot.storage.restoring import restore
from tests.operating.filling import fill
from tests.terminal.running import sounding


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


def everything(engine: Engine) -> dict[str, Sum]:
    with engine.connect() as connection:
        return sums_of(connection)


def test_everything_comes_back_in_either_kind_of_database(
    engine: Engine, database: str, elsewhere: str, file: Path
) -> None:
    with engine.begin() as connection:
        filled = fill(connection)
    before = everything(engine)
    assert {name for name, kept in before.items() if kept.rows} == filled == set(before)
    done = back_up(database, file)
    assert (done.tables, done.rows, done.size) == (len(before), 2 * len(before), file.stat().st_size)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir() if "backup" in path.name] == ["backup.db"]

    restore(file, elsewhere, None)
    other = open_database(elsewhere)
    assert everything(other) == before
    with other.begin() as connection:  # new rows get numbers of their own
        connection.execute(text("INSERT INTO spent (chat_hash, kind, at) VALUES ('c', 'k', '2026-11-22 10:00:00+00')"))
        assert connection.scalar(text("SELECT max(id) FROM spent")) == 3
    other.dispose()


def test_a_backup_of_an_earlier_release_is_brought_to_this_one(empty_database: str, elsewhere: str, file: Path) -> None:
    engine = open_database(empty_database)
    migrate_to(engine, "0001")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO person (consent_version, consented_at) VALUES ('1', '2026-11-01 10:00')"))
    back_up(empty_database, file)
    engine.dispose()
    restore(file, elsewhere, None)
    other = open_database(elsewhere)
    with other.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 1
        assert "sealing_key" in {table.name for table in found_tables(connection)}
    other.dispose()


def test_a_database_that_holds_anything_is_left_as_it_is(engine: Engine, database: str, file: Path) -> None:
    with engine.begin() as connection:
        fill(connection)
    back_up(database, file)
    before = everything(engine)
    with pytest.raises(Unsound, match="not empty"):
        restore(file, database, None)
    assert everything(engine) == before


def test_what_does_not_fit_together_is_not_restored(engine: Engine, database: str, elsewhere: str, file: Path) -> None:
    with engine.begin() as connection:
        fill(connection)
    back_up(database, file)
    with closing(sqlite3.connect(file)) as backup:
        backup.execute("DELETE FROM person WHERE id = 1")
        backup.commit()
    with pytest.raises((Unsound, IntegrityError)):
        restore(file, elsewhere, None)
    other = open_database(elsewhere)
    assert not any(kept.rows for kept in everything(other).values())
    other.dispose()


@pytest.mark.parametrize("content", [b"", b"not a database", None], ids=["empty", "a text", "damaged"])
def test_what_is_no_backup_is_refused(tmp_path: Path, file: Path, sqlite_template: Path, content: bytes | None) -> None:
    whole = sqlite_template.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(Unsound):
        restore(file, f"sqlite:///{tmp_path / 'new.db'}", None)
    assert not (tmp_path / "new.db").exists()


def test_a_copy_that_differs_is_noticed(engine: Engine, database: str, file: Path) -> None:
    with engine.begin() as connection:
        fill(connection)
    back_up(database, file)
    sums = everything(engine)
    check(file, sums)
    with closing(sqlite3.connect(file)) as backup:
        backup.execute("UPDATE answer SET note = 'another'")
        backup.commit()
    with pytest.raises(Unsound, match="answer"):
        check(file, sums)


def test_copying_needs_no_key(engine: Engine, database: str, file: Path) -> None:
    """What is sealed goes into a backup as it is."""
    with engine.begin() as connection:
        fill(connection)
        connection.execute(text("UPDATE answer SET note = 'gAAAA-sealed'"))
    back_up(database, file)
    with closing(sqlite3.connect(file)) as backup:
        assert set(backup.execute("SELECT note FROM answer")) == {("gAAAA-sealed",)}


def test_tables_of_json_are_copied_letter_by_letter(engine: Engine, tmp_path: Path) -> None:
    odd = '{"b": 1,  "a": "é\\u0000"}'
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    migrate_to(other, "head")
    with engine.begin() as connection, other.begin() as there:
        fill(connection)
        cast = "CAST(:odd AS json)" if engine.dialect.name == "postgresql" else ":odd"
        connection.execute(text(f"UPDATE conversation SET state = {cast}"), {"odd": odd})  # noqa: S608  # our own words
        copy_tables(connection, there)
        assert set(there.scalars(text("SELECT CAST(state AS text) FROM conversation"))) == {odd}
    other.dispose()


# The command


def test_the_command_says_what_it_made_and_what_is_not_in_it(tmp_path: Path, sqlite_template: Path) -> None:
    (tmp_path / "sounding.db").write_bytes(sqlite_template.read_bytes())
    done = sounding(tmp_path, "db", "backup", "kept.db")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("kept.db: ")
    assert b"The keys are not in it." in done.stderr
    again = sounding(tmp_path, "db", "backup", "kept.db")
    assert (again.returncode, again.stdout) == (2, b"")
    assert again.stderr == b"kept.db is there already; name a new file\n"
    full = sounding(tmp_path, "db", "restore", "missing.db")
    assert (full.returncode, full.stderr) == (2, b"missing.db: there is no such file\n")


def test_there_must_be_a_database(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'none.db'}"
    done = CliRunner().invoke(app, ["db", "backup", str(tmp_path / "b.db")], env={"SOUNDING_DATABASE_URL": address})
    assert done.exit_code == 1
    assert "there is no database at" in done.stderr
    assert list(tmp_path.iterdir()) == []
