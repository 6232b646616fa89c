"""Filling in a form: one field after the other, or any of them from the overview."""

from __future__ import annotations

from dialogs.commands import Turn
from dialogs.events import Event
from dialogs.rounds.states import Filling, FormKind
from dialogs.sheet import Sheet
from dialogs.states import State


def opened(sheet: Sheet, state: State, form: FormKind, subject: int = 0) -> Turn:
    """Begin a form, where this person may fill it in."""
    raise NotImplementedError


def filled(sheet: Sheet, state: Filling, event: Event) -> Turn | None:
    """What an event means while a form is being filled in; None for what leads elsewhere."""
    raise NotImplementedError
