"""The short form of `make chaos PROCESSES=3`."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL

from tests import databases
from tests.chaos.storm import short_plan, storm

SEED = 20231
PEOPLE, KILLS, PROCESSES = 10, 6, 3


async def test_people_lose_nothing_while_processes_are_killed_and_the_network_fails(
    tmp_path: Path, postgres: URL
) -> None:
    seed = int(os.environ.get("SEED", SEED))
    name = databases.new_database(postgres, "template0")
    try:
        plan = short_plan(PEOPLE, KILLS, seed, deadline=150, processes=PROCESSES)
        report = await storm(plan, tmp_path, databases.written(postgres.set(database=name)))
    finally:
        databases.drop_database(postgres, name)
    print(report)
    assert report.wrong == []
    assert report.kills == KILLS
    assert report.answers == PEOPLE * 20
