"""Untrusted words: made harmless where they come in, and drawn as words wherever they come out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spreadsheets import csv_file, harmless
from bot.telegram.drawing import html, keyboard
from dialogs.events import Asked, Place
from dialogs.screens import (
    Block,
    Bullets,
    Button,
    Fold,
    Heading,
    Item,
    Kicker,
    Lines,
    Meter,
    Paragraph,
    Quote,
    Screen,
)
from dialogs.typed import CLINGING, clean, harmful, heard, visible
from tests.privacy.nasty import FORMULAS, HIDDEN, LINES, MARKUP, NEEDED, NOTHING
from tests.telegram.formatting import parse_html
from tests.telegram.sending import TEXT_MAX

ANYTHING = st.text(st.characters(codec=None), max_size=60)
"""Any code points at all, halves of pairs included."""


@pytest.mark.parametrize(("raw", "left"), HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_taken_out(raw: str, left: str) -> None:
    assert clean(raw) == left


@pytest.mark.parametrize("raw", [*MARKUP.values(), *FORMULAS.values(), *NEEDED.values()])
def test_what_can_be_seen_or_is_needed_stays(raw: str) -> None:
    assert clean(raw) == unicodedata.normalize("NFC", raw)


@pytest.mark.parametrize("raw", NOTHING, ids=ascii)
def test_what_has_nothing_to_be_seen_in_it_is_nothing(raw: str) -> None:
    assert clean(raw) == ""


@given(ANYTHING)
def test_whatever_is_typed(raw: str) -> None:
    left = clean(raw)
    assert clean(left) == left
    assert left == left.strip()
    assert not any(harmful(letter) and letter not in "\n\t" for letter in left)
    assert not left or visible(left)
    left.encode()  # no half of a pair is left
    run = "".join("m" if unicodedata.category(letter) in {"Mn", "Me", "Cf"} else "." for letter in left)
    assert "m" * (CLINGING + 1) not in run


@given(ANYTHING)
def test_whatever_is_typed_is_heard_as_something(raw: str) -> None:
    for line in (raw, f"/{raw}", f"/start {raw}"):
        assert heard(line) is not None


BLOCKS: dict[str, Callable[[str], Block]] = {
    "kicker": Kicker,
    "heading": Heading,
    "paragraph": Paragraph,
    "item": lambda text: Item(text, text),
    "bullets": lambda text: Bullets((text, text)),
    "lines": lambda text: Lines((text, text)),
    "meter": lambda text: Meter(1, 3, text),
    "quote": Quote,
    "fold": lambda text: Fold((Heading(text), Paragraph(text), Bullets((text,)))),
}


def drawn(block: Block, text: str) -> str:
    """A message with it and a button, as Telegram would take it: well formed, with no style but ours."""
    screen = Screen((block,), ((Button(text.partition("\n")[0], Asked(Place.HERE)),),))
    made = parse_html(html(screen))
    assert {entity.type for entity in made.entities} <= {
        "bold",
        "italic",
        "blockquote",
        "expandable_blockquote",
        "code",
    }
    assert len(made.text.encode("utf-16-le")) <= 2 * TEXT_MAX
    assert keyboard(screen, 1)[0][0]["text"]
    return made.text


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_kind_of_block_shows_words_as_words(kind: str) -> None:
    assert set(BLOCKS) == {each.__name__.lower() for each in get_args(Block)}
    for raw in LINES:
        text = clean(raw)
        assert text in drawn(BLOCKS[kind](text), text).replace("\u200e", ""), raw


@pytest.mark.parametrize("formula", [*FORMULAS.values(), *(raw for raw, left in HIDDEN.values() if left[:1] == "=")])
def test_a_spreadsheet_carries_nothing_out(formula: str) -> None:
    for cell in (formula, clean(formula)):
        assert harmless(cell) == f"'{cell}"
        assert csv_file([cell], []).decode("utf-8-sig").lstrip('"').startswith("'")
