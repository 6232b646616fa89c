"""The tables of this folder, which people can read and add to, and which part of them was held out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dialogs.safety.cases import sounds_like_a_case
from dialogs.safety.personal import personal_parts

_T = TypeVar("_T")

HERE = Path(__file__).parent
LANGUAGES = ("ar", "en", "es", "fr", "pt")
HELD_OUT = 3
"""Every third harmless note of a language is not looked at while word lists are changed."""

_MARKED = re.compile(r"\[([^\]]*)\]\(([a-z]+)\)")


@dataclass(frozen=True, slots=True)
class Note:
    """A note and the territory it was written in, such as `"KE"`; empty where none is known."""

    territory: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """A note with what is to be marked in it: the words and what they are."""

    note: Note
    parts: tuple[tuple[str, str], ...]


def told(language: str) -> tuple[str, ...]:
    """Texts that tell of a case or of a person at risk, which the word lists were tuned to."""
    return _lines((HERE / "told" / f"{language}.txt").read_text("utf-8"))


def unseen(language: str) -> tuple[str, ...]:
    """Texts that tell of one, which no word was added for."""
    return _lines((HERE / "unseen" / f"{language}.txt").read_text("utf-8"))


def harmless(language: str) -> tuple[Note, ...]:
    """Notes in which nothing is to be held back."""
    page = (HERE / "harmless.txt").read_text("utf-8")
    section = page.split(f"\n## {language}\n")[1].split("\n## ")[0]
    return tuple(map(_note, _lines(section)))


def described(language: str) -> tuple[Note, ...]:
    """Notes about abuse and about people in office: harmless too, and the hardest to tell from a case."""
    return tuple(Note("", line) for line in _lines((HERE / "described" / f"{language}.txt").read_text("utf-8")))


def marked(language: str) -> tuple[MarkedNote, ...]:
    """Notes with the parts by which a person could be found."""
    return tuple(map(_marked_note, _lines((HERE / "personal" / f"{language}.txt").read_text("utf-8"))))


def held_out(rows: Sequence[_T]) -> tuple[_T, ...]:
    """Those that word lists were not tuned to."""
    return tuple(rows[HELD_OUT - 1 :: HELD_OUT])


def tuned_to(rows: Sequence[_T]) -> tuple[_T, ...]:
    """The others."""
    return tuple(row for place, row in enumerate(rows, 1) if place % HELD_OUT)


def share(rows: Sequence[_T], caught: Callable[[_T], bool]) -> float:
    """The part of the rows that is caught, from 0 to 1."""
    return sum(map(caught, rows)) / len(rows)


def tells(text: str) -> bool:
    """Whether the text sounds like a case."""
    return sounds_like_a_case(text)


def sounds(note: Note) -> bool:
    """Whether the note sounds like a case."""
    return sounds_like_a_case(note.text)


def shows(note: Note) -> bool:
    """Whether a part of the note is marked."""
    return bool(personal_parts(note.text, note.territory))


def _lines(page: str) -> tuple[str, ...]:
    return tuple(line for line in page.splitlines() if line and not line.startswith("#"))


def _note(line: str) -> Note:
    territory, text = line.split(": ", 1)
    return Note("" if territory == "??" else territory, text)


def _marked_note(line: str) -> MarkedNote:
    parts = tuple((found[1], found[2]) for found in _MARKED.finditer(line))
    return MarkedNote(_note(_MARKED.sub(r"\1", line)), parts)
