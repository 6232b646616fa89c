"""Screens as data: what a card says and offers, for any channel to draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dialogs.events import Event


@dataclass(frozen=True, slots=True)
class Kicker:
    """A small line above the heading: where this card belongs."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A label that stands out, and what it means; a block of its own line or lines."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short lines that belong together, one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """Progress: `done` of `total`, with the words for it."""

    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What the person wrote, in their own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Longer text, folded away where the channel can."""

    blocks: tuple[Heading | Paragraph | Bullets, ...]


Block = Kicker | Heading | Paragraph | Item | Bullets | Lines | Meter | Quote | Fold


@dataclass(frozen=True, slots=True)
class Button:
    """`soft` is the part of the label that a channel with little room may cut, because the rest says more."""

    label: str
    event: Event
    soft: str = ""


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A card, or a record without buttons. Rows and their buttons are in reading order."""

    blocks: tuple[Block, ...]
    rows: tuple[Row, ...] = ()
    direction: Literal["ltr", "rtl"] = "ltr"

    def beginning(self, *blocks: Block) -> Screen:
        """The screen with more blocks in front."""
        return replace(self, blocks=(*blocks, *self.blocks))

    @property
    def buttons(self) -> Iterator[Button]:
        """Every button, row by row."""
        return (button for row in self.rows for button in row)


def screen(direction: Literal["ltr", "rtl"], *blocks: Block | None, rows: tuple[Row | None, ...] = ()) -> Screen:
    """A screen from its parts; what is None or empty is left out."""
    return Screen(
        tuple(block for block in blocks if block is not None),
        tuple(row for row in rows if row),
        direction,
    )


CELLS = 10
"""What the bar of a meter is made of."""


def bar(meter: Meter) -> str:
    """Progress as cells: full only when all is done, empty only when nothing is."""
    if meter.total <= 0:
        return ""
    filled = meter.done * CELLS // meter.total
    if meter.done and not filled:
        filled = 1
    return "▰" * filled + "▱" * (CELLS - filled)


def in_rows(buttons: tuple[Button, ...], width: int) -> tuple[Row, ...]:
    """The buttons in rows of at most `width`."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def lines(block: Block) -> Iterator[str]:
    """The plain text of a block, line by line."""
    match block:
        case Kicker(text=text) | Heading(text=text) | Paragraph(text=text) | Quote(text=text) | Meter(text=text):
            yield text
        case Item(label=label, text=text):
            yield label
            yield text
        case Bullets(items=items) | Lines(items=items):
            yield from items
        case Fold(blocks=blocks):
            for inner in blocks:
                yield from lines(inner)


LINE_COST = 4
"""What drawing a line may add: a line break, a bullet, a space, a bar."""


METER_COST = CELLS + 1

CUT = "…"
"""Stands where lines were taken away."""


def extent(shown: Screen) -> int:
    """An upper bound of the characters a channel needs to draw the blocks, in UTF-16 code units."""
    return sum(extent_of(block) for block in shown.blocks)


def extent_of(block: Block) -> int:
    """The same for one block."""
    text = sum(len(line.encode("utf-16-le")) // 2 + LINE_COST + line.count("\n") for line in lines(block))
    return text + (METER_COST if isinstance(block, Meter) else 0)


def within(shown: Screen, limit: int) -> Screen:
    """The screen with as little taken from the ends of its folds as the limit demands."""
    while extent(shown) > limit and any(isinstance(block, Fold) and block.blocks for block in shown.blocks):
        shown = replace(shown, blocks=tuple(_shorter(shown.blocks)))
    return shown


def _shorter(blocks: tuple[Block, ...]) -> Iterator[Block]:
    last = max(place for place, block in enumerate(blocks) if isinstance(block, Fold) and block.blocks)
    for place, block in enumerate(blocks):
        if place == last and isinstance(block, Fold):
            *rest, end = block.blocks
            if isinstance(end, Bullets) and len(end.items) > 1:
                kept = end.items[:-2] if end.items[-1] == CUT else end.items[:-1]
                rest.append(Bullets((*kept, CUT)))
            if rest:
                yield Fold(tuple(rest))
        else:
            yield block
