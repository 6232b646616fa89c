"""Reading a spreadsheet as far as the tests look at it: its own XML, without another library's guesses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, slots=True)
class Read:
    """A cell: `kind` is `s` for words and `n` for numbers; `number_format` is that of its style."""

    kind: str
    value: str
    number_format: str


@dataclass(frozen=True)
class Sheet:
    name: str
    root: ET.Element
    strings: tuple[str, ...]
    formats: tuple[str, ...]

    @cached_property
    def rows(self) -> list[dict[str, Read]]:
        """The cells of each row by their column's letters; empty cells are not there."""
        return [{self._column(c): self._read(c) for c in row} for row in self.root.iter(f"{MAIN}row")]

    @property
    def heads(self) -> list[str]:
        return [cell.value for cell in self.rows[0].values()]

    @property
    def texts(self) -> list[list[str]]:
        """The rows below the heads as words."""
        return [[cell.value for cell in row.values()] for row in self.rows[1:]]

    def column(self, head: str) -> list[Read | None]:
        """The cells below a head."""
        letters = next(letters for letters, cell in self.rows[0].items() if cell.value == head)
        return [row.get(letters) for row in self.rows[1:]]

    def has(self, tag: str) -> bool:
        return self.root.find(f".//{MAIN}{tag}") is not None

    def attribute(self, tag: str, name: str) -> str | None:
        found = self.root.find(f".//{MAIN}{tag}")
        return None if found is None else found.get(name)

    @staticmethod
    def _column(cell: ET.Element) -> str:
        return (cell.get("r") or "").rstrip("0123456789")

    def _read(self, cell: ET.Element) -> Read:
        assert cell.find(f"{MAIN}f") is None, "a formula"
        kind, value = cell.get("t") or "n", cell.findtext(f"{MAIN}v") or ""
        said = self.strings[int(value)] if kind == "s" else value
        return Read(kind, said, self.formats[int(cell.get("s") or 0)])


def opened(content: bytes) -> list[Sheet]:
    """The sheets in their order."""
    with ZipFile(BytesIO(content)) as book:
        assert book.testzip() is None
        parts = {name: ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xml")}  # noqa: S314  # a file of our own
    strings = tuple("".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in parts["xl/sharedStrings.xml"])
    styles = parts["xl/styles.xml"]
    own = {each.get("numFmtId"): each.get("formatCode") or "" for each in styles.iter(f"{MAIN}numFmt")}
    used = styles.find(f"{MAIN}cellXfs")
    formats = tuple(own.get(x.get("numFmtId"), x.get("numFmtId") or "") for x in (() if used is None else used))
    names = [each.get("name") or "" for each in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    return [
        Sheet(name, parts[f"xl/worksheets/sheet{number}.xml"], strings, formats) for number, name in enumerate(names, 1)
    ]
