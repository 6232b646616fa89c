"""Recording what was agreed, and what the plan takes up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dialogs.commands import Command, Remark, Turn
from dialogs.events import Cancelled, Event, Received, Typed, WentBack
from dialogs.results.commands import KeepPriority, RecordAgreement
from dialogs.results.events import AgreementBegun, PlanningBegun
from dialogs.results.states import ReadingJoined, ReadingSpread, ReadingStep
from dialogs.rounds.events import FieldOpened, FormAccepted, ValueChosen
from dialogs.rounds.forms.agree import LEFT_OPEN, LONGEST
from dialogs.rounds.forms.calendar import WAS
from dialogs.rounds.nouns import Status
from dialogs.rounds.states import Filling, FormKind
from dialogs.sheet import Sheet
from dialogs.states import Conversation, State
from dialogs.step import step
from framework.agreed import Agreement, Priority
from tests.dialogs.beside import coordinating
from tests.dialogs.talking import NOON, stored_and_restored

LEADS = coordinating()
COMPOST = ReadingSpread("compost")
RECORD, KEEP = FormAccepted(FormKind.AGREE), FormAccepted(FormKind.PLAN)


def after(events: list[Event], here: State = COMPOST, sheet: Sheet = LEADS) -> Turn:
    """The last turn of these events; the conversation is stored and restored between them."""
    at, turn = Conversation(here, 1), Turn(here)
    for event in events:
        turn = step(sheet, at, Received(event, NOON))
        at = stored_and_restored(at.moved_to(turn.state))
    return turn


def field(turn: Turn) -> str:
    assert isinstance(turn.state, Filling)
    return turn.state.field


def knowing(filled_in: Mapping[str, str]) -> Sheet:
    return replace(LEADS, filled_in=filled_in)


PHASE, OPEN = ValueChosen("phase", "rooting"), ValueChosen("phase", LEFT_OPEN)
NO_REASON, NO_DISSENT = ValueChosen("reason", ""), ValueChosen("dissent", "")
BEGIN = AgreementBegun("compost")


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([PHASE, NO_REASON, NO_DISSENT], Agreement("compost", "rooting")),
        (
            [PHASE, Typed(" It is\nso. "), Typed("Not to all.")],
            Agreement("compost", "rooting", "It is\nso.", "Not to all."),
        ),
        ([OPEN, Typed("Ask again."), NO_DISSENT], Agreement("compost", None, "Ask again.")),
    ],
    ids=["a phase alone", "with a reason and another view", "left open on purpose"],
)
def test_what_was_agreed_is_recorded_as_it_was_said(events: list[Event], said: Agreement) -> None:
    record: tuple[Command, ...] = (RecordAgreement(said),)
    assert after([BEGIN, *events, RECORD]) == Turn(ReadingSpread("compost"), record, Remark.RECORDED)


def test_nothing_is_proposed_as_the_agreed_phase() -> None:
    """The bot works out no phase: without a choice there is nothing to record."""
    assert field(after([BEGIN])) == "phase"
    assert after([BEGIN, RECORD]).commands == ()
    assert field(after([BEGIN, ValueChosen("phase", "")])) == "phase"
    assert field(after([BEGIN, ValueChosen("phase", "ripening")])) == "phase"
    assert after([BEGIN, Typed("rooting")]).remark is Remark.VALUE_UNREADABLE


def test_a_text_that_is_too_long_is_not_cut_but_asked_for_again() -> None:
    turn = after([BEGIN, PHASE, Typed("w" * (LONGEST + 1))])
    assert (field(turn), turn.remark) == ("reason", Remark.TEXT_TOO_LONG)
    assert field(after([BEGIN, PHASE, Typed("w" * LONGEST)])) == "dissent"
    assert after([BEGIN, PHASE, Typed("\u200b")]).remark is Remark.WORDS_EMPTY


@pytest.mark.parametrize(
    ("events", "there"),
    [
        ([BEGIN, WentBack()], ReadingSpread("compost")),
        ([BEGIN, PHASE, Cancelled()], ReadingSpread("compost")),
        ([PlanningBegun("compost"), WentBack()], ReadingStep("compost")),
        ([PlanningBegun("compost"), Typed("Ministry"), Cancelled()], ReadingStep("compost")),
    ],
)
def test_the_way_out_leads_to_the_card_that_the_form_was_opened_on(events: list[Event], there: State) -> None:
    turn = after(events)
    assert (turn.state, turn.commands) == (there, ())


def test_back_leads_through_the_fields_first() -> None:
    assert field(after([BEGIN, PHASE, WentBack()])) == "phase"
    assert field(after([BEGIN, PHASE, NO_REASON, NO_DISSENT, WentBack()])) == "dissent"


RECORDED = {"phase": "rooting", "reason": "It is so.", "dissent": "Not to all."}


def test_what_is_recorded_is_shown_whole_and_changed_field_by_field() -> None:
    sheet = knowing(RECORDED)
    assert field(after([BEGIN], sheet=sheet)) == ""
    changed = after([BEGIN, FieldOpened("dissent"), NO_DISSENT, RECORD], sheet=sheet)
    assert changed.commands == (RecordAgreement(Agreement("compost", "rooting", "It is so.")),)
    assert after([BEGIN, WentBack()], sheet=sheet).state == ReadingSpread("compost")
    assert field(after([BEGIN, FieldOpened("reason"), WentBack()], sheet=sheet)) == ""


@pytest.mark.parametrize("begin", [BEGIN, PlanningBegun("compost")], ids=str)
def test_what_is_archived_is_not_changed_any_more(begin: Event) -> None:
    archived = coordinating(Status.ARCHIVED)
    assert after([begin], sheet=archived) == Turn(ReadingSpread("compost"), remark=Remark.REOPEN_FIRST)
    filling = Filling(FormKind.AGREE, {"capability": "compost", **RECORDED})
    assert after([RECORD], filling, archived).commands == ()


@pytest.mark.parametrize("status", [Status.OPEN, Status.CLOSED])
def test_people_agree_while_it_is_open_and_once_it_is_closed(status: Status) -> None:
    assert field(after([BEGIN], sheet=coordinating(status))) == "phase"


def test_a_form_about_a_capability_that_is_gone_leads_home() -> None:
    filling = Filling(FormKind.AGREE, {"capability": "ponds", **RECORDED})
    turn = after([RECORD], filling)
    assert turn.commands == ()
    assert not isinstance(turn.state, Filling)


# The plan

PLANNING = PlanningBegun("compost")


@pytest.mark.parametrize(
    ("events", "kept"),
    [
        (
            [Typed("Ministry\nof  Soil"), ValueChosen("until", "2027-02-20"), ValueChosen("note", "")],
            Priority("compost", "Ministry of Soil", date(2027, 2, 20)),
        ),
        (
            [ValueChosen("lead", ""), ValueChosen("until", ""), Typed("First a map.")],
            Priority("compost", note="First a map."),
        ),
        (
            [ValueChosen("lead", ""), Typed("31 December 2036"), ValueChosen("note", "")],
            Priority("compost", until=date(2036, 12, 31)),
        ),
    ],
    ids=["a lead and a date", "neither, with a word on how", "another day, far away"],
)
def test_the_plan_takes_up_what_was_said(events: list[Event], kept: Priority) -> None:
    turn = after([PLANNING, *events, KEEP], ReadingStep("compost"))
    assert turn == Turn(ReadingStep("compost"), (KeepPriority(kept),), Remark.PLANNED)


@pytest.mark.parametrize(
    ("words", "remark"),
    [("soon", Remark.DAY_UNREADABLE), ("1 March 2020", Remark.DAY_PAST)],
)
def test_a_date_that_cannot_be_is_asked_for_again(words: str, remark: Remark) -> None:
    turn = after([PLANNING, Typed("Ministry"), Typed(words)], ReadingStep("compost"))
    assert (field(turn), turn.remark) == ("until", remark)


def test_a_date_that_has_passed_since_may_stay() -> None:
    now = {"lead": "Ministry", "until": "2026-01-31", "note": ""}
    planned = {**now, **{f"{WAS}{field}": value for field, value in now.items()}}
    changed = after([PLANNING, FieldOpened("note"), Typed("Late."), KEEP], ReadingStep("compost"), knowing(planned))
    then = Priority("compost", "Ministry", date(2026, 1, 31))
    assert changed.commands == (KeepPriority(replace(then, note="Late."), then),)


def test_from_the_list_of_all_the_form_comes_back_to_its_capability() -> None:
    assert after([BEGIN, Cancelled()], ReadingJoined()).state == ReadingSpread("compost")
