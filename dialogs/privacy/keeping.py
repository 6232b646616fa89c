"""How long things are kept: from when on it is said that they will be deleted, and when they may be.

Whatever the clock does, nothing goes that nobody was told of: it goes a month after the word, at the soonest.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogs.rounds.nouns import Setup

YEAR = 12
"""Months."""

MONTHS = (1, 10 * YEAR)
"""For how long a round may be kept after it was closed, in months: at least, at most."""

ALONE = 2 * YEAR
"""Months for which a self-assessment is kept after its person was here last."""

NOTICE = 1
"""Months between the word that something will be deleted and its end."""

LEEWAY = timedelta(days=1)
"""So far ahead a moment may lie that was written down: clocks are set, and no two are the same."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Something that is kept for so many months since a moment; `warned_at` is when its people were last told.

    `since` is when a round was closed, or when the person of a self-assessment was here last. Moments are aware.
    """

    since: datetime
    months: int
    warned_at: datetime | None = None


def expires(setup: Setup, closed_at: datetime) -> datetime:
    """Until when a round is kept that was closed at this moment."""
    return months_after(closed_at, setup.retention)


def ends(kept: Keeping) -> datetime:
    """Until when it is kept, if its people were told in time."""
    return months_after(kept.since, kept.months)


def warned(kept: Keeping, now: datetime) -> bool:
    """Whether its people know. A word from before it began counts for nothing, nor does one of a clock far ahead."""
    return kept.warned_at is not None and kept.since <= kept.warned_at <= now + LEEWAY


def warning_due(kept: Keeping, now: datetime) -> bool:
    """Whether its people are to be told now."""
    return not warned(kept, now) and now >= months_after(ends(kept), -NOTICE)


def goes_at(kept: Keeping, now: datetime) -> datetime:
    """When it is deleted, if its people were told already or are told now: never sooner than a month after that."""
    told = kept.warned_at if kept.warned_at is not None and warned(kept, now) else now
    return max(ends(kept), months_after(told, NOTICE))


def over(kept: Keeping, now: datetime) -> bool:
    """Whether it is to be deleted now."""
    return warned(kept, now) and now >= goes_at(kept, now)


def months_after(at: datetime, months: int) -> datetime:
    """The same day and time that many months later, or earlier for fewer than none; else the month's last day."""
    year, month = divmod(at.year * YEAR + at.month - 1 + months, YEAR)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))
