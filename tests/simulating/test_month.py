"""A round of invented people over a month, on the real program: what is promised of reminders holds in all of it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot.simulating.diary import Happening, Kind, Message
from bot.simulating.founding import Plan, WrongPlan, planned
from bot.simulating.month import played
from bot.simulating.people import Habit
from bot.simulating.promises import BY_ITSELF
from bot.simulating.simulation import printed, simulated
from bot.simulating.stage import Stage

FRIDAY, SATURDAY = 4, 5

UNASKED = BY_ITSELF - {Kind.ASKED_FOR}


def kept(plan: Plan) -> Stage:
    """The round, once it is clear that no promise was broken."""
    stage, found = simulated(plan)
    assert not [(verdict.promise, verdict.broken) for verdict in found if verdict.broken]
    return stage


def by_itself(stage: Stage, *kinds: Kind) -> list[Message]:
    return [message for message in stage.diary.messages if message.kind in (kinds or BY_ITSELF)]


def test_a_month_of_a_large_round() -> None:
    stage = kept(Plan(respondents=27))
    sent = Counter(message.kind for message in by_itself(stage))
    assert all(sent[kind] for kind in BY_ITSELF)
    assert sent[Kind.REMINDER] > 27
    assert {person.habit for person in stage.people.values()} == set(Habit)
    assert stage.diary.people(Happening.JOINED) == set(stage.people)
    eager = {number for number, person in stage.people.items() if person.habit is Habit.EAGER}
    assert eager <= stage.diary.people(Happening.SUBMITTED)
    assert not [message for message in by_itself(stage) if eager & set(message.to)]
    for what in (Happening.WISHED, Happening.STOPPED, Happening.LOST):
        assert stage.diary.people(what)


@pytest.mark.parametrize(
    ("territory", "zone", "start", "changes"),
    [
        ("ES", "Europe/Madrid", date(2027, 3, 15), date(2027, 3, 28)),
        ("CL", "America/Santiago", date(2027, 3, 22), date(2027, 4, 4)),
        ("AU", "Australia/Lord_Howe", date(2027, 3, 22), date(2027, 4, 4)),
    ],
)
def test_clocks_that_change_within_the_month(territory: str, zone: str, start: date, changes: date) -> None:
    stage = kept(planned(territory, zone, start, None, respondents=9))
    assert Plan(zone=zone).at(start).utcoffset() != Plan(zone=zone).at(changes + timedelta(days=1)).utcoffset()
    regular = by_itself(stage, Kind.REMINDER)
    assert min(message.at.date() for message in regular) < changes < max(message.at.date() for message in regular)
    assert {f"{message.at:%H:%M}" for message in regular} == {"10:00"}


def test_a_week_with_friday_and_saturday_off_in_a_month_in_which_clocks_change() -> None:
    stage = kept(planned("EG", None, date(2027, 4, 19), None, respondents=18, seed=3))
    days = {message.at.weekday() for message in by_itself(stage, *UNASKED)}
    assert not days & {FRIDAY, SATURDAY}
    assert 6 in days  # a Sunday is a day like any other there
    offsets = {message.at.utcoffset() for message in by_itself(stage)}
    assert len(offsets) == 2


def test_after_a_week_without_the_program_everybody_gets_one_message_and_not_five() -> None:
    begin, end = date(2027, 2, 7), date(2027, 2, 14)
    stage = kept(planned("SA", None, date(2027, 2, 1), begin, respondents=27))
    before = [message for message in by_itself(stage) if message.at.date() < begin]
    assert before
    assert not [message for message in by_itself(stage) if begin <= message.at.date() < end]
    first = [message for message in by_itself(stage, *UNASKED) if message.at.date() == end]
    assert len([message for message in first if "put off" in message.why]) > 5
    assert set(Counter(number for message in first for number in message.to).values()) == {1}


def test_nobody_is_written_to_in_the_night_in_which_the_program_comes_back() -> None:
    """The outage ends at midnight, while everybody who is overdue sleeps."""
    stage = kept(planned("NP", None, date(2027, 2, 1), date(2027, 2, 9), respondents=18))
    back = [message for message in by_itself(stage, *UNASKED) if message.at.date() == date(2027, 2, 16)]
    assert {message.at.hour for message in back} == {8}


@pytest.mark.parametrize("backend", ["postgresql"])  # the other is what `simulated` has
def test_the_same_on_both_databases(engine: Engine) -> None:
    plan = Plan(respondents=9, seed=11)
    here = played(plan, engine).diary
    there = simulated(plan)[0].diary
    assert here == there


def test_another_seed_is_another_round() -> None:
    calendars = {printed(Plan(days=5, respondents=4, seed=seed))[0].partition("\n")[2] for seed in (1, 2, 1)}
    assert len(calendars) == 2


@pytest.mark.parametrize(("territory", "zone", "option"), [("QQ", None, "--territory"), ("NP", "Nepal", "--zone")])
def test_a_plan_that_cannot_be(territory: str, zone: str | None, option: str) -> None:
    with pytest.raises(WrongPlan, match=option):
        planned(territory, zone, date(2027, 2, 1), None)
