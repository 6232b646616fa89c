"""Telephone numbers, by Google's metadata for every country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.safety.patterns import BETWEEN, SMALL_WORDS, Span, any_of, every
from dialogs.safety.words.links import CURRENCIES, FREE_LINES

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_FROM_ABROAD = re.compile(r"(?<![\d+])(?:\+|00)([1-9](?:[\s().,_*·/–-]{0,3}\d){7,15})(?!\d)")
"""With the code of a country, also in pieces that Google's matcher does not put together."""
_OWN_ZERO = re.compile(r"\(0\)")
_BESIDE_A_WORD = re.compile(rf"{any_of(every('PHONE'))}{BETWEEN}{SMALL_WORDS}(\+?\(?\d[\d ().-]{{5,18}}\d)(?!\d)")
_COUNTED = re.compile(rf"\s?(?:{any_of(every('COUNTED'))}|(?:{'|'.join(map(re.escape, CURRENCIES))})(?![^\W\d_]))")
_MONEY = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, CURRENCIES))})\s?$")
_LONGEST_CURRENCY = 6
_OF_A_LAW = re.compile(r"(?:19|20)\d\d\s?[-–/.]\s?\d{1,5}|[\d.]{1,7}/(?:19|20)\d\d")
"""Numbers of laws and years in a row, which are telephone numbers somewhere."""
FEWEST_DIGITS, MOST_DIGITS = 7, 15
"""Of a number whose country is not known: shorter ones are public lines, longer ones are none (ITU-T E.164)."""


def phones(text: str, territory: str) -> Iterator[Span]:
    """Numbers in a folded text that belong to somebody: not short, free or shared lines, and not what is counted."""
    from phonenumbers import PhoneNumberMatcher  # a twentieth of a second, which only those who write notes wait for

    for found in PhoneNumberMatcher(text, territory or None):
        if not (_is_free(found.number) or _is_public(found.raw_string) or _is_counted(text, found.start, found.end)):
            yield found.start, found.end
    for abroad in _FROM_ABROAD.finditer(text):
        if any(_reaches_somebody(f"+{each}") for each in (abroad[1], _OWN_ZERO.sub("", abroad[1]))):
            yield abroad.span()
    for found_beside in _BESIDE_A_WORD.finditer(text):
        start, end = found_beside.span(1)
        if _may_be_dialled(found_beside[1]) and not _is_counted(text, start, end):
            yield start, end


def _reaches_somebody(number: str) -> bool:
    """Whether a number with its country is valid, and no free or shared line."""
    from phonenumbers import NumberParseException, is_valid_number, parse

    try:
        parsed = parse("+" + "".join(filter(str.isdecimal, number)))
    except NumberParseException:
        return False
    return is_valid_number(parsed) and not _is_free(parsed)


def _is_free(number: PhoneNumber) -> bool:
    from phonenumbers import PhoneNumberType as Kind
    from phonenumbers import number_type

    return number_type(number) in {Kind.TOLL_FREE, Kind.SHARED_COST, Kind.PREMIUM_RATE, Kind.UAN, Kind.VOICEMAIL}


def _may_be_dialled(written: str) -> bool:
    """Whether a number behind a word such as telephone may be somebody's, though its country is not known."""
    digits = sum(map(str.isdecimal, written))
    return not written.startswith(FREE_LINES) and not _is_public(written) and digits <= MOST_DIGITS


def _is_public(written: str) -> bool:
    """Whether it is too short to be somebody's, or the number of a law."""
    return sum(map(str.isdecimal, written)) < FEWEST_DIGITS or bool(_OF_A_LAW.fullmatch(written))


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether a number is a sum or a count: by what stands beside it, and if nobody would dial it as it is written."""
    if text[start] in "+0(":
        return False
    return bool(_COUNTED.match(text, end) or _MONEY.search(text[max(0, start - _LONGEST_CURRENCY) : start]))
