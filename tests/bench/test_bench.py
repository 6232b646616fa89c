"""The benchmark itself: that everybody gets through with every contender, and that it counts what there is to count."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests import databases
from tests.bench.contenders import CONTENDERS, Contender, missing
from tests.bench.figures import Figures, Load
from tests.bench.many import Team, race_many
from tests.bench.processes import ANYWHERE
from tests.bench.race import BotFailed, race
from tests.bench.table import complaints, ratios, table

PEOPLE, QUESTIONS, SECTIONS = 3, 20, 6


async def test_everybody_gets_through_with_every_contender(tmp_path: Path) -> None:
    taking_part = [contender for contender in CONTENDERS if not missing(contender)]
    load = Load(at_once=2, people=PEOPLE, deadline=60)
    for showed in await asyncio.gather(*(race(contender, load, tmp_path) for contender in taking_part)):
        _check(showed)
    if absent := [contender.name for contender in CONTENDERS if missing(contender)]:
        pytest.skip(f"not installed, see make bench: {', '.join(absent)}")


def _check(showed: Figures) -> None:
    assert showed.complete, list(complaints([[showed]]))
    assert showed.through == PEOPLE
    assert showed.updates == PEOPLE * QUESTIONS
    assert showed.refusals == {}
    assert showed.calls >= PEOPLE * (2 * QUESTIONS + SECTIONS)  # an answer and a card each, and a record per section
    assert 0 < showed.p50_ms <= showed.p99_ms <= showed.seconds * 1000
    assert showed.peak_mb > 10


async def test_everybody_gets_through_with_several_processes(tmp_path: Path, postgres: URL) -> None:
    name = databases.new_database(postgres, "template0")
    address = databases.written(postgres.set(database=name))
    try:
        _check(await race_many(Team(2), Load(at_once=2, people=PEOPLE, deadline=60), address, tmp_path, ANYWHERE))
    finally:
        databases.drop_database(postgres, name)


async def test_a_bot_that_ends_is_no_result(tmp_path: Path) -> None:
    broken = Contender("broken", "says why and ends", ("sh", "-c", "echo no luck; exit 1"))
    with pytest.raises(BotFailed, match="no luck"):
        await race(broken, Load(at_once=1, people=1, deadline=10), tmp_path)


async def test_a_bot_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    silent = Contender("silent", "does nothing", ("sleep", "30"))
    with pytest.raises(BotFailed, match=r"nobody was counted within 0\.5 s"):
        await race(silent, Load(at_once=1, people=1, deadline=0.5), tmp_path)


def test_the_table_tells_the_spread_and_who_was_left() -> None:
    first = [_figures("sounding", seconds) for seconds in (1.0, 2.0)]
    second = [_figures("ptb", 4.0), _figures("ptb", 4.0, through=8)]
    shown = table(10, [first, second])
    assert re.search(r"^sounding +150 \(100-200\) .*10 of 10$", shown, re.MULTILINE)
    assert re.search(r"^ptb +50 \(50-50\) .* 8 of 10$", shown, re.MULTILINE)
    assert list(ratios([first, second])) == ["sounding / ptb: 3.00 (2.00-4.00)"]
    assert list(complaints([first, second])) == [
        "ptb with 10 at once: 2 of 10 not through, 0 taps unanswered, 0 told other answers"
    ]


def _figures(contender: str, seconds: float, through: int = 10) -> Figures:
    return Figures(contender, 10, 10, through, 200, seconds, 1.0, 2.0, 0.5, 50.0, 0.1, 460, 20)
