"""Words that are held back before anything is kept: a case told here, or parts by which a person could be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogs import answering
from dialogs.commands import Command, Remark, StoreAnswer, Turn
from dialogs.events import Arrived, Asked, Cancelled, Event, NoteKept, Typed, WentBack
from dialogs.events import Place as Goal
from dialogs.rounds.states import Filling
from dialogs.safety.events import CaseDenied, PartsLeftOut, SafetyEvent, WordsInsisted, WordsWithdrawn
from dialogs.safety.held import EXPECTED, Place, field_of, parts_of, pointing, sounds, spared, to_be_told
from dialogs.sheet import Sheet
from dialogs.states import Aside, Called, Cautioned, Greeted, OfferingNote, Question, State, Stranger
from dialogs.typed import added, clean
from framework.answers import Answer

Onward = Callable[[Sheet, State, Event], Turn]
"""The table of everything else: where an event leads."""

BESIDE = {
    Goal.HELP,
    Goal.PRIVACY,
    Goal.LANGUAGE,
    Goal.SETTINGS,
    Goal.TERMS,
    Goal.GLOSSARY,
    Goal.HELPLINES,
    Goal.MY_DATA,
    Goal.FORGET,
    Goal.REMIND,
}
"""Places to look at for a moment: the words wait meanwhile."""


def step(sheet: Sheet, state: State, event: Event, onward: Onward) -> Turn | None:
    """Where the event leads; None where nothing has to be held back."""
    match state, event:
        case Called(back=Cautioned()), _ if isinstance(event, SafetyEvent):
            return Turn(state)  # no card shows such a button now
        case ((Aside() | Called()), _):
            return None  # the place behind it is looked at in its turn
        case Cautioned(), _:
            return _held(sheet, state, event, onward)
        case OfferingNote() as offer, NoteKept(capability=capability) if capability == offer.back.capability:
            caught = pointing(sheet, offer.text, offer.back) and _keeps(sheet, offer, answering.keep_note(sheet, offer))
            return Turn(Cautioned(offer.text, offer.back)) if caught else None
        case _, Typed(text=text, sure=False):
            return _typed(sheet, state, clean(text), onward)
        case _:
            return None


def _typed(sheet: Sheet, state: State, words: str, onward: Onward) -> Turn | None:
    """Hold words back that would be kept; where none are, say where to turn with a case."""
    case = sounds(words, state)
    if (
        isinstance(state, Question | OfferingNote | Filling)
        and (case or parts_of(sheet, words, state))
        and _keeps(sheet, state, _taken(sheet, state, words, onward))
    ):
        return Turn(Cautioned(words, state))
    return _to_help(sheet, state) if case else None


def _to_help(sheet: Sheet, state: State) -> Turn:
    """Nothing of it is kept. The card of somebody who is not welcome says where to turn by itself."""
    match state:
        case Stranger() if not sheet.welcome:
            return Turn(state, remark=Remark.CASE_NOT_KEPT)
        case Stranger():
            return Turn(Aside(Goal.HELPLINES, Greeted()), remark=Remark.CASE_NOT_KEPT)
        case Aside() | Called():
            return Turn(state)
        case _:
            return Turn(Aside(Goal.HELPLINES, state), remark=Remark.CASE_NOT_KEPT)


def _held(sheet: Sheet, state: Cautioned, event: Event, onward: Onward) -> Turn | None:
    """The card's own buttons, more words, and the ways out."""
    match event:
        case Typed(text=text):
            return _more(sheet, state, clean(text), onward)
        case CaseDenied() if to_be_told(state):
            return Turn(replace(state, told=True))
        case WordsInsisted() if not to_be_told(state):
            return _kept(sheet, state, state.text, Remark.KEPT_AS_WRITTEN, onward)
        case PartsLeftOut() if not to_be_told(state) and (rest := spared(sheet, state)):
            return _kept(sheet, state, rest, Remark.KEPT_WITHOUT, onward)
        case WordsWithdrawn() | WentBack() | Cancelled():
            return Turn(state.back, remark=Remark.NOTE_DROPPED)
        case Arrived(code=code):
            return None if code else Turn(state, remark=Remark.WELCOME_BACK)
        case Asked(place=goal) if goal in BESIDE:
            return None
        case Asked():
            turn = onward(sheet, state.back, event)
            if turn.state == state.back:
                return Turn(state, remark=turn.remark)
            return replace(turn, remark=turn.remark or Remark.NOTE_DROPPED)
        case _:
            return Turn(state)


