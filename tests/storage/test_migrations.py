"""The tables as the migrations make them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from bot.storage.engine import (
    WrongDatabaseURL,
    database_url,
    head,
    migrations,
    open_database,
    transaction,
    upgrade,
)
from bot.storage.processes import bury, shared
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.tables import METADATA
from bot.telegram.outbox import adopted_rows
from framework.shapes import CAPABILITY_ID, PHASE_ID, Id
from tests.keys import KEYS


def test_the_tables_are_made_once_however_often_the_upgrade_runs(empty_database: str) -> None:
    engine = open_database(empty_database, KEYS)
    for _ in range(2):
        upgrade(engine)
        assert set(inspect(engine).get_table_names()) == {*METADATA.tables, "alembic_version"}
    engine.dispose()


def test_the_migrations_lead_to_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_a_database_holds_every_id_that_a_model_may_have() -> None:
    for column, shape in {
        "answer.capability": CAPABILITY_ID,
        "answer_revision.capability": CAPABILITY_ID,
        "agreement.capability": CAPABILITY_ID,
        "agreement_revision.capability": CAPABILITY_ID,
        "priority.capability": CAPABILITY_ID,
        "release.capability": CAPABILITY_ID,
        "agreement.phase": PHASE_ID,
        "agreement_revision.phase": PHASE_ID,
        "answer.phase": PHASE_ID,
        "answer_revision.phase": PHASE_ID,
        "framework_model.model_id": Id(),
    }.items():
        table, name = column.split(".")
        assert METADATA.tables[table].columns[name].type.length >= shape.most  # type: ignore[attr-defined]


@pytest.mark.parametrize("pragma", ["journal_mode=wal", "synchronous=2", "foreign_keys=1"])
def test_sqlite_is_opened_safely(engine: Engine, pragma: str) -> None:
    if engine.dialect.name == "sqlite":
        name, _, value = pragma.partition("=")
        with engine.connect() as connection:
            assert str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) == value


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("sqlite:///sounding.db", "sqlite"),
        ("sqlite+aiosqlite:////var/lib/sounding.db", "sqlite"),
        ("postgres://alma@localhost/sounding", "postgresql+psycopg"),
        ("postgresql://alma@localhost/sounding", "postgresql+psycopg"),
        ("postgresql+psycopg2://alma@localhost/sounding", "postgresql+psycopg"),
    ],
)
def test_an_address_gets_the_driver_that_is_installed(address: str, driver: str) -> None:
    assert database_url(address).drivername == driver


@pytest.mark.parametrize(
    "address",
    [
        "sounding.db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://alma:hunter2@localhost/sounding.db",
        "mysql://alma:hunter2@localhost/sounding",
        "postgresql://alma:hun@ter:2hunter2@localhost/sounding",
    ],
)
def test_an_address_of_no_use_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(WrongDatabaseURL) as told:
        database_url(address)
    assert "hunter2" not in str(told.value)


BEFORE_REMINDERS = """
INSERT INTO framework_model (hash, model_id, version, content) VALUES ('h', 'garden', '1', '');
INSERT INTO person (id, consent_version, consented_at)
    VALUES (1, '1', '2026-11-01 10:00:00'), (2, '1', '2026-11-01 10:00:00'), (3, '1', '2026-11-01 10:00:00');
INSERT INTO assessment (id, title, alone, model_hash, created_at)
    VALUES (1, 'North', false, 'h', '2026-11-01 10:00:00'), (2, '', true, 'h', '2026-11-01 10:00:00');
INSERT INTO participation (person_id, assessment_id, depth, joined_at, version, removed_at)
    VALUES (1, 1, 'full', '2026-11-01 10:00:00', 0, NULL), (2, 2, 'full', '2026-11-01 10:00:00', 0, NULL),
           (3, 1, 'full', '2026-11-01 10:00:00', 0, '2026-11-02 10:00:00');
INSERT INTO coordinator (assessment_id, person_id, name, muted, since)
    VALUES (1, 1, 'Amina', '[]', '2026-11-01 10:00:00')
