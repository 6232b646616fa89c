"""The assessments one has a part in."""

from __future__ import annotations

from dialogs.rounds.states import ListingRounds
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def rounds(sheet: Sheet, state: ListingRounds, t: Tongue) -> Screen:
    """Every assessment, to turn to."""
    raise NotImplementedError


def gone(sheet: Sheet, t: Tongue) -> Screen:
    """What was to be shown is not there any more, or not for this person."""
    raise NotImplementedError
