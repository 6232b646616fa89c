"""Which cards hold results, for a round whose coordinators want those neither forwarded nor saved."""

from __future__ import annotations

from dialogs.results.states import ResultState
from dialogs.rounds.states import Confirming, Deed, Filling, FormKind
from dialogs.sheet import Sheet
from dialogs.states import ReadingAdvice, ReadingContext, ReadingNotes, ReadingSummary, State

SUMMARY = ReadingSummary | ReadingAdvice | ReadingNotes | ReadingContext
"""One's own result, page by page."""

RECORDING = {FormKind.AGREE, FormKind.PLAN}
"""Forms that show what was agreed and planned."""

LISTING = {Deed.ACCEPT, Deed.SHARE}
"""Deeds whose card lists what comes of them."""


def protected(sheet: Sheet, state: State) -> bool:
    """Whether the card of this state is a result that is not to be passed on; for all who read it alike."""
    if sheet.setup is None or not sheet.setup.protected:
        return False
    match state:
        case Filling(form=form):
            return form in RECORDING
        case Confirming(deed=deed):
            return deed in LISTING
        case _:
            return isinstance(state, ResultState | SUMMARY)
