"""When coordinators get a digest, and hear that the last day is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.reminding.digests import Digest, Rhythm, deadline_told, next_digest
from dialogs.reminding.policy import Days
from tests.reminding.calendars import MOMENTS, calendars, is_quiet

PARIS = Days(ZoneInfo("Europe/Paris"))
CAIRO = Days(ZoneInfo("Africa/Cairo"), frozenset({4, 5}))
TEHRAN = Days(ZoneInfo("Asia/Tehran"), frozenset({4}))
LORD_HOWE = Days(ZoneInfo("Australia/Lord_Howe"))
AWAKE = replace(PARIS, off=frozenset(), quiet=(0, 0))
DAILY, WEEKLY = Digest(Rhythm.DAILY), Digest(Rhythm.WEEKLY)

NEXT = {
    "this morning": (DAILY, PARIS, "2026-11-20 08:59", "Fri 2026-11-20 09:00"),
    "not again at the same moment": (DAILY, PARIS, "2026-11-20 09:00", "Mon 2026-11-23 09:00"),
    "on Sunday, where people work then": (DAILY, CAIRO, "2026-11-20 09:00", "Sun 2026-11-22 09:00"),
    "on Monday": (WEEKLY, PARIS, "2026-11-18 12:00", "Mon 2026-11-23 09:00"),
    "on Saturday, where the week begins then": (WEEKLY, TEHRAN, "2026-11-18 12:00", "Sat 2026-11-21 09:00"),
    "a week later": (WEEKLY, LORD_HOWE, "2026-09-28 09:00", "Mon 2026-10-05 09:00"),
    "where the hour is quiet, behind it": (
        Digest(Rhythm.DAILY, 7),
        PARIS,
        "2026-11-20 06:00",
        "Fri 2026-11-20 08:00",
    ),
    "an hour that is missing": (Digest(Rhythm.DAILY, 2), AWAKE, "2026-03-28 12:00", "Sun 2026-03-29 03:00"),
    "an hour that comes twice": (Digest(Rhythm.DAILY, 2), AWAKE, "2026-10-24 12:00", "Sun 2026-10-25 02:00"),
    "is not used twice": (Digest(Rhythm.DAILY, 2), AWAKE, "2026-10-25 02:00", "Mon 2026-10-26 02:00"),
    "nor where behind the missing hour all is quiet": (
        Digest(Rhythm.DAILY, 2),
        replace(AWAKE, quiet=(3, 2)),
        "2026-03-28 12:00",
        "Mon 2026-03-30 02:00",
    ),
}


def local(days: Days, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=days.zone)


def said(days: Days, at: datetime | None) -> str:
    return at.astimezone(days.zone).strftime("%a %Y-%m-%d %H:%M") if at else "never"


@pytest.mark.parametrize("case", NEXT)
def test_when_the_next_digest_is_due(case: str) -> None:
    digest, days, after, expected = NEXT[case]
    assert said(days, next_digest(digest, days, local(days, after))) == expected


def test_who_wants_none_gets_none() -> None:
    assert next_digest(Digest(Rhythm.NEVER), PARIS, local(PARIS, "2026-11-20 09:00")) is None


@pytest.mark.parametrize(
    ("deadline", "days", "expected"),
    [
        ("2026-12-03", PARIS, "Fri 2026-12-04 09:00"),
        ("2026-12-04", PARIS, "Mon 2026-12-07 09:00"),
        ("2026-12-03", CAIRO, "Sun 2026-12-06 09:00"),
        ("2026-10-03", replace(LORD_HOWE, off=frozenset()), "Sun 2026-10-04 09:00"),
        ("2026-12-03", replace(PARIS, quiet=(22, 12)), "Fri 2026-12-04 12:00"),
    ],
)
def test_the_working_day_behind_the_last_one(deadline: str, days: Days, expected: str) -> None:
    days = replace(days, deadline=date.fromisoformat(deadline))
    for rhythm in Rhythm:
        assert said(days, deadline_told(Digest(rhythm), days)) == expected


def test_without_a_deadline_there_is_nothing_to_tell() -> None:
    assert deadline_told(DAILY, PARIS) is None


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_that_is_none_is_refused(hour: int) -> None:
    with pytest.raises(ValueError, match="hour"):
        Digest(Rhythm.DAILY, hour)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]), st.integers(0, 23), calendars(), MOMENTS)
def test_digests_come_at_working_hours_and_one_a_day_at_most(
    rhythm: Rhythm, hour: int, days: Days, after: datetime
) -> None:
    apart = timedelta(days=8 if rhythm is Rhythm.DAILY else 9)
    dates = set()
    for _ in range(10):
        at = next_digest(Digest(rhythm, hour), days, after)
        assert at is not None
        assert after < at <= after + apart
        assert at.tzinfo is UTC
        assert not is_quiet(days, at)
        there = at.astimezone(days.zone)
        assert len(days.off) == 7 or there.weekday() not in days.off
        assert there.date() not in dates
        dates.add(there.date())
        after = at
