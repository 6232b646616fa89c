"""Every text goes through the catalogues, and nothing assumes that a language is written from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations

import pytest
from hypothesis import given

from dialogs.cards import card, commands, record, remark
from dialogs.commands import Remark
from dialogs.events import LanguageChosen
from dialogs.screens import Quote, Screen, lines
from dialogs.sheet import after
from dialogs.step import step
from dialogs.tongue import ISOLATE, RELEASE, RIGHT, Tongue
from framework.model import Text
from tests.dialogs.chances import Situation, situations
from tests.dialogs.test_properties import often

TITLE = "✎"
"""What a person wrote themselves, and no catalogue knows."""


class Bracketed(NullTranslations):
    """A catalogue in which each message stands in brackets of its own."""

    def __init__(self, begin: str, end: str) -> None:
        super().__init__()
        self.begin, self.end = begin, end

    def gettext(self, message: str) -> str:
        return f"{self.begin}{message}{self.end}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def bracketed(code: str) -> Tongue:
    """The interface in ⟦brackets⟧, the model in ⟪others⟫."""
    return Tongue(code, Bracketed("⟦", "⟧"), Bracketed("⟪", "⟫"))


def screens(case: Situation, t: Tongue) -> Iterator[Screen]:
    """Every screen of a turn, but not the remark."""
    sheet = replace(
        case.sheet,
        title=TITLE if case.sheet.title else "",
        posts=tuple(replace(post, title=TITLE) for post in case.sheet.posts),
        setup=replace(case.sheet.setup, title=TITLE) if case.sheet.setup else None,
    )
    turn = step(sheet, case.here, case.received)
    known = after(sheet, turn.commands)
    yield card(known, turn.state, t)
    if left := record(known, turn.commands, t):
        yield left


def texts(shown: Screen) -> Iterator[str]:
    """What a screen says and what its buttons say; without the person's own words and languages' own names."""
    for block in shown.blocks:
        if not isinstance(block, Quote):
            yield from lines(block)
    yield from (button.label for button in shown.buttons if not isinstance(button.event, LanguageChosen))


@often
@given(situations())
def test_every_text_of_every_card_comes_from_a_catalogue(case: Situation) -> None:
    for shown in screens(case, bracketed("en")):
        for text in texts(shown):
            assert not untranslated(text), text


def untranslated(text: str) -> str:
    """What stands outside of all brackets, but for numbers, marks, and the words that join a list."""
    rest, depth = "", 0
    for character in text:
        depth += character in "⟦⟪"
        rest += character if not depth else ""
        depth -= character in "⟧⟫"
    return re.sub(rf"\band\b|[\d\s,…{TITLE}]", "", rest)


@pytest.mark.parametrize("said", Remark)
def test_every_remark_comes_from_the_catalogue(said: Remark) -> None:
    assert not untranslated(remark(bracketed("en"), said))


def test_every_command_of_the_menu_is_explained_in_the_language() -> None:
    assert not any(untranslated(meaning) for meaning in commands(bracketed("en")).values())


@often
@given(situations())
def test_every_card_is_written_from_right_to_left_where_the_language_is(case: Situation) -> None:
    for shown in screens(case, bracketed("ar")):
        assert shown.direction == "rtl"
        for text in texts(shown):
            assert_isolated(text)


def assert_isolated(text: str) -> None:
    """Every text that is set into another one is kept apart from it; what was kept apart is let go again."""
    depth = 0
    for place, character in enumerate(text):
        if character in "⟦⟪":
            assert depth == 0 or text[:place].removesuffix(RIGHT).endswith(ISOLATE), text
            depth += 1
        elif character in "⟧⟫":
            depth -= 1
            assert depth == 0 or text[place + 1] == RELEASE, text
    assert text.count(ISOLATE) == text.count(RELEASE)


@pytest.mark.parametrize(
    ("code", "direction"), [("en", "ltr"), ("pt_BR", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("ur", "rtl")]
)
def test_the_direction_is_that_of_the_language(code: str, direction: str) -> None:
    assert Tongue(code).direction == direction


@pytest.mark.parametrize(
    ("code", "said"), [("en", "a, b, and 1,000"), ("fr", "a, b et 1\u202f000"), ("es", "a, b y 1.000")]
)
def test_lists_and_numbers_are_those_of_the_language(code: str, said: str) -> None:
    t = Tongue(code)
    assert t.listed(["a", "b", t.number(1000)]) == said


def test_braces_in_a_value_are_words_like_any_other() -> None:
    assert Tongue("en").gettext("Note: {note}", note="{n} {0} %s") == "Note: {n} {0} %s"
    assert Tongue("en").of(Text("helpline.gist", "{count} of {of}"), count=3, of=8) == "3 of 8"
