"""The cards of coordinators, and of those who are invited."""

from __future__ import annotations

from dialogs.cards.rounds import confirming, forms, invitations, listing, people, watching
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Filling,
    ListingInvitations,
    ListingPeople,
    ListingRounds,
    LookingAtInvitation,
    LookingAtPerson,
    RoundState,
    WatchingProgress,
)
from dialogs.rounds.views import (
    ConfirmView,
    InvitationLine,
    InvitationsView,
    PeopleView,
    PersonView,
    ProgressView,
    RoundView,
    View,
)
from dialogs.screens import Screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def card(sheet: Sheet, state: RoundState, t: Tongue, view: View | None) -> Screen:
    """The card of a state; without the view it needs, a word that this is gone."""
    match state, view:
        case ListingRounds(), _:
            return listing.rounds(sheet, state, t)
        case Filling(), _:
            return forms.filling(sheet, state, t)
        case AtRound(), RoundView():
            return watching.overview(sheet, view, t)
        case WatchingProgress(), ProgressView():
            return watching.progress(sheet, view, t)
        case ListingPeople(), PeopleView():
            return people.listed(sheet, state, view, t)
        case LookingAtPerson(), PersonView():
            return people.one(sheet, view, t)
        case ListingInvitations(), InvitationsView():
            return invitations.listed(sheet, view, t)
        case LookingAtInvitation(), InvitationLine():
            return invitations.one(sheet, view, t)
        case Confirming(), ConfirmView():
            return confirming.confirm(sheet, state, view, t)
        case _:
            return listing.gone(sheet, t)
