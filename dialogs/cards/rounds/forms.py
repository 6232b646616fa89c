"""Forms: a field that is being asked, and the overview of all."""

from __future__ import annotations

from dialogs.rounds.states import Filling
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def filling(sheet: Sheet, state: Filling, t: Tongue) -> Screen:
    """The field that is being asked, or the overview."""
    raise NotImplementedError
