"""When someone hears again who asked for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from dialogs.reminding.calendar import week_begins
from dialogs.reminding.policy import Days, Policy
from dialogs.reminding.wishes import Wish, granted, sensible
from tests.reminding.calendars import MOMENTS, POLICIES, calendars, is_quiet

PARIS = Days(ZoneInfo("Europe/Paris"))
CAIRO = Days(ZoneInfo("Africa/Cairo"), frozenset({4, 5}))
KATHMANDU = Days(ZoneInfo("Asia/Kathmandu"), frozenset({5}))
LORD_HOWE = Days(ZoneInfo("Australia/Lord_Howe"))
NEVER_OFF = Days(ZoneInfo("Asia/Tehran"), frozenset())
LATER, TOMORROW, NEXT_WEEK = Wish

GRANTED = {
    "three hours later": (LATER, PARIS, "2026-11-20 10:05", "Fri 2026-11-20 13:05"),
    "not in quiet hours": (LATER, PARIS, "2026-11-20 18:00", "Sat 2026-11-21 08:00"),
    "three hours later in the night that has one more": (
        LATER,
        replace(PARIS, quiet=(4, 4)),
        "2026-10-25 01:30",
        "Sun 2026-10-25 03:30",
    ),
    "tomorrow, a day off or not": (TOMORROW, PARIS, "2026-11-20 10:05", "Sat 2026-11-21 10:00"),
    "tomorrow, asked at night": (TOMORROW, KATHMANDU, "2026-11-20 00:05", "Sat 2026-11-21 10:00"),
    "tomorrow, over a change of half an hour": (TOMORROW, LORD_HOWE, "2026-10-03 21:00", "Sun 2026-10-04 10:00"),
    "tomorrow, where ten is a quiet hour": (
        TOMORROW,
        replace(PARIS, quiet=(9, 11)),
        "2026-11-23 12:00",
        "Tue 2026-11-24 11:00",
    ),
    "next week on Friday": (NEXT_WEEK, PARIS, "2026-11-20 10:05", "Mon 2026-11-23 10:00"),
    "next week on Monday": (NEXT_WEEK, PARIS, "2026-11-23 10:05", "Mon 2026-11-30 10:00"),
    "next week on Saturday": (NEXT_WEEK, PARIS, "2026-11-21 10:05", "Mon 2026-11-23 10:00"),
    "next week on Sunday is not tomorrow": (NEXT_WEEK, PARIS, "2026-11-22 10:05", "Mon 2026-11-30 10:00"),
    "next week where Sunday begins it": (NEXT_WEEK, CAIRO, "2026-11-19 10:05", "Sun 2026-11-22 10:00"),
    "next week after a single day off": (NEXT_WEEK, KATHMANDU, "2026-11-18 10:05", "Sun 2026-11-22 10:00"),
    "next week where nobody is ever off": (NEXT_WEEK, NEVER_OFF, "2026-11-20 10:05", "Mon 2026-11-23 10:00"),
    "next week, beside a day off in the middle of it": (
        NEXT_WEEK,
        replace(PARIS, off=frozenset({2, 5, 6})),
        "2026-11-23 10:05",
        "Mon 2026-11-30 10:00",
    ),
}


@pytest.mark.parametrize("case", GRANTED)
def test_the_moment_that_is_wished_for(case: str) -> None:
    wish, days, now, expected = GRANTED[case]
    at = granted(wish, Policy(), days, datetime.fromisoformat(now).replace(tzinfo=days.zone))
    assert at.tzinfo is UTC
    assert at.astimezone(days.zone).strftime("%a %Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    ("now", "today"),
    [("10:05", True), ("16:59", True), ("17:00", False), ("22:00", False), ("05:00", True), ("04:59", False)],
)
def test_later_today_is_offered_while_it_is_still_today(now: str, today: bool) -> None:  # a table's cell
    wishes = sensible(Policy(), PARIS, datetime.fromisoformat(f"2026-11-20 {now}").replace(tzinfo=PARIS.zone))
    assert wishes == ((LATER,) if today else ()) + (TOMORROW, NEXT_WEEK)


@settings(max_examples=300, deadline=None)
@given(POLICIES, calendars(), MOMENTS)
def test_no_wish_leads_into_quiet_hours_or_the_past(policy: Policy, days: Days, now: datetime) -> None:
    later, tomorrow, next_week = (granted(wish, policy, days, now) for wish in Wish)
    assert not any(is_quiet(days, at) for at in (later, tomorrow, next_week))
    assert later >= now + timedelta(hours=3)
    assert now < tomorrow < next_week <= now + timedelta(days=11)


@settings(max_examples=100, deadline=None)
@given(calendars())
def test_a_week_begins_on_a_working_day(days: Days) -> None:
    assert len(days.off) == 7 or week_begins(days) not in days.off
