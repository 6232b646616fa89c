"""What people write is sealed in the tables and in the files, and reads the same as before."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, select, text
from sqlalchemy.sql.operators import eq, in_op, like_op, lt

from bot.sealing import keyfile
from bot.sealing.keys import CannotOpen, Keyring, WrongKeys, fingerprint, keyring, new_key
from bot.sealing.opening import given_keys, needed_keys
from bot.sealing.register import keys_in_use
from bot.storage import engine as opening
from bot.storage.columns import METADATA, Sealed, SealedJSON
from bot.storage.engine import database_url, migrations, open_database, transaction, truncate_wal, upgrade
from tests.keys import KEY, KEYS

MARK = "Plainly-written"
"""In everything that people are taken to have written here."""

SEALED = {
    "answer.why",
    "answer.note",
    "answer_revision.why",
    "answer_revision.note",
    "participation.name",
    "coordinator.name",
    "invitation.label",
    "agreement.reason",
    "agreement.dissent",
    "agreement_revision.reason",
    "agreement_revision.dissent",
    "priority.lead",
    "priority.note",
    "conversation.state",
    "outgoing.payload",
    "set_aside.content",
    "assessment.imported",
}

AT = datetime(2026, 11, 1, 10, tzinfo=UTC)
PLAIN_KEYS = {"call": {"occasion": "reminder", "round": 1, "person": 2}}


def test_these_columns_are_sealed_and_no_others() -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, Sealed | SealedJSON)
    }
    assert found == SEALED


# Values


def rows_of_an_earlier_release() -> dict[str, list[dict[str, Any]]]:
    """A little of everything, as columns of 0006 take it; every second text is empty."""
    said = {"phase": "building", "in_place": [], "basis": [], "answered_at": AT}
    words = {"why": f"{MARK} why", "note": f"{MARK} ملاحظة 🌻"}
    agreed = {"phase": None, "person_id": 1, "at": AT, "reason": f"{MARK} reason", "dissent": ""}
    chat = {"channel": "telegram", "language": "en", "updated_at": AT}
    sent = {"channel": "telegram", "address": "1", "urgent": True, "once": False, "created_at": AT}
    return {
        "framework_model": [{"hash": "h", "model_id": "garden", "version": "1", "content": ""}],
        "person": [{"id": n, "consent_version": "1", "consented_at": AT} for n in range(1, 1203)],
        "assessment": [
            {"id": 1, "title": "North", "alone": False, "model_hash": "h", "created_at": AT, "imported": None},
            {"id": 2, "title": "", "alone": False, "model_hash": "h", "created_at": AT, "imported": {"t": MARK}},
        ],
        "invitation": [
            {"id": n, "assessment_id": 1, "code_hash": str(n), "role": "respondent", "label": MARK * (n % 2)}
            | {"language": "en", "places": 1, "taken": 0, "created_at": AT}
            for n in (1, 2)
        ],
        "participation": [
            {"id": n, "person_id": n, "assessment_id": 1, "depth": "full", "joined_at": AT, "version": 0}
            | {"name": f"{MARK} {n}" if n % 2 else "", "invitation_id": 1}
            for n in range(1, 1203)
        ],
        "coordinator": [
            {"assessment_id": 1, "person_id": n, "name": MARK * (n % 2), "muted": [], "since": AT} for n in (1, 2)
        ],
        "answer": [
            {"participation_id": n, "capability": name} | said | (words if n % 2 else {"why": "", "note": ""})
            for n in range(1, 603)
            for name in ("helpline", "policy")
        ],
        "answer_revision": [{"participation_id": 1, "capability": "helpline"} | said | words],
        "agreement": [{"assessment_id": 1, "capability": "helpline"} | agreed],
        "agreement_revision": [{"assessment_id": 1, "capability": "helpline"} | agreed],
        "priority": [
            {"assessment_id": 1, "capability": "helpline", "lead": MARK, "until": date(2027, 1, 1), "note": ""}
            | {"changed_at": AT}
        ],
        "conversation": [
            {"address": "1", "revision": 3, "state": {"at": "offering-note", "text": MARK}} | chat,
            {"address": "2", "revision": 3, "state": {"at": "listing-sections"}} | chat,
        ],
        "outgoing": [{"payload": {"text": MARK}} | sent, {"payload": PLAIN_KEYS} | sent],
        "set_aside": [
            {"channel": "telegram", "update_id": 1, "address": "1", "error": "KeyError", "place": ""}
            | {"content": json.dumps({"text": MARK}), "set_aside_at": AT}
        ],
    }


def earlier(address: str, keys: Keyring | None) -> Engine:
    """A database of the release before, with something in every table."""
    engine = open_database(address, keys)
    command.upgrade(migrations(engine), "0006")
    with transaction(engine) as session:
        connection = session.connection()
        for name, rows in rows_of_an_earlier_release().items():
            kinds = {
                column.name: getattr(column.type, "impl_instance", column.type) for column in METADATA.tables[name].c
            }
            clear = text_of(name, list(rows[0]), kinds)
            connection.execute(clear, rows)
    return engine


def text_of(name: str, columns: list[str], kinds: dict[str, Any]) -> Any:
    """An insertion that takes values as they come to lie in the table."""
    from sqlalchemy import column, table

    plain = {"sealed": Sealed, "json": SealedJSON}
    kept = [
        column(each, METADATA.tables[name].c[each].type)
        if not isinstance(METADATA.tables[name].c[each].type, tuple(plain.values()))
        else column(each, kinds[each])
        for each in columns
    ]
    return insert(table(name, *kept))


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """What the program reads from these tables."""
    with transaction(engine) as session:
        return {
            name: sorted(
                (tuple(row._mapping[column] for column in rows[0]) for row in read(session, name, list(rows[0]))),
                key=repr,
            )
            for name, rows in rows_of_an_earlier_release().items()
        }


def read(session: Any, name: str, columns: list[str]) -> Any:
    return session.connection().execute(select(*(METADATA.tables[name].c[column] for column in columns))).all()


def left_plain(engine: Engine) -> list[str]:
    """Where the mark stands in a column as the database has it."""
    found = []
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608  # our own names
                found += [f"{table}.{name}" for name, value in row._mapping.items() if MARK in str(value)]
    return found


@pytest.fixture
def upgraded(empty_database: str) -> Iterator[Engine]:
    engine = earlier(empty_database, KEYS)
    assert {*left_plain(engine)} == SEALED - {"agreement.dissent", "agreement_revision.dissent", "priority.note"}
    upgrade(engine)
    yield engine
    engine.dispose()


def test_what_an_earlier_release_kept_reads_the_same_and_is_sealed(upgraded: Engine) -> None:
    expected = {
        name: sorted((tuple(row.values()) for row in rows), key=repr)
        for name, rows in rows_of_an_earlier_release().items()
    }
    assert everything(upgraded) == expected
    assert left_plain(upgraded) == []
    with transaction(upgraded) as session:
        assert keys_in_use(session.connection()) == KEYS.fingerprints
    with upgraded.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_no_page_of_the_file_has_it_left(upgraded: Engine) -> None:
    if upgraded.dialect.name == "sqlite":
        assert in_files(upgraded) == []


def in_files(engine: Engine) -> list[str]:
    """The files beside the database that the mark stands in."""
    file = Path(engine.url.database or "")
    return [each.name for each in file.parent.glob(f"{file.name}*") if MARK.encode() in each.read_bytes()]


def test_a_kill_between_sealing_and_writing_the_file_anew_leaves_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"sqlite:///{tmp_path / 'killed.db'}"
    engine = earlier(address, KEYS)
    with monkeypatch.context() as patched:
        patched.setattr(opening, "_rewrite", lambda _: None)
        upgrade(engine)
    assert in_files(engine), "it would have been left"
    engine.dispose()
    again = open_database(address, KEYS)
    upgrade(again)
    assert in_files(again) == []
    again.dispose()


def test_nothing_is_upgraded_without_keys_where_there_is_something_to_seal(empty_database: str) -> None:
    engine = earlier(empty_database, None)
    with pytest.raises(CannotOpen):
        upgrade(engine)
    assert left_plain(engine), "nothing of it was changed"
    engine.dispose()


def test_what_is_deleted_is_gone_from_the_file(database: str) -> None:
    engine, outgoing = open_database(database, KEYS), METADATA.tables["handled_update"]
    if engine.dialect.name == "sqlite":
        with transaction(engine) as session:  # a column that is not sealed, to be found if it were there
            row = {"channel": MARK, "update_id": 1, "handled_at": AT}
            session.connection().execute(insert(outgoing), row)
        assert in_files(engine)
        with transaction(engine) as session:
            session.connection().execute(outgoing.delete())
        truncate_wal(engine)
        assert in_files(engine) == []
    engine.dispose()


# Columns


def test_empty_text_and_calls_stay_as_they_are_and_everything_else_does_not(engine: Engine) -> None:
    text_type, form, dialect = Sealed(), SealedJSON(readable="call"), engine.dialect
    kind: Any
    value: Any
    for kind, value in ((text_type, ""), (text_type, None), (form, PLAIN_KEYS), (form, None)):
        assert kind.process_bind_param(value, dialect) == value == kind.process_result_value(value, dialect)
    for kind, value in ((text_type, MARK), (form, PLAIN_KEYS | {"words": MARK}), (form, {}), (form, [MARK])):
        kept = kind.process_bind_param(value, dialect)
        assert MARK not in str(kept)
        assert kind.process_bind_param(value, dialect) != kept, "every sealing is another"
        assert kind.process_result_value(kept, dialect) == value


def test_what_is_sealed_is_compared_with_nothing_but_the_empty_text() -> None:
    name = METADATA.tables["participation"].c.name
    assert str(name != "")
    for operator, other in ((eq, MARK), (like_op, MARK), (in_op, [MARK]), (lt, "x"), (eq, name)):
        with pytest.raises(TypeError):
            name.operate(operator, other)


def test_without_keys_or_with_others_nothing_is_read(engine: Engine, database: str) -> None:
    person, assessment = METADATA.tables["person"], METADATA.tables["assessment"]
    with transaction(engine) as session:
        models = METADATA.tables["framework_model"]
        session.connection().execute(insert(models).values(hash="h", model_id="g", version="1", content=""))
        row = {"title": "", "alone": False, "model_hash": "h", "created_at": AT, "imported": {"t": MARK}}
        session.connection().execute(insert(assessment), row)
        session.connection().execute(insert(person).values(consent_version="1", consented_at=AT))
    for keys in (None, Keyring((new_key(),))):
        other = open_database(database, keys)
        with pytest.raises(CannotOpen) as told, transaction(other) as session:
            session.connection().execute(select(assessment.c.imported)).all()
        assert MARK not in str(told.value)
        other.dispose()
    more = open_database(database, Keyring((new_key(), KEY)))
    with transaction(more) as session:
        assert session.connection().scalar(select(assessment.c.imported)) == {"t": MARK}
    more.dispose()


def test_two_engines_of_one_process_have_keys_of_their_own(tmp_path: Path) -> None:
    first, second = (open_database(f"sqlite:///{tmp_path / n}.db", Keyring((new_key(),))) for n in "ab")
    kept = Sealed().process_bind_param(MARK, first.dialect)
    with pytest.raises(CannotOpen):
        Sealed().process_result_value(kept, second.dialect)
    first.dispose()
    second.dispose()


# Keys


@pytest.mark.parametrize("given", ["", " , ", "abc", f"{KEY},abc", f"{KEY[:-4]}", f"{KEY}é", "hunter2" * 9])
def test_what_is_no_key_is_refused_and_not_quoted(given: str) -> None:
    with pytest.raises(WrongKeys) as told:
        keyring(given)
    assert "hunter2" not in str(told.value)
    assert KEY[:8] not in str(told.value)


def test_keys_stand_with_commas_or_on_lines_and_show_nowhere() -> None:
    keys = [new_key() for _ in range(3)]
    for written in (",".join(keys), " , ".join(keys), "\n".join(keys) + "\n", f"{keys[0]},{keys[1]},\n{keys[2]}\n"):
        assert keyring(written).fingerprints == tuple(map(fingerprint, keys))
        assert not any(key in repr(keyring(written)) for key in keys)


def test_a_file_of_keys_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'sounding.db'}"
    made = needed_keys(None, address)
    assert made.new
    assert made.file == tmp_path / "sounding.db.keys"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["sounding.db.keys"], "no draft of it is left"
    again = needed_keys(None, address)
    assert (again.keys, again.new) == (made.keys, False)
    assert keyfile.create(made.file) == made.keys, "never another over it"
    assert given_keys(KEY, address).keys == KEYS, "a setting goes before it"


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sounding.db.keys"
    file.write_text(KEY)
    for mode in (0o640, 0o604, 0o620, 0o660):
        file.chmod(mode)
        with pytest.raises(WrongKeys, match=f"chmod 600 {file}"):
            keyfile.read(file)
    file.chmod(0o600)
    assert keyfile.read(file) == KEYS


def test_a_file_that_holds_something_else_is_named_and_not_quoted(tmp_path: Path) -> None:
    file = tmp_path / "sounding.db.keys"
    for content in (b"", b"hunter2", b"\xff\xfe"):
        file.write_bytes(content)
        file.chmod(0o600)
        with pytest.raises(WrongKeys) as told:
            keyfile.read(file)
        assert str(told.value).startswith(str(file))
        assert "hunter2" not in str(told.value)


def test_the_files_of_a_database_are_their_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "copied.db"
    file.touch(mode=0o644)
    engine = open_database(f"sqlite:///{file}", KEYS)
    upgrade(engine)
    assert database_url(f"sqlite:///{file}").database == str(file)
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o600}
    engine.dispose()
