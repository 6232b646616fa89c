"""`sounding simulate` as a process: the calendar it prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.simulating.calendar import WIDTH
from bot.simulating.founding import Plan
from bot.simulating.simulation import printed
from dialogs.reminding import calendar
from tests.terminal.running import sounding

DAY = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} February 2027")
LINE = re.compile(
    r"  \d\d:\d\d  (Respondent \d+|Coordinator|\d+ respondents) +(reminder|as asked|digest|deadline|nudge|news)  *\S.*"
)


def test_the_same_calendar_in_every_process(tmp_path: Path) -> None:
    first = sounding(tmp_path, "simulate", "--days", "28", PYTHONHASHSEED="1")
    assert first.returncode == 0
    assert first.stdout.decode() == printed(Plan(days=28))[0]  # here, where sets have another order
    assert not list(tmp_path.iterdir())  # it leaves nothing behind
    lines = first.stdout.decode().splitlines()
    assert lines[0] == "Nepal 2027: 12 invented respondents, 28 days, seed 7"
    assert max(map(len, lines)) <= WIDTH
    assert len([line for line in lines if DAY.fullmatch(line)]) > 10
    assert len([line for line in lines if LINE.fullmatch(line)]) > 40
    assert not [line for line in lines if "BROKEN" in line]
    assert len([line for line in lines if line.startswith("  kept    ")]) == 13


def test_what_cannot_be_simulated_is_said_in_one_line(tmp_path: Path) -> None:
    done = sounding(tmp_path, "simulate", "--territory", "QQ")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == ["--territory: there is no territory 'QQ'; a code is such as NP or EG"]


def test_a_broken_promise_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With days off forgotten, people are written to on Saturdays and Sundays."""
    monkeypatch.setattr(calendar, "is_off", lambda _days, _day: False)
    text, kept = printed(Plan(days=14))
    assert not kept
    named = re.search(r"  BROKEN  nothing on a day off, .*\n +(Sat|Sun) \d+ Feb 10:00, reminder to Respondent \d", text)
    assert named
