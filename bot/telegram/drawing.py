"""Screens as Telegram shows them: HTML with every inserted text escaped, and an inline keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

from dialogs import wire
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
    bar,
    within,
)

TEXT_LIMIT = 4096
"""UTF-16 code units in one message, tags not counted."""

TOAST_LIMIT = 200
"""Characters in the answer to a tap."""

Keyboard = list[list[dict[str, Any]]]


def html(shown: Screen) -> str:
    """The text of a screen; within the limit of one message."""
    blocks = within(shown, TEXT_LIMIT).blocks
    if not blocks:
        return ""
    parts = [_drawn(blocks[0])]
    for above, block in pairwise(blocks):
        parts.append("\n" if _close(above, block) else "\n\n")
        parts.append(_drawn(block))
    return "".join(parts)


def keyboard(shown: Screen, revision: int) -> Keyboard:
    """The buttons, each with its revision and event; an empty list where there are none.

    Telegram draws a row from left to right in every language, so a row that is read the other way is handed over so.
    """
    step = -1 if shown.direction == "rtl" else 1
    return [
        [{"text": button.label, "callback_data": wire.written(revision, button.event)} for button in row[::step]]
        for row in shown.rows
    ]


def _close(above: Block, below: Block) -> bool:
    """Whether two blocks stand on neighbouring lines, without a gap."""
    return isinstance(above, Kicker | Meter) or (isinstance(above, Item) and isinstance(below, Item))


def _drawn(block: Block) -> str:
    match block:
        case Kicker(text=text):
            return f"<i>{_safe(text)}</i>"
        case Heading(text=text):
            return f"<b>{_safe(text)}</b>"
        case Paragraph(text=text):
            return _safe(text)
        case Meter(text=text):
            return f"{bar(block)} {_safe(text)}"
        case Item(label=label, text=text):
            return f"<b>{_safe(label)}</b>\n{_safe(text)}"
        case Bullets(items=items):
            return "\n".join(f"• {_safe(item)}" for item in items)
        case Lines(items=items):
            return "\n".join(_safe(item) for item in items)
        case Quote(text=text):
            return f"<blockquote>{_safe(text)}</blockquote>"
        case Fold():
            return _fold(block)


@lru_cache(maxsize=1024)
def _fold(fold: Fold) -> str:
    """The same for everybody who is asked the same question, and the longest part of its card."""
    return f"<blockquote expandable>{''.join(_folded(fold.blocks))}</blockquote>"


def _folded(blocks: tuple[Heading | Paragraph | Bullets, ...]) -> Iterator[str]:
    for place, block in enumerate(blocks):
        if place:
            yield "\n\n" if isinstance(block, Heading) else "\n"
        yield _drawn(block)


def _safe(text: str) -> str:
    return escape(text, quote=False)
