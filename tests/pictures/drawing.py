"""Chats drawn by Typst, as PNG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg
import typst

from bot.telegram.drawing import first_strong
from tests.pictures.bubbles import Bubble

TEMPLATE = Path(__file__).with_name("chat.typ")
FONTS = ("Roboto", "IBM Plex Sans Arabic")
"""Latin as many phones show it, and Arabic; boxes and bars come with Typst, in DejaVu Sans Mono."""

POINTS_PER_INCH = 72
Chat = Sequence[Bubble]


@dataclass(frozen=True, slots=True)
class Panel:
    """One chat of a sheet, with a word above it or none."""

    caption: str
    chat: tuple[Bubble, ...]


def drawn(chat: Chat, *, unfolded: bool = False, scale: float = 2) -> bytes:
    """One chat on a phone 390 points wide: a PNG with `scale` pixels to a point."""
    return sheet([Panel("", tuple(chat))], columns=1, unfolded=unfolded, scale=scale)


def sheet(panels: Sequence[Panel], *, columns: int, unfolded: bool = False, scale: float = 1) -> bytes:
    """Many chats beside and below each other: a PNG."""
    inputs = _inputs(panels, columns, unfolded=unfolded)
    made = _compiler().compile(format="png", ppi=scale * POINTS_PER_INCH, sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("a sheet is one page")
    return made


def cut_labels(panels: Sequence[Panel]) -> list[str]:
    """The labels that their keys cannot show whole, in the order of the chats."""
    inputs = _inputs(panels, 1, unfolded=False)
    compiler = typst.Compiler(TEMPLATE, font_paths=_fonts(), sys_inputs=inputs)
    found: list[str] = json.loads(compiler.query("<cut>", field="value"))
    return found


def _inputs(panels: Sequence[Panel], columns: int, *, unfolded: bool) -> dict[str, str]:
    shown = [{"caption": panel.caption, "chat": [_form(bubble) for bubble in panel.chat]} for panel in panels]
    return {"chats": json.dumps({"columns": columns, "unfolded": unfolded, "panels": shown})}


def _form(bubble: Bubble) -> dict[str, Any]:
    form = asdict(bubble)
    form["keys"] = [
        [asdict(key) | {"direction": first_strong(key.label) or "ltr"} for key in row] for row in bubble.keys
    ]
    return form


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(TEMPLATE, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts and Typst's, never those of the machine, so that a picture is the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[fontpkg.path(name).parent for name in FONTS])
