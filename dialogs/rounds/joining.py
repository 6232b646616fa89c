"""Coming in by an invitation."""

from __future__ import annotations

from dialogs.commands import Command, Turn
from dialogs.sheet import Sheet
from dialogs.states import Greeted, State


def arrived(sheet: Sheet) -> Turn:
    """Someone unknown opens a link; `sheet.offer` is what it leads to."""
    raise NotImplementedError


def agreed(sheet: Sheet, state: Greeted, consent: tuple[Command, ...]) -> Turn:
    """They agreed to what the invitation means for them."""
    raise NotImplementedError


def arrived_again(sheet: Sheet, state: State) -> Turn:
    """Someone we know opens a link."""
    raise NotImplementedError
