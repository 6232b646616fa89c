"""What people do about reminders. Each is about the assessment of the card it is on."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.reminding.wishes import Wish


@dataclass(frozen=True, slots=True)
class Continued:
    """They go on: exactly where they stopped."""


@dataclass(frozen=True, slots=True)
class Snoozed:
    """They want to hear again then."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class RemindersStopped:
    pass


@dataclass(frozen=True, slots=True)
class RemindersWanted:
    """They want reminders again."""


RemindingEvent = Continued | Snoozed | RemindersStopped | RemindersWanted
