"""Texts as they are compared with word lists: without case, accents, marks and variants of letters and digits."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ALIKE = {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ء": "", "ـ": "", "ٱ": "ا", "’": "'", "‘": "'", "ʼ": "'"}
"""Variants of Arabic letters, the stroke that only widens a word, and apostrophes."""

_UNSEEN = {"Mn", "Me", "Cf", "Cs"}
"""Accents and vowel marks, frames of keys, marks of direction and joining, halves of surrogate pairs."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places[i]` is where its character `i` came from in the text that was given."""

    text: str
    places: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """From where to where (not included) folded characters stood in the text that was given; `start < end`."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The text in small letters, without accents and vowel marks, with the digits of Europe."""
    pairs = [(bare, place) for place, character in enumerate(text) for bare in _bare(character)]
    return Folded("".join(bare for bare, _ in pairs), tuple(place for _, place in pairs))


def folded(text: str) -> str:
    """The folded text alone."""
    return "".join(map(_bare, text))


@lru_cache(maxsize=4096)
def _bare(character: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    seen = (_ALIKE.get(part, part) for part in parts if unicodedata.category(part) not in _UNSEEN)
    return "".join(str(unicodedata.decimal(part)) if part.isdecimal() else part for part in seen)
