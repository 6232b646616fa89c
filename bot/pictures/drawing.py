"""Drawing by Typst, with our own fonts and never those of the machine: a picture is the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import fontpkg
import typst

FONTS = ("IBM Plex Sans Arabic",)
"""Arabic and Latin letters; boxes and ticks come with Typst, in DejaVu Sans Mono."""

POINTS_PER_INCH = 72


def drawn(template: str, data: Mapping[str, Any], *, scale: float) -> bytes:
    """The template of this name beside this file, with its data, as PNG with `scale` pixels to a point."""
    press = _press(template)
    with press.free:
        made = press.compiler.compile(format="png", ppi=scale * POINTS_PER_INCH, sys_inputs={"data": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made


@dataclass(frozen=True, slots=True)
class _Press:
    """A template with its fonts. One thing is made at a time: a compiler refuses a second caller."""

    compiler: typst.Compiler
    free: Lock = field(default_factory=Lock)


_found = Lock()
"""So that two who are the first do not get a press each."""


def _press(template: str) -> _Press:
    with _found:
        return _made(template)


@cache
def _made(template: str) -> _Press:
    return _Press(typst.Compiler(Path(__file__).with_name(template), font_paths=_fonts(FONTS)))


def _fonts(names: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[fontpkg.path(name).parent for name in names])
