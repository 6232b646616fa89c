"""What is asked about once more before it is done."""

from __future__ import annotations

from dialogs.commands import Turn
from dialogs.rounds.states import Confirming
from dialogs.sheet import Sheet
from dialogs.states import State


def asked(sheet: Sheet, state: State, deed: Confirming) -> Turn:
    """Ask whether it is really to be done."""
    raise NotImplementedError


def confirmed(sheet: Sheet, state: Confirming) -> Turn:
    """Have it done."""
    raise NotImplementedError
