"""Parts of a text by which a person could be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from dialogs.safety.folding import fold
from dialogs.safety.patterns import Span


class Trace(StrEnum):
    """What a part of a text seems to be."""

    NAME = "name"  # of a person, beside something by which they can be reached
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    IDENTITY = "identity"  # the number of a card, a passport, an account
    BIRTH = "birth"
    MATERIAL = "material"  # a link to where such material lies, or to an anonymous host


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start` to `end` (not included) of a text."""

    start: int
    end: int
    trace: Trace


def personal_parts(text: str, territory: str = "") -> tuple[Part, ...]:
    """The parts, in order and apart from one another; `territory` (ISO 3166) is where numbers are dialled from.

    A name is marked only beside one of the other parts: officials may be named, and a name alone finds few people.
    """
    from dialogs.safety.names import names

    plain = fold(text)
    parts: list[Part] = []
    taken = bytearray(len(text))
    for trace, search in _searches(territory.upper()):
        _take(parts, taken, trace, (plain.origin(*span) for span in search(plain.text)))
    reached = sorted((part.start, part.end) for part in parts if part.trace != Trace.MATERIAL)
    _take(parts, taken, Trace.NAME, names(text, reached))
    return tuple(sorted(parts, key=lambda part: part.start))


TAIL = 80
"""Characters of what was written before that a message may go on with."""


def behind(earlier: str, text: str, territory: str = "") -> tuple[Part, ...]:
    """The parts of a text that is added to another one, also those that begin there, or that a word there tells."""
    last, alone = " ".join(earlier.split())[-TAIL:], personal_parts(text, territory)
    offset = len(last) + 1
    together = (
        Part(max(0, part.start - offset), part.end - offset, part.trace)
        for part in personal_parts(f"{last} {text}", territory)
        if part.end > offset
    )
    new = (part for part in together if not any(part.start < each.end and each.start < part.end for each in alone))
    return tuple(sorted((*alone, *new), key=lambda part: part.start))


def _searches(territory: str) -> tuple[tuple[Trace, Callable[[str], Iterable[Span]]], ...]:
    """What is looked for first keeps its place: an address may hold what looks like a number, not the other way round.

    The patterns are made when the first note is read: together they take a tenth of a second, which no start waits for.
    """
    from dialogs.safety.births import births
    from dialogs.safety.identity import certain, likely
    from dialogs.safety.links import emails, handles, materials
    from dialogs.safety.phones import phones

    return (
        (Trace.MATERIAL, materials),
        (Trace.HANDLE, handles),
        (Trace.EMAIL, emails),
        (Trace.IDENTITY, certain),
        (Trace.BIRTH, births),
        (Trace.IDENTITY, likely),
        (Trace.PHONE, partial(phones, territory=territory)),
    )


def _take(parts: list[Part], taken: bytearray, trace: Trace, spans: Iterable[Span]) -> None:
    """Add those whose place is free, and mark it."""
    for start, end in spans:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            parts.append(Part(start, end, trace))


def without(text: str, parts: tuple[Part, ...]) -> str:
    """The text with an ellipsis in place of each part."""
    kept, at = [], 0
    for part in parts:
        kept += [text[at : part.start], "…"]
        at = part.end
    return "".join((*kept, text[at:]))
