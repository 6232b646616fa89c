"""A chat as it is drawn: bubbles made of lines that each have their own direction, and keys below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from bot.telegram.drawing import Direction, first_strong, html, keyboard
from dialogs.screens import Screen
from tests.telegram.formatting import Entity, Formatted, parse_html, with_detected

Frame = Literal["plain", "quote", "fold"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style, without a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of its own for the messenger; no runs where it is empty."""

    runs: tuple[Run, ...]
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines on the bubble itself, in a quotation, or in one that is folded."""

    frame: Frame
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A button below a bubble; `pressed` is drawn darker."""

    label: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message; `mine` is the person's own. Keys stand from left to right, row by row."""

    parts: tuple[Part, ...]
    keys: tuple[tuple[Key, ...], ...] = ()
    mine: bool = False

    def pressed(self, label: str) -> Bubble:
        """The same with the keys of this label pressed."""
        keys = tuple(tuple(replace(key, pressed=key.label == label) for key in row) for row in self.keys)
        return replace(self, keys=keys)


def shown(screen: Screen) -> Bubble:
    """A screen as Telegram is given it: the HTML and the keyboard, read back."""
    message = with_detected(parse_html(html(screen)))
    keys = tuple(tuple(Key(str(button["text"])) for button in row) for row in keyboard(screen, 0))
    return Bubble(tuple(_parts(message)), keys)


def said(text: str) -> Bubble:
    """What the person wrote."""
    return Bubble(tuple(_parts(with_detected(Formatted(text)))), mine=True)


STYLES = {"bold": "bold", "italic": "italic", "code": "code", "url": "link", "text_link": "link", "bot_command": "link"}


def _parts(message: Formatted) -> Iterator[Part]:
    """The lines of a message, those of one quotation together."""
    styled = list(_styled(message))
    for quotation, group in groupby(styled, key=lambda pair: pair[1]):
        lines = tuple(_lines([run for run, _ in group]))
        yield Part(quotation[1] if quotation else "plain", _trimmed(lines))


def _styled(message: Formatted) -> Iterator[tuple[Run, tuple[int, Frame] | None]]:
    """The text in stretches of one style, each with the quotation it stands in."""
    units = message.text.encode("utf-16-le")
    edges = {0, len(units) // 2}
    for entity in message.entities:
        edges |= {entity.offset, entity.offset + entity.length}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        around = [e for e in message.entities if e.offset <= start and end <= e.offset + e.length]
        text = units[2 * start : 2 * end].decode("utf-16-le")
        styles = {STYLES[e.type]: True for e in around if e.type in STYLES}
        yield Run(text, **styles), next((_quotation(e) for e in around if e.type in FRAMES), None)


FRAMES: dict[str, Frame] = {"blockquote": "quote", "expandable_blockquote": "fold"}


def _quotation(entity: Entity) -> tuple[int, Frame]:
    return entity.offset, FRAMES[entity.type]


def _lines(runs: list[Run]) -> Iterator[Line]:
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in rest:
            yield _line(line)
            line = [replace(run, text=text)]
    yield _line(line)


def _line(runs: list[Run]) -> Line:
    return Line(tuple(run for run in runs if run.text), first_strong("".join(run.text for run in runs)) or "ltr")


def _trimmed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without the empty pieces that the line breaks beside a quotation leave."""
    start = 0 if lines[0].runs else 1
    end = len(lines) if lines[-1].runs else len(lines) - 1
    return lines[start:end]
