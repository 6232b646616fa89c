"""When reminders are due: a table of cases around the world, and what holds whatever the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dialogs.reminding.policy import Days, Known, Policy, Why
from dialogs.reminding.when import coming, next_reminder

POLICY = Policy()
FRIDAY_AND_SATURDAY = frozenset({4, 5})
FRIDAY = frozenset({4})


def local(zone: str, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def said(days: Days, at: datetime | None) -> str:
    """Weekday, date and time where the person is."""
    return at.astimezone(days.zone).strftime("%a %Y-%m-%d %H:%M") if at else "never"


@dataclass(frozen=True)
class Case:
    zone: str
    active: str
    now: str
    expected: str
    why: Why
    sent: tuple[str, ...] = ()
    off: frozenset[int] = frozenset({5, 6})
    quiet: tuple[int, int] = (20, 8)
    deadline: str | None = None
    anywhere: str | None = None
    asked_for: str | None = None
    policy: Policy = POLICY

    @property
    def days(self) -> Days:
        deadline = date.fromisoformat(self.deadline) if self.deadline else None
        return Days(ZoneInfo(self.zone), self.off, self.quiet, deadline)

    @property
    def known(self) -> Known:
        sent = tuple(local(self.zone, text) for text in self.sent)
        elsewhere = local(self.zone, self.anywhere) if self.anywhere else None
        asked = local(self.zone, self.asked_for) if self.asked_for else None
        return Known(local(self.zone, self.active), sent, elsewhere or (sent[-1] if sent else None), asked)


CASES = {
    "two days of silence, then ten in the morning": Case(
        "Europe/Paris", "2026-11-23 15:00", "2026-11-23 15:00", "Thu 2026-11-26 10:00", Why.SILENCE
    ),
    "the weekend is passed over": Case(
        "Europe/Paris", "2026-11-19 09:00", "2026-11-19 09:00", "Mon 2026-11-23 10:00", Why.SILENCE
    ),
    "where Friday and Saturday are off, Sunday is not": Case(
        "Africa/Cairo",
        "2026-11-18 09:00",
        "2026-11-18 09:00",
        "Sun 2026-11-22 10:00",
        Why.SILENCE,
        off=FRIDAY_AND_SATURDAY,
    ),
    "Kathmandu is a quarter of an hour off, and rests on Saturday": Case(
        "Asia/Kathmandu",
        "2026-11-19 12:00",
        "2026-11-19 12:00",
        "Sun 2026-11-22 10:00",
        Why.SILENCE,
        off=frozenset({5}),
    ),
    "Tehran rests on Friday": Case(
        "Asia/Tehran", "2026-11-18 08:00", "2026-11-18 08:00", "Sat 2026-11-21 10:00", Why.SILENCE, off=FRIDAY
    ),
    "São Paulo": Case("America/Sao_Paulo", "2026-11-23 23:30", "2026-11-23 23:30", "Thu 2026-11-26 10:00", Why.SILENCE),
    "Lord Howe, on the Monday after its half hour of summer time": Case(
        "Australia/Lord_Howe", "2026-10-01 18:00", "2026-10-02 09:00", "Mon 2026-10-05 10:00", Why.SILENCE
    ),
    "the missing hour: the hour behind it": Case(
        "Europe/Paris",
        "2026-03-26 01:00",
        "2026-03-28 12:00",
        "Sun 2026-03-29 03:00",
        Why.SILENCE,
        off=frozenset(),
        quiet=(3, 3),
        policy=replace(POLICY, hour=2, silence=3),
    ),
    "the doubled hour: the first of the two": Case(
        "Europe/Paris",
        "2026-10-22 01:00",
        "2026-10-24 12:00",
        "Sun 2026-10-25 02:00",
        Why.SILENCE,
        off=frozenset(),
        quiet=(3, 3),
        policy=replace(POLICY, hour=2, silence=3),
    ),
    "a week of nights that are awake: quiet from four in the morning until three in the afternoon": Case(
        "Asia/Riyadh",
        "2026-02-22 23:00",
        "2026-02-23 09:00",
        "Wed 2026-02-25 15:00",
        Why.SILENCE,
        off=FRIDAY_AND_SATURDAY,
        quiet=(4, 15),
    ),
    "quiet over midnight": Case(
        "Asia/Jakarta",
        "2026-11-23 09:00",
        "2026-11-26 01:30",
        "Thu 2026-11-26 08:00",
        Why.SILENCE,
        quiet=(20, 8),
        policy=replace(POLICY, hour=1),
    ),
    "every third working day": Case(
        "Europe/Paris",
        "2026-11-16 09:00",
        "2026-11-19 11:00",
        "Tue 2026-11-24 10:00",
        Why.REGULAR,
        sent=("2026-11-19 10:00",),
    ),
    "a sign of life begins the silence anew": Case(
        "Europe/Paris",
        "2026-11-20 09:00",
        "2026-11-20 11:00",
        "Mon 2026-11-23 10:00",
        Why.SILENCE,
        sent=("2026-11-19 10:00",),
    ),
    "daily in the last three working days": Case(
        "Europe/Paris",
        "2026-11-16 09:00",
        "2026-11-25 12:00",
        "Thu 2026-11-26 10:00",
        Why.LAST_DAYS,
        sent=("2026-11-19 10:00", "2026-11-25 10:00"),
        deadline="2026-11-27",
    ),
    "the last days count back over a weekend": Case(
        "Europe/Paris",
        "2026-11-19 09:00",
        "2026-11-19 11:00",
        "Fri 2026-11-20 10:00",
        Why.LAST_DAYS,
        deadline="2026-11-24",
    ),
    "not on the day on which they answered": Case(
        "Europe/Paris",
        "2026-11-26 09:00",
        "2026-11-26 11:00",
        "Fri 2026-11-27 10:00",
        Why.LAST_DAYS,
        deadline="2026-11-27",
    ),
    "one behind the deadline": Case(
        "Europe/Paris",
        "2026-11-16 09:00",
        "2026-11-27 11:00",
        "Mon 2026-11-30 10:00",
        Why.OVERDUE,
        sent=("2026-11-25 10:00", "2026-11-26 10:00", "2026-11-27 10:00"),
        deadline="2026-11-27",
    ),
    "and no second one": Case(
        "Europe/Paris",
        "2026-11-16 09:00",
        "2026-11-30 11:00",
        "never",
        Why.ENOUGH,
        sent=("2026-11-27 10:00", "2026-11-30 10:00"),
        deadline="2026-11-27",
    ),
    "six are enough": Case(
        "Europe/Paris",
        "2026-10-01 09:00",
        "2026-11-23 11:00",
        "never",
        Why.ENOUGH,
        sent=tuple(f"2026-11-{day:02} 10:00" for day in (2, 5, 10, 13, 18, 23)),
    ),
    "another round's reminder of this morning puts it off": Case(
        "Europe/Paris",
        "2026-11-23 09:00",
        "2026-11-26 09:00",
        "Fri 2026-11-27 10:00",
        Why.SILENCE,
        anywhere="2026-11-26 09:30",
    ),
    "after an outage: now, where now is a time to write": Case(
        "Europe/Paris", "2026-11-16 09:00", "2026-11-25 16:20", "Wed 2026-11-25 16:20", Why.SILENCE
    ),
    "after an outage, at night: in the morning": Case(
        "Europe/Paris", "2026-11-16 09:00", "2026-11-24 23:00", "Wed 2026-11-25 08:00", Why.SILENCE
    ),
    "after an outage, on Saturday: on Monday": Case(
        "Europe/Paris", "2026-11-16 09:00", "2026-11-21 12:00", "Mon 2026-11-23 10:00", Why.SILENCE
    ),
    "what was asked for comes on a day off too": Case(
        "Europe/Paris",
        "2026-11-20 09:00",
        "2026-11-20 10:05",
        "Sat 2026-11-21 10:00",
        Why.ASKED_FOR,
        sent=("2026-11-20 10:00",),
        asked_for="2026-11-21 10:00",
    ),
    "and soon after another, but not in quiet hours": Case(
        "Europe/Paris",
        "2026-11-20 09:00",
        "2026-11-20 19:30",
        "Sat 2026-11-21 08:00",
        Why.ASKED_FOR,
        sent=("2026-11-20 18:00",),
        asked_for="2026-11-20 21:00",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_when_the_next_reminder_is_due(case: Case) -> None:
    due = next_reminder(case.policy, case.days, case.known, local(case.zone, case.now))
    assert (said(case.days, due.at), due.why) == (case.expected, case.why)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"unfinished": False}, Why.FINISHED),
        ({"open": False}, Why.CLOSED),
        ({"stopped": True}, Why.STOPPED),
        ({"reachable": False}, Why.UNREACHABLE),
    ],
    ids=str,
)
def test_nobody_is_reminded_for_nothing(change: dict[str, Any], why: Why) -> None:
    case = CASES["two days of silence, then ten in the morning"]
    due = next_reminder(POLICY, case.days, replace(case.known, **change), local(case.zone, case.now))
    assert (due.at, due.why) == (None, why)


def test_switched_off_there_is_only_what_was_asked_for() -> None:
    case, off = CASES["what was asked for comes on a day off too"], replace(POLICY, on=False)
    now = local(case.zone, case.now)
    assert next_reminder(off, case.days, case.known, now).why is Why.ASKED_FOR
    assert next_reminder(off, case.days, replace(case.known, asked_for=None), now).why is Why.OFF


def test_the_dates_of_someone_who_never_answers() -> None:
    days = Days(ZoneInfo("Europe/Paris"), deadline=date(2026, 12, 4))
    begun = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
    assert [(said(days, due.at), str(due.why)) for due in coming(POLICY, days, Known(begun), begun, 9)] == [
        ("Wed 2026-11-11 10:00", "silence"),
        ("Mon 2026-11-16 10:00", "regular"),
        ("Thu 2026-11-19 10:00", "regular"),
        ("Tue 2026-11-24 10:00", "regular"),
        ("Fri 2026-11-27 10:00", "regular"),
        ("Wed 2026-12-02 10:00", "regular"),
        ("Mon 2026-12-07 10:00", "overdue"),
    ]


ZONES = [
    ZoneInfo(name)
    for name in (
        *("Europe/Paris", "Asia/Kathmandu", "Asia/Tehran", "America/Sao_Paulo", "Australia/Lord_Howe"),
        *("Africa/Cairo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "UTC"),
    )
]
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # zone given


@st.composite
def calendars(draw: st.DrawFn) -> Days:
    deadline = draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 31)))
    quiet = (draw(st.integers(0, 23)), draw(st.integers(0, 23)))
    return Days(draw(st.sampled_from(ZONES)), frozenset(draw(st.sets(st.integers(0, 6)))), quiet, deadline)


POLICIES = st.builds(
    Policy,
    hour=st.integers(0, 23),
    silence=st.integers(0, 10),
    every=st.integers(1, 10),
    last=st.integers(0, 5),
    most=st.integers(0, 12),
    after=st.integers(0, 2),
    gap=st.integers(1, 72),
)


def is_quiet(days: Days, at: datetime) -> bool:
    start, end, hour = *days.quiet, at.astimezone(days.zone).hour
    return hour in range(start, end) if start <= end else hour not in range(end, start)


@settings(max_examples=300, deadline=None)
@given(POLICIES, calendars(), MOMENTS)
def test_what_holds_for_someone_who_never_answers(policy: Policy, days: Days, begun: datetime) -> None:
    dues = list(coming(policy, days, Known(begun), begun, 40))
    moments = [due.at for due in dues if due.at]
    assert len(moments) == len(dues)
    assert not any(is_quiet(days, at) for at in moments)
    if len(days.off) < 7:
        assert not any(at.astimezone(days.zone).weekday() in days.off for at in moments)
    gap = timedelta(hours=policy.gap)
    assert all(later - earlier >= gap for earlier, later in pairwise(moments))
    behind = [at for at in moments if days.deadline and at.astimezone(days.zone).date() > days.deadline]
    assert len(behind) <= policy.after
    assert len(moments) - len(behind) <= policy.most


@settings(max_examples=300, deadline=None)
@given(POLICIES, calendars(), MOMENTS, MOMENTS)
def test_whoever_is_unfinished_is_reminded_sooner_or_later(
    policy: Policy, days: Days, active: datetime, now: datetime
) -> None:
    assume(policy.most > 0 and active <= now)
    assume(days.deadline is None or now.date() + timedelta(days=21) < days.deadline)
    due = next_reminder(policy, days, Known(active), now)
    assert due.at is not None
    assert now <= due.at <= now + timedelta(days=policy.silence + 16)


@settings(max_examples=300, deadline=None)
@given(POLICIES, calendars(), MOMENTS, MOMENTS, st.none() | MOMENTS)
def test_never_in_the_past_never_in_quiet_hours_never_after_stop(
    policy: Policy, days: Days, active: datetime, now: datetime, asked: datetime | None
) -> None:
    known = Known(active, asked_for=asked)
    due = next_reminder(policy, days, known, now)
    assert due.at is None or (due.at >= now and not is_quiet(days, due.at))
    assert next_reminder(policy, days, replace(known, stopped=True), now).at is None


@settings(max_examples=200, deadline=None)
@given(POLICIES, calendars(), MOMENTS, st.integers(1, 10_000))
def test_asking_later_gives_the_same_moment_until_it_comes(
    policy: Policy, days: Days, active: datetime, minutes: int
) -> None:
    first = next_reminder(policy, days, Known(active), active)
    later = active + timedelta(minutes=minutes)
    if first.at is not None and later <= first.at:
        assert next_reminder(policy, days, Known(active), later).at == first.at
