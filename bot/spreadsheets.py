"""Tables as files that any spreadsheet opens, and in which nothing that people wrote is carried out."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO

FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula; some take the wide signs for the narrow ones."""

_UNSEEN = {"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"}
"""Blanks, marks and what is not drawn: a spreadsheet may drop them and read what follows."""


def csv_file(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """The table as CSV in UTF-8, with the mark by which spreadsheets know it."""
    out = StringIO(newline="")
    csv.writer(out).writerows([[harmless(cell) for cell in line] for line in (header, *lines)])
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: str) -> str:
    """The cell, with an apostrophe in front where it would be taken for a formula."""
    first = next((each for each in cell if each in FORMULA or unicodedata.category(each) not in _UNSEEN), "")
    return f"'{cell}" if first in FORMULA else cell
