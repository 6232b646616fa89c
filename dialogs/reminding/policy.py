"""What a coordinator decides about reminders, and what is known of the person who may get one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

RANGES: Mapping[str, tuple[int, int]] = {
    "hour": (0, 23),
    "silence": (1, 30),
    "every": (1, 30),
    "last": (0, 10),
    "most": (0, 20),
    "after": (0, 3),
    "gap": (1, 168),
}
"""What each figure of a policy can be, from and to."""


@dataclass(frozen=True, slots=True)
class Policy:
    """When people are reminded of what is open; raises ValueError outside of `RANGES`.

    `hour` is local, 0 to 23. The first reminder comes after `silence` days without a sign of life, 1 to 30, then one
    every `every` working days, 1 to 30, and daily in the last `last` working days up to the deadline, 0 to 10; at most
    `most` before it, 0 to 20, and `after` behind it, 0 to 3, no closer together than the regular ones. Before one that
    nobody asked for are `gap` hours at least without any, 1 to 168, over all of a person's rounds.
    """

    on: bool = True
    hour: int = 10
    silence: int = 2
    every: int = 3
    last: int = 3
    most: int = 6
    after: int = 1
    gap: int = 20

    def __post_init__(self) -> None:
        for name, (least, most) in RANGES.items():
            if not least <= (given := getattr(self, name)) <= most:
                raise ValueError(f"{name} is {given}, and must be from {least} to {most}")


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of a round: its zone, weekdays off (0 is Monday), quiet hours from and until, and its last day.

    Quiet hours go over midnight where the first is the larger; there are none where both are the same. `guessed` says
    that nobody knows the zone: it is taken from the person's last sign of life, and moves with it.
    """

    zone: tzinfo
    off: frozenset[int] = frozenset({5, 6})
    quiet: tuple[int, int] = (20, 8)
    deadline: date | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """One person in one round. Moments are aware.

    `active_at` is their last sign of life. `sent` are the reminders of this round in order, `wished` those of them that
    they had asked for, which count towards no limit; `last_anywhere` is the latest message of all their rounds that
    asked them to go on. `asked_for` is when they want to hear again, until they did. `unfinished` says that something
    is still to be done, `open` that the round takes answers.
    """

    active_at: datetime
    sent: tuple[datetime, ...] = ()
    last_anywhere: datetime | None = None
    asked_for: datetime | None = None
    stopped: bool = False
    unfinished: bool = True
    open: bool = True
    reachable: bool = True
    wished: frozenset[datetime] = frozenset()


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

    `moved` says that quiet hours, a day off, an earlier message or a recent sign of life put it off.
    """

    at: datetime | None
    why: Why
    moved: bool = False
