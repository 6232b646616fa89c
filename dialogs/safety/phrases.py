"""Phrases of the word lists, found in a text in one pass; how they are written is said in `words`."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dialogs.safety.folding import folded

GAP: Final = "…"
GAP_LENGTH = 4
"""Words that `…` leaves room for."""

AGE: Final = "#"
OLDEST = 17
"""The last year in which one is a child."""

SHORTEST_STEM, LONGEST_STEM = 2, 24

METRES_OR_MILLIONS: Final = "m"

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[.!?؟](?=\s|$)|\n")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*")
_PART = re.compile(r"[^\W\d_]+\*?|[#…]")
_DOUBLE = re.compile(r"([^\W\d_])\1+")
_PREFIX_LETTERS = "وفبلك"
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or number, in every form it may be looked up by; `sentence` counts from 0."""

    forms: tuple[str, ...]
    sentence: int


Words = tuple[Word, ...]
Found = Mapping[Hashable, list[int]]
"""Where phrases of each kind begin, in order."""

Phrase = tuple[str, ...]
Index = Mapping[str, tuple[tuple[Hashable, Phrase], ...]]
"""Phrases by what they begin with: two words, such as `"a girl"`, or else one, `"touch*"`, `"#"`; with what follows."""


def read(text: str) -> Words:
    """The words of a text with their sentences, without web addresses."""
    words: list[Word] = []
    sentence = 0
    for token in _TOKEN.findall(_ADDRESS.sub(" ", folded(text))):
        if token == METRES_OR_MILLIONS and words and words[-1].forms[0].isdecimal() and AGE not in words[-1].forms:
            continue  # "31 m" is an amount, where "m'a" and "15 m" tell of somebody
        if token[0].isalnum():
            words.append(Word(_forms(_DOUBLE.sub(r"\1", token)), sentence))
        else:
            sentence += 1
    return tuple(words)


def _forms(token: str) -> tuple[str, ...]:
    """The word itself, an age as `#`, and an Arabic word without what is written together with it."""
    if token.isdecimal():
        return (token, AGE) if len(token) <= len(str(OLDEST)) and 1 <= int(token) <= OLDEST else (token,)
    if not _ARABIC.match(token):
        return (token,)
    forms = [token]
    while len(forms[-1]) > SHORTEST_STEM + 1 and forms[-1][0] in _PREFIX_LETTERS and len(forms) < 3:  # noqa: PLR2004
        forms.append(forms[-1][1:])
    return tuple(dict.fromkeys([*forms, *(form[2:] for form in forms if form.startswith("ال") and len(form) > 4)]))  # noqa: PLR2004


def index(lists: Mapping[Hashable, tuple[str, ...]]) -> Index:
    """The phrases of lists, each under the kind that names its list."""
    found: dict[str, list[tuple[Hashable, Phrase]]] = {}
    for kind, phrases in lists.items():
        for phrase in phrases:
            first, *rest = _elements(phrase)
            if rest and first[-1].isalpha() and rest[0][-1].isalpha():
                first = f"{first} {rest[0]}"  # so many phrases begin with "a" that each "a" would be slow
            found.setdefault(first, []).append((kind, tuple(rest)))
    return {first: tuple(entries) for first, entries in found.items()}


def _elements(phrase: str) -> list[str]:
    """Folded as a text is; an Arabic word also loses its article, which a text's word then does as well."""
    parts = _PART.findall(GAP.join(map(folded, phrase.split(GAP))))
    return [_element(_DOUBLE.sub(r"\1", part)) for part in parts]


def _element(part: str) -> str:
    return part[2:] if part.startswith("ال") and len(part.rstrip("*")) > 4 else part  # noqa: PLR2004


def find(words: Words, phrases: Index) -> Found:
    """Where phrases begin, by their kind."""
    found: dict[Hashable, list[int]] = {}
    for place, word in enumerate(words):
        following = words[place + 1].forms if place + 1 < len(words) else ()
        for kind, rest in _beginning(word, following, phrases):
            if _follows(words, place + 1, rest) and found.setdefault(kind, [])[-1:] != [place]:
                found[kind].append(place)
    return found


def _beginning(word: Word, following: tuple[str, ...], phrases: Index) -> Iterator[tuple[Hashable, Phrase]]:
    """The phrases that may begin with a word, by the forms of the word behind it."""
    for form in word.forms:
        yield from phrases.get(form, ())
        for behind in following:
            yield from phrases.get(f"{form} {behind}", ())
        for length in range(SHORTEST_STEM, min(len(form), LONGEST_STEM) + 1):
            yield from phrases.get(f"{form[:length]}*", ())


def _follows(words: Words, place: int, rest: Phrase) -> bool:
    """Whether the elements stand in the text from `place` on."""
    if not rest:
        return True
    first, *others = rest
    if first == GAP:
        return any(_follows(words, place + skipped, tuple(others)) for skipped in range(GAP_LENGTH + 1))
    return place < len(words) and _is(words[place], first) and _follows(words, place + 1, tuple(others))


def _is(word: Word, element: str) -> bool:
    if element.endswith("*"):
        return any(form.startswith(element[:-1]) for form in word.forms)
    return element in word.forms
