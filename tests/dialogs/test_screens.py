"""How much room a screen takes, and how it is made to fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.catalogues import tongues
from bot.library import DEFAULT
from bot.terminal.plain import transcript
from dialogs.cards import card
from dialogs.events import Place, WentBack
from dialogs.reminding.policy import Next, Why
from dialogs.reminding.views import CallView, DeadlineView, DigestView, Move, ReminderView, Stand
from dialogs.reminding.wishes import Wish
from dialogs.rounds.nouns import Post, Role, Setup, Standing
from dialogs.rounds.views import PersonLine
from dialogs.screens import (
    Block,
    Bullets,
    Button,
    Fold,
    Heading,
    Item,
    Kicker,
    Meter,
    Paragraph,
    Quote,
    Screen,
    extent,
    in_rows,
    screen,
    within,
)
from dialogs.sheet import Sheet
from dialogs.states import (
    Aside,
    Asking,
    BrowsingSection,
    Called,
    Comparing,
    Explaining,
    ListingSections,
    Noting,
    Occasion,
    OfferingNote,
    ReadingAdvice,
    ReadingContext,
    ReadingNotes,
    ReadingSummary,
    Reviewing,
    State,
    Ticking,
    Weighing,
)
from dialogs.tongue import Tongue
from dialogs.typed import NOTE_LIMIT
from framework.answers import Answer, Basis, Depth, Questionnaire
from framework.model import Model
from tests.dialogs.beside import coordinating, fullest
from tests.dialogs.talking import NOON
from tests.models import model

BLOCKS: list[Block] = [
    Kicker("Soil, 1 of 2"),
    Heading("Compost"),
    Paragraph("Two\nlines"),
    Item("Rooting", "Heaps are turned."),
    Bullets(("one", "two", "three")),
    Meter(1, 2, "1 of 2"),
    Quote("We do.\n\nReally."),
    Quote("😀" * 50),
    Fold((Heading("More"), Paragraph("Words"), Bullets(("a", "b")))),
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: str(block)[:25])
def test_a_drawn_screen_is_never_longer_than_its_extent(block: Block) -> None:
    drawn = transcript("", Screen((block,))).replace("\n  ", "\n").removeprefix(": ")
    assert len(drawn.encode("utf-16-le")) // 2 <= extent(Screen((block,)))


def folded(*lines: str) -> Screen:
    return Screen((Heading("Compost"), Fold((Paragraph("About"), Bullets(lines))), Paragraph("End")))


@pytest.mark.parametrize(
    ("limit", "shown"),
    [
        (50, folded("one", "two", "three")),
        (49, folded("one", "two", "…")),
        (39, folded("one", "…")),
        (38, folded("…")),
        (30, Screen((Heading("Compost"), Fold((Paragraph("About"),)), Paragraph("End")))),
        (20, Screen((Heading("Compost"), Paragraph("End")))),
        (1, Screen((Heading("Compost"), Paragraph("End")))),
    ],
)
def test_folds_lose_their_ends_until_the_screen_fits_and_nothing_else_goes(limit: int, shown: Screen) -> None:
    assert within(folded("one", "two", "three"), limit) == shown


def test_a_screen_leaves_out_what_is_not_there() -> None:
    back = Button("Back", WentBack())
    assert screen("rtl", None, Heading("Compost"), rows=((), None, (back,))) == Screen(
        (Heading("Compost"),), ((back,),), "rtl"
    )


def test_buttons_stand_in_rows_of_equal_width() -> None:
    buttons = tuple(Button(label, WentBack()) for label in "abcde")
    assert [len(row) for row in in_rows(buttons, 2)] == [2, 2, 1]
    assert list(Screen((), in_rows(buttons, 2)).buttons) == list(buttons)


def full_states(sheet: Sheet) -> Iterator[State]:
    for capability in sheet.model.capabilities:
        asking = Asking(capability)
        yield asking
        yield OfferingNote("😀" * NOTE_LIMIT, asking)
        yield Aside(Place.TERMS, asking)
        yield from (kind(capability) for kind in (Explaining, Comparing, Ticking, Weighing, Noting))
    yield from (ListingSections(), Reviewing(), ReadingSummary())
    yield from (BrowsingSection(domain) for domain in sheet.model.by_domain)
    yield from (
        kind(page)
        for kind in (ReadingAdvice, ReadingNotes, ReadingContext)
        for page in range(len(sheet.model.capabilities))
    )
    yield from (Aside(Place.GLOSSARY, ListingSections(), page) for page in range(10))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("ticked", [True, False], ids=["all in place", "none in place"])
def test_the_fullest_cards_of_the_national_model_fit_one_message(language: str, ticked: bool) -> None:
    """With the longest note on each, in every phase, whether all or nothing of the next one is in place."""
    known = model("national")
    sheet = Sheet(known, ("en", "ar"), language, True, consented=True, quest=Questionnaire.whole(known, Depth.FULL))
    ticks = frozenset(known.criteria) if ticked else frozenset[str]()
    for phase in known.by_phase:
        answers = {
            capability: Answer(
                capability, phase, None, "😀" * NOTE_LIMIT, ticks, frozenset({Basis.OPINION}), "😀" * NOTE_LIMIT
            )
            for capability in known.capabilities
        }
        full = replace(sheet, answers=answers, before=answers, shared=True)
        for state in full_states(full):
            assert extent(card(full, state, Tongue(language))) <= 4096, state


@pytest.mark.parametrize("language", sorted(tongues(DEFAULT)))
def test_the_fullest_cards_about_results_fit_one_message(language: str) -> None:
    """Folds give way as far as they must; and where words are no longer than usual, nothing has to."""
    known, t = model("national"), tongues(DEFAULT)[language]
    leads = replace(coordinating(name="national"), title=LONG, shared=True, language=language)
    sheet = replace(leads, posts=(replace(leads.posts[0], title=LONG), Post(4, LONG, frozenset({Role.RESPONDENT}))))
    for state, view in fullest(known, "😀" * NOTE_LIMIT, LONG):
        assert extent(within(card(sheet, state, t, view), 4096)) <= 4096, state
    for state, view in fullest(known, "The law is in force. " * 8, "Ministry of Social Development"):
        assert extent(card(coordinating(name="national"), state, t, view)) <= 4096, state


LONG = "😀" * 200
"""The longest title and the longest name that anybody can give."""


def fullest_calls(known: Model) -> Iterator[tuple[Occasion, CallView]]:
    """What people are written to about where everybody has something to tell, and every name is long."""
    today, setup = date(2026, 11, 23), Setup(LONG, deadline=date(2026, 12, 31))
    every = tuple(known.capabilities)
    lines = [PersonLine(n, n, LONG, Standing.IN_PROGRESS, 19, 20, NOON) for n in range(1, 501)]
    moved = tuple(Move(line, 20, joined=True, submitted=True) for line in lines)
    sections = tuple((domain, 10, 20) for domain in known.by_domain)
    wishes, due = tuple((wish, NOON) for wish in Wish), Next(NOON, Why.LAST_DAYS, moved=True)
    for stand in Stand:
        reminder = ReminderView(
            LONG, known, stand, sections, 10, 20, 1000, today, "UTC", due, True, setup.deadline, wishes=wishes
        )
        yield Occasion.REMINDER, reminder
        yield Occasion.ASKED, reminder
    yield Occasion.DIGEST, DigestView(setup, known, NOON, today, moved, tuple(lines), 400, 500, every, 400)
    yield Occasion.DEADLINE, DeadlineView(setup, known, today, 1, 500, 9_999, 10_000, tuple(lines), every)


@pytest.mark.parametrize("language", sorted(tongues(DEFAULT)))
def test_the_fullest_cards_that_come_by_themselves_fit_one_message(language: str) -> None:
    known = model("national")
    sheet = Sheet(known, ("en", "ar"), language, True, consented=True, quest=Questionnaire.whole(known, Depth.FULL))
    for occasion, view in fullest_calls(known):
        shown = card(sheet, Called(occasion, 3, ListingSections()), tongues(DEFAULT)[language], view)
        assert extent(shown) <= 4096, occasion
