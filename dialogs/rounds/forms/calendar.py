"""When a round takes place: its working week, its quiet hours, its beginning and its deadline."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from babel.dates import format_skeleton

from dialogs.commands import Remark
from dialogs.dates import read_day
from dialogs.rounds.clock import today
from dialogs.rounds.forms.fields import Field, Read, Unread, joined, parted
from dialogs.rounds.forms.hours import read_hours
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.territories import first_day, weekend
from dialogs.tongue import Tongue

WEEK = 7
RUN = 3
"""Days in a row from which on they read as from one to another."""

WEEKS = (2, 4, 6, 8)
"""How long a round may take."""

PROPOSED = timedelta(weeks=4)
FURTHEST = timedelta(days=5 * 366)

WAS = "was."
"""Before the name of a field whose value is the one that a form began with."""

AT_ONCE, LATER = "now", "later"

QUIET = ("20-8", "18-9", "22-7", "0-0")
"""Hours of rest that are offered; none where both are the same."""

_CUSTOMS = {"en": "en_GB", "pt": "pt_PT"}
"""Whose way to write a date is taken where a language has several."""


# The working week


def _week_label(t: Tongue) -> str:
    return t.gettext("Working week")


def _week_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("On which days do offices work there? Reminders go out on these days alone.")


def _day_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return _capital(_day(value, t))


def _day(value: str, t: Tongue) -> str:
    return str(t.locale.days["stand-alone"]["wide"][int(value)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _week_said(_sheet: Sheet, _state: Filling, value: tuple[str, ...], t: Tongue) -> str:
    """`Sunday to Thursday`; a list where there is a gap."""
    days = [_day(day, t) for day in value]
    in_a_row = all((int(one) + 1) % WEEK == int(other) for one, other in pairwise(value))
    if len(days) >= RUN and in_a_row:
        return t.gettext("{first_day} to {last_day}", first_day=_capital(days[0]), last_day=days[-1])
    return _capital(t.listed(days))


def _week_days(_sheet: Sheet, state: Filling) -> tuple[str, ...]:
    """The days in the order of the calendars there, from Monday 0."""
    first = first_day(state.values.get("territory", ""))
    return tuple(str((first + more) % WEEK) for more in range(WEEK))


def _working_days(sheet: Sheet, state: Filling) -> str:
    off = weekend(state.values.get("territory", ""))
    return joined(day for day in _week_days(sheet, state) if int(day) not in off)


def _week_fault(_sheet: Sheet, _state: Filling, value: str) -> Remark | None:
    return None if parted(value) else Remark.NO_WORKING_DAY


WORKING_WEEK = Field(
    "week",
    _week_label,
    _week_asked,
    _day_said,
    _week_days,
    _working_days,
    several=True,
    fault=_week_fault,
    sum_up=_week_said,
    width=2,
)


# Quiet hours


def _quiet_label(t: Tongue) -> str:
    return t.gettext("Quiet hours")


def _quiet_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("When should nobody get a reminder? For other hours, write them like this: 21 to 7.")


def _quiet_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    start, end = hours(value)
    if start == end:
        return t.gettext("At no time")
    return t.gettext("{start} to {end}", start=f"{start:02}:00", end=f"{end:02}:00")


def hours(value: str) -> tuple[int, int]:
    """From which hour to which, 0 to 23."""
    start, _, end = value.partition("-")
    return int(start), int(end)


def _quiet_hours(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return QUIET


def _quiet_default(_sheet: Sheet, _state: Filling) -> str:
    return QUIET[0]


def _quiet_read(_sheet: Sheet, _state: Filling, words: str) -> Read:
    match read_hours(words):
        case [int(start), int(end)]:
            return f"{start}-{end}"
        case _:
            return Unread()


QUIET_HOURS = Field(
    "quiet", _quiet_label, _quiet_asked, _quiet_said, _quiet_hours, _quiet_default, read=_quiet_read, width=2
)


# The deadline


def _deadline_label(t: Tongue) -> str:
    return t.gettext("Deadline")


def _deadline_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Until when should people answer? For another day, write it like this: 15 March 2027.")


def _deadline_said(sheet: Sheet, state: Filling, value: str, t: Tongue) -> str:
    return t.date(date.fromisoformat(value), today(sheet, state)) if value else t.gettext("No deadline")


def _deadline_offered(sheet: Sheet, state: Filling, value: str, t: Tongue) -> str:
    """`4 weeks: Sat, 19 Dec`; in full where it is no number of weeks."""
    days = (date.fromisoformat(value) - today(sheet, state)).days if value else 0
    if days <= 0 or days % WEEK:
        return _deadline_said(sheet, state, value, t)
    short = format_skeleton("MMMEd", date.fromisoformat(value), locale=_CUSTOMS.get(t.code, t.code))
    return t.ngettext("{n} week: {day}", "{n} weeks: {day}", days // WEEK, day=short)


def _deadlines(sheet: Sheet, state: Filling) -> tuple[str, ...]:
    return (*((today(sheet, state) + timedelta(weeks=weeks)).isoformat() for weeks in WEEKS), "")


def _deadline_default(sheet: Sheet, state: Filling) -> str:
    return (today(sheet, state) + PROPOSED).isoformat()


def _deadline_read(sheet: Sheet, state: Filling, words: str) -> Read:
    day = read_day(words, today(sheet, state))
    return day.isoformat() if day else Unread(Remark.DAY_UNREADABLE)


def _deadline_fault(sheet: Sheet, state: Filling, value: str) -> Remark | None:
    """A day that is over cannot be set, but one that was set may stay when something else is changed."""
    if not value or value == state.values.get(f"{WAS}deadline", ""):
        return None
    day, now = date.fromisoformat(value), today(sheet, state)
    if day < now:
        return Remark.DAY_PAST
    return Remark.DAY_TOO_FAR if day > now + FURTHEST else None


DEADLINE = Field(
    "deadline",
    _deadline_label,
    _deadline_asked,
    _deadline_said,
    _deadlines,
    _deadline_default,
    read=_deadline_read,
    fault=_deadline_fault,
    offer=_deadline_offered,
)


# The beginning


def _start_label(t: Tongue) -> str:
    return t.gettext("Start")


def _start_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("When may people begin to answer? You can make invitations in either case.")


def _start_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("When I open it") if value == LATER else t.gettext("At once")


def _starts(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (AT_ONCE, LATER)


def _start_default(_sheet: Sheet, _state: Filling) -> str:
    return AT_ONCE


START = Field("start", _start_label, _start_asked, _start_said, _starts, _start_default)
