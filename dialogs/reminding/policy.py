"""What a coordinator decides about reminders, and what is known of the person who may get one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Policy:
    """When people are reminded of what is open.

    `hour` is local, 0 to 23. The first reminder comes after `silence` days without a sign of life, then one every
    `every` working days, and daily in the last `last` working days up to the deadline; at most `most` before it and
    `after` behind it. Between any two that nobody asked for are `gap` hours at least, over all of a person's rounds.
    """

    on: bool = True
    hour: int = 10
    silence: int = 2
    every: int = 3
    last: int = 3
    most: int = 6
    after: int = 1
    gap: int = 20


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of a round: its zone, weekdays off (0 is Monday), quiet hours from and until, and its last day.

    Quiet hours go over midnight where the first is the larger; there are none where both are the same.
    """

    zone: tzinfo
    off: frozenset[int] = frozenset({5, 6})
    quiet: tuple[int, int] = (20, 8)
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One person in one round. Moments are aware.

    `active_at` is their last sign of life. `sent` are the reminders of this round, in order; `last_anywhere` is the
    latest message of all their rounds that asked them to go on. `asked_for` is when they want to hear again, until
    they did.
    `unfinished` says that something is still to be done, `open` that the round takes answers.
    """

    active_at: datetime
    sent: tuple[datetime, ...] = ()
    last_anywhere: datetime | None = None
    asked_for: datetime | None = None
    stopped: bool = False
    unfinished: bool = True
    open: bool = True
    reachable: bool = True


class Why(StrEnum):
    """Why a reminder comes when it comes, or why none does."""

    ASKED_FOR = "asked-for"
    SILENCE = "silence"
    REGULAR = "regular"
    LAST_DAYS = "last-days"
    OVERDUE = "overdue"
    OFF = "off"
    STOPPED = "stopped"
    FINISHED = "finished"
    CLOSED = "closed"
    UNREACHABLE = "unreachable"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Next:
    """The next reminder: `at` is aware, in UTC; None when there is none, for the reason in `why`.

    `moved` says that quiet hours, a day off or an earlier message put it off.
    """

    at: datetime | None
    why: Why
    moved: bool = False
