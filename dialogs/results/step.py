"""The table of what a round came to: the joined result, agreement, plan, files, and what respondents are shown."""

from __future__ import annotations

from dataclasses import replace

from dialogs.commands import Remark, Turn
from dialogs.events import Asked, Cancelled, Event, PageTurned, Place, Typed, WentBack
from dialogs.places import home
from dialogs.results.commands import DropPriority, SendFile
from dialogs.results.events import (
    AgreementBegun,
    FileAsked,
    FileKind,
    PlanningBegun,
    PriorityDropped,
    ResultEvent,
    SpreadOpened,
    StepOpened,
)
from dialogs.results.states import (
    ChoosingFile,
    CoordinatorsResult,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
    ResultState,
)
from dialogs.rounds import filling
from dialogs.rounds.events import FormOpened, RoundEvent
from dialogs.rounds.forms import FORMS
from dialogs.rounds.states import AtRound, Filling, FormKind
from dialogs.sheet import Sheet
from dialogs.states import ChoosingDepth, ReadingSummary, State

RESULTS = {Place.RESULTS, Place.AGREE, Place.PLAN, Place.EXPORT}

THEIR_OWN = {FileKind.PICTURE, FileKind.PDF, FileKind.PDF_LETTER, FileKind.XLSX}
"""Files that a respondent can have of their own profile."""

ABOUT_ONE = {FormKind.AGREE, FormKind.PLAN}
"""Forms about one capability, which the events that open them name."""


def step(sheet: Sheet, state: State, event: Event) -> Turn | None:
    """Where the event leads; None where it has nothing to do with results. The person has agreed."""
    match state, event:
        case _, Asked(place=place) if place in RESULTS:
            return _asked(sheet, state, place)
        case _, FileAsked():
            return _file(sheet, state, event)
        case _, FormOpened(form=form) if form in ABOUT_ONE:
            return Turn(state)
        case Filling(form=form), WentBack() | Cancelled() if form in ABOUT_ONE:
            return _out_of(sheet, state, event)
        case _ if isinstance(event, ResultEvent):
            return (
                _coordinating(sheet, state, event) if sheet.coordinates else Turn(state, remark=Remark.NOT_COORDINATOR)
            )
        case _ if isinstance(state, ResultState):
            return _here(sheet, state, event)
        case _:
            return None


def _asked(sheet: Sheet, state: State, place: Place) -> Turn | None:
    match place:
        case _ if isinstance(state, ChoosingDepth):
            return None  # nothing has begun that could have results
        case Place.EXPORT if sheet.coordinates or sheet.quest is not None:
            return Turn(ChoosingFile())
        case Place.RESULTS if sheet.coordinates:
            return Turn(ReadingJoined())
        case Place.PLAN if sheet.coordinates:
            return Turn(ReadingPlan())
        case Place.AGREE if sheet.coordinates:
            return Turn(ReadingSpread(""))  # the shell looks for the largest disagreement that is not settled
        case Place.RESULTS | Place.PLAN if sheet.shared:
            return Turn(ReadingShared())
        case Place.RESULTS if sheet.quest is not None:
            return Turn(ReadingSummary(), remark=None if sheet.alone else Remark.NOT_SHARED)
        case _:
            return Turn(state, remark=Remark.NOT_COORDINATOR)


def _file(sheet: Sheet, state: State, asked: FileAsked) -> Turn:
    """Of one's own profile for whoever answers, of the round for its coordinators."""
    if sheet.quest is not None and asked.kind in THEIR_OWN if asked.own else sheet.coordinates:
        return Turn(state, (SendFile(asked.kind, asked.own),), Remark.PREPARING)
    return Turn(state, remark=Remark.NO_QUESTIONS if asked.own else Remark.NOT_COORDINATOR)


def _coordinating(sheet: Sheet, state: State, event: ResultEvent) -> Turn:
    match event:
        case SpreadOpened(capability=capability) if capability in sheet.model.capabilities:
            return Turn(ReadingSpread(capability))
        case StepOpened(capability=capability) if capability in sheet.model.capabilities:
            return Turn(ReadingStep(capability))
        case AgreementBegun(capability=capability) if capability in sheet.model.capabilities:
            return _opened(sheet, state, FormKind.AGREE, capability)
        case PlanningBegun(capability=capability) if capability in sheet.model.capabilities:
            return _opened(sheet, state, FormKind.PLAN, capability)
        case PriorityDropped(capability=capability) if state == ReadingStep(capability):
            return Turn(ReadingPlan(), (DropPriority(capability),), Remark.CHANGED)
        case _:
            return Turn(state)


def _opened(sheet: Sheet, state: State, form: FormKind, capability: str) -> Turn:
    """The form at its first field; at its overview where everything is recorded already, so that one thing changes."""
    turn = filling.opened(sheet, state, form, capability=capability)
    there = turn.state
    if not isinstance(there, Filling) or there == state or not _recorded(there):
        return turn
    return replace(turn, state=replace(there, field="", onward=False))


def _recorded(form: Filling) -> bool:
    """Whether every field has a value."""
    return all(field.id in form.values for field in FORMS[form.form].fields)


def _out_of(sheet: Sheet, state: Filling, event: Event) -> Turn | None:
    """The way back within the form; out of it, to the card that it was opened on."""
    capability = state.values.get("capability", "")
    place: State = ReadingSpread(capability) if state.form is FormKind.AGREE else ReadingStep(capability)
    if isinstance(event, WentBack) and not (state.field or state.onward):
        return Turn(place)  # nothing was asked one after the other that one could go back to
    turn = filling.filled(sheet, state, event)
    return replace(turn, state=place) if turn and turn.state == AtRound() else turn


def _here(sheet: Sheet, state: ResultState, event: Event) -> Turn | None:
    match state, event:
        case ReadingJoined() | ReadingSpread() | ReadingPlan() | ReadingShared(), PageTurned(page=page):
            return Turn(replace(state, page=max(0, page)))
        case _, WentBack() | Cancelled():
            return Turn(parent(sheet, state))
        case _, Asked(place=Place.HERE):
            return Turn(home(sheet))
        case _, Typed():
            return Turn(state, remark=Remark.WORDS_AT_ROUND)
        case _ if isinstance(event, Asked | RoundEvent):
            return None  # it leads elsewhere
        case _:
            return Turn(state)


def parent(sheet: Sheet, state: ResultState) -> State:
    """Where the way back leads."""
    match state:
        case ReadingSpread():
            return ReadingJoined()
        case ReadingStep():
            return ReadingPlan()
        case ChoosingFile() if not sheet.coordinates:
            return ReadingSummary()
        case _ if isinstance(state, CoordinatorsResult | ChoosingFile):
            return AtRound()
        case _:
            return home(sheet)
