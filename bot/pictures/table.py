"""What the picture of a profile consists of, in words of one language: capabilities as rows, phases as columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Shade = Literal["reached", "earlier", "part", "none"]
Blank = Literal["unknown", "remit", "inapplicable", "waiting", "open", "withheld"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One phase of one capability: its shade, and what is in place of it, from 0 to 1, with the words for that.

    In a joined chart `people` chose it, and `agreed` says whether it was recorded.
    """

    kind: Shade = "none"
    told: str = ""
    share: float = 0
    people: int = 0
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One capability: a cell for each phase, or what there is `instead`, as its kind and its words.

    `mark` stands below the name, `aside` below the cells; both may be empty. `crowd` where cells have people.
    """

    name: str
    cells: tuple[Cell, ...] = ()
    instead: tuple[Blank, str] | None = None
    mark: str = ""
    aside: str = ""
    crowd: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one domain."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: how a cell looks, and what that means."""

    cell: Cell
    told: str
    crowd: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the picture says, in words of one language. `title` is that of the round, as people wrote it."""

    title: str
    subtitle: str
    day: date
    phases: tuple[str, ...]
    sections: tuple[Section, ...]
    legend: tuple[Key, ...]
