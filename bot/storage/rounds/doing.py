"""Carrying out what a turn asked about rounds: one function per command, each asking first whether it may."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.left import Left
from bot.office import Office
from bot.storage.desks import Desk
from dialogs.commands import Command


def carry_out_rounds(
    session: Session, office: Office, desk: Desk, commands: Iterable[Command], now: datetime
) -> tuple[Left, ...]:
    """Carry out commands about rounds, in order; what they leave in the chat. Raises Overruled."""
    raise NotImplementedError
