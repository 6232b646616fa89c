"""A second round: last time's phase on the card, and one tap about why it is another one now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.terminal.plain import transcript
from dialogs.cards import card
from dialogs.commands import LeaveRecord, Remark, StoreAnswer, Turn
from dialogs.events import (
    Cancelled,
    CapabilityOpened,
    ChangeExplained,
    Event,
    JudgementDeclined,
    MovedOn,
    NoteKept,
    PhaseChosen,
    ReasonChosen,
    Typed,
    WentBack,
)
from dialogs.sheet import Sheet
from dialogs.states import (
    Asking,
    Comparing,
    Conversation,
    Explaining,
    ListingSections,
    OfferingNote,
    Reviewing,
    State,
    Ticking,
    Weighing,
)
from dialogs.tongue import Tongue
from framework.answers import Answer, Depth, Questionnaire, Reason
from framework.comparing import Change
from tests.dialogs.talking import Talk
from tests.models import model

GARDEN = model("garden")
BEFORE = {
    "compost": Answer("compost", "rooting", note="One heap is turned."),
    "watering": Answer("watering", reason=Reason.DONT_KNOW, why="Ask the gardener."),
    "open-days": Answer("open-days", note="A word that came early."),
}
SECOND = Sheet(
    GARDEN,
    ("en",),
    "en",
    open_to_all=False,
    consented=True,
    alone=False,
    quest=Questionnaire.whole(GARDEN, Depth.FULL),
    before=BEFORE,
)
QUICK = replace(SECOND, quest=Questionnaire.whole(GARDEN, Depth.QUICK))
COMPOST, WHY = Asking("compost"), ChangeExplained("compost", Change.THINGS_CHANGED)


def talked(sheet: Sheet, state: State, *events: Event) -> tuple[Talk, Turn]:
    """The conversation after these events, and its last turn."""
    talk, turn = Talk(sheet, Conversation(state, 1)), Turn(state)
    for event in events:
        turn = talk.turn(event)
    return talk, turn


def seen(sheet: Sheet, state: State) -> str:
    return transcript("bot", card(sheet, state, Tongue("en")))


def test_a_card_shows_what_the_person_said_last_time() -> None:
    assert "Last time: Rooting.\n" in seen(SECOND, COMPOST)
    assert "One heap is turned." in seen(SECOND, COMPOST)
    assert "Last time: I don't know.\n" in seen(SECOND, Asking("watering"))
    assert "Last time" not in seen(SECOND, Asking("seed-bank"))
    assert "Last time" not in seen(SECOND, Asking("open-days"))  # nothing was answered there


@pytest.mark.parametrize(
    ("state", "event", "there"),
    [
        (COMPOST, PhaseChosen("compost", "rooting"), Ticking("compost")),
        (COMPOST, PhaseChosen("compost", "growing"), Comparing("compost")),
        (COMPOST, PhaseChosen("compost", "bearing"), Comparing("compost")),
        (Asking("watering"), PhaseChosen("watering", "rooting"), Comparing("watering")),
        (Asking("seed-bank"), PhaseChosen("seed-bank", "rooting"), Ticking("seed-bank")),
        (Asking("open-days"), PhaseChosen("open-days", "rooting"), Ticking("open-days")),
    ],
    ids=[
        "the same phase",
        "a later one",
        "the last one",
        "a phase where there was none",
        "not asked last time",
        "not answered last time",
    ],
)
def test_another_choice_than_last_time_asks_why(state: State, event: Event, there: State) -> None:
    assert talked(SECOND, state, event)[1].state == there


def test_a_reason_instead_of_a_phase_asks_why_and_the_same_reason_does_not() -> None:
    declined = talked(SECOND, COMPOST, JudgementDeclined("compost"), ReasonChosen("compost", Reason.NOT_MY_REMIT))
    assert declined[1].state == Comparing("compost")
    same = ReasonChosen("watering", Reason.DONT_KNOW)
    assert talked(SECOND, Asking("watering"), JudgementDeclined("watering"), same)[1].state == Explaining("watering")


def test_the_card_says_both_and_calls_neither_better() -> None:
    talk, _ = talked(SECOND, COMPOST, PhaseChosen("compost", "growing"))
    shown = transcript("bot", talk.card())
    assert "Last time: Rooting. Now: Growing. What is the main reason?" in shown
    assert "[Things changed] [Better information]" in shown
    assert "[Other people answer] [Read it differently]" in shown


@pytest.mark.parametrize("change", Change)
def test_one_tap_says_why_and_the_question_goes_on(change: Change) -> None:
    talk, turn = talked(SECOND, COMPOST, PhaseChosen("compost", "growing"), ChangeExplained("compost", change))
    assert turn.state == Ticking("compost")
    assert talk.sheet.answers["compost"] == Answer("compost", "growing", change=change.value)


def test_after_the_last_phase_there_is_nothing_to_tick() -> None:
    _, turn = talked(SECOND, COMPOST, PhaseChosen("compost", "bearing"), WHY)
    assert turn.state == Weighing("compost")


def test_after_a_reason_a_word_about_it_is_asked_for() -> None:
    declining = (JudgementDeclined("compost"), ReasonChosen("compost", Reason.DONT_KNOW))
    assert talked(SECOND, COMPOST, *declining, WHY)[1].state == Explaining("compost")
    assert talked(SECOND, COMPOST, *declining, MovedOn("compost"))[1].state == Explaining("compost")


def test_skipping_keeps_the_phase_without_a_reason() -> None:
    talk, turn = talked(SECOND, COMPOST, PhaseChosen("compost", "growing"), MovedOn("compost"))
    assert turn.state == Ticking("compost")
    assert talk.sheet.answers["compost"] == Answer("compost", "growing")


def test_back_leads_to_the_question_and_loses_nothing() -> None:
    talk, turn = talked(SECOND, COMPOST, PhaseChosen("compost", "growing"), WentBack())
    assert turn.state == COMPOST
    assert talk.sheet.answers["compost"].phase == "growing"
    assert talked(SECOND, COMPOST, PhaseChosen("compost", "growing"), Cancelled())[1] == Turn(
        ListingSections(), remark=Remark.CANCELLED
    )


def test_changing_back_to_last_times_phase_asks_nothing_and_forgets_the_reason() -> None:
    there = (PhaseChosen("compost", "growing"), WHY, WentBack())
    talk, turn = talked(SECOND, COMPOST, *there, PhaseChosen("compost", "rooting"))
    assert turn.state == Ticking("compost")
    assert talk.sheet.answers["compost"] == Answer("compost", "rooting")


def test_choosing_the_same_again_does_not_ask_twice_and_a_third_phase_does() -> None:
    there = (PhaseChosen("compost", "growing"), WHY, WentBack())
    assert talked(SECOND, COMPOST, *there, PhaseChosen("compost", "growing"))[1].state == Ticking("compost")
    talk, turn = talked(SECOND, COMPOST, *there, PhaseChosen("compost", "bearing"))
    assert turn.state == Comparing("compost")
    assert talk.sheet.answers["compost"].change is None


def test_in_a_quick_assessment_the_next_question_follows() -> None:
    for last in (WHY, MovedOn("compost")):
        _, turn = talked(QUICK, COMPOST, PhaseChosen("compost", "growing"), last)
        assert turn.state == Asking("watering")


def test_a_section_that_is_complete_with_it_leaves_its_record() -> None:
    sheet = replace(QUICK, answers={"watering": BEFORE["watering"]})
    _, turn = talked(sheet, COMPOST, PhaseChosen("compost", "growing"), WHY)
    assert LeaveRecord("soil") in turn.commands
    assert [type(command) for command in turn.commands] == [StoreAnswer, LeaveRecord]


@pytest.mark.parametrize("sheet", [SECOND, QUICK], ids=["full", "quick"])
def test_who_came_from_the_review_goes_back_to_it(sheet: Sheet) -> None:
    opened = CapabilityOpened("compost", review=True)
    talk, turn = talked(sheet, Reviewing(), opened, PhaseChosen("compost", "growing"))
    assert turn.state == Comparing("compost", review=True)
    turn = talk.turn(WHY)
    while turn.state != Reviewing():
        assert getattr(turn.state, "review", False)
        turn = talk.turn(MovedOn("compost"))
    assert talk.sheet.answers["compost"].change == Change.THINGS_CHANGED.value


def test_words_that_come_here_are_offered_as_a_note_and_the_card_waits() -> None:
    talk, turn = talked(SECOND, COMPOST, PhaseChosen("compost", "growing"), Typed("A second heap."))
    assert turn.state == OfferingNote("A second heap.", Comparing("compost"))
    assert talk.turn(NoteKept("compost")).state == Comparing("compost")
    assert talk.sheet.answers["compost"].note == "A second heap."


def test_once_submitted_the_change_counts_at_once() -> None:
    sheet = replace(SECOND, submitted=True, answers={"compost": BEFORE["compost"]})
    _, turn = talked(sheet, COMPOST, PhaseChosen("compost", "growing"))
    assert (turn.state, turn.remark) == (Comparing("compost"), Remark.AMENDED)


def test_a_reason_for_another_question_changes_nothing() -> None:
    other = ChangeExplained("watering", Change.OTHER_PEOPLE)
    talk, turn = talked(SECOND, COMPOST, PhaseChosen("compost", "growing"), other)
    assert turn == Turn(Comparing("compost"))
    assert talk.sheet.answers == {"compost": Answer("compost", "growing")}


def test_where_nothing_is_left_to_compare_the_question_comes_instead() -> None:
    for sheet in (SECOND, replace(SECOND, before={}, answers={"compost": Answer("compost", "growing")})):
        assert talked(sheet, Comparing("compost"), Typed("Hm."))[1].state == OfferingNote("Hm.", COMPOST)
