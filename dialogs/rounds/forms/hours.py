"""Reading the full hours that somebody typed."""

from __future__ import annotations

import re

from dialogs.dates import plain

FULL_DAY = 24
HALF_DAY = 12

_HOUR = re.compile(r"(?P<sign>[-−]\s*)?(?P<hour>\d+)(?:\s*[:.h]\s*(?P<minute>\d+)|\s*h\b)?\s*(?:(?P<half>[ap])\.?m\b)?")
_BEHIND = re.compile(r"\W*(?:(?:heures?|horas?|hrs?|hs|o.?clock)\W*)?")
"""What may stand behind an hour: any other word says what it is a number of."""
_DIGITS = 2
"""Of an hour; its minutes have as many, or it is a fraction."""


def read_hours(words: str) -> list[int | None]:
    """The hours that were typed, 0 to 23, in order; None for each that is no full hour, and for what is no hour."""
    if is_no_figure(words):
        return [None]
    text = plain(words)
    found = list(_HOUR.finditer(text))
    hours: list[int | None] = []
    end: int | None = None
    for each in found:
        # What looks like a sign is one, unless it leads on from the hour before.
        signed = each["sign"] and (end is None or text[end : each.start()].strip(" ."))
        hours.append(None if signed else _hour(each))
        end = each.end()
    return hours if _BEHIND.fullmatch(text[end or 0 :]) or not found else [*hours[:-1], None]


def is_no_figure(words: str) -> bool:
    """Whether something in it stands for a number without being one of digits: `²`, `½`."""
    return any(c.isnumeric() and not c.isdecimal() for c in words)


def _hour(found: re.Match[str]) -> int | None:
    """`"20"`, `"20:00"`, `"8 pm"`: 0 to 23; None for what is no full hour."""
    minute = found["minute"] or "00"
    if len(found["hour"]) > _DIGITS or len(minute) != _DIGITS:
        return None
    hour, half = int(found["hour"]), found["half"]
    if int(minute) or hour > (HALF_DAY if half else FULL_DAY):
        return None
    if half:
        hour = hour % HALF_DAY + (HALF_DAY if half == "p" else 0)
    return hour % FULL_DAY
