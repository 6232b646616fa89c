"""How an invitation may be used: by how many, in which language, until when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dialogs.commands import Remark
from dialogs.dates import plain
from dialogs.rounds.clock import today
from dialogs.rounds.forms.calendar import DEADLINE
from dialogs.rounds.forms.fields import Field, Read, Unread
from dialogs.rounds.forms.terms import LANGUAGES
from dialogs.rounds.nouns import Role
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

NUMBERS = ("1", "5", "10", "20", "50", "100")
MOST = 1000
"""Places of one invitation."""

WEEKS = (2, 4, 8)
PROPOSED = timedelta(weeks=4)

_ONE_NUMBER = re.compile(r"(?:[^\d]*[^\d\-−.,])?([0-9]+)[^\d]*")
"""A number with or without words around it; a second figure makes it another number, or a part of one."""


def answers(_sheet: Sheet, state: Filling) -> bool:
    """Whether it is for someone who answers. An invitation to coordinate lets one person in."""
    return state.values.get("role", Role.RESPONDENT) == Role.RESPONDENT


# By how many


def _places_label(t: Tongue) -> str:
    return t.gettext("For how many")


def _places_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("How many people may use it? For another number, write it with a word: 7 people.")


def _places_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.ngettext("{n} person", "{n} people", int(value))


def _places(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return NUMBERS


def _one_place(_sheet: Sheet, _state: Filling) -> str:
    return NUMBERS[0]


def _places_read(_sheet: Sheet, _state: Filling, words: str) -> Read:
    """The one number among the words: `"3"`, `"3 people"`, `"٣"`."""
    found = _ONE_NUMBER.fullmatch(plain(words))
    if not found:
        return Unread()
    number = found[1].lstrip("0") or "0"
    if len(number) > len(str(MOST)) or not 1 <= int(number) <= MOST:
        return Unread(Remark.TOO_MANY_PLACES)
    return number


PLACES = Field(
    "places",
    _places_label,
    _places_asked,
    _places_said,
    _places,
    _one_place,
    read=_places_read,
    applies=answers,
    width=2,
)


# In which language


def _language_label(t: Tongue) -> str:
    return t.gettext("Language")


def _language_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("In which language should the invitation be? Whoever uses it can still choose another.")


def _languages(sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return sheet.languages


def own_language(sheet: Sheet, _state: Filling) -> str:
    """The coordinator's, where the round has it."""
    return sheet.language if sheet.language in sheet.languages else sheet.languages[0]


def _several_languages(sheet: Sheet, _state: Filling) -> bool:
    return len(sheet.languages) > 1


LANGUAGE = Field(
    "language",
    _language_label,
    _language_asked,
    LANGUAGES.say,
    _languages,
    own_language,
    applies=_several_languages,
    width=2,
)


# Until when


def _until_label(t: Tongue) -> str:
    return t.gettext("Can be used until")


def _until_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Until when can it be used? For another day, write it like this: 15 March 2027.")


def _untils(sheet: Sheet, state: Filling) -> tuple[str, ...]:
    weeks = ((today(sheet, state) + timedelta(weeks=each)).isoformat() for each in WEEKS)
    return tuple(dict.fromkeys((_until_proposed(sheet, state), *weeks, "")))


def _until_proposed(sheet: Sheet, state: Filling) -> str:
    """The last day of the assessment, or four weeks where it has none, or is over."""
    deadline = sheet.setup.deadline if sheet.setup else None
    now = today(sheet, state)
    return (deadline if deadline and deadline >= now else now + PROPOSED).isoformat()


UNTIL = replace(DEADLINE, id="until", label=_until_label, ask=_until_asked, choices=_untils, default=_until_proposed)


def until_of(state: Filling) -> date | None:
    """The last day that was chosen."""
    chosen = state.values.get("until", "")
    return date.fromisoformat(chosen) if chosen else None
