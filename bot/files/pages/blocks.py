"""What a page consists of. Each block is data alone; `report.typ` decides how it looks."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.telegram.drawing import first_strong
from dialogs.tongue import Tongue

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Own:
    """Words that somebody wrote, in the direction of their own script."""

    text: str
    direction: Direction


Words = str | Own


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 3; with `id` other pages can point at it. `fresh` begins a page, `listed` stands in the contents."""

    text: Words
    level: int = 1
    id: str = ""
    fresh: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    text: Words
    look: Literal["plain", "faint", "strong"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names on one side, what is true on the other."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Something set apart: its title, and lines that may each have a name."""

    title: str
    lines: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote, and in `by` who and what they chose, where it may be known."""

    text: Own
    by: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One phase, or what was said in its place (`hollow`): how many people, and whether it was agreed on."""

    name: str
    people: int
    hollow: bool = False
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """How people spread: a row of dots for each choice. `heads` names the choice and the people."""

    heads: tuple[str, str]
    rows: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Lines with how many of how many. `heads` has a name for both."""

    heads: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One capability of the overview; `id` is that of its heading.

    `cells` are people for each phase, or `instead` says why there are none; `agreed` is the place of the agreed phase
    among them. One person's own profile has `shares` instead: how much of each phase is there, 0 to 1, and in words.
    """

    name: str
    id: str
    cells: tuple[int, ...] = ()
    others: str = ""
    verdict: str = ""
    agreed: int | None = None
    instead: str = ""
    shares: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Every capability by phase; `parts` are domains. `heads` name the columns, the phases between the others."""

    heads: tuple[str, ...]
    parts: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of the first level with their pages."""

    title: str


Block = Heading | Text | Bullets | Facts | Frame | Note | Spread | Counted | Overview | Contents


def own(text: str, t: Tongue) -> Own:
    """What somebody wrote, read in its own direction."""
    return Own(text.strip(), first_strong(text) or t.direction)


def told(block: Block) -> dict[str, Any]:
    """The block as JSON will have it."""
    return {"kind": type(block).__name__.lower(), **asdict(block)}
