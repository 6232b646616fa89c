"""People of a round."""

from __future__ import annotations

from dialogs.rounds.states import ListingPeople
from dialogs.rounds.views import PeopleView, PersonView
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def listed(sheet: Sheet, state: ListingPeople, view: PeopleView, t: Tongue) -> Screen:
    """One page of them."""
    raise NotImplementedError


def one(sheet: Sheet, view: PersonView, t: Tongue) -> Screen:
    """One respondent."""
    raise NotImplementedError