"""


def test_a_round_of_an_earlier_release_follows_no_other_and_is_not_shared(empty_database: str) -> None:
    engine = open_database(empty_database, KEYS)
    command.upgrade(migrations(engine), "0003")
    with transaction(engine) as session:
        for statement in BEFORE_REMINDERS.split(";"):
            session.connection().exec_driver_sql(statement)
    upgrade(engine)
    with transaction(engine) as session:
        rounds = session.connection().execute(select(METADATA.tables["assessment"])).all()
        parts = session.connection().execute(select(METADATA.tables["participation"])).all()
        assert [(row.previous_id, row.shared_at) for row in rounds] == [(None, None)] * 2
        assert [row.previous_id for row in parts] == [None] * 3
    refused = insert(METADATA.tables["assessment"]).values(
        title="", alone=False, model_hash="h", created_at=datetime.now(UTC), previous_id=99
    )
    with pytest.raises(IntegrityError), transaction(engine) as session:
        session.connection().execute(refused)
    engine.dispose()


IN_EVERY_RELEASE = """
INSERT INTO framework_model (hash, model_id, version, content) VALUES ('h', 'garden', '1', '');
INSERT INTO person (id, consent_version, consented_at) VALUES (1, '1', '2026-11-01 10:00:00');
INSERT INTO assessment (id, title, alone, model_hash, created_at) VALUES (1, '', true, 'h', '2026-11-01 10:00:00');
INSERT INTO participation (id, person_id, assessment_id, depth, joined_at, version)
    VALUES (1, 1, 1, 'full', '2026-11-01 10:00:00', 1);
INSERT INTO answer (participation_id, capability, phase, why, in_place, basis, note, answered_at)
    VALUES (1, 'helpline', 'building', '', '[]', '["law"]', '', '2026-11-01 10:00:00');
INSERT INTO outgoing (channel, address, payload, urgent, once, owner, created_at)
    VALUES ('telegram', '5', '{"call": {"occasion": "reminder", "round": 1, "person": 1}}', false, true, 'killed',
            '2026-11-01 10:00:00')
"""


@pytest.mark.parametrize("release", [f"{number:04}" for number in range(1, int(head()))])
def test_every_earlier_release_comes_to_this_one_with_what_is_in_it(empty_database: str, release: str) -> None:
    engine = open_database(empty_database, KEYS)
    command.upgrade(migrations(engine), release)
    with transaction(engine) as session:
        for statement in IN_EVERY_RELEASE.split(";"):
            session.connection().exec_driver_sql(statement)
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    with transaction(engine) as session:
        (kept,) = session.connection().execute(select(METADATA.tables["answer"])).all()
        assert (kept.capability, kept.phase, kept.basis, kept.marked) == ("helpline", "building", ["law"], False)
        if shared(session):
            bury(session, "new")  # its owner is not there any more
        (row,) = adopted_rows(session, "new", 10, everything=True)
        assert (row.address, row.once, row.payload["call"]["person"]) == ("5", True, 1)
    engine.dispose()


def test_everybody_of_an_earlier_release_is_looked_at_soon(empty_database: str) -> None:
    engine = open_database(empty_database, KEYS)
    command.upgrade(migrations(engine), "0002")
    with transaction(engine) as session:
        for statement in BEFORE_REMINDERS.split(";"):
            session.connection().exec_driver_sql(statement)
    upgrade(engine)
    timer, soon = METADATA.tables["timer"], datetime.now(UTC) + timedelta(minutes=1)
    with transaction(engine) as session:
        rows = session.connection().execute(select(timer).order_by(timer.c.kind, timer.c.assessment_id)).all()
        assert [(row.kind, row.assessment_id, row.person_id, row.sent) for row in rows] == [
            ("deadline", 1, 1, []),
            ("digest", 1, 1, []),
            ("reminder", 1, 1, []),
            ("reminder", 2, 2, []),
        ]
        assert sweep_due(session, soon) == 4, "and can be moved on"
    engine.dispose()
