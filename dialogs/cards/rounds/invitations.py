"""Invitations that were made."""

from __future__ import annotations

from dialogs.rounds.views import InvitationLine, InvitationsView
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def listed(sheet: Sheet, view: InvitationsView, t: Tongue) -> Screen:
    """One page of them."""
    raise NotImplementedError


def one(sheet: Sheet, view: InvitationLine, t: Tongue) -> Screen:
    """One invitation."""
    raise NotImplementedError