def _more(sheet: Sheet, state: Cautioned, more: str, onward: Onward) -> Turn:
    """More words while the first ones wait; of a case told anew, the person reads again where to turn."""
    if not more:
        return Turn(state, remark=Remark.WORDS_EMPTY)
    words = added(state.text, more)
    turn = _taken(sheet, state.back, words, onward)
    if not _keeps(sheet, state.back, turn):
        return Turn(state, remark=_why_not(sheet, state.back, turn))
    return Turn(replace(state, text=words, told=state.told and not sounds(more, state.back)))


def _kept(sheet: Sheet, state: Cautioned, words: str, remark: Remark, onward: Onward) -> Turn:
    """Let the words go the way that they would have gone; an answer is marked where they still point at somebody."""
    turn = _taken(sheet, state.back, words, onward)
    if not _keeps(sheet, state.back, turn):
        return Turn(state, remark=_why_not(sheet, state.back, turn))
    if isinstance(state.back, Filling):
        return turn  # the form shows what it took, and nothing is kept before it is accepted
    if not pointing(sheet, words, state.back):
        return replace(turn, remark=Remark.KEPT_WITHOUT if remark is Remark.KEPT_WITHOUT else Remark.NOTE_KEPT)
    if sheet.alone and remark is Remark.KEPT_AS_WRITTEN:
        remark = Remark.NOTE_KEPT  # there is no coordinator to speak of
    return replace(turn, commands=tuple(map(_marked, turn.commands)), remark=remark)


def _taken(sheet: Sheet, place: Place, words: str, onward: Onward) -> Turn:
    """Where the words lead once they are sure; a note that would be offered is kept at once, without a third tap."""
    turn = onward(sheet, place, Typed(words, sure=True))
    offered = isinstance(turn.state, OfferingNote) and turn.remark is None
    return answering.keep_note(sheet, turn.state) if offered and isinstance(turn.state, OfferingNote) else turn


def _keeps(sheet: Sheet, place: Place, turn: Turn) -> bool:
    """Whether words are kept by this turn, or in the form that it goes on with."""
    if isinstance(place, Filling):
        return field_of(place) in EXPECTED and (turn.state != place or bool(turn.commands))
    answers = (command.answer for command in turn.commands if isinstance(command, StoreAnswer))
    return not sheet.read_only and any(_words(answer) != _words(_known(sheet, answer)) for answer in answers)


def _known(sheet: Sheet, answer: Answer) -> Answer:
    return sheet.answers.get(answer.capability, Answer(answer.capability))


def _words(answer: Answer) -> tuple[str, str]:
    return answer.note, answer.why


def _marked(command: Command) -> Command:
    if not isinstance(command, StoreAnswer):
        return command
    return replace(command, answer=replace(command.answer, marked=True))


def _why_not(sheet: Sheet, place: Place, turn: Turn) -> Remark:
    """Why words that wait cannot be kept: they are too many, or the round was closed meanwhile."""
    if turn.remark is Remark.WORDS_TOO_LONG:
        return Remark.WORDS_TOO_MANY
    if sheet.read_only and not isinstance(place, Filling):
        return Remark.ROUND_CLOSED  # the turn does not know: it says that the note is kept
    return turn.remark or Remark.ROUND_CLOSED
