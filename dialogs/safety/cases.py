"""Whether a text sounds like the report of a case, or of a person at risk."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from types import ModuleType

from dialogs.safety.phrases import Found, Index, Words, find, index, read
from dialogs.safety.words import ar, en, es, fr, pt

LANGUAGES: tuple[ModuleType, ...] = (ar, en, es, fr, pt)
KINDS = (
    *("ALONE", "MINE", "NEAR", "SOMEBODY", "PRONOUN", "SELF", "NOW", "HAPPENING", "TOPIC"),
    *("MANY", "SEVERAL", "VIEW"),
)

ENOUGH = ("ALONE", "MINE")
"""What tells of a case wherever it stands."""

ENOUGH_UNLESS_SILENCED = {
    "NEAR": ("MANY",),
    "SELF": ("MANY", "VIEW"),
    "SOMEBODY": ("MANY", "SEVERAL"),
    "HAPPENING": ("MANY", "SEVERAL"),
}
"""What tells of one in a sentence that has no word of these: who describes a response speaks of many."""

TOGETHER = (
    *(("NEAR", other) for other in ("HAPPENING", "TOPIC", "NOW", "SELF")),
    *(("SELF", other) for other in ("HAPPENING", "TOPIC", "NOW", "SOMEBODY")),
    *(("SOMEBODY", other) for other in ("NEAR", "NOW")),
    ("NOW", "HAPPENING"),
)
"""What tells of one beside the words of MANY, too."""

TOGETHER_UNLESS_OF_MANY = (("PRONOUN", "TOPIC"), ("PRONOUN", "NOW"), ("NOW", "TOPIC"))
"""What tells of one in a sentence that has no word of MANY or SEVERAL."""

APART = 14
"""Words that may lie between two that tell something together."""


@cache
def _index() -> Index:
    """The lists of all languages; made for the first text, so that a start does not wait for it."""
    return index({(language.__name__, kind): getattr(language, kind) for language in LANGUAGES for kind in KINDS})


def sounds_like_a_case(text: str) -> bool:
    """Tuned to miss few: a description of a country's response may sound like one, and then only costs two taps.

    Every language is looked for, whatever the conversation's is: people tell what hurts in their own.
    """
    words = read(text)
    found = find(words, _index())
    silent = {kind: _sentences(words, found, kind) for kind in ("MANY", "SEVERAL", "VIEW")}
    return any(_tells(words, found, silent, language.__name__) for language in LANGUAGES)


def _sentences(words: Words, found: Found, kind: str) -> set[int]:
    """The sentences with something of a list, in any language."""
    return {words[place].sentence for language in LANGUAGES for place in found.get((language.__name__, kind), [])}


def _tells(words: Words, found: Found, silent: Mapping[str, set[int]], language: str) -> bool:
    """Whether words of one language tell of somebody in particular; `silent` are sentences of a response, by list."""

    def places(kind: str) -> list[int]:
        return found.get((language, kind), [])

    def told(kind: str, silencing: tuple[str, ...] = ("MANY", "SEVERAL")) -> list[int]:
        return [place for place in places(kind) if not any(words[place].sentence in silent[by] for by in silencing)]

    return (
        any(map(places, ENOUGH))
        or any(told(kind, silencing) for kind, silencing in ENOUGH_UNLESS_SILENCED.items())
        or any(_meet(places(some), places(others)) for some, others in TOGETHER)
        or any(_meet(told(some), told(others)) for some, others in TOGETHER_UNLESS_OF_MANY)
    )


def _meet(some: list[int], others: list[int]) -> bool:
    """Whether one of some stands near one of the others; both in order. A word does not meet itself."""
    for place in some:
        at = bisect_left(others, place - APART)
        if any(other != place for other in others[at : at + 2] if other <= place + APART):
            return True
    return False
