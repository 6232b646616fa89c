"""Where someone belongs, and where Back leads, for every place and every change of the sheet behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.events import Place
from dialogs.places import before, home, resumed, review_page, settled
from dialogs.sheet import Sheet
from dialogs.states import (
    Aside,
    Asking,
    BrowsingSection,
    ChoosingDepth,
    Declining,
    Explaining,
    Greeted,
    ListingSections,
    Noting,
    OfferingNote,
    Question,
    ReadingSummary,
    Reviewing,
    State,
    Stranger,
    Ticking,
    Weighing,
)
from framework.answers import Answer, Depth, Questionnaire, Reason
from tests.models import model

GARDEN = model("garden")
NEW = Sheet(GARDEN, ("en",), "en", open_to_all=True)
AGREED = replace(NEW, consented=True)
QUICK = replace(AGREED, quest=Questionnaire.whole(GARDEN, Depth.QUICK))
FULL = replace(
    AGREED,
    quest=Questionnaire.whole(GARDEN, Depth.FULL),
    answers={
        "compost": Answer("compost", "rooting"),
        "watering": Answer("watering", "bearing"),
        "seed-bank": Answer("seed-bank", reason=Reason.DONT_KNOW),
    },
)
WATER_ONLY = replace(FULL, quest=Questionnaire(GARDEN, ("watering",), Depth.FULL))
DONE = replace(FULL, answers={**FULL.answers, "open-days": Answer("open-days", "growing")})


@pytest.mark.parametrize(
    ("sheet", "state", "place"),
    [
        # Before consent there is the greeting and nothing else.
        (NEW, Stranger(), Stranger()),
        (NEW, Greeted(), Greeted()),
        (NEW, Asking("compost"), Stranger()),
        (NEW, ChoosingDepth(), Stranger()),
        # After it, before an assessment has begun, there is one choice.
        (AGREED, Greeted(), ChoosingDepth()),
        (AGREED, Reviewing(), ChoosingDepth()),
        # A state that no release wrote reads as a stranger, and goes to where the person is needed.
        (FULL, Stranger(), Asking("open-days")),
        (DONE, Stranger(), Reviewing()),
        (replace(FULL, submitted=True), Stranger(), ReadingSummary()),
        # What fits stays.
        (FULL, Ticking("compost", review=True), Ticking("compost", review=True)),
        (FULL, Noting("watering"), Noting("watering")),
        (FULL, Explaining("seed-bank"), Explaining("seed-bank")),
        (FULL, Declining("open-days"), Declining("open-days")),
        (FULL, BrowsingSection("soil"), BrowsingSection("soil")),
        # The full assessment became a quick one.
        (replace(FULL, quest=QUICK.quest), Ticking("compost"), Asking("compost")),
        (replace(FULL, quest=QUICK.quest), Noting("compost", review=True), Asking("compost", review=True)),
        # There is no such answer, or it is of another kind.
        (FULL, Ticking("watering"), Asking("watering")),
        (FULL, Ticking("open-days"), Asking("open-days")),
        (FULL, Weighing("seed-bank"), Asking("seed-bank")),
        (FULL, Explaining("compost"), Asking("compost")),
        # The section was given to somebody else.
        (WATER_ONLY, Asking("compost"), ListingSections()),
        (WATER_ONLY, BrowsingSection("people"), ListingSections()),
        (WATER_ONLY, OfferingNote("Hm.", Asking("compost")), ListingSections()),
        (WATER_ONLY, Aside(Place.HELP, Asking("compost")), Aside(Place.HELP, ListingSections())),
        # What was typed waits where the question does.
        (FULL, OfferingNote("Hm.", Weighing("open-days")), OfferingNote("Hm.", Asking("open-days"))),
        (
            FULL,
            Aside(Place.HELP, OfferingNote("Hm.", Ticking("watering"))),
            Aside(Place.HELP, OfferingNote("Hm.", Asking("watering"))),
        ),
    ],
)
def test_a_state_that_no_longer_fits_gives_way_to_the_nearest_place(sheet: Sheet, state: State, place: State) -> None:
    assert settled(sheet, state) == place


@pytest.mark.parametrize(
    ("here", "back"),
    [
        (Declining("compost"), Asking("compost")),
        (Explaining("seed-bank"), Declining("seed-bank")),
        (Ticking("compost"), Asking("compost")),
        (Weighing("compost"), Ticking("compost")),
        (Weighing("watering"), Asking("watering")),  # the last phase has nothing to tick
        (Noting("compost"), Weighing("compost")),
        (Asking("watering"), Asking("compost")),
        (Asking("compost"), ListingSections()),
        (Asking("open-days", review=True), Reviewing()),
        (Ticking("compost", review=True), Asking("compost", review=True)),
    ],
)
def test_back_leads_one_card_back(here: Question, back: State) -> None:
    assert before(FULL, here) == back


@pytest.mark.parametrize(
    ("sheet", "comes_home", "goes_on"),
    [
        (AGREED, ChoosingDepth(), ChoosingDepth()),
        (QUICK, Asking("compost"), Asking("compost")),
        (FULL, Asking("open-days"), Asking("open-days")),
        (DONE, Reviewing(), Reviewing()),
        (replace(FULL, submitted=True), ReadingSummary(), Asking("open-days")),
        (replace(DONE, submitted=True), ReadingSummary(), ReadingSummary()),
    ],
    ids=["agreed", "begun", "under way", "all answered", "submitted with one open", "submitted"],
)
def test_where_someone_comes_home_to_and_goes_on(sheet: Sheet, comes_home: State, goes_on: State) -> None:
    assert home(sheet) == comes_home
    assert resumed(sheet) == goes_on


def test_the_review_opens_on_the_page_of_the_capability() -> None:
    assert review_page(FULL, "open-days") == Reviewing(0)
    assert review_page(FULL, "unheard-of") == Reviewing(0)
    assert review_page(AGREED, "compost") == Reviewing(0)
