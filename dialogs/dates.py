"""Days as people type them in any of the languages: `"15 March 2027"`, `"15/3/27"`, `"2027-03-15"`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache

from babel import Locale

from dialogs.territories import NAMED_IN

_LOCALES = (*NAMED_IN, "ar_SY", "ar_DZ", "ar_MA", "pt_PT", "es_MX", "en_AU")
"""With those whose months are called something else."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_PART = re.compile(r"\d+|[^\W\d_]+")
_ORDINALS = {"st", "nd", "rd", "th", "er", "ero", "o", "a", "º", "ª"}
_SMALL_WORDS = {"of", "the", "on", "by", "until", "le", "de", "del", "du", "el", "dia", "jusqu", "au", "hasta", "ate"}

CENTURY = 100
"""A year below this one is meant of the present century."""

LONGEST_YEAR = 4
"""Digits."""


def read_day(typed: str, today: date) -> date | None:
    """The day that is meant; None where it cannot be told.

    Day before month, unless only the other order gives a day. Without a year it is the next such day from `today`.
    """
    text = plain(typed)
    if iso := _ISO.fullmatch(text.strip()):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    for name in _months():
        text = text.replace(name, name.replace(" ", ""))  # in Arabic some months are of two words
    parts = _PART.findall(text)
    if any(len(part) > LONGEST_YEAR for part in parts if part.isdecimal()):
        return None  # and Python refuses to count in numbers of thousands of digits
    counted = [int(part) for part in parts if part.isdecimal()]
    months = {name.replace(" ", ""): number for name, number in _months().items()}
    named = [months[part] for part in parts if part in months]
    rest = {part for part in parts if not part.isdecimal()} - months.keys() - _days() - _ORDINALS - _SMALL_WORDS
    if rest:
        return None
    match counted, named:
        case [day], [month]:
            return _next(month, day, today)
        case [first, second], [month]:
            return _day(_year(second, today), month, first) or _day(_year(first, today), month, second)
        case [first, second], []:
            return _next(second, first, today) or _next(first, second, today)
        case [first, second, year], []:
            return _day(_year(year, today), second, first) or _day(_year(year, today), first, second)
        case _:
            return None


def _year(written: int, today: date) -> int:
    return today.year // CENTURY * CENTURY + written if written < CENTURY else written


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _next(month: int, day: int, today: date) -> date | None:
    """The first such day from `today`, which may be some years ahead: 29 February."""
    ahead = (_day(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in ahead if found is not None and found >= today), None)


def plain(text: str) -> str:
    """The text in small letters, without accents, with the digits of Europe."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare)


@cache
def _months() -> Mapping[str, int]:
    """Months by their names, in full and short."""
    return {name: number for number, name in _names("months")}


@cache
def _days() -> frozenset[str]:
    """Days of the week, and the words of their names: they may stand beside a date."""
    return frozenset(part for _, name in _names("days") for part in _PART.findall(name))


def _names(of: str) -> tuple[tuple[int, str], ...]:
    found = [
        (number, plain(name).strip("."))
        for code in _LOCALES
        for names in _widths(Locale.parse(code), of)
        for number, name in names.items()
    ]
    return tuple((number, name) for number, name in found if len(name) > 1)  # one letter means too many months


def _widths(locale: Locale, of: str) -> tuple[Mapping[int, str], ...]:
    forms = getattr(locale, of)
    return tuple(forms[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated"))
