"""Screens as Telegram shows them: HTML with every inserted text escaped, and an inline keyboard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any, Literal

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
    Row,
    Screen,
    bar,
    extent_of,
    in_rows,
    within,
)
from dialogs.tongue import ISOLATE, RELEASE, RIGHT

TEXT_LIMIT = 4096
"""UTF-16 code units in one message, tags not counted."""

TOAST_LIMIT = 200
"""Characters in the answer to a tap."""

Keyboard = list[list[dict[str, Any]]]
Direction = Literal["ltr", "rtl"]

ROOMS = (36, 16.8, 10.7, 7.2, 5.2)
"""What a small phone shows on a button, in letters of a common width, by how many stand in its row."""

WIDTHS: dict[str, float] = {
    letter: width
    for letters, width in {
        "ijlI.,:;'’! \u00a0": 0.5,
        "frt()-": 0.65,
        "mwMW✓☑☐…": 1.5,
        "اأإآلرزدذ،": 0.55,
        "سشصض": 1.6,
    }.items()
    for letter in letters
}
"""How much of a common letter's room others take."""

CAPITAL = 1.2

LETTERS: dict[Direction, set[str]] = {"ltr": {"L"}, "rtl": {"R", "AL"}}
"""The bidirectional classes of letters."""

MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
"""Invisible letters of a direction."""

_COMPOSED = re.compile(rf"{ISOLATE}(?!{RIGHT})(?=(?:\d|[^\w{ISOLATE}{RELEASE}])*{ISOLATE})")
"""The beginning of an isolated text that is put together from isolated texts, as in a numbered `Name: answer`."""


def html(shown: Screen) -> str:
    """The text of a screen; within the limit of one message."""
    directed = [_directed(block, shown.direction) for block in shown.blocks]
    if sum(block.extent for block in directed) > TEXT_LIMIT:
        shorter = within(replace(shown, blocks=tuple(block.block for block in directed)), TEXT_LIMIT)
        directed = [_directed(block, shown.direction) for block in shorter.blocks]
    if not directed:
        return ""
    parts = [directed[0].html]
    for above, below in pairwise(directed):
        parts.append("\n" if _close(above.block, below.block) else "\n\n")
        parts.append(below.html)
    return "".join(parts)


def keyboard(shown: Screen, revision: int) -> Keyboard:
    """The buttons, each with its revision and event; an empty list where there are none.

    Telegram draws a row from left to right in every language, so a row that is read the other way is handed over so.
    """
    return [
        [{"text": label, "callback_data": wire.sealed(revision, words)} for label, words in row]
        for laid in shown.rows
        for row in _keys(laid, shown.direction)
    ]


