"""Where taps and commands around results lead, and what they ask of the world."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.commands import Command, Remark, Turn
from dialogs.events import Arrived, Asked, Cancelled, Event, PageTurned, Place, Received, Typed, WentBack
from dialogs.results.commands import DropPriority, SendFile
from dialogs.results.events import (
    AgreementBegun,
    FileAsked,
    FileKind,
    PlanningBegun,
    PriorityDropped,
    SpreadOpened,
    StepOpened,
)
from dialogs.results.states import (
    ChoosingFile,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
)
from dialogs.rounds.commands import Carry
from dialogs.rounds.events import DeedAsked, DeedConfirmed, FormOpened
from dialogs.rounds.nouns import Post, Role, Status
from dialogs.rounds.states import AtRound, Confirming, Deed, FormKind, ListingRounds
from dialogs.sheet import Sheet
from dialogs.states import Aside, Asking, ChoosingDepth, Conversation, ReadingSummary, State
from dialogs.step import step
from dialogs.typed import heard
from framework.answers import Answer, Depth, Questionnaire
from tests.dialogs.beside import coordinating
from tests.dialogs.talking import NOON
from tests.models import model

GARDEN = model("garden")
LEADS = coordinating()
QUEST = Questionnaire.whole(GARDEN, Depth.FULL)
ANSWERED = {"compost": Answer("compost", "rooting")}
ANSWERS = replace(
    LEADS, posts=(Post(3, "Joint baseline", frozenset({Role.RESPONDENT})),), quest=QUEST, answers=ANSWERED
)
BOTH = replace(LEADS, quest=QUEST, answers=ANSWERED)
ALONE = Sheet(GARDEN, ("en",), "en", open_to_all=True, consented=True, quest=QUEST, answers=ANSWERED)
NOBODY = replace(ALONE, quest=None, answers={})


def turn(sheet: Sheet, state: State, event: Event) -> Turn:
    return step(sheet, Conversation(state, 1), Received(event, NOON, 1))


@pytest.mark.parametrize(
    ("sheet", "line", "there", "remark"),
    [
        (LEADS, "/results", ReadingJoined(), None),
        (LEADS, "/agree", ReadingSpread(""), None),
        (LEADS, "/plan", ReadingPlan(), None),
        (LEADS, "/export", ChoosingFile(), None),
        (BOTH, "/results", ReadingJoined(), None),
        (ANSWERS, "/results", ReadingSummary(), Remark.NOT_SHARED),
        (ANSWERS, "/agree", AtRound(), Remark.NOT_COORDINATOR),
        (ANSWERS, "/plan", AtRound(), Remark.NOT_COORDINATOR),
        (ANSWERS, "/export", ChoosingFile(), None),
        (replace(ANSWERS, shared=True), "/results", ReadingShared(), None),
        (replace(ANSWERS, shared=True), "/plan", ReadingShared(), None),
        (replace(ANSWERS, shared=True), "/agree", AtRound(), Remark.NOT_COORDINATOR),
        (ALONE, "/results", ReadingSummary(), None),
        (ALONE, "/export", ChoosingFile(), None),
    ],
)
def test_a_command_leads_to_what_the_person_may_see(sheet: Sheet, line: str, there: State, remark: Remark) -> None:
    here = AtRound() if sheet.coordinates else Asking("compost")
    expected = here if there == AtRound() else there
    assert turn(sheet, here, heard(line)) == Turn(expected, remark=remark)


@pytest.mark.parametrize("place", [Place.RESULTS, Place.AGREE, Place.PLAN, Place.EXPORT])
def test_before_anything_has_begun_there_is_nothing_to_see(place: Place) -> None:
    assert turn(NOBODY, ChoosingDepth(), Asked(place)) == Turn(ChoosingDepth(), remark=Remark.DEPTH_FIRST)
    assert turn(replace(NOBODY, consented=False), ChoosingDepth(), Asked(place)).commands == ()


@pytest.mark.parametrize(
    ("state", "event", "there"),
    [
        (ReadingJoined(), SpreadOpened("compost"), ReadingSpread("compost")),
        (ReadingJoined(1), PageTurned(2), ReadingJoined(2)),
        (ReadingJoined(1), PageTurned(-4), ReadingJoined(0)),
        (ReadingSpread(""), PageTurned(1), ReadingSpread("", 1)),
        (ReadingSpread("compost"), SpreadOpened("watering"), ReadingSpread("watering")),
        (ReadingSpread("compost"), Asked(Place.AGREE), ReadingSpread("")),
        (ReadingSpread("compost"), WentBack(), ReadingJoined()),
        (ReadingPlan(), StepOpened("compost"), ReadingStep("compost")),
        (ReadingStep("compost"), WentBack(), ReadingPlan()),
        (ReadingPlan(), Cancelled(), AtRound()),
        (ChoosingFile(), WentBack(), AtRound()),
        (ReadingJoined(), Arrived(), ReadingJoined()),
        (ReadingJoined(), Asked(Place.HELP), Aside(Place.HELP, ReadingJoined())),
        (ReadingJoined(), Asked(Place.ROUND), AtRound()),
        (ReadingJoined(), Asked(Place.ROUNDS), ListingRounds()),
        (ReadingJoined(), SpreadOpened("x"), ReadingJoined()),
        (ReadingPlan(), StepOpened("x"), ReadingPlan()),
        (ReadingPlan(), PlanningBegun("x"), ReadingPlan()),
        (ReadingSpread("x"), AgreementBegun("x"), ReadingSpread("x")),
        (ReadingJoined(), FormOpened(FormKind.AGREE), ReadingJoined()),  # about which capability?
        (AtRound(), FormOpened(FormKind.PLAN), AtRound()),
        (ReadingJoined(), DeedAsked(Deed.ACCEPT), Confirming(Deed.ACCEPT)),
        (ReadingJoined(), DeedAsked(Deed.SHARE), Confirming(Deed.SHARE)),
        (ReadingJoined(), DeedAsked(Deed.CLOSE), Confirming(Deed.CLOSE)),
        (AtRound(), DeedAsked(Deed.NEXT_ROUND), Confirming(Deed.NEXT_ROUND)),
        (Confirming(Deed.ACCEPT), WentBack(), ReadingJoined()),
        (Confirming(Deed.NEXT_ROUND), WentBack(), AtRound()),
    ],
)
def test_a_coordinator_finds_the_way(state: State, event: Event, there: State) -> None:
    assert turn(LEADS, state, event) == Turn(there)


def test_words_at_the_results_get_a_friendly_way_on() -> None:
    assert turn(LEADS, ReadingJoined(), Typed("Well.")) == Turn(ReadingJoined(), remark=Remark.WORDS_AT_ROUND)


@pytest.mark.parametrize(
    ("deed", "there", "remark"),
    [
        (Deed.ACCEPT, ReadingJoined(), Remark.ACCEPTED),
        (Deed.SHARE, ReadingJoined(), Remark.SHARED),
        (Deed.NEXT_ROUND, AtRound(), Remark.NEXT_BEGUN),
    ],
)
def test_a_deed_is_done_once_it_is_confirmed(deed: Deed, there: State, remark: Remark) -> None:
    assert turn(LEADS, Confirming(deed), DeedConfirmed(deed)) == Turn(there, (Carry(deed, 0, ""),), remark)
    assert turn(LEADS, ReadingJoined(), DeedConfirmed(deed)).commands == ()


@pytest.mark.parametrize(
    "event",
    [
        SpreadOpened("compost"),
        AgreementBegun("compost"),
        StepOpened("compost"),
        PlanningBegun("compost"),
        PriorityDropped("compost"),
        FileAsked(FileKind.JSON),
        DeedAsked(Deed.ACCEPT),
        DeedAsked(Deed.SHARE),
        DeedAsked(Deed.NEXT_ROUND),
    ],
    ids=str,
)
@pytest.mark.parametrize("state", [Asking("compost"), ReadingShared(), ChoosingFile()], ids=str)
def test_what_is_for_coordinators_does_nothing_for_others(state: State, event: Event) -> None:
    sheet = replace(ANSWERS, shared=True)
    assert turn(sheet, state, event) == Turn(state, remark=Remark.NOT_COORDINATOR)


@pytest.mark.parametrize(
    "state", [ReadingJoined(), ReadingSpread("compost"), ReadingPlan(), ReadingStep("compost")], ids=str
)
def test_someone_who_coordinates_no_more_is_taken_home(state: State) -> None:
    assert turn(ANSWERS, state, Arrived()).state == Asking("watering")


def test_what_was_shared_is_gone_for_someone_turned_to_another_assessment() -> None:
    assert turn(ANSWERS, ReadingShared(2), PageTurned(1)).state == Asking("watering")


def test_a_step_is_taken_out_of_the_plan_from_its_own_card_alone() -> None:
    there = turn(LEADS, ReadingStep("compost"), PriorityDropped("compost"))
    assert there == Turn(ReadingPlan(), (DropPriority("compost"),), Remark.CHANGED)
    assert turn(LEADS, ReadingStep("watering"), PriorityDropped("compost")) == Turn(ReadingStep("watering"))


OWN = {FileKind.PICTURE, FileKind.PDF, FileKind.PDF_LETTER, FileKind.XLSX}


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("name", ["leads", "answers", "both", "alone"])
def test_a_file_is_made_for_whom_it_is_meant(name: str, kind: FileKind, own: bool) -> None:
    sheet = {"leads": LEADS, "answers": ANSWERS, "both": BOTH, "alone": ALONE}[name]
    allowed = name != "leads" and kind in OWN if own else name in {"leads", "both"}
    made: tuple[Command, ...] = (SendFile(kind, own),) if allowed else ()
    for state in (ChoosingFile(), ReadingSummary()):
        here = AtRound() if name == "leads" and state == ReadingSummary() else state
        refused = Remark.NO_QUESTIONS if own else Remark.NOT_COORDINATOR
        expected = Turn(here, made, Remark.PREPARING if made else refused)
        assert turn(sheet, here, FileAsked(kind, own)) == expected


@pytest.mark.parametrize("status", Status)
def test_files_and_results_can_be_had_whatever_the_status(status: Status) -> None:
    sheet = coordinating(status)
    assert turn(sheet, AtRound(), Asked(Place.RESULTS)) == Turn(ReadingJoined())
    assert turn(sheet, ChoosingFile(), FileAsked(FileKind.PDF)).remark is Remark.PREPARING
