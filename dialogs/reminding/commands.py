"""What a turn asks of the world about reminders. `round` is the assessment's number, also for someone alone."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.reminding.wishes import Wish


@dataclass(frozen=True, slots=True)
class Snooze:
    """Remind this person of the assessment at the moment they wish for, and not before."""

    round: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class StopReminding:
    """Send this person no more reminders of the assessment."""

    round: int


@dataclass(frozen=True, slots=True)
class RemindAgain:
    """Send them again."""

    round: int


RemindingCommand = Snooze | StopReminding | RemindAgain
