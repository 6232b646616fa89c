"""`sounding keys`, and what every command says of keys that are not there."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, func, insert, select
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner

from bot.main import app
from bot.sealing.keys import Keyring, fingerprint, new_key
from bot.sealing.register import enter_key, keys_in_use
from bot.storage.engine import database_url, open_database, reading_alone, transaction
from bot.storage.tables import METADATA
from tests.keys import KEY
from tests.terminal.running import COMMAND, PATIENCE, end, environment, sounding, sounding_here

answer_revision = METADATA.tables["answer_revision"]

OLD, NEW = KEY, new_key()
BOTH = f"{NEW},{OLD}"
HEARD = "What the office of the north adds."
ROWS = 3000


def told(database: str, keys: str | None, *arguments: str) -> tuple[int, str, str]:
    """Its exit status, and what it printed where."""
    given = {"SOUNDING_DATABASE_URL": database, "SOUNDING_SECRET_KEYS": keys}
    done = CliRunner().invoke(app, [*arguments], env=given)
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def short(key: str) -> str:
    return fingerprint(key)[:8]


def entered(engine: Engine, *keys: str) -> None:
    """What a start with each of these in the first place writes down."""
    with transaction(engine) as session:
        for place, key in enumerate(keys):
            at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=place)
            enter_key(session.connection(), Keyring((key,)), at)


def filled(engine: Engine) -> None:
    """Many revisions of one answer, each with a note."""
    chatted = [METADATA.tables[name] for name in ("framework_model", "person", "assessment", "participation")]
    now = datetime.now(UTC)
    row = {"participation_id": 1, "capability": "helpline", "phase": "building", "why": "", "in_place": []}
    with transaction(engine) as session:
        connection = session.connection()
        models, person, assessment, participation = chatted
        connection.execute(insert(models).values(hash="h", model_id="garden", version="1", content=""))
        connection.execute(insert(person).values(id=1, consent_version="1", consented_at=now))
        connection.execute(insert(assessment).values(id=1, title="", alone=True, model_hash="h", created_at=now))
        part = {"id": 1, "person_id": 1, "assessment_id": 1, "depth": "full", "joined_at": now, "version": 0}
        connection.execute(insert(participation).values(part))
        rows = [row | {"basis": [], "note": f"{HEARD} {n}", "answered_at": now} for n in range(ROWS)]
        connection.execute(insert(answer_revision), rows)


def notes(database: str, keys: str) -> list[str]:
    engine = open_database(database, Keyring(tuple(keys.split(","))))
    with transaction(engine) as session:
        found = list(session.connection().scalars(select(answer_revision.c.note).order_by(answer_revision.c.id)))
    engine.dispose()
    return found


def test_a_new_key_is_printed_and_no_other_is_like_it() -> None:
    keys = [CliRunner().invoke(app, ["keys", "new"]).stdout for _ in range(2)]
    assert keys[0] != keys[1]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}=\n", key) for key in keys)


def test_counting_and_sealing_anew(engine: Engine, database: str) -> None:
    entered(engine, OLD)
    filled(engine)
    code, said, _ = told(database, OLD, "keys", "check")
    assert (code, said.splitlines()[1:]) == (0, [f"  {short(OLD)}  seals and opens  {ROWS:,} values"])
    code, _, wrong = told(database, BOTH, "keys", "rotate")
    assert code == 2
    assert wrong.startswith(f"nothing runs with the key {short(NEW)} in the first place yet")
    assert told(database, BOTH, "db", "upgrade")[0] == 0
    code, said, _ = told(database, BOTH, "keys", "check")
    lines = [f"  {short(NEW)}  seals and opens  0 values", f"  {short(OLD)}  opens  {ROWS:,} values"]
    assert (code, said.splitlines()[1:]) == (0, lines)
    code, said, progress = told(database, BOTH, "keys", "rotate")
    assert (code, progress) == (0, f"Sealed anew: {ROWS:,} values.\n")
    assert said.splitlines() == [
        f"Everything is sealed with {short(NEW)}.",
        f"Can be removed from SOUNDING_SECRET_KEYS: {short(OLD)}. Backups from before need them.",
    ]
    assert notes(database, NEW) == [f"{HEARD} {n}" for n in range(ROWS)]
    assert told(database, NEW, "db", "check") == (0, "The database is well.\n", "")
    assert told(database, NEW, "keys", "rotate")[2] == "Sealed anew: 0 values.\n"


def test_what_no_key_opens_is_counted_and_stops_nothing_else_from_being_counted(engine: Engine, database: str) -> None:
    entered(engine, OLD)
    filled(engine)
    code, said, wrong = told(database, f"{OLD},{NEW}", "keys", "check")
    assert code == 0
    with transaction(engine) as session:
        session.connection().exec_driver_sql("UPDATE answer_revision SET note = 'torn' WHERE id = 1")
    code, said, wrong = told(database, OLD, "keys", "check")
    assert (code, wrong) == (1, "1 value can be opened with none of them.\n")
    assert f"{ROWS - 1:,} values" in said
    code, _, wrong = told(database, OLD, "keys", "rotate")
    assert (code, wrong) == (1, "Some values can be opened with none of the keys; `sounding keys check` counts them.\n")


# Killed


def token(database: str, number: int) -> str:
    """How the note of this revision lies in the table now."""
    query = f"SELECT note FROM answer_revision WHERE id = {number}"  # noqa: S608  # a number
    url = database_url(database)
    if url.get_backend_name() == "sqlite":
        reader = reading_alone(url.database or "")
        try:
            return str(reader.execute(query).fetchone()[0])
        finally:
            reader.close()
    server = create_engine(url, poolclass=NullPool)
    with server.connect() as connection:
        return str(connection.exec_driver_sql(query).scalar_one())


@pytest.mark.parametrize("backend", ["sqlite"])  # what is committed is, in either
def test_killed_again_and_again_it_goes_on_and_loses_nothing(engine: Engine, database: str, tmp_path: Path) -> None:
    entered(engine, OLD, NEW)
    filled(engine)
    engine.dispose()
    for number in (1, ROWS // 2):  # as soon as this one is sealed anew
        before, deadline = token(database, number), time.monotonic() + PATIENCE
        process = subprocess.Popen(
            [COMMAND, "keys", "rotate"], cwd=tmp_path, env=environment(database, SOUNDING_SECRET_KEYS=BOTH)
        )
        try:
            while token(database, number) == before:
                assert process.poll() is None, "it ended before it was killed"
                assert time.monotonic() < deadline
            process.send_signal(signal.SIGKILL)
            assert process.wait(PATIENCE) == -signal.SIGKILL
        finally:
            end(process)
        assert notes(database, BOTH) == [f"{HEARD} {n}" for n in range(ROWS)]
        with transaction(engine) as session:
            assert len(keys_in_use(session.connection())) == 2, "the old key is needed still"
    held = told(database, BOTH, "keys", "check")[1]
    left = int(re.search(rf"{short(OLD)}  opens  ([\d,]+) values", held)[1].replace(",", ""))  # type: ignore[index]
    assert 0 < left <= ROWS // 2
    done = sounding(tmp_path, "keys", "rotate", database=database, SOUNDING_SECRET_KEYS=BOTH)
    assert done.returncode == 0
    assert f"Sealed anew: {left:,} values.".encode() in done.stderr, "what was done is not done again"
    assert notes(database, NEW) == [f"{HEARD} {n}" for n in range(ROWS)]
    assert told(database, NEW, "db", "check")[0] == 0


@pytest.mark.parametrize("backend", ["postgresql"])  # where two can write at once
def test_people_answer_while_everything_is_sealed_anew(engine: Engine, database: str, tmp_path: Path) -> None:
    entered(engine, OLD, NEW)
    filled(engine)
    process = subprocess.Popen(
        [COMMAND, "keys", "rotate"], cwd=tmp_path, env=environment(database, SOUNDING_SECRET_KEYS=BOTH)
    )
    said = "1\n2\n" + "".join(f"{1 + turn % 4}\n" for turn in range(30))
    try:
        for name in ("alma", "ben"):
            done = sounding(
                tmp_path, "chat", "--as", name, said=said.encode(), database=database, SOUNDING_SECRET_KEYS=BOTH
            )
            assert (done.returncode, done.stderr) == (0, b"")
        assert process.wait(PATIENCE) == 0
    finally:
        end(process)
    new = open_database(database, Keyring((NEW,)))
    with transaction(new) as session:
        count = session.connection().scalar(select(func.count()).select_from(answer_revision))
        assert (count or 0) > ROWS
        for name in ("conversation", "answer", "answer_revision"):
            assert session.connection().execute(select(METADATA.tables[name])).all()
    new.dispose()


# Keys that are not there

EVERY = (
    ("db", "check"),
    ("db", "upgrade"),
    ("doctor",),
    ("doctor", "--reminders"),
    ("export",),
    ("keys", "check"),
    ("keys", "rotate"),
    ("simulate", "--keep"),
    ("chat",),
    ("run",),
)


@pytest.mark.parametrize("arguments", EVERY, ids=" ".join)
def test_every_command_stops_where_a_key_is_missing(
    engine: Engine, database: str, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(engine, OLD)
    monkeypatch.setenv("SOUNDING_TELEGRAM_TOKEN", "1:x")
    code, said, wrong = told(database, NEW, *arguments)
    assert code in {1, 2}
    lines = [line for line in (said + wrong).splitlines() if line]
    (line,) = [line for line in lines if "is sealed with" in line]
    assert lines == [line] or arguments == ("doctor",), "which says everything else that is wrong, too"
    assert f"a key that SOUNDING_SECRET_KEYS does not have: {short(OLD)}. Put it back" in line
    assert OLD[:8] not in line
    with transaction(engine) as session:
        assert keys_in_use(session.connection()) == (fingerprint(OLD),), "and no new one is in use"


def test_a_key_that_is_none_is_named_and_not_quoted(database: str) -> None:
    for given, which in (("hunter2", "it is no key"), (f"{OLD},hunter2", "key 2 of 2 is no key")):
        code, said, wrong = told(database, given, "db", "check")
        assert (code, said) == (2, "")
        assert wrong == f"SOUNDING_SECRET_KEYS: {which}; `sounding keys new` prints one to copy whole\n"


@pytest.mark.parametrize("backend", ["postgresql"])
def test_without_keys_on_postgresql_the_line_says_how_to_make_one(database: str, tmp_path: Path) -> None:
    for arguments in (("chat",), ("db", "upgrade"), ("simulate", "--keep")):
        code, said, wrong = told(database, None, *arguments)
        assert (code, said) == (2, "")
        line = (
            "SOUNDING_SECRET_KEYS is not set, and PostgreSQL has no file beside it; `sounding keys new` prints a key\n"
        )
        assert wrong == line


def test_without_keys_on_sqlite_a_file_is_made_and_told_of_once(tmp_path: Path) -> None:
    first = sounding_here(tmp_path, "chat", said=b"1\n", SOUNDING_SECRET_KEYS="")
    line = b"sounding.db.keys is new: it holds the key to what people write. Keep a copy elsewhere.\n"
    assert (first.returncode, first.stderr) == (0, line)
    file = tmp_path / "sounding.db.keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    second = sounding_here(tmp_path, "chat", said=b"/help\n", SOUNDING_SECRET_KEYS="")
    assert (second.returncode, second.stderr) == (0, b"")
    file.chmod(0o644)
    third = sounding_here(tmp_path, "chat", SOUNDING_SECRET_KEYS="")
    assert third.returncode == 2
    assert third.stderr == b"sounding.db.keys can be read by others; make it yours alone: chmod 600 sounding.db.keys\n"
    key = file.read_text().strip()
    file.unlink()
    for arguments in (("chat",), ("db", "check")):
        gone = sounding_here(tmp_path, *arguments, SOUNDING_SECRET_KEYS="")
        assert gone.returncode in {1, 2}
        assert f"sounding.db.keys does not have: {short(key)}. Put the file back".encode() in gone.stderr
        assert not file.exists(), "never a new key over what is sealed"
    assert sounding_here(tmp_path, "chat", SOUNDING_SECRET_KEYS=key).returncode == 0


def test_a_service_says_every_time_that_the_keys_lie_beside_the_database(tmp_path: Path) -> None:
    for _ in range(2):
        process = subprocess.Popen(
            [COMMAND, "run"],
            cwd=tmp_path,
            env=environment(
                SOUNDING_SECRET_KEYS="",
                SOUNDING_TELEGRAM_TOKEN="1:x",
                SOUNDING_TELEGRAM_API="http://127.0.0.1:9",
                SOUNDING_OPEN="true",
            ),
            stderr=subprocess.PIPE,
        )
        try:
            assert process.stderr
            first = os.read(process.stderr.fileno(), 4096).decode()
            assert first.count("\n") == 1
            assert "[warning  ] the keys lie beside the database: SOUNDING_SECRET_KEYS is not set" in first
        finally:
            end(process)
