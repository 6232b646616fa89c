"""Steps that a transcript would not show well: what comes at an odd place, or from nobody's button."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.commands import ChangeDepth, Command, Remark, StoreAnswer, Turn
from dialogs.events import (
    Asked,
    BasisTicked,
    ButtonLost,
    Cancelled,
    CriterionTicked,
    DepthChosen,
    Event,
    LanguageChosen,
    MovedOn,
    NoteKept,
    PageTurned,
    PhaseChosen,
    Place,
    Received,
    Submitted,
    Typed,
    WentBack,
)
from dialogs.sheet import Sheet
from dialogs.states import (
    Aside,
    Asking,
    ChoosingDepth,
    Conversation,
    ListingSections,
    Noting,
    OfferingNote,
    ReadingSummary,
    Reviewing,
    State,
    Ticking,
    Weighing,
)
from dialogs.step import step
from dialogs.typed import NOTE_LIMIT
from framework.answers import Answer, Basis, Depth, Questionnaire
from tests.dialogs.talking import NOON
from tests.models import model

COMPOST = Answer("compost", "rooting", note="w" * (NOTE_LIMIT - 4))
FULL = Sheet(
    model("garden"),
    ("en", "ar"),
    "en",
    open_to_all=True,
    consented=True,
    quest=Questionnaire.whole(model("garden"), Depth.FULL),
    answers={"compost": COMPOST},
)
OFFER = OfferingNote("Hm.", Asking("compost"))
HELP = Aside(Place.HELP, Asking("compost"))
SETTINGS = Aside(Place.SETTINGS, Ticking("compost"))


@pytest.mark.parametrize(
    ("here", "event", "there", "remark"),
    [
        (OFFER, Typed(" \x00 "), OFFER, Remark.WORDS_EMPTY),
        (OFFER, Typed("w" * NOTE_LIMIT), OFFER, Remark.WORDS_TOO_LONG),
        (OFFER, Cancelled(), Asking("compost"), Remark.NOTE_DROPPED),
        (OFFER, Asked(Place.HERE), OFFER, None),
        (OFFER, Asked(Place.HELP), Aside(Place.HELP, OFFER), None),
        (OFFER, Asked(Place.REVIEW), Reviewing(), Remark.NOTE_DROPPED),
        (OFFER, PhaseChosen("compost", "bearing"), OFFER, None),
        (OFFER, NoteKept("watering"), OFFER, None),
        (replace(OFFER, text="12345"), NoteKept("compost"), replace(OFFER, text="12345"), Remark.WORDS_TOO_LONG),
        (Asking("watering"), Typed("w" * NOTE_LIMIT + "w"), Asking("watering"), Remark.WORDS_TOO_LONG),
        (Asking("watering"), Typed("\ud800"), Asking("watering"), Remark.WORDS_EMPTY),
        (Noting("compost"), Typed("12345"), Noting("compost"), Remark.WORDS_TOO_LONG),
        (Asking("watering"), PhaseChosen("compost", "bearing"), Asking("watering"), None),
        (Asking("watering"), PhaseChosen("watering", "blooming"), Asking("watering"), None),
        (Ticking("compost"), CriterionTicked("compost.bearing.1", on=True), Ticking("compost"), None),
        (Ticking("compost"), CriterionTicked("compost.growing.2", on=True), Ticking("compost"), None),
        (Weighing("compost"), BasisTicked("watering", Basis.LAW, on=True), Weighing("compost"), None),
        (Ticking("compost"), MovedOn("watering"), Ticking("compost"), None),
        (Reviewing(), PageTurned(-3), Reviewing(0), None),
        (Reviewing(), ButtonLost(), Reviewing(), None),
        (ReadingSummary(), Submitted(), ReadingSummary(), None),
        (ListingSections(), LanguageChosen("xx"), ListingSections(), Remark.LANGUAGE_UNKNOWN),
        # An aside is left for where it was opened, or for where the person wants to go.
        (Aside(Place.HELP, Ticking("compost")), Asked(Place.HERE), Ticking("compost"), None),
        (Aside(Place.HELP, ListingSections()), Asked(Place.HERE), Asking("watering"), None),
        (Aside(Place.HELP, ListingSections()), WentBack(), ListingSections(), None),
        (HELP, Asked(Place.SUMMARY), ReadingSummary(), None),
        (HELP, Asked(Place.PRIVACY), Aside(Place.PRIVACY, Asking("compost")), None),
        (HELP, PhaseChosen("compost", "bearing"), HELP, None),
    ],
)
def test_a_step_that_changes_no_answer(here: State, event: Event, there: State, remark: Remark | None) -> None:
    assert step(FULL, Conversation(here), Received(event, NOON)) == Turn(there, (), remark)


@pytest.mark.parametrize(
    ("sheet", "here", "event", "turn"),
    [
        # The card behind the settings is one that a quick assessment does not have.
        (
            FULL,
            SETTINGS,
            DepthChosen(Depth.QUICK),
            Turn(Aside(Place.SETTINGS, Asking("compost")), (ChangeDepth(Depth.QUICK),), Remark.DEPTH_CHANGED),
        ),
        (replace(FULL, alone=False), SETTINGS, DepthChosen(Depth.QUICK), Turn(SETTINGS, (), Remark.DEPTH_FIXED)),
        (
            replace(FULL, submitted=True),
            Reviewing(),
            Submitted(),
            Turn(ReadingSummary(), (), Remark.ALREADY_SUBMITTED),
        ),
        (replace(FULL, answers={}), Reviewing(), Submitted(), Turn(Reviewing(), (), Remark.NOTHING_TO_SUBMIT)),
        (
            replace(FULL, quest=None, answers={}),
            Reviewing(),
            Asked(Place.SUMMARY),
            Turn(ChoosingDepth(), (), Remark.DEPTH_FIRST),
        ),
    ],
    ids=["a shallower assessment", "a depth that others chose", "submitted twice", "nothing to submit", "not begun"],
)
def test_a_step_that_depends_on_the_sheet(sheet: Sheet, here: State, event: Event, turn: Turn) -> None:
    assert step(sheet, Conversation(here), Received(event, NOON)) == turn


@pytest.mark.parametrize(
    ("here", "event", "stored"),
    [
        (Asking("compost"), PhaseChosen("compost", "rooting"), ()),  # the phase it had already
        (Asking("compost"), PhaseChosen("compost", "growing"), (StoreAnswer(COMPOST.with_phase("growing")),)),
        (
            Ticking("compost"),
            CriterionTicked("compost.growing.1", on=True),
            (StoreAnswer(COMPOST.with_criterion("compost.growing.1", on=True)),),
        ),
        (Ticking("compost"), CriterionTicked("compost.growing.1", on=False), ()),  # it was not ticked
        (OfferingNote("Hm.", Asking("watering")), NoteKept("watering"), (StoreAnswer(Answer("watering", note="Hm.")),)),
    ],
)
def test_only_what_changes_is_stored(here: State, event: Event, stored: tuple[Command, ...]) -> None:
    assert step(FULL, Conversation(here), Received(event, NOON)).commands == stored
