"""The table of everything around assessments of many people; what is not in it is none of its business."""

from __future__ import annotations

from dataclasses import replace

from dialogs.commands import Remark, Turn
from dialogs.events import Asked, Cancelled, Event, PageTurned, Place, Typed, WentBack
from dialogs.places import home
from dialogs.results.states import ReadingJoined
from dialogs.rounds import deeds, filling
from dialogs.rounds.commands import SendAudit, SendPicture, Switch
from dialogs.rounds.events import (
    AuditAsked,
    DeedAsked,
    DeedConfirmed,
    FormOpened,
    InvitationOpened,
    PeopleListed,
    PersonOpened,
    PictureAsked,
    RoundEvent,
    RoundOpened,
)
from dialogs.rounds.states import (
    AtRound,
    Confirming,
    Deed,
    Filling,
    FormKind,
    ListingInvitations,
    ListingPeople,
    ListingRounds,
    LookingAtInvitation,
    LookingAtPerson,
    RoundState,
    WatchingProgress,
)
from dialogs.sheet import Sheet
from dialogs.states import ChoosingDepth, Explaining, State

COORDINATORS = {Place.ROUND, Place.PROGRESS, Place.PEOPLE, Place.INVITATIONS, Place.INVITE}
ANSWERS = {Place.SECTIONS, Place.REVIEW, Place.SUMMARY}


def step(sheet: Sheet, state: State, event: Event) -> Turn | None:
    """Where the event leads; None where it has nothing to do with rounds. The person has agreed."""
    match state, event:
        case _, Asked(place=Place.ROUNDS):
            return Turn(ListingRounds())
        case _, RoundOpened(round=number):
            return _turn_to(sheet, state, number)
        case _, Asked(place=Place.NEW):
            return filling.opened(sheet, state, FormKind.NEW)
        case _, Asked(place=place) if place in COORDINATORS:
            return _asked(sheet, state, place)
        case _, Asked(place=place) if place in ANSWERS and sheet.coordinates and sheet.quest is None:
            return Turn(state, remark=Remark.NO_QUESTIONS)
        case _, FormOpened(form=form, subject=subject):
            return filling.opened(sheet, state, form, subject)
        case _, DeedAsked(deed=deed, subject=subject, word=word):
            return deeds.asked(sheet, state, Confirming(deed, subject, word))
        case Confirming() as asked, DeedConfirmed(deed=deed, subject=subject, word=word):
            if deed is Deed.ACCEPT:
                asked = replace(asked, word=word)  # which list was shown
            return deeds.confirmed(sheet, asked) if asked == Confirming(deed, subject, word) else Turn(state)
        case Filling(), _:
            return filling.filled(sheet, state, event)
        case _ if isinstance(event, RoundEvent) and sheet.coordinates:
            return _watching(state, event)
        case _ if isinstance(state, RoundState):
            return _here(sheet, state, event)
        case _ if isinstance(event, RoundEvent):
            return Turn(state, remark=Remark.NOT_COORDINATOR)
        case _:
            return None


def _turn_to(sheet: Sheet, state: State, number: int) -> Turn:
    post = next((post for post in sheet.posts if post.number == number), None)
    if post is None:
        return Turn(state, remark=Remark.ROUND_UNKNOWN)
    return Turn(AtRound() if post.coordinates else ChoosingDepth(), (Switch(number),))


def _asked(sheet: Sheet, state: State, place: Place) -> Turn:
    if not sheet.coordinates:
        return Turn(state, remark=Remark.NOT_COORDINATOR)
    match place:
        case Place.PROGRESS:
            return Turn(WatchingProgress())
        case Place.PEOPLE:
            return Turn(ListingPeople())
        case Place.INVITATIONS:
            return Turn(ListingInvitations())
        case Place.INVITE:
            return filling.opened(sheet, state, FormKind.INVITE)
        case _:
            return Turn(AtRound())


def _watching(state: State, event: RoundEvent) -> Turn:
    """A coordinator looks around."""
    match event:
        case PeopleListed(standing=standing, page=page):
            return Turn(ListingPeople(standing, page))
        case PersonOpened(participation=number):
            return Turn(LookingAtPerson(number))
        case InvitationOpened(invitation=number):
            return Turn(LookingAtInvitation(number))
        case PictureAsked():
            return Turn(state, (SendPicture(),))
        case AuditAsked():
            return Turn(state, (SendAudit(),))
        case _:
            return Turn(state)


def _here(sheet: Sheet, state: RoundState, event: Event) -> Turn | None:
    match state, event:
        case ((ListingRounds() | ListingPeople() | ListingInvitations()), PageTurned(page=page)):
            return Turn(replace(state, page=max(0, page)))
        case _, WentBack() | Cancelled():
            return Turn(parent(sheet, state))
        case _, Asked(place=Place.HERE):
            return Turn(home(sheet))
        case _, Typed():
            return Turn(state, remark=Remark.WORDS_AT_ROUND)
        case _, Asked():
            return None
        case _:
            return Turn(state)


def parent(sheet: Sheet, state: RoundState) -> State:
    """Where the way back leads."""
    match state:
        case LookingAtPerson():
            return ListingPeople()
        case LookingAtInvitation():
            return ListingInvitations()
        case Confirming(deed=Deed.NUDGE | Deed.REMOVE | Deed.PROMOTE, subject=subject):
            return LookingAtPerson(subject)
        case Confirming(deed=Deed.REVOKE, subject=subject):
            return LookingAtInvitation(subject)
        case Confirming(deed=Deed.NUDGE_ALL):
            return WatchingProgress()
        case Confirming(deed=Deed.DEMOTE):
            return ListingPeople()
        case Confirming(deed=Deed.ACCEPT | Deed.SHARE):
            return ReadingJoined()
        case Confirming(deed=Deed.PASS_ON, word=capability):
            return Explaining(capability)
        case AtRound() | ListingRounds():
            return home(sheet) if sheet.quest else ListingRounds()
        case _:
            return AtRound() if sheet.coordinates else home(sheet)
