"""How often a coordinator gets a digest of a round, and when they are told that its last day is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.reminding.calendar import DAY, awake_hour, fitted, is_off, local_day, moment, week_begins, working
from dialogs.reminding.policy import Days

LAST_HOUR = 23


class Rhythm(StrEnum):
    NEVER = "never"
    DAILY = "daily"  # on working days
    WEEKLY = "weekly"  # on the first working day of the week


@dataclass(frozen=True, slots=True)
class Digest:
    """What a coordinator decided about digests; `hour` is local, 0 to 23, or ValueError is raised."""

    rhythm: Rhythm = Rhythm.WEEKLY
    hour: int = 9

    def __post_init__(self) -> None:
        if not 0 <= self.hour <= LAST_HOUR:
            raise ValueError(f"hour is {self.hour}, and must be from 0 to {LAST_HOUR}")


def next_digest(digest: Digest, days: Days, after: datetime) -> datetime | None:
    """The first moment behind `after` at which one is due, in UTC; None where none is wanted."""
    if digest.rhythm is Rhythm.NEVER:
        return None
    day = local_day(days, after)
    while True:
        begins = digest.rhythm is Rhythm.DAILY or day.weekday() == week_begins(days)
        if begins and not is_off(days, day):
            at = fitted(digest.hour, days, moment(days, day, awake_hour(digest.hour, days)))
            if at > after:
                return at
        day += DAY


def deadline_told(digest: Digest, days: Days) -> datetime | None:
    """When a coordinator hears that the last day is over: the working day behind it, in UTC; None without one.

    They hear of it at the hour of their digests, even if they want none.
    """
    if days.deadline is None:
        return None
    day = working(days, days.deadline + DAY)
    return fitted(digest.hour, days, moment(days, day, awake_hour(digest.hour, days)))
