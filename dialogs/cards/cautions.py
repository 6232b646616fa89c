"""Cards that come before words are kept: where to turn with a case, and which parts could point at a person."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.warning import not_a_report, where_to_turn
from dialogs.rounds.states import Filling
from dialogs.safety.events import CaseDenied, PartsLeftOut, WordsInsisted, WordsWithdrawn
from dialogs.safety.held import parts_of, spared, to_be_told
from dialogs.safety.personal import Part, Trace
from dialogs.screens import Block, Bullets, Button, Heading, Paragraph, Quote, Screen, screen
from dialogs.sheet import Sheet
from dialogs.states import Cautioned
from dialogs.tongue import Tongue
from dialogs.typed import shortened

SHOWN = 600
"""Characters of the words on the card."""

OPENING, CLOSING = "⟦", "⟧"
"""Stand around a part: a quotation has no bold letters in every channel."""


def cautioned(sheet: Sheet, state: Cautioned, t: Tongue) -> Screen:
    """Where to turn first, if it sounds like a case; then the words with what could point at somebody."""
    return _case(sheet, t) if to_be_told(state) else _once_more(sheet, state, t)


def _case(sheet: Sheet, t: Tongue) -> Screen:
    """The words are not shown here: somebody in distress needs the help, not their own sentence."""
    return screen(
        t.direction,
        Heading(t.gettext("Is a child in danger?")),
        Paragraph(t.gettext("Nobody who could help reads this chat. Please turn to those who can:")),
        Paragraph(where_to_turn(t, sheet)),
        Paragraph(t.gettext("What you wrote sounds like a case. It is not kept so far.")),
        rows=(
            (Button(t.gettext("It is not about a case"), CaseDenied()),),
            (Button(t.gettext("Don't keep it"), WordsWithdrawn()),),
        ),
    )


def _once_more(sheet: Sheet, state: Cautioned, t: Tongue) -> Screen:
    """The words shown back, and three ways on; two where leaving parts out is none."""
    parts = parts_of(sheet, state.text, state.back)
    spare = Button(t.gettext("Keep it without them"), PartsLeftOut())
    return screen(
        t.direction,
        Heading(t.gettext("Please look at this once more")),
        Quote(shortened(_with_marks(state.text, parts), SHOWN)),
        *_why(parts, t),
        *_consequence(sheet, state, t),
        rows=(
            (Button(t.gettext("Write it anew"), WordsWithdrawn()),),
            (spare,) if spared(sheet, state) else None,
            (Button(t.gettext("Keep it as it is"), WordsInsisted()),),
        ),
    )


def _why(parts: tuple[Part, ...], t: Tongue) -> Iterator[Block]:
    if not parts:
        yield Paragraph(t.gettext("It is not kept so far. Please keep it only if it is about no case and no person."))
        return
    yield Paragraph(t.gettext("It is not kept so far. Somebody could be found by the marked parts:"))
    yield Bullets(tuple(dict.fromkeys(trace(t, part.trace) for part in parts)))
    yield Paragraph(t.gettext("Please write it anew without them. What an office does is enough, not who."))


def _consequence(sheet: Sheet, state: Cautioned, t: Tongue) -> Iterator[Block]:
    """What keeping it as it is means, where others read it."""
    if not sheet.alone and not isinstance(state.back, Filling):
        yield Paragraph(t.gettext("If you keep it as it is, the coordinators see a warning beside it."))


def _with_marks(text: str, parts: tuple[Part, ...]) -> str:
    """The text with signs around each part."""
    shown, at = [], 0
    for part in parts:
        shown += [text[at : part.start], OPENING, text[part.start : part.end], CLOSING]
        at = part.end
    return "".join((*shown, text[at:]))


def trace(t: Tongue, kind: Trace) -> str:
    """What a part seems to be, in plain words."""
    match kind:
        case Trace.NAME:
            return t.gettext("a name, beside a way to reach that person")
        case Trace.PHONE:
            return t.gettext("a phone number")
        case Trace.EMAIL:
            return t.gettext("an e-mail address")
        case Trace.HANDLE:
            return t.gettext("the name of an account")
        case Trace.IDENTITY:
            return t.gettext("the number of a document or an account")
        case Trace.BIRTH:
            return t.gettext("a date of birth")
        case Trace.MATERIAL:
            return t.gettext("a link to where child sexual abuse material may be")


def helplines(sheet: Sheet, t: Tongue) -> Screen:
    """Where to turn with a case, or when a child is in danger."""
    return screen(
        t.direction,
        Heading(t.gettext("If a child is in danger")),
        Paragraph(not_a_report(t)),
        Paragraph(where_to_turn(t, sheet)),
        rows=((words.back(t),),),
    )
