"""When reminders are due: a table of cases around the world."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dialogs.reminding.policy import Days, Known, Policy, Why
from dialogs.reminding.when import alone_days, coming, next_reminder

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
    wished: tuple[str, ...] = ()
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
        wished = frozenset(local(self.zone, text) for text in self.wished)
        last = elsewhere or (sent[-1] if sent else None)
        return Known(local(self.zone, self.active), sent, last, asked, wished=wished)


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
    "but not while they are answering": Case(
        "Europe/Paris",
        "2026-11-20 09:50",
        "2026-11-20 09:55",
        "Fri 2026-11-20 10:20",
        Why.ASKED_FOR,
        asked_for="2026-11-20 10:00",
    ),
    "nor when that leads into quiet hours": Case(
        "Europe/Paris",
        "2026-11-20 19:45",
        "2026-11-20 19:50",
        "Sat 2026-11-21 08:00",
        Why.ASKED_FOR,
        asked_for="2026-11-20 19:50",
    ),
    "another one comes no sooner after one that was asked for": Case(
        "Europe/Paris",
        "2026-11-19 10:30",
        "2026-11-20 11:00",
        "Wed 2026-11-25 10:00",
        Why.REGULAR,
        sent=("2026-11-19 10:00", "2026-11-20 10:00"),
    ),
    "even after one on a day off": Case(
        "Africa/Cairo",
        "2026-11-19 10:30",
        "2026-11-20 10:01",
        "Tue 2026-11-24 10:00",
        Why.REGULAR,
        sent=("2026-11-20 10:00",),
        off=FRIDAY_AND_SATURDAY,
    ),
    "what was asked for is none of the six": Case(
        "Europe/Paris",
        "2026-11-18 10:30",
        "2026-11-23 11:00",
        "Tue 2026-11-24 10:00",
        Why.REGULAR,
        sent=tuple(f"2026-11-{day:02} 10:00" for day in (2, 5, 10, 13, 18, 19)),
        wished=("2026-11-19 10:00",),
    ),
    "nor the one behind the deadline, which comes as far from it as others": Case(
        "Europe/Paris",
        "2026-11-16 09:00",
        "2026-11-30 11:00",
        "Thu 2026-12-03 10:00",
        Why.OVERDUE,
        sent=("2026-11-27 10:00", "2026-11-30 10:00"),
        wished=("2026-11-30 10:00",),
        deadline="2026-11-27",
    ),
    "behind the deadline a second one, as far from the first as others are": Case(
        "Europe/Paris",
        "2026-11-16 09:00",
        "2026-11-30 11:00",
        "Thu 2026-12-03 10:00",
        Why.OVERDUE,
        sent=("2026-11-27 10:00", "2026-11-30 10:00"),
        deadline="2026-11-27",
        policy=replace(POLICY, after=2),
    ),
    "Kathmandu, where another round wrote this morning": Case(
        "Asia/Kathmandu",
        "2026-11-16 12:00",
        "2026-11-19 09:00",
        "Fri 2026-11-20 10:00",
        Why.SILENCE,
        off=frozenset({5}),
        anywhere="2026-11-19 08:45",
    ),
    "Tehran, in the last days before a deadline on the day off": Case(
        "Asia/Tehran",
        "2026-11-14 08:00",
        "2026-11-17 11:00",
        "Wed 2026-11-18 10:00",
        Why.LAST_DAYS,
        sent=("2026-11-17 10:00",),
        off=FRIDAY,
        deadline="2026-11-20",
    ),
    "Lord Howe, at the hour of which half is missing": Case(
        "Australia/Lord_Howe",
        "2026-10-01 01:00",
        "2026-10-03 12:00",
        "Sun 2026-10-04 02:30",
        Why.SILENCE,
        off=frozenset(),
        quiet=(4, 4),
        policy=replace(POLICY, hour=2, silence=3),
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


def test_a_month_of_nights_that_are_awake() -> None:
    """Quiet from four in the morning until three in the afternoon, and then from one until nine in the evening."""
    fasting = Days(ZoneInfo("Asia/Riyadh"), FRIDAY_AND_SATURDAY, (4, 15), date(2026, 3, 12))
    begun = datetime(2026, 2, 22, 20, 0, tzinfo=UTC)
    assert [said(fasting, due.at) for due in coming(POLICY, fasting, Known(begun), begun, 5)] == [
        "Wed 2026-02-25 15:00",
        "Mon 2026-03-02 15:00",
        "Thu 2026-03-05 15:00",
        "Tue 2026-03-10 15:00",
        "Wed 2026-03-11 15:00",
    ]
    evening = replace(fasting, quiet=(1, 21))
    assert [said(evening, due.at) for due in coming(POLICY, evening, Known(begun), begun, 2)] == [
        "Wed 2026-02-25 21:00",
        "Mon 2026-03-02 21:00",
    ]


@pytest.mark.parametrize(
    "begun", ["2026-11-23T21:50:07.123456", "2026-11-24T00:00", "2026-11-24T10:00", "2026-11-26T22:30"]
)
def test_someone_alone_is_reminded_at_the_time_of_day_at_which_they_were_here(begun: str) -> None:
    active = datetime.fromisoformat(begun).replace(tzinfo=UTC)
    days = alone_days(active, POLICY)
    assert active.astimezone(days.zone).hour == POLICY.hour
    due = next_reminder(POLICY, days, Known(active), active)
    assert due.at is not None
    assert due.at.time() == active.time()
    assert due.at.astimezone(days.zone).weekday() < 5
    assert due.at - active in {timedelta(days=2), timedelta(days=3), timedelta(days=4)}


@pytest.mark.parametrize(("field", "value"), [("hour", 24), ("silence", 0), ("every", 0), ("after", 4), ("gap", 0)])
def test_a_policy_that_makes_no_sense_cannot_be_made(field: str, value: int) -> None:
    wrong: dict[str, Any] = {field: value}
    with pytest.raises(ValueError, match=field):
        Policy(**wrong)
