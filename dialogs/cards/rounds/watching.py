"""How a round is going."""

from __future__ import annotations

from dialogs.rounds.views import ProgressView, RoundView
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def overview(sheet: Sheet, view: RoundView, t: Tongue) -> Screen:
    """What a coordinator can do."""
    raise NotImplementedError


def progress(sheet: Sheet, view: ProgressView, t: Tongue) -> Screen:
    """How far the sections and the people are."""
    raise NotImplementedError
