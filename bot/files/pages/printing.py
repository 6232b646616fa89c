"""PDF made by Typst, with our own fonts and never those of the machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import fontpkg
import typst

FONTS = ("IBM Plex Sans Arabic", "Amiri")
"""The first for Latin letters, the second for Arabic ones: its words can be copied. Typst itself brings the rest:
Greek and Cyrillic in Libertinus Serif, boxes and ticks in DejaVu Sans Mono."""

TEMPLATES = Path(__file__).parents[1]


def printed(template: str, data: Mapping[str, Any], made_at: datetime) -> bytes:
    """The template of this name with its data, as tagged PDF that conforms to PDF/UA-1.

    `made_at` is aware. Raises typst.TypstError for a letter that no font has.
    """
    # A compiler takes one caller at a time and keeps all that it ever laid out; to make one takes no time.
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[fontpkg.path(name).parent for name in FONTS])
    made = typst.Compiler(TEMPLATES / template, font_paths=fonts).compile(
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(made_at.timestamp()),
        sys_inputs={"data": json.dumps(data)},
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made
