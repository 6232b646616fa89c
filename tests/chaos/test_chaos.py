"""The short form of `make chaos`."""

from __future__ import annotations

import os
from pathlib import Path

from tests.chaos.storm import short_plan, storm

SEED = 20231


async def test_people_lose_nothing_while_the_bot_is_killed_and_the_network_fails(tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED", SEED))
    report = await storm(short_plan(people=8, kills=5, seed=seed, deadline=150), tmp_path)
    print(report)
    assert report.wrong == []
    assert report.kills == 5
    assert report.answers == 8 * 20
