"""Days and hours at which a round writes to people by itself: no quiet hours, no days off, whatever the clocks do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, count

from dialogs.reminding.policy import Days

DAY = timedelta(days=1)
WEEK = 7


def is_off(days: Days, day: date) -> bool:
    """Whether nobody works then; where every day is off, none is."""
    return day.weekday() in days.off and len(days.off) < WEEK


def working(days: Days, day: date) -> date:
    """The day itself, or the next one on which people work."""
    while is_off(days, day):
        day += DAY
    return day


def week_begins(days: Days) -> int:
    """The weekday (0 is Monday) after the longest stretch of days off; Monday where there is none."""
    off = days.off if len(days.off) < WEEK else frozenset[int]()

    def stretch(weekday: int) -> int:
        """How many days off come directly before it."""
        return next(back for back in count() if (weekday - back - 1) % WEEK not in off)

    return max((day for day in range(WEEK) if day not in off), key=stretch)


def is_quiet(days: Days, hour: int) -> bool:
    """Whether nobody is written to in this local hour, 0 to 23."""
    start, end = days.quiet
    return start <= hour < end if start <= end else hour >= start or hour < end


def awake_hour(hour: int, days: Days) -> int:
    """The hour, or where that is quiet the next one of the day that is not, or else the first."""
    hours: Iterator[int] = chain(range(hour, 24), range(24))
    return next(each for each in hours if not is_quiet(days, each))


def awake(days: Days, at: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into, in UTC."""
    while is_quiet(days, (local := at.astimezone(days.zone)).hour):
        end = moment(days, local.date(), days.quiet[1])
        at = end if end > local.astimezone(UTC) else moment(days, local.date() + DAY, days.quiet[1])
    return at.astimezone(UTC)


def fitted(hour: int, days: Days, at: datetime) -> datetime:
    """The first moment from `at` on that is no quiet hour; from a day off, at this hour of the next working day."""
    while True:
        day = local_day(days, at)
        if is_off(days, day):
            at = moment(days, working(days, day), awake_hour(hour, days))
        elif is_quiet(days, at.astimezone(days.zone).hour):
            at = awake(days, at)
        else:
            return at.astimezone(UTC)


def next_hour(hour: int, days: Days, earliest: datetime) -> datetime:
    """This hour (see `awake_hour`) on the first working day on which it is not before `earliest`."""
    day, hour = local_day(days, earliest), awake_hour(hour, days)
    while is_off(days, day) or moment(days, day, hour) < earliest:
        day += DAY
    return moment(days, day, hour)


def local_day(days: Days, at: datetime) -> date:
    """The day that it is there."""
    return at.astimezone(days.zone).date()


def day_after(days: Days, at: datetime) -> datetime:
    """The moment before the next day begins there, in UTC."""
    return moment(days, local_day(days, at) + DAY, 0) - timedelta(microseconds=1)


def moment(days: Days, day: date, hour: int) -> datetime:
    """That hour of that day, in UTC; of an hour that comes twice the first, of one that is left out the one behind."""
    return datetime.combine(day, time(hour), days.zone).astimezone(UTC)
