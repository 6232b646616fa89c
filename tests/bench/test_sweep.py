"""The benchmark of sweeps: that what it measures is a sweep of everybody who is due, and how it tells it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine, delete, select

from bot.storage.engine import transaction
from tests.bench.participations import DUE, due_again, fill, outgoing, timer
from tests.bench.sweep import Swept, SweptWrongly, swept, table
from tests.rounds.crowds import statements

FEW = 60
"""Statements of a sweep: so many for each batch, and not for each person."""


def test_a_sweep_reminds_everybody_who_is_due_in_a_few_statements(engine: Engine) -> None:
    fill(engine, 10_000)
    with statements(engine) as first:
        assert swept(engine) > 0
    due_again(engine)
    with statements(engine) as again:
        swept(engine)
    assert len(first) == len(again) < FEW
    with transaction(engine) as session:
        calls = [row.payload["call"] for row in session.connection().execute(select(outgoing.c.payload))]
    assert {call["occasion"] for call in calls} == {"reminder"}
    assert len({call["person"] for call in calls}) == DUE
    assert len({call["round"] for call in calls}) == 100


def test_a_sweep_that_misses_somebody_is_no_result(engine: Engine) -> None:
    fill(engine, 5_000)
    with transaction(engine) as session:
        session.connection().execute(delete(timer).where(timer.c.person_id == 1))
    with pytest.raises(SweptWrongly, match="999 reminders were written for 1000 people"):
        swept(engine)


def test_the_table_compares_turn_by_turn() -> None:
    shown = table([[Swept("sqlite", 10_000, [10.0, 20.0, 30.0]), Swept("sqlite", 1_000_000, [11.0, 20.0, 36.0])]])
    assert re.search(r"among 10,000 +among 1,000,000", shown)
    assert re.search(r"sqlite +20\.0 \(10\.0-30\.0\) +20\.0 \(11\.0-36\.0\) +1\.10 \(1\.00-1\.20\)$", shown)
