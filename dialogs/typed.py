"""Words that people typed: made harmless, never changed in meaning."""

from __future__ import annotations

import re
import unicodedata

from dialogs.events import Arrived, Asked, Cancelled, Event, Place, Typed, UnknownCommandGiven

NOTE_LIMIT = 8000
"""Characters that a note or an explanation may hold."""

_COMMAND = re.compile(r"\s*/[A-Za-z]")
_CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")
"""An invitation's code by itself, as it stands in a message."""
_AROUND = " \t\r\n\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
_NUMBERS = re.compile(r"\s*\+?[0-9]{1,3}(?:[\s,;.+]+[0-9]{1,3})*[\s,;.]*")
_NUMBER = re.compile(r"[0-9]{1,3}")
_DIRECTION_OVERRIDES = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean(text: str) -> str:
    """The text without control characters, direction overrides and lone surrogates, trimmed, in NFC."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(character for character in lines if character in "\n\t" or not harmful(character))
    return unicodedata.normalize("NFC", kept).strip()


def harmful(character: str) -> bool:
    """Whether it controls something, turns the order of letters round, or is half of a pair."""
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _DIRECTION_OVERRIDES


def numbers(text: str) -> tuple[int, ...]:
    """The numbers in a text that holds nothing else, such as `"1, 3"` or `"2."`; empty for any other text."""
    return tuple(map(int, _NUMBER.findall(text))) if _NUMBERS.fullmatch(text) else ()


def added(note: str, more: str) -> str:
    """`note` with `more` on a line of its own below it."""
    return f"{note}\n{more}" if note else more


def shortened(text: str, limit: int) -> str:
    """The text on one card: at most `limit` characters, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


_PLACES = {
    "continue": Place.HERE,
    "sections": Place.SECTIONS,
    "review": Place.REVIEW,
    "summary": Place.SUMMARY,
    "language": Place.LANGUAGE,
    "settings": Place.SETTINGS,
    "help": Place.HELP,
    "privacy": Place.PRIVACY,
    "assessments": Place.ROUNDS,
    "round": Place.ROUND,
    "progress": Place.PROGRESS,
    "people": Place.PEOPLE,
    "invitations": Place.INVITATIONS,
    "invite": Place.INVITE,
    "new": Place.NEW,
    "remind": Place.REMIND,
    "reminders": Place.REMINDERS,
    "results": Place.RESULTS,
    "agree": Place.AGREE,
    "plan": Place.PLAN,
    "export": Place.EXPORT,
}


def heard(text: str) -> Event:
    """What a line of text means: a command where it begins with a stroke and a letter, otherwise words.

    `"/start CODE"`, `"/start@some_bot CODE"` and the code alone are the same. Marks of direction around them, which
    come along when they are copied out of Arabic, do not count.
    """
    bare = text.strip(_AROUND)
    if _CODE.fullmatch(bare):
        return Arrived(bare)
    if not _COMMAND.match(bare):
        return Typed(text)
    word, *rest = bare.split(maxsplit=1)
    name = word[1:].split("@")[0].casefold()
    match name:
        case "start":
            return Arrived("".join(rest).strip())
        case "cancel":
            return Cancelled()
        case _ if name in _PLACES:
            return Asked(_PLACES[name])
        case _:
            return UnknownCommandGiven(name)
