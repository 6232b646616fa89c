"""What happens on the cards that people are written to with, and how they get at their reminders by themselves."""

from __future__ import annotations

from dataclasses import replace

from dialogs.commands import Remark, Turn
from dialogs.events import Asked, Cancelled, Event, Place, WentBack
from dialogs.places import resumed
from dialogs.reminding.commands import RemindAgain, Snooze, StopReminding
from dialogs.reminding.events import Continued, RemindersStopped, RemindersWanted, RemindingEvent, Snoozed
from dialogs.rounds import filling
from dialogs.rounds.commands import Switch
from dialogs.rounds.events import FieldOpened
from dialogs.rounds.states import AtRound, Filling, FormKind
from dialogs.sheet import Sheet
from dialogs.states import Aside, Called, Cautioned, ChoosingDepth, Occasion, OfferingNote, Question, State, Station

OWN = {Occasion.REMINDER, Occasion.ASKED}
"""Occasions on which the card is about the person's own answers."""


def step(sheet: Sheet, state: State, event: Event) -> Turn | None:
    """Where the event leads; None where it has nothing to do with reminders."""
    match state, event:
        case _, Asked(place=Place.REMINDERS) if sheet.coordinates:
            return filling.opened(sheet, behind(state), FormKind.REMINDERS)
        case _, Asked(place=Place.REMIND | Place.REMINDERS):
            return _own(sheet, state)
        case Called(), _:
            return _called(sheet, state, event)
        case _ if isinstance(event, RemindingEvent):
            return Turn(state)
        case _:
            return None


def behind(state: State) -> Station | OfferingNote | Cautioned:
    """Where someone goes on who is written to here."""
    return state.back if isinstance(state, Aside | Called) else state


def _own(sheet: Sheet, state: State) -> Turn:
    if sheet.quest is None or sheet.current is None or sheet.read_only:
        return Turn(state, remark=Remark.NO_REMINDERS)
    return Turn(Called(Occasion.ASKED, sheet.current, behind(state)))


def _called(sheet: Sheet, state: Called, event: Event) -> Turn | None:
    """The card's own buttons; None for what means the same as where the person was."""
    match event:
        case Continued():
            return _go_on(sheet, state)
        case Snoozed(wish=wish) if state.occasion in OWN:
            return Turn(state, (Snooze(state.round, wish),))
        case RemindersStopped() if state.occasion in OWN:
            return Turn(state, (StopReminding(state.round),))
        case RemindersWanted() if state.occasion in OWN:
            return Turn(replace(state, occasion=Occasion.ASKED), (RemindAgain(state.round),))  # it says when
        case FieldOpened() if state.round == sheet.current and sheet.coordinates:
            opened = filling.opened(sheet, state.back, FormKind.SETTINGS)
            return filling.filled(sheet, opened.state, event) if isinstance(opened.state, Filling) else opened
        case WentBack() | Cancelled():
            return Turn(state.back)
        case _ if isinstance(event, RemindingEvent):
            return Turn(state)
        case _:
            return None


def _go_on(sheet: Sheet, state: Called) -> Turn:
    """Exactly where they stopped; in another assessment, at its next open question."""
    if state.round != sheet.current:
        leads = any(post.number == state.round and post.coordinates for post in sheet.posts)
        place = AtRound() if leads and state.occasion not in OWN else ChoosingDepth()
        return Turn(place, (Switch(state.round),))
    if state.occasion in OWN and not isinstance(state.back, Question | OfferingNote | Cautioned):
        return Turn(resumed(sheet))
    return Turn(state.back)
