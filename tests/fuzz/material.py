"""What inputs are made of: odd texts, values of the wrong kind, and good inputs with something changed in them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.privacy.nasty import LINES, NOTHING

FLOOD = [
    "1", "⑳", "٣", "½", "-", "\u202e", "\ud800", "\x00", "w", "😀", "ﷺ", "\n", "[", "{", "/", "+34 6", "a@", "1/",
    "x\u0301",
]  # fmt: skip
"""What is repeated without end."""

PIECES = [
    "/start", "/start 2345-6789-ABCD-EFGH", "2345-6789-ABCD-EFGH", "/new", "/forget", "/cancel", "/no@bot", "1, 3",
    "21 May",
    "31/12/27", "2027-03-15", "9999-99-99", "29 February", "١٥ مارس ٢٠٢٧", "18:00", "24 months", "weekly", "Nepal",
    "fr",
    "a@b.example", "+44 20 7946 0958", "IBAN GB29 NWBK 6016 1331 9268 19", "http://x.example/\u200f/", "my daughter",
]  # fmt: skip

TEXTS: st.SearchStrategy[str] = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(), max_size=40),
    st.sampled_from([*LINES, *NOTHING, *PIECES]),
    st.builds(lambda piece, times: piece * times, st.sampled_from(FLOOD), st.integers(1, 9000)),
    st.lists(st.sampled_from([*LINES, *NOTHING, *PIECES, " ", "\n", ","]), min_size=2, max_size=5).map(" ".join),
)
"""What somebody may type, paste, or have a program send."""


def nested(depth: int, leaf: Any, *, table: bool) -> Any:
    for _ in range(depth):
        leaf = {"message": leaf} if table else [leaf]
    return leaf


JUNK: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [None, True, False, 0, -1, 1 << 62, 1 << 63, -(1 << 64), 10**30, 0.5, 1e308, float("nan"), "", [], {}]
    ),
    st.integers(),
    TEXTS,
    st.builds(lambda depth, table: nested(depth, 1, table=table), st.sampled_from([3, 40, 120]), st.booleans()),
    st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5), max_size=3),
)
"""What stands in the place of something else."""


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a tree of JSON, but to the whole."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [way for key, part in parts for way in ((*path, key), *places(part, (*path, key)))]


@st.composite
def changed(draw: st.DrawFn, trees: Sequence[Any], most: int = 3) -> Any:
    """One of the trees with up to so many parts taken out, put elsewhere, wrapped, or replaced."""
    tree = deepcopy(draw(st.sampled_from(trees)))
    for _ in range(draw(st.integers(0, most))):
        ways = places(tree)
        if not ways:
            return draw(JUNK)
        *above, key = draw(st.sampled_from(ways))
        holder = tree
        for step in above:
            holder = holder[step]
        match draw(st.sampled_from(["replace", "replace", "remove", "wrap", "copy"])):
            case "replace":
                holder[key] = draw(JUNK)
            case "remove":
                del holder[key]
            case "wrap":
                holder[key] = [holder[key]]
            case _:
                holder[key] = deepcopy(_at(tree, draw(st.sampled_from(ways))))
    return tree


def _at(tree: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        tree = tree[step]
    return tree


@st.composite
def mangled(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with some of them changed, taken out, repeated or cut off."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 1, 4, 30, 5000])))
        content[start:end] = draw(
            st.one_of(st.just(b""), st.binary(max_size=8), st.just(bytes(content[start:end]) * 2), st.just(b"\x00"))
        )
    return bytes(content)


TRICKS = [
    "&a [*a, *a]", "*a", "!!python/object/apply:os.system ['true']", "!!binary aGk=", "? [x]: y", "---", "...",
    "%YAML 1.1",
    "%YAML 99999999999999999999.1", "\t- x", "<<: *a", "- - - - x", "{{{", "[" * 40, '"\\UFFFFFFFF"', '"\\uD800"', "'",
    "#",
    ": :", "id: helpline", "x: |\n   y\n z", "\ufeff", "\u2028", "\x85", "\x00", "~", "0x10", "1e999", "2026-11-22",
    "yes",
]  # fmt: skip
"""What YAML has for hiding things, and for breaking."""


@st.composite
def rewritten(draw: st.DrawFn, text: str) -> str:
    """The text with lines taken out, repeated, exchanged, indented, or with odd things in them."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        odd = draw(st.one_of(st.sampled_from(TRICKS), TEXTS))
        column = draw(st.integers(0, len(lines[place])))
        lines[place : place + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [lines[place], lines[place]],
                    [odd],
                    [lines[place], odd],
                    ["  " + lines[place]],
                    [lines[place][:column] + odd + lines[place][column:]],
                    [lines[place].partition(":")[0] + ": " + odd],
                    [lines[place], draw(st.sampled_from(lines))],
                ]
            )
        ) or [""]
    return "\n".join(lines)
