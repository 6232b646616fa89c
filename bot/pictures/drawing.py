"""Drawing by Typst, with our own fonts and never those of the machine: a picture is the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg
import typst

FONTS = ("IBM Plex Sans Arabic",)
"""Arabic and Latin letters; boxes and ticks come with Typst, in DejaVu Sans Mono."""

POINTS_PER_INCH = 72


def drawn(template: str, data: Mapping[str, Any], *, scale: float) -> bytes:
    """The template of this name beside this file, with its data, as PNG with `scale` pixels to a point."""
    made = _compiler(template).compile(format="png", ppi=scale * POINTS_PER_INCH, sys_inputs={"data": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    folders = [fontpkg.path(name).parent for name in FONTS]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
    return typst.Compiler(Path(__file__).with_name(template), font_paths=fonts)
