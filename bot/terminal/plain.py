"""Screens as a plain transcript: what a pipe prints, and what the transcripts in the tests say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from dialogs.screens import (
    Block,
    Bullets,
    Button,
    Fold,
    Heading,
    Item,
    Kicker,
    Lines,
    Meter,
    Paragraph,
    Quote,
    Screen,
    bar,
)


def beyond(shown: Screen, before: Screen) -> Screen:
    """What a record says that the card it takes the place of did not: here that card is still there to read."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(shown.blocks, before.blocks, strict=False))
    return replace(shown, blocks=shown.blocks[len(list(same)) :])


def transcript(speaker: str, shown: Screen) -> str:
    """What `speaker` shows: the text, then the rows of buttons, indented under the name."""
    lines = [*plain_text(shown), *(_row(row) for row in shown.rows)]
    indent = " " * (len(speaker) + 2)
    first, *rest = [line for block in lines for line in block.split("\n")] or [""]
    return "\n".join([f"{speaker}: {first}".rstrip(), *(f"{indent}{line}".rstrip() for line in rest)])


def _row(buttons: tuple[Button, ...]) -> str:
    return " ".join(f"[{button.label}]" for button in buttons)


def plain_text(shown: Screen) -> Iterator[str]:
    """The text of a screen, line by line."""
    for block in shown.blocks:
        yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Kicker(text=text) | Heading(text=text) | Paragraph(text=text):
            yield text
        case Meter(text=text):
            yield f"{bar(block)} {text}"
        case Item(label=label, text=text):
            yield label
            yield from (f"  {line}" for line in text.split("\n"))
        case Bullets(items=items):
            yield from (f"• {item}" for item in items)
        case Lines(items=items):
            yield from items
        case Quote(text=text):
            yield from (f"“ {line}" for line in text.split("\n"))
        case Fold(blocks=blocks):
            yield from (f"> {line}" for inner in blocks for line in _lines(inner))
