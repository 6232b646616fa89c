"""An upgrade from a release without reminders writes to nobody in its hour, and to everybody in good time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Engine, select, update

from bot.storage.engine import migrations, open_database, transaction, upgrade
from tests.keys import KEYS
from tests.reminding.sweeps import DAY, HOUR, assessment, looked, timer, waiting

FOUNDED = """
INSERT INTO framework_model (hash, model_id, version, content) VALUES ('h', 'garden', '1', '');
INSERT INTO person (id, consent_version, consented_at)
    VALUES (1, '1', '{then}'), (2, '1', '{then}'), (3, '1', '{then}'), (4, '1', '{then}');
INSERT INTO conversation (channel, address, language, state, revision, updated_at, person_id)
    VALUES ('test', 'a', 'en', '{{}}', 1, '{then}', 1), ('test', 'b', 'en', '{{}}', 1, '{then}', 2),
           ('test', 'c', 'en', '{{}}', 1, '{then}', 3), ('test', 'd', 'en', '{{}}', 1, '{then}', 4);
INSERT INTO assessment (id, title, alone, model_hash, created_at, status, deadline)
    VALUES (1, 'North', false, 'h', '{then}', 'open', NULL), (2, '', true, 'h', '{then}', 'open', NULL),
           (3, 'South', false, 'h', '{then}', 'open', '{over}'), (4, 'East', false, 'h', '{then}', 'open', '{just}');
INSERT INTO participation (person_id, assessment_id, depth, joined_at, version)
    VALUES (1, 1, 'full', '{then}', 0), (2, 2, 'full', '{then}', 0), (3, 3, 'full', '{then}', 0);
INSERT INTO coordinator (assessment_id, person_id, name, muted, since)
    VALUES (3, 4, 'Amina', '[]', '{then}'), (4, 4, 'Amina', '[]', '{then}')
"""


@pytest.fixture
def upgraded(empty_database: str) -> Engine:
    """Rounds of an earlier release, in a zone where it is between two and three in the afternoon; silent for months."""
    now = datetime.now(UTC)
    just, over = now.date() - DAY, now.date() - 40 * DAY
    engine = open_database(empty_database, KEYS)
    command.upgrade(migrations(engine), "0002")
    given = FOUNDED.format(then=f"{now - 60 * DAY:%Y-%m-%d %H:%M:%S}", just=just, over=over)
    with transaction(engine) as session:
        for statement in given.split(";"):
            session.connection().exec_driver_sql(statement)
    upgrade(engine)
    with transaction(engine) as session:
        session.connection().execute(update(assessment).values(zone=afternoon(now), days_off=[]))
    return engine


def afternoon(now: datetime) -> str:
    """The zone in which it is between two and three."""
    ahead = 14 - now.hour
    return f"Etc/GMT{-(ahead if ahead > -13 else ahead + 24):+d}"


def test_nobody_is_written_to_in_the_hour_of_the_upgrade_and_each_by_the_policy(upgraded: Engine) -> None:
    engine, now = upgraded, datetime.now(UTC)
    at = now
    while at < now + 2 * HOUR:
        looked(engine, at)
        at += timedelta(minutes=10)
    assert waiting(engine) == []
    while at < now + 4 * DAY:  # also over a weekend, for the one who is alone
        looked(engine, at)
        at += HOUR
    written = Counter(row.payload["call"]["person"] for row in waiting(engine))
    assert written == Counter({1: 1, 2: 1, 3: 1, 4: 1})
    engine.dispose()


def test_of_deadlines_long_over_nobody_is_told_any_more(upgraded: Engine) -> None:
    with transaction(upgraded) as session:
        told = session.connection().execute(
            select(timer.c.assessment_id, timer.c.told_of, timer.c.due_at).where(timer.c.kind == "deadline")
        )
        found = {row.assessment_id: row for row in told}
    assert isinstance(found[3].told_of, date)
    assert found[4].told_of is None
    assert found[4].due_at > datetime.now(UTC) + 23 * HOUR, "and of one of yesterday's, tomorrow"
    upgraded.dispose()
