"""Reading what a coordinator's card shows, for someone who may see it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.storage.desks import Desk
from dialogs.rounds.states import RoundState
from dialogs.rounds.views import View


def look(session: Session, desk: Desk, state: RoundState, now: datetime) -> View | None:
    """What the card of this state shows beyond the sheet; None where it is gone, or not for this person."""
    raise NotImplementedError
