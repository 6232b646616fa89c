"""Dates of birth: a date beside a word for birth, unless a law draws a line there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.safety.patterns import BETWEEN, SMALL_WORDS, Span, any_of, every

_MONTH = rf"(?:{any_of(every('MONTHS'))})\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|o|\.)?"
_OF = r"(?:\s+(?:de|do|of|من))?\s+"
_YEAR = r"(?:\d{4}|'?\d{2})"
_IN_A_ROW = (
    r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_DATE = (
    rf"(?:{_IN_A_ROW}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]{_YEAR}"
    rf"|{_DAY}{_OF}{_MONTH}(?:,?{_OF}{_YEAR})?|{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?)(?!\d)"
)
_WORD = any_of(every("BIRTH"))
_BEHIND = re.compile(rf"{_WORD}{BETWEEN}({SMALL_WORDS})(?<!\d)({_DATE})")
_BEFORE = re.compile(rf"(?<!\d)({_DATE})[\s(,:–-]{{0,3}}{_WORD}")
_RANGE = re.compile(any_of(every("BIRTH_RANGE")))


def births(text: str) -> Iterator[Span]:
    """Dates of birth in a folded text."""
    for found in _BEHIND.finditer(text):
        if not _RANGE.search(found[1]):
            yield found.span(2)
    for found in _BEFORE.finditer(text):
        yield found.span(1)
