"""The commands that look after models and databases, and what each says about itself."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from sqlalchemy import Engine, create_engine
from typer.testing import CliRunner, Result

from bot.main import app
from bot.storage.engine import open_database, transaction
from bot.storage.tables import Person
from tests.storage.chats import NOON
from tests.terminal.running import sounding as process

GARDEN = Path(__file__).parents[1] / "models" / "garden.yaml"


def sounding(*arguments: str, database: str = "") -> Result:
    return CliRunner().invoke(app, arguments, env={"SOUNDING_DATABASE_URL": database} if database else {})


def commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


COMMANDS = list(commands(typer.main.get_command(app)))


def test_every_command_is_found() -> None:
    assert {("chat",), ("run",), ("framework", "check"), ("framework", "show"), ("db", "check")} <= set(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_shows_an_example(path: tuple[str, ...]) -> None:
    done = sounding(*path, "--help")
    assert done.exit_code == 0
    assert re.search(rf"Example: (SOUNDING_\S+ )*{' '.join(('sounding', *path))}", done.stdout)


def test_the_program_itself_answers(tmp_path: Path) -> None:
    done = process(tmp_path, "--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Example: sounding chat" in done.stdout
    assert process(tmp_path, "dance").returncode == 2


def test_a_model_without_faults() -> None:
    done = sounding("framework", "check", str(GARDEN))
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{GARDEN}: no faults\n", "")


def test_every_fault_of_a_model_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "faulty.yaml"
    text = GARDEN.read_text("utf-8")
    file.write_text(
        text.replace("terms: [water-butt]", "terms: [water-but]").replace("publisher:", "publishr:"), "utf-8"
    )
    done = sounding("framework", "check", str(file))
    assert done.exit_code == 1
    told = [line.removeprefix(f"{file}:") for line in done.stdout.splitlines()]
    lines = [text.splitlines()[int(line.partition(":")[0]) - 1].strip() for line in told]
    assert "terms: [water-butt]" in lines
    assert "publisher: The Garden Network" in lines


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_model_that_cannot_be_read(tmp_path: Path, command: str) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"title: caf\xe9")
    for file, reason in (
        (tmp_path / "missing.yaml", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (latin, "not a text in UTF-8"),
    ):
        done = sounding("framework", command, str(file))
        assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"{file}: {reason}\n")


def test_a_model_is_shown() -> None:
    shown = sounding("framework", "show", str(GARDEN)).stdout
    assert "Community Gardens Maturity Model" in shown
    assert "How does the garden make its compost?" in shown
    assert "Model National Response" in sounding("framework", "show").stdout


def test_a_faulty_model_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text("format: 1\n")
    done = sounding("framework", "show", str(file))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"{file} has faults; `sounding framework check {file}` lists them\n"


WELL = (0, "The database is well.\n", "")
OLD = "The database is older than this program; run `sounding db upgrade`.\n"
LATER = "A later release of Sounding has changed this database (9999); use that one.\n"


def check(database: str) -> tuple[int, str, str]:
    done = sounding("db", "check", database=database)
    return done.exit_code, done.stdout, done.stderr


def test_a_database_that_is_well(database: str) -> None:
    assert check(database) == WELL


def test_an_empty_database_is_upgraded(empty_database: str, backend: str) -> None:
    code, said, wrong = check(empty_database)
    assert (code, said) == (1, "")
    assert wrong == OLD if backend == "postgresql" else "There is no database at" in wrong
    for _ in range(2):
        done = sounding("db", "upgrade", database=empty_database)
        assert (done.exit_code, done.stdout, done.stderr) == (0, "The database is up to date.\n", "")
    assert check(empty_database) == WELL


def test_an_upgrade_keeps_what_is_there(engine: Engine, database: str) -> None:
    with transaction(engine) as session:
        session.add(Person(id=7, consent_version="1", consented_at=NOON))
    assert sounding("db", "upgrade", database=database).exit_code == 0
    with transaction(engine) as session:
        assert session.get_one(Person, 7).consented_at == NOON


def test_a_database_of_a_later_release_is_left_alone(engine: Engine, database: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert check(database) == (1, "", LATER)
    for command in (("db", "upgrade"), ("chat",)):
        done = sounding(*command, database=database)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == (
            "SOUNDING_DATABASE_URL: a later release of Sounding has changed this database; use that one\n"
        )


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    file = tmp_path / "missing.db"
    assert check(f"sqlite:///{file}") == (
        1,
        "",
        f"There is no database at {file} yet; `sounding db upgrade` makes one.\n",
    )
    assert not file.exists()


def test_a_server_that_cannot_be_reached() -> None:
    code, said, wrong = check("postgresql://alma:hunter2@127.0.0.1:1/sounding")
    assert (code, said) == (1, "")
    assert wrong.startswith("The database cannot be read: ")
    assert "hunter2" not in wrong


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, and long enough to be read as the header of one " * 20)
    before = file.read_bytes()
    assert check(f"sqlite:///{file}") == (1, "", "The database cannot be read: file is not a database.\n")
    assert file.read_bytes() == before


def test_a_damaged_file(tmp_path: Path, sqlite_template: Path) -> None:
    file = tmp_path / "torn.db"
    whole = sqlite_template.read_bytes()
    with sqlite3.connect(sqlite_template) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    for page in range(2, len(whole) // size):
        torn = whole[: page * size] + b"\xa5" * size + whole[(page + 1) * size :]
        file.write_bytes(torn)
        code, said, wrong = check(f"sqlite:///{file}")
        assert (code, said) == (1, "")
        assert wrong.startswith(("The database file is damaged: ", "The database cannot be read: "))


def test_errors_of_the_database_do_not_quote_what_people_wrote(engine: Engine, database: str) -> None:
    assert engine.hide_parameters
    assert not create_engine("sqlite:///x.db").hide_parameters
    assert open_database(database).hide_parameters
