"""Messages that wait to be sent, as plain data: any channel draws them when it sends them."""

from __future__ import annotations

from typing import Any, cast

from dialogs.screens import (
    Block,
    Bullets,
    Fold,
    Heading,
    Item,
    Kicker,
    Lines,
    Meter,
    Paragraph,
    Quote,
    Screen,
)

Letter = dict[str, Any]
"""A screen without buttons, as JSON: its direction, and its blocks, each with its name first."""

_TEXTS: dict[str, type[Kicker | Heading | Paragraph | Quote]] = {
    "kicker": Kicker,
    "heading": Heading,
    "paragraph": Paragraph,
    "quote": Quote,
}
_LISTS: dict[str, type[Bullets | Lines]] = {"bullets": Bullets, "lines": Lines}


def written(shown: Screen) -> Letter:
    """The screen as a letter; its buttons are left out: they would be old by the time it is read."""
    return {"direction": shown.direction, "blocks": [_written(block) for block in shown.blocks]}


def _written(block: Block) -> list[Any]:
    match block:
        case Kicker(text=text) | Heading(text=text) | Paragraph(text=text) | Quote(text=text):
            return [type(block).__name__.lower(), text]
        case Bullets(items=items) | Lines(items=items):
            return [type(block).__name__.lower(), *items]
        case Item(label=label, text=text):
            return ["item", label, text]
        case Meter(done=done, total=total, text=text):
            return ["meter", done, total, text]
        case Fold(blocks=blocks):
            return ["fold", *(_written(inner) for inner in blocks)]


def read(letter: Letter) -> Screen:
    """The screen that was written. Raises KeyError for what is no letter."""
    return Screen(tuple(_read(block) for block in letter["blocks"]), direction=letter["direction"])


def _read(block: list[Any]) -> Block:
    name, *rest = block
    match name:
        case "item":
            return Item(*rest)
        case "meter":
            return Meter(*rest)
        case "fold":
            return Fold(tuple(cast("Heading | Paragraph | Bullets", _read(inner)) for inner in rest))
        case _ if name in _LISTS:
            return _LISTS[name](tuple(rest))
        case _:
            return _TEXTS[name](*rest)
