"""A YAML file as text with lines: nothing is coerced, and the parts of YAML that hide content are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from framework.faults import Fault, quoted

DEEPEST = 16  # levels of nesting; a model has nine
# YAML takes these for line breaks and editors do not, so every line number after one would be wrong.
HIDDEN_BREAKS = {"\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}
HINTS = {
    "mapping values are not allowed here": "put a text that has a colon in it in quotes",
    "found character '\\t' that cannot start any token": "indent with spaces, not with tabs",
    "could not find expected ':'": "write a colon and a space after the key",
    "found unexpected end of stream": "close the quote or bracket that is still open",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text without the spaces around it, and its line, from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A set of keys with their values and, for each key, its line.

    The readers below give something empty where a key is missing or holds another kind of value, so that one
    fault does not hide the next; which keys and kinds are right is said once, in `shapes`.
    """

    line: int
    entries: Mapping[str, Node] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """The line of the key, or of the table itself where the key is missing."""
        return self.lines.get(key, self.line)

    def text(self, key: str) -> str:
        value = self.entries.get(key)
        return value.text if isinstance(value, Scalar) else ""

    def table(self, key: str) -> Table:
        value = self.entries.get(key)
        return value if isinstance(value, Table) else Table(self.line_of(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables in the list under this key."""
        return tuple(item for item in self._items(key) if isinstance(item, Table))

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """The texts in the list under this key."""
        return tuple(item for item in self._items(key) if isinstance(item, Scalar))

    def _items(self, key: str) -> tuple[Node, ...]:
        value = self.entries.get(key)
        return value.items if isinstance(value, Listing) else ()


Node: TypeAlias = Scalar | Listing | Table


def parse_nodes(text: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """The file as nodes, None where it cannot be read at all, and every fault of its YAML. Never raises."""
    if faults := tuple(_hidden_breaks(text)):
        return None, faults
    try:
        loader = yaml.SafeLoader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, (Fault(line, f"the character {quoted(text[error.position])} may not be in a file; take it out"),)
    reader = _Reader(_events(loader), [])
    try:
        return reader.document(), tuple(reader.faults)
    except yaml.MarkedYAMLError as error:
        return None, (*reader.faults, _syntax_fault(error))
    except _TooDeepError as error:
        return None, (*reader.faults, Fault(error.line, "this is nested too deep; check brackets and indentation"))
    except (ValueError, OverflowError):
        # PyYAML lets these through for "\UFFFFFFFF", which is no character, and for an endless %YAML version.
        return None, (*reader.faults, Fault(loader.line + 1, "a number after \\U or %YAML is out of range; correct it"))


def _hidden_breaks(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), 1):
        for character, name in HIDDEN_BREAKS.items():
            if character in line:
                yield Fault(number, f"a hidden line break ({name}) is in this line; take it out")


def _syntax_fault(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "it cannot be read"
    hint = f"; {HINTS[problem]}" if problem in HINTS else ""
    return Fault(mark.line + 1 if mark else 1, f"this is not valid YAML ({problem}){hint}")


class _TooDeepError(Exception):
    """Reading stops at this line: the nesting could go deeper than Python's own stack."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _line(event: yaml.Event) -> int:
    """The line on which the event begins, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _events(loader: yaml.SafeLoader) -> Iterator[yaml.Event]:
    """What the file holds, piece by piece, before YAML would make numbers or dates of it."""
    while loader.check_event():
        yield loader.get_event()  # type: ignore[no-untyped-call]  # types-PyYAML leaves it without a type


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the parser's events into nodes; `faults` grows while it reads."""

    events: Iterator[yaml.Event]
    faults: list[Fault]

    def document(self) -> Node | None:
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self._fault(1, "the file is empty; docs/model-format.md says what a model holds")
            return None
        root = self._node(next(self.events), 0)
        next(self.events)  # the document ends
        if not isinstance(after := next(self.events), yaml.StreamEndEvent):
            self._fault(_line(after), "a second document begins here; a file holds one model, so take it out")
            return None
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        if depth > DEEPEST:
            raise _TooDeepError(line)
        self._refuse_detours(event, line)
        match event:
            case yaml.MappingStartEvent():
                return self._table(line, depth)
            case yaml.SequenceStartEvent():
                return self._listing(line, depth)
            case yaml.ScalarEvent(value=value):
                return Scalar(line, value.strip(" \n"))
            case yaml.AliasEvent(anchor=anchor):
                return Scalar(line, f"*{anchor}")
            case _:
                raise TypeError(event)

    def _refuse_detours(self, event: yaml.Event, line: int) -> None:
        """Aliases, anchors and tags: with them the text would not say what the reader sees."""
        if isinstance(event, yaml.AliasEvent):
            self._fault(line, f"'*{event.anchor}' points to another place; write the text out, or put it in quotes")
        elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._fault(line, f"'&{event.anchor}' is an anchor; take it out, or put the text in quotes")
        if getattr(event, "tag", None) is not None:
            self._fault(line, "a tag ('!') stands here; take it out, or put the text in quotes")

    def _listing(self, line: int, depth: int) -> Listing:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Listing(line, tuple(items))

    def _table(self, line: int, depth: int) -> Table:
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self._fault(key.line, "a key must be a word; put a text that begins with a bracket in quotes")
            elif key.text in entries:
                first = lines[key.text]
                self._fault(key.line, f"the key {quoted(key.text)} is already on line {first}; keep one of them")
            else:
                entries[key.text], lines[key.text] = value, key.line
        return Table(line, entries, lines)

    def _fault(self, line: int, reason: str) -> None:
        self.faults.append(Fault(line, reason))
