"""Whether each part of a model file has the shape that `shapes` gives it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from framework.faults import Fault, missing_words, quoted, unknown_word
from framework.nodes import Listing, Node, Scalar, Table
from framework.shapes import Choice, Each, Id, Keys, Named, Numbered, Prose, Shape, Whole

ID = re.compile(r"[a-z][a-z0-9-]*")
KEY = re.compile(r"[1-9][0-9]{0,3}")
WHOLE = re.compile(r"0|[1-9][0-9]{0,5}")
PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
# Joiners and direction marks are part of the spelling of some languages; everything else invisible is a mistake.
SPELLING_MARKS = "\u200c\u200d\u200e\u200f"
UNSEEN = {"Cc", "Cf", "Co", "Cs"}  # Unicode's control, format, private and surrogate characters


def shape_faults(node: Node, shape: Shape, name: str) -> Iterator[Fault]:
    """Every way in which the node differs from the shape. `name` is what a reason calls the node."""
    match shape, node:
        case Keys(), Table():
            yield from _key_faults(node, shape, name)
        case Named(), Table():
            yield from _named_faults(node, shape, name)
        case Numbered(), Table():
            yield from _numbered_faults(node, shape, name)
        case Each(), Listing():
            yield from _entry_faults(node, shape, name)
        case Id() | Prose() | Whole() | Choice(), Scalar(text=text) if text.strip():
            yield from (Fault(node.line, f"{name} {wrong}") for wrong in _text_faults(text, shape))
        case _, Scalar(text=text) if not text.strip():
            yield Fault(node.line, f"{name} is empty; it must be {shape.wanted}")
        case _:
            yield Fault(node.line, f"{name} must be {shape.wanted}, not {_found(node)}")


def _key_faults(table: Table, shape: Keys, name: str) -> Iterator[Fault]:
    for key, value in table.entries.items():
        if key in shape.known:
            yield from shape_faults(value, shape.known[key], f"'{key}'")
        else:
            known_here = "known here are " + ", ".join(shape.known)
            yield unknown_word(table.lines[key], "key", key, shape.known, known_here)
    required = [key for key in shape.known if key not in shape.optional]
    for key in missing_words(table.entries, required, shape.known):
        yield Fault(table.line, f"{name} has no '{key}'; add it")


def _named_faults(table: Table, shape: Named, name: str) -> Iterator[Fault]:
    if not table.entries:
        yield Fault(table.line, f"{name} is empty; it must be {shape.wanted}")
    for key, value in table.entries.items():
        for wrong in _text_faults(key, Prose(40)):
            yield Fault(table.lines[key], f"the key {quoted(key)} in {name} {wrong}")
        yield from shape_faults(value, shape.value, f"{quoted(key)} in {name}")


def _numbered_faults(table: Table, shape: Numbered, name: str) -> Iterator[Fault]:
    for key, value in table.entries.items():
        if not KEY.fullmatch(key):
            reason = f"the key {quoted(key)} in {name} must be a whole number from 1 to 9999, without leading zeros"
            yield Fault(table.lines[key], reason)
        yield from shape_faults(value, shape.value, f"{quoted(key)} in {name}")


def _entry_faults(listing: Listing, shape: Each, name: str) -> Iterator[Fault]:
    count = len(listing.items)
    if count < shape.least:
        yield Fault(listing.line, f"{name} has {count} entries and needs at least {shape.least}; add to it")
    if count > shape.most:
        yield Fault(listing.line, f"{name} has {count} entries and may have {shape.most}; shorten it")
    for item in listing.items:
        yield from shape_faults(item, shape.entry, f"an entry of {name}")


def _text_faults(text: str, shape: Shape) -> Iterator[str]:
    match shape:
        case Id(reserved=reserved) if text in reserved:
            yield f"may not be {quoted(text)}, which is a reserved word; choose another"
        case Id(most=most) if len(text) > most or not ID.fullmatch(text):
            yield f"must be {shape.wanted}, not {quoted(text)}"
        case Whole() if not WHOLE.fullmatch(text):
            yield f"must be {shape.wanted}, not {quoted(text)}"
        case Choice(words=words) if text not in words:
            yield f"must be {shape.wanted}, not {quoted(text)}"
        case Prose():
            yield from _prose_faults(text, shape)
        case _:
            pass


def _prose_faults(text: str, shape: Prose) -> Iterator[str]:
    if not text.strip():
        yield "is empty; write it"
    if len(text) > shape.most:
        yield f"is {len(text)} characters long and may have {shape.most}; shorten it by {len(text) - shape.most}"
    if "\n" in text:
        yield "has a line break in it; write it as one paragraph"
    unseen = {c for c in text if unicodedata.category(c) in UNSEEN and c not in SPELLING_MARKS} - {"\n"}
    for character in sorted(unseen):
        yield f"has the invisible character U+{ord(character):04X} in it; take it out"
    if shape.placeholders:
        found = set(PLACEHOLDER.findall(text))
        for placeholder in sorted(set(shape.placeholders) - found):
            yield f"has no {placeholder}; write it where the number stands"
        for other in sorted(found - set(shape.placeholders)):
            yield f"has {quoted(other)} in it; only {' and '.join(shape.placeholders)} can be filled in"


def _found(node: Node) -> str:
    match node:
        case Scalar():
            return "text"
        case Listing():
            return "a list"
        case Table():
            return "a table"
