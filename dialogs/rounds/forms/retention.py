"""For how long a round is kept once it is closed."""

from __future__ import annotations

import re

from dialogs.commands import Remark
from dialogs.dates import plain
from dialogs.privacy.keeping import MONTHS, YEAR
from dialogs.rounds.forms.fields import Field, Read, Unread
from dialogs.rounds.forms.hours import is_no_figure
from dialogs.rounds.nouns import RETENTION
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

OFFERED = (6, 12, 24, 36, 60)
"""Months."""

_SPAN = re.compile(r"(?P<number>\d{1,4})\s*(?P<unit>[^\W\d_]+)\W*")
_MONTH = ("month", "mois", "mes", "mês", "شهر", "أشهر", "اشهر", "شهور")
_YEAR = ("year", "yr", "an", "año", "ano", "سنة", "سنوات", "سنين", "عام", "أعوام", "اعوام")
"""How the words for a month and for a year begin, in the languages there are."""


def months(value: str) -> int:
    """The number that the field's value stands for."""
    return int(value)


def span(t: Tongue, number: int) -> str:
    """`2 years`, or `18 months` where it is no number of years."""
    if number % YEAR:
        return t.ngettext("{n} month", "{n} months", number)
    return t.ngettext("{n} year", "{n} years", number // YEAR)


def _label(t: Tongue) -> str:
    return t.gettext("Kept for")


def _asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext(
        "How long should everything be kept once the assessment is closed? Then it is deleted. Everybody reads this "
        "before they join; after that it can only become shorter. For another time, write it like this: {example}.",
        example=span(t, 18),
    )


def _said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return span(t, months(value))


def _offered(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return tuple(map(str, OFFERED))


def _usual(_sheet: Sheet, _state: Filling) -> str:
    return str(RETENTION)


def _read(_sheet: Sheet, _state: Filling, words: str) -> Read:
    """`18 months`, `4 years`; a number alone could be either, and what was shortened cannot be made longer."""
    found = None if is_no_figure(words) else _SPAN.fullmatch(plain(words).strip())
    if found is None:
        return Unread()
    unit = found["unit"].casefold()
    if unit.startswith(_YEAR):
        number = int(found["number"]) * YEAR
    elif unit.startswith(_MONTH):
        number = int(found["number"])
    else:
        return Unread()
    least, most = MONTHS
    return str(number) if least <= number <= most else Unread(Remark.NUMBER_OUT_OF_RANGE)


KEPT = Field("retention", _label, _asked, _said, _offered, _usual, read=_read, width=2)