@lru_cache(maxsize=4096)
def _keys(laid: Row, direction: Direction) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The label and the words of each button, in the rows that fit a phone."""
    step = -1 if direction == "rtl" else 1
    return tuple(
        tuple((_label(button.label, button.soft, direction), wire.words(button.event)) for button in row[::step])
        for row in _on_a_phone(laid)
    )


def _on_a_phone(row: Row) -> tuple[Row, ...]:
    """The row, or as many as it takes to cut off no label."""
    longest, abreast = max(_width(button.label) for button in row), len(row)
    while abreast > 1 and longest > ROOMS[min(abreast, len(ROOMS)) - 1]:
        abreast -= 1
    return in_rows(row, abreast)


@lru_cache(maxsize=4096)
def _label(label: str, soft: str, direction: Direction) -> str:
    """The label; with the first words alone of its soft part where a phone would cut off its end."""
    shown, kept = label, soft.split()
    while _width(shown) > ROOMS[0] and len(kept) > 1:
        kept.pop()
        shown = label.replace(soft, " ".join(kept).rstrip(",،") + "…")
    return _leading(shown, direction)


@lru_cache(maxsize=4096)
def _width(label: str) -> float:
    """Letters of a common width that would take the same room; invisible marks and vowel signs take none."""
    return sum(_room(letter) for letter in label)


def _room(letter: str) -> float:
    if unicodedata.category(letter) in {"Cf", "Mn"}:
        return 0
    return WIDTHS.get(letter, CAPITAL if letter.isupper() else 1)


def first_strong(text: str) -> Direction | None:
    """The direction of the first letter that has one; what is isolated does not count (Unicode annex 9, rule P2)."""
    isolates = 0
    for character in text:
        match unicodedata.bidirectional(character):
            case "LRI" | "RLI" | "FSI":
                isolates += 1
            case "PDI":
                isolates = max(0, isolates - 1)
            case "L" if not isolates:
                return "ltr"
            case "R" | "AL" if not isolates:
                return "rtl"
    return None


def _leading(text: str, direction: Direction) -> str:
    """The text, each line in this direction: Telegram takes a line's direction from its first letter.

    So does an isolate, and one that begins with another has no letter of its own.
    """
    mark = MARKS[direction]
    lines = _COMPOSED.sub(ISOLATE + mark, text).split("\n")
    return "\n".join(mark + line if _astray(line, direction) else line for line in lines)


def _astray(line: str, direction: Direction) -> bool:
    """Whether a line would go the other way, and is not wholly in another script, as in a model's own language."""
    natural = first_strong(line)
    if natural is None:
        return direction == "rtl" and line != ""
    return natural != direction and any(unicodedata.bidirectional(letter) in LETTERS[direction] for letter in line)


@dataclass(frozen=True, slots=True)
class Directed:
    """A block with its lines in the card's direction, the room it needs and its HTML."""

    block: Block
    extent: int
    html: str


def _directed(block: Block, direction: Direction) -> Directed:
    """The block in this direction; only what a person wrote keeps its own, and is not remembered here."""
    return _measured(block) if isinstance(block, Quote) else _common(block, direction)


@lru_cache(maxsize=4096)
def _common(block: Block, direction: Direction) -> Directed:
    """The same for everybody who is asked the same question, and most of its card."""
    return _measured(_turned(block, direction))


def _measured(block: Block) -> Directed:
    return Directed(block, extent_of(block), _drawn(block))


def _turned(block: Block, direction: Direction) -> Block:
    match block:
        case Kicker(text=text) | Heading(text=text) | Paragraph(text=text) | Meter(text=text):
            return replace(block, text=_leading(text, direction))
        case Item(label=label, text=text):
            return Item(_leading(label, direction), _leading(text, direction))
        case Bullets(items=items) | Lines(items=items):
            return replace(block, items=tuple(_leading(item, direction) for item in items))
        case Fold(blocks=blocks):
            return Fold(tuple(_turned(inner, direction) for inner in blocks))  # type: ignore[misc]  # as they were
        case Quote():
            return block


def _close(above: Block, below: Block) -> bool:
    """Whether two blocks stand on neighbouring lines, without a gap."""
    match above, below:
        case (Kicker(), _) | (_, Meter()) | (Meter(), Heading()) | (Item(), Item()):
            return True
        case _:
            return False


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
        case Fold(blocks=blocks):
            return f"<blockquote expandable>{''.join(_folded(blocks))}</blockquote>"


def _folded(blocks: tuple[Heading | Paragraph | Bullets, ...]) -> Iterator[str]:
    for place, block in enumerate(blocks):
        if place:
            yield "\n\n" if isinstance(block, Heading) else "\n"
        yield _drawn(block)


_WITH_A_CODE = re.compile(r"/start [0-9A-Z]{4}(?:-[0-9A-Z]{4})+")
"""A command that is to be sent with the code behind it: a tap on it as a link would send it alone."""


def _safe(text: str) -> str:
    """The text as HTML; a command with a code is set so that a tap copies both."""
    return _WITH_A_CODE.sub(r"<code>\g<0></code>", escape(text, quote=False))
