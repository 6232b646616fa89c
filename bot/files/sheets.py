"""The spreadsheet: one sheet for each kind of thing, with cells that know whether they are words, numbers or dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from bot.files.cells import Cell, Table
from bot.files.report import Report
from bot.files.tables import tables
from dialogs.tongue import Tongue

AS_WRITTEN = {
    "in_memory": True,  # answers are confidential: no part of them goes through a folder for temporary files
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What people wrote stays what they wrote."""

NAME = 31
"""Characters that the name of a sheet can have."""

TEXT = 32_767
"""Characters that a cell can have."""

NARROWEST, WIDEST = 8, 60
"""Columns, in characters."""

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def report_xlsx(report: Report, t: Tongue) -> bytes:
    """The whole report as XLSX, in words of this language; where that is read from the right, so are the sheets."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, AS_WRITTEN)
    book.set_properties(
        {"title": _text(report.setup.title)[:255], "author": "Sounding", "created": report.made_at.astimezone(UTC)}
    )
    formats = _formats(book)
    names: list[str] = []
    for table in tables(report, t):
        names.append(sheet_name(table.name, names))
        sheet = book.add_worksheet(names[-1])
        if t.direction == "rtl":
            sheet.right_to_left()
        _fill(sheet, table, formats)
    book.close()
    return out.getvalue()


def sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """The name as far as a sheet can have it, and another one than those taken; upper and lower case are the same."""
    name = _NOT_IN_A_NAME.sub(" ", wanted).strip("' ")[:NAME] or "1"
    for number in range(2, len(taken) + 3):
        if name.casefold() not in {each.casefold() for each in taken}:
            break
        name = f"{name[: NAME - 4].removesuffix(f' {number - 1}')} {number}"
    return name


def _formats(book: Any) -> dict[type, Any]:
    """How each kind of cell is drawn; `type` is that of the heads."""
    every = {"valign": "top"}
    return {
        type: book.add_format(
            {"bold": True, "bg_color": "#D9E2EC", "bottom": 1, "valign": "vcenter", "text_wrap": True}
        ),
        str: book.add_format({**every, "text_wrap": True}),
        int: book.add_format({**every, "num_format": "0"}),
        date: book.add_format({**every, "num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({**every, "num_format": "yyyy-mm-dd hh:mm"}),
    }


def _fill(sheet: Any, table: Table, formats: dict[type, Any]) -> None:
    widths = [_width(head) + 3 for head in table.heads]  # the filter's arrow stands beside the head
    last = 0
    for place, head in enumerate(table.heads):
        sheet.write_string(0, place, _text(head), formats[type])
    for last, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            _write(sheet, last, place, cell, formats)
            widths[place] = max(widths[place], _width(cell))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(WIDEST, max(NARROWEST, width + 1)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.heads) - 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:
    match cell:
        case str() if cell:
            sheet.write_string(row, column, _text(cell), formats[str])
        case int():
            sheet.write_number(row, column, cell, formats[int])
        case datetime():
            sheet.write_datetime(row, column, cell, formats[datetime])
        case date():
            sheet.write_datetime(row, column, cell, formats[date])
        case _:
            pass


def _text(words: str) -> str:
    """The words as far as a cell holds them, with nothing in them that could not be written."""
    return words.encode("utf-8", "replace").decode()[:TEXT]


def _width(cell: Cell) -> int:
    """The width of a cell's longest line, in characters of the usual size; some scripts are twice as wide."""
    match cell:
        case str():
            return max(sum(map(_wide, line[:WIDEST])) for line in cell.split("\n"))
        case int():
            return len(str(cell))
        case datetime():
            return len("2026-12-07 08:15")
        case date():
            return len("2026-12-07")
        case None:
            return 0


def _wide(letter: str) -> int:
    """The columns that a letter takes: none for a mark above another one, two for an ideograph."""
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "FW" else 1
