"""The format of a model file as one table; docs/model-format.md explains it.

Each kind of shape says what is `wanted`, in words that end a sentence like "'name' must be ...".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Id:
    """A word of at most `most` characters; `reserved` words are taken."""

    most: int = 32
    reserved: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        return f"a word of a-z, 0-9 and hyphens that begins with a letter and has at most {self.most} characters"


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of 1 to `most` characters in one paragraph, with each of the `placeholders` and no other."""

    most: int
    placeholders: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        return "text"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from 0 to 999,999."""

    @property
    def wanted(self) -> str:
        return "a whole number from 0 to 999999"


@dataclass(frozen=True, slots=True)
class Choice:
    words: tuple[str, ...]

    @property
    def wanted(self) -> str:
        return ("one of " if len(self.words) > 1 else "") + ", ".join(self.words)


@dataclass(frozen=True, slots=True)
class Each:
    """A list of `least` to `most` entries."""

    entry: Shape
    least: int = 0
    most: int = 10_000

    @property
    def wanted(self) -> str:
        return "a list, one '- ' for each entry"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A table whose keys are the author's own numbers."""

    value: Shape

    @property
    def wanted(self) -> str:
        return "a table of numbers and texts, as in '1: text'"


@dataclass(frozen=True, slots=True)
class Named:
    """A table, not empty, whose keys are the author's own words."""

    value: Shape

    @property
    def wanted(self) -> str:
        return "a table of words and what belongs to each, as in 'word: …'"


@dataclass(frozen=True, slots=True)
class Keys:
    """A table with the known keys, of which the `optional` ones may be missing."""

    known: Mapping[str, Shape]
    optional: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        return "a table with the keys " + ", ".join(self.known)


Shape: TypeAlias = Id | Prose | Whole | Choice | Each | Numbered | Named | Keys

# Contexts of other texts: a capability of that name would share them.
RESERVED = ("domain", "figure", "link", "model", "phase", "review", "term")

# An id that stands elsewhere in the file: that it stands there is checked in `references`.
REFERENCE = Prose(65)

# Buttons carry these ids, in at most 64 bytes (`dialogs.wire`).
PHASE_ID, CAPABILITY_ID = Id(16), Id(24, RESERVED)

PHASE = Keys({"id": PHASE_ID, "name": Prose(24), "character": Prose(300)})
STAGE = Keys(
    {"gist": Prose(110), "criteria": Numbered(Prose(140)), "limits": Numbered(Prose(140))},
    optional=("criteria", "limits"),
)
CAPABILITY = Keys(
    {
        "id": CAPABILITY_ID,
        "name": Prose(80),
        "question": Prose(140),
        "about": Prose(240),
        "terms": Each(REFERENCE),
        "stages": Named(STAGE),
    },
    optional=("terms",),
)
DOMAIN = Keys({"id": Id(24), "name": Prose(80), "capabilities": Each(CAPABILITY, least=1, most=24)})
LINK = Keys({"before": REFERENCE, "after": REFERENCE, "cell": REFERENCE, "why": Prose(240)})
REVIEW = Keys({"id": Id(), "title": Prose(160), "caution": Prose(500)})
FIGURE = Keys(
    {
        "id": Id(),
        "review": REFERENCE,
        "capabilities": Each(REFERENCE, least=1),
        "among": Choice(("all", "high-income", "low-and-middle-income")),
        "count": Whole(),
        "of": Whole(),
        "text": Prose(240, placeholders=("{count}", "{of}")),
    }
)
TERM = Keys({"id": Id(), "term": Prose(80), "means": Prose(200)})
MODEL = Keys(
    {
        "format": Choice(("1",)),
        "id": Id(),
        "version": Prose(32),
        "title": Prose(160),
        "publisher": Prose(160),
        "caution": Prose(500),
        "source": Named(Prose(500)),
        "phases": Each(PHASE, least=2, most=8),
        "domains": Each(DOMAIN, least=1, most=24),
        "links": Each(LINK),
        "reviews": Each(REVIEW),
        "figures": Each(FIGURE),
        "terms": Each(TERM),
    },
    optional=("links", "reviews", "figures", "terms"),
)
