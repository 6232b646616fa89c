"""When someone wants to hear again, in words that a button can say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from dialogs.reminding.calendar import DAY, awake, awake_hour, local_day, moment, week_begins
from dialogs.reminding.policy import Days, Policy


class Wish(StrEnum):
    """When to be reminded again; `dialogs.reminding.wishes.granted` says which moment that is."""

    LATER_TODAY = "later-today"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next-week"


LATER = timedelta(hours=3)


def granted(wish: Wish, policy: Policy, days: Days, now: datetime) -> datetime:
    """The moment that is wished for, in UTC and in no quiet hour; tomorrow may be a day off, for they asked for it."""
    match wish:
        case Wish.LATER_TODAY:
            at = now.astimezone(UTC) + LATER
        case Wish.TOMORROW:
            at = moment(days, local_day(days, now) + DAY, awake_hour(policy.hour, days))
        case Wish.NEXT_WEEK:
            at = _next_week(policy, days, now)
    return awake(days, at)


def sensible(policy: Policy, days: Days, now: datetime) -> tuple[Wish, ...]:
    """The wishes that mean what they say at this moment, the soonest first."""
    later = granted(Wish.LATER_TODAY, policy, days, now)
    today = later == now + LATER and local_day(days, later) == local_day(days, now)
    return tuple(wish for wish in Wish if today or wish is not Wish.LATER_TODAY)


def _next_week(policy: Policy, days: Days, now: datetime) -> datetime:
    """The first working day of a week that is at least two days away, so that it is never the same as tomorrow."""
    day = local_day(days, now) + 2 * DAY
    while day.weekday() != week_begins(days):
        day += DAY
    return moment(days, day, awake_hour(policy.hour, days))
