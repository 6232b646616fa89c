"""Asked once more."""

from __future__ import annotations

from dialogs.rounds.states import Confirming
from dialogs.rounds.views import ConfirmView
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def confirm(sheet: Sheet, state: Confirming, view: ConfirmView, t: Tongue) -> Screen:
    """What a deed would do, and whether to do it."""
    raise NotImplementedError
