"""Invitations as those who bring them see them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.office import Office
from bot.storage.desks import Desk
from dialogs.rounds.nouns import Offer


def offered(session: Session, office: Office, desk: Desk, code: str, now: datetime) -> Offer:
    """What a code leads to, or why it leads nowhere; wrong ones are counted."""
    raise NotImplementedError


def offer_of(session: Session, desk: Desk, number: int, now: datetime) -> Offer:
    """The invitation with this number, which this chat has brought before."""
    raise NotImplementedError
