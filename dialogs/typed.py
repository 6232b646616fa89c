"""Words that people typed: made harmless, never changed in meaning."""

from __future__ import annotations

import re
import unicodedata

from dialogs.events import Arrived, Asked, Cancelled, Event, Place, Typed, UnknownCommandGiven
from dialogs.safety.cases import sounds_like_a_case

NOTE_LIMIT = 8000
"""Characters that a note or an explanation may hold."""

CLINGING = 6
"""Marks and invisible signs in a row; no script needs more on one letter."""

_COMMAND = re.compile(r"\s*/[A-Za-z]")
_CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")
"""An invitation's code by itself, as it stands in a message."""
_AROUND = " \t\r\n\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
_NUMBERS = re.compile(r"\s*\+?[0-9]{1,3}(?:[\s,;.+]+[0-9]{1,3})*[\s,;.]*")
_NUMBER = re.compile(r"[0-9]{1,3}")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that are drawn as nothing: the fillers of Hangul, and the pattern of Braille without a dot."""
_HIDDEN = {
    chr(code)
    for codes in (
        (0xAD, 0x180E, 0x200B, 0xFEFF),  # soft hyphens, blanks without width, marks of byte order
        (*range(0x2060, 0x2065), *range(0x206A, 0x2070)),  # joiners of words, invisible operators, withdrawn signs
        (*range(0xFFF9, 0xFFFD), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),  # of layout programs
        range(0xE0000, 0xE0080),  # tags: letters that programs read and people do not
        (*range(0xFDD0, 0xFDF0), *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))),
    )
    for code in codes
}
"""What nobody sees and no word needs, and what is no letter at all."""
_DIRECTION_OVERRIDES = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def clean(text: str) -> str:
    """The text as it may be kept, trimmed, in NFC; empty where there is nothing to be seen in it.

    It has no control characters, direction overrides, lone surrogates, tags and other letters that nobody sees, and
    at most `CLINGING` marks on one letter. Joiners and marks of direction stay: words need them.
    """
    lines = _LINE_ENDS.sub("\n", text)
    kept = "".join(letter for letter in lines if letter in "\n\t" or not (harmful(letter) or letter in _HIDDEN))
    words = _shorn(unicodedata.normalize("NFC", kept)).strip()
    return words if visible(words) else ""


def _shorn(text: str) -> str:
    """The text without what clings to a letter beyond any script's need: it would be drawn over other lines."""
    shorn, run = [], 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me", "Cf"} else 0
        if run <= CLINGING:
            shorn.append(letter)
    return "".join(shorn)


def visible(words: str) -> bool:
    """Whether there is anything to be seen in them: a name of marks and fillers alone would look like none."""
    return any(unicodedata.category(each)[0] in "LNPS" and each not in _BLANK for each in words)


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
    "helplines": Place.HELPLINES,
    "mydata": Place.MY_DATA,
    "forget": Place.FORGET,
}


def heard(text: str) -> Event:
    """What a line of text means: a command where it begins with a stroke and a letter, otherwise words.

    `"/start CODE"`, `"/start@some_bot CODE"` and the code alone are the same. Marks of direction around them, which
    come along when they are copied out of Arabic, do not count. Words behind a command that sound like a case are
    words: who writes `"/report my neighbour …"` is to be told where to turn.
    """
    bare = text.strip(_AROUND)
    if _CODE.fullmatch(bare):
        return Arrived(bare)
    if not _COMMAND.match(bare):
        return Typed(text)
    word, *rest = bare.split(maxsplit=1)
    if any(" " in words and sounds_like_a_case(words) for words in rest):
        return Typed(rest[0])
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
