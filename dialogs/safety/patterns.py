"""Word lists of all languages as parts of patterns over folded text."""

from __future__ import annotations

import re

from dialogs.safety.folding import folded
from dialogs.safety.words import ar, en, es, fr, pt

Span = tuple[int, int]
"""From where to where (not included)."""


def every(kind: str) -> tuple[str, ...]:
    """The words of a list in all languages, folded, each once."""
    return tuple(dict.fromkeys(folded(word) for words in (ar, en, es, fr, pt) for word in getattr(words, kind)))


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for one of the words as a whole word, the longest first; in Arabic with its article and the like."""
    one = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return rf"(?<![^\W\d_])(?:[وفبلك]{{0,2}}(?:ال)?)(?:{one})(?![^\W\d_])"


_SEPARATORS = r"[\s:.,#'°\-–/()؛،=]"
BETWEEN = rf"{_SEPARATORS}{{0,4}}"
"""What may stand between a word and the number it is about."""
SMALL_WORDS = rf"(?:[^\W\d_]{{1,12}}{_SEPARATORS}{{1,4}}){{0,3}}"
"""Up to three words, as in "passport number is"."""
