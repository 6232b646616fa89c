"""Many invitations at once, from a list."""

from __future__ import annotations

from dialogs.commands import Remark, Turn
from dialogs.rounds.commands import Invite, Ticket
from dialogs.rounds.forms.fields import Field, Form, Read, Unread
from dialogs.rounds.forms.invite import capabilities_of, while_open
from dialogs.rounds.forms.terms import language_said
from dialogs.rounds.forms.use import UNTIL, own_language, until_of
from dialogs.rounds.lists import MOST, Fault, Pasted, Person, Problem, read_list
from dialogs.rounds.states import Filling, FormKind, ListingInvitations
from dialogs.screens import Block, Lines, Paragraph
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.typed import added

SHOWN = 5
"""Lines of each kind that the overview shows."""


def pasted(sheet: Sheet, state: Filling, text: str) -> Pasted:
    """What the list says for this round."""
    return read_list(text, sheet.model, sheet.languages, own_language(sheet, state))


def _label(t: Tongue) -> str:
    return t.gettext("The list")


def _ask(sheet: Sheet, state: Filling, t: Tongue) -> str:
    if state.values.get("lines"):
        return t.gettext("Paste more lines, in the same way. They are added to those that are there.")
    sections = t.listed(
        t.gettext("{number} {section}", number=number, section=t.of(domain.name))
        for number, domain in enumerate(sheet.model.domains, 1)
    )
    return t.gettext(
        "Paste your list here, one line for each person or office: who it is for, the numbers of their sections, "
        "their language. For example: {example}. A line may end after the name: then all sections are meant. "
        "Sections: {sections}.",
        example=t.gettext("Ministry of Health, 1 3, fr"),
        sections=sections,
    )


def _say(sheet: Sheet, state: Filling, value: str, t: Tongue) -> str:
    return t.ngettext("{n} line", "{n} lines", len(pasted(sheet, state, value).people))


def _read(sheet: Sheet, state: Filling, words: str) -> Read:
    text = added(state.values.get("lines", ""), words)
    found = pasted(sheet, state, text)
    if len(found.people) > MOST:
        return Unread(Remark.LIST_TOO_LONG)
    return text if found.people else Unread(Remark.LIST_UNREADABLE)


LINES = Field("lines", _label, _ask, _say, read=_read)


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Many invitations")


def _button(sheet: Sheet, state: Filling, t: Tongue) -> str:
    count = len(pasted(sheet, state, state.values.get("lines", "")).people)
    return t.ngettext("Make {n} invitation", "Make {n} invitations", count)


def _beside(sheet: Sheet, state: Filling, t: Tongue) -> tuple[Block, ...]:
    """The first lines as they were understood, and those that are left out."""
    found = pasted(sheet, state, state.values.get("lines", ""))
    return (
        Paragraph(t.gettext("Understood as:")),
        Lines((*(_line(sheet, each, t) for each in found.people[:SHOWN]), *_rest(len(found.people), t))),
        *_left_out(found, t),
    )


def _line(sheet: Sheet, person: Person, t: Tongue) -> str:
    if person.sections is None:
        sections = t.gettext("all sections")
    else:
        sections = t.listed(t.of(sheet.model.by_domain[each].name) for each in person.sections)
    language = language_said(sheet, Filling(FormKind.LIST), person.language, t)
    return t.gettext("{label}: {sections} ({language})", label=person.label, sections=sections, language=language)


def _left_out(found: Pasted, t: Tongue) -> tuple[Block, ...]:
    if not found.faults:
        return ()
    said = t.ngettext("{n} line is left out:", "{n} lines are left out:", len(found.faults))
    faults = (_fault_said(each, t) for each in found.faults[:SHOWN])
    return Paragraph(said), Lines((*faults, *_rest(len(found.faults), t)))


def _fault_said(fault: Fault, t: Tongue) -> str:
    match fault.problem:
        case Problem.NO_LABEL:
            return t.gettext("Line {number}: it does not say who it is for.", number=fault.line)
        case Problem.LABEL_LONG:
            return t.gettext("Line {number}: “{words}” is too long.", number=fault.line, words=fault.words)
        case Problem.SECTION:
            return t.gettext("Line {number}: no such section as “{words}”.", number=fault.line, words=fault.words)
        case Problem.LANGUAGE:
            return t.gettext(
                "Line {number}: “{words}” is no language of this assessment.", number=fault.line, words=fault.words
            )


def _rest(count: int, t: Tongue) -> tuple[str, ...]:
    if count <= SHOWN:
        return ()
    return (t.ngettext("and {n} more", "and {n} more", count - SHOWN),)


def _accept(sheet: Sheet, state: Filling) -> Turn:
    found = pasted(sheet, state, state.values["lines"])
    tickets = tuple(
        Ticket(
            capabilities=None if each.sections is None else capabilities_of(sheet, each.sections),
            until=until_of(state),
            language=each.language,
            label=each.label,
        )
        for each in found.people
    )
    return Turn(ListingInvitations(), (Invite(tickets),), Remark.INVITED_MANY if len(tickets) > 1 else Remark.INVITED)


LIST = Form(while_open(UNTIL, LINES), _title, _button, _accept, beside=_beside, listens="lines")
