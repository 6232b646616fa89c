"""Taking part in an assessment that one was invited to."""

from __future__ import annotations

from dataclasses import replace

from dialogs.cards import joining
from dialogs.cards.rounds import terms
from dialogs.commands import Remark, Turn
from dialogs.places import home
from dialogs.rounds.commands import Join
from dialogs.rounds.forms.fields import Field, Form, Read, Unread, Values
from dialogs.rounds.forms.terms import TEXT_LIMIT
from dialogs.rounds.nouns import Role, Sector
from dialogs.rounds.states import AtRound, Filling
from dialogs.screens import Block
from dialogs.sheet import Sheet
from dialogs.states import ChoosingDepth, State
from dialogs.tongue import Tongue

UNSAID = "-"
"""Stands for no sector."""

KNOWN = "known"
"""Marks the form of someone who agreed to keep answers before: it shows first what this invitation means."""


TERMS = "terms"
"""Keeps the terms that the person read: who sees names and results."""


def of_someone_known() -> Values:
    """Everything as it is proposed: one tap takes it."""
    return {KNOWN: "yes", "name": "", "sector": UNSAID}


def _leads(sheet: Sheet) -> bool:
    return sheet.offer is not None and sheet.offer.role is Role.COORDINATOR


def _terms(sheet: Sheet) -> str:
    """The terms as they are now, as words to compare; empty for a coordinator, whose terms never change."""
    setup = sheet.offer.setup if sheet.offer else None
    if setup is None or _leads(sheet):
        return ""
    return f"{'anonymous' if setup.anonymous else 'named'} {setup.audience} {setup.retention}"


def _begin(sheet: Sheet, _subject: int) -> Values:
    """For someone new, who read the terms on the card before; where they changed meanwhile, they read them again."""
    if sheet.offer is not None and sheet.offer.revised and not _leads(sheet):
        return {KNOWN: "yes", TERMS: ""}
    return {TERMS: _terms(sheet)}


def _to_read_again(sheet: Sheet, state: Filling) -> bool:
    """Whether the terms are not those that the person read."""
    read = state.values.get(TERMS)
    if read is not None:
        return read != _terms(sheet)
    return sheet.offer is not None and sheet.offer.revised and not _leads(sheet)


def _read_again(sheet: Sheet, state: Filling) -> Turn:
    """The overview with the terms as they are now. A name that was not asked for before is asked now."""
    kept = {name: each for name, each in state.values.items() if name != "name" or each}
    values = {**kept, KNOWN: "yes", TERMS: _terms(sheet)}
    return Turn(replace(state, values=values, field="", onward=False), remark=Remark.TERMS_CHANGED)


# The name


def _name_label(t: Tongue) -> str:
    return t.gettext("Your name")


def _name_asked(sheet: Sheet, _state: Filling, t: Tongue) -> str:
    if _leads(sheet):
        return t.gettext("Write your name or your office. Invitations and the other coordinators will show it.")
    return t.gettext("Write your name or your office. Coordinators will see it beside your answers.")


def _name_said(sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    label = sheet.offer.label if sheet.offer else ""
    return value or (t.gettext("As invited: {label}", label=label) if label else t.gettext("Without a name"))


def _no_name(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return ("",)


def _name_read(_sheet: Sheet, _state: Filling, words: str) -> Read:
    line = " ".join(words.split())
    return line if len(line) <= TEXT_LIMIT else Unread(Remark.TEXT_TOO_LONG)


def _named(sheet: Sheet, _state: Filling) -> bool:
    setup = sheet.offer.setup if sheet.offer else None
    return _leads(sheet) or (setup is not None and not setup.anonymous)


# The sector


def _sector_label(t: Tongue) -> str:
    return t.gettext("Your sector")


def _sector_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext(
        "Where do you work? Sectors often see things differently. They are compared only where three or more answered."
    )


def _sector_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Rather not say") if value == UNSAID else terms.sector(Sector(value), t)


def _sectors(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (*Sector, UNSAID)


def _unsaid(_sheet: Sheet, _state: Filling) -> str:
    return UNSAID


def _answers(sheet: Sheet, _state: Filling) -> bool:
    return not _leads(sheet)


# The form


def _title(sheet: Sheet, _state: Filling, t: Tongue) -> str:
    setup = sheet.offer.setup if sheet.offer else None
    return t.gettext("Taking part: {title}", title=setup.title) if setup else t.gettext("Taking part")


def _button(sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Take part") if not _leads(sheet) else t.gettext("Coordinate")


def _beside(sheet: Sheet, state: Filling, t: Tongue) -> tuple[Block, ...]:
    """For someone who was not greeted by this invitation: what it means."""
    return joining.invited(sheet, sheet.offer, t) if sheet.offer and state.values.get(KNOWN) else ()


def _allowed(sheet: Sheet, subject: int) -> bool:
    """Only an invitation that this chat has brought: its number alone, from a button, opens nothing."""
    return sheet.offer is not None and sheet.offer.number == subject


def _back(sheet: Sheet, _subject: int) -> State:
    return home(sheet)


def _accept(sheet: Sheet, state: Filling) -> Turn:
    name, sector = state.values.get("name", ""), state.values.get("sector", UNSAID)
    if _leads(sheet):
        called = name or (sheet.offer.label if sheet.offer else "")
        return Turn(AtRound(), (Join(state.subject, called),), Remark.JOINED)
    if _to_read_again(sheet, state):
        return _read_again(sheet, state)
    setup = sheet.offer.setup if sheet.offer else None
    read = (setup.anonymous, setup.audience, setup.retention) if setup else (None, None, None)
    join = Join(state.subject, name, None if sector == UNSAID else Sector(sector), *read)
    return Turn(ChoosingDepth(), (join,), Remark.JOINED)  # which leads to the first question, once they are in


JOIN = Form(
    (
        Field("name", _name_label, _name_asked, _name_said, _no_name, read=_name_read, applies=_named),
        Field("sector", _sector_label, _sector_asked, _sector_said, _sectors, _unsaid, applies=_answers),
    ),
    _title,
    _button,
    _accept,
    begin=_begin,
    allowed=_allowed,
    refused=lambda _sheet: Remark.GONE,
    back=_back,
    beside=_beside,
)
