"""What the cards about results say, and what they keep to themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.terminal.plain import transcript
from dialogs.cards import card
from dialogs.cards.asides import coordinators_commands
from dialogs.events import Asked, Event, Place
from dialogs.results.events import AgreementBegun, FileAsked, FileKind, PlanningBegun, PriorityDropped
from dialogs.results.states import (
    ChoosingFile,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
)
from dialogs.results.views import JoinedView, PlanView, ResultView, SharedView, SpreadView, StepView
from dialogs.rounds.events import DeedAsked
from dialogs.rounds.nouns import Standing, Status
from dialogs.rounds.states import AtRound, Deed
from dialogs.rounds.views import RoundView, View
from dialogs.sheet import Sheet
from dialogs.states import Aside, Asking, ReadingSummary, State
from dialogs.tongue import Tongue
from dialogs.typed import heard
from framework.agreed import Agreement
from framework.answers import Answer, Depth, Questionnaire
from framework.joined import Spread
from framework.joining import joined
from framework.planning import steps
from tests.dialogs import beside
from tests.dialogs.beside import TODAY, coordinating
from tests.models import model

GARDEN = model("garden")
LEADS = coordinating()
QUEST = Questionnaire.whole(GARDEN, Depth.FULL)
ANSWERS = replace(LEADS, posts=(), current=None, quest=QUEST, answers={"compost": Answer("compost", "rooting")})
FAR, ALIKE = "watering", "open-days"


def seen(state: State, view: View | ResultView | None = None, sheet: Sheet = LEADS) -> str:
    return transcript("bot", card(sheet, state, Tongue("en"), view))


def offered(state: State, view: View | ResultView | None = None, sheet: Sheet = LEADS) -> set[Event]:
    return {button.event for button in card(sheet, state, Tongue("en"), view).buttons}


def spread(capability: str) -> SpreadView:
    view = beside.spread(GARDEN, capability)
    assert isinstance(view, SpreadView)
    return replace(view, agreement=None, last_time=None, changes={})


NAMED = spread(FAR)
UNNAMED = replace(NAMED, spread=joined(GARDEN, tuple(beside.voices(GARDEN)), named=False)[FAR], anonymous=True)
LISTED = beside.listing(GARDEN)
PLAN, TAKEN = beside.plan(GARDEN), "compost"


def test_the_largest_disagreement_comes_first_and_says_so() -> None:
    shown = seen(ReadingJoined(), LISTED)
    apart, closer = shown.index("Two or more phases apart"), shown.index("Closer together")
    assert apart < shown.index("• Watering: ") < closer < shown.index("• Open days: Sprouting 8")


def test_people_are_dots_up_to_a_dozen_and_a_number_beyond() -> None:
    lines = seen(ReadingSpread(ALIKE), spread(ALIKE)).splitlines()
    assert "     Sprouting: ●●●●●●●● 8" in lines
    assert "     Rooting: nobody" in lines
    assert "     Don’t know: ○ 1" in lines
    many = replace(NAMED, spread=Spread(FAR, {"sprouting": 13, "rooting": 12}, {}, 25, 0))
    lines = seen(ReadingSpread(FAR), many).splitlines()
    assert {"     Sprouting: 13", f"     Rooting: {'●' * 12} 12"} <= set(lines)


def test_with_names_a_note_says_who_wrote_it_and_what_they_chose() -> None:
    shown = seen(ReadingSpread(FAR), NAMED)
    assert "Office: Growing" in shown
    assert "See the plan." in shown
    assert "Office: Don’t know" in seen(ReadingSpread(FAR, 3), NAMED)


@pytest.mark.parametrize("page", range(4))
def test_without_names_a_note_stands_alone(page: int) -> None:
    shown = seen(ReadingSpread(FAR, page), UNNAMED)
    assert "“ See the plan." in shown
    assert "Office" not in shown
    assert "Respondent" not in shown


def test_what_rests_on_opinion_only_is_marked_on_both_cards() -> None:
    guessed = replace(NAMED.spread, opinion_only=NAMED.spread.rated)
    assert "Every answer rests on opinion only. Who could know more?" in seen(
        ReadingSpread(FAR), replace(NAMED, spread=guessed)
    )
    assert "(opinion only)" in seen(ReadingJoined(), replace(LISTED, spreads={**LISTED.spreads, FAR: guessed}))


def test_fewer_than_three_answers_of_an_anonymous_round_show_nothing() -> None:
    few = replace(UNNAMED, spread=Spread(FAR, {}, {}, asked=2, unanswered=0, withheld=True))
    shown = seen(ReadingSpread(FAR), few)
    assert "Fewer than three people answered this" in shown
    assert "●" not in shown
    assert AgreementBegun(FAR) in offered(ReadingSpread(FAR), few)


def test_an_anonymous_round_that_is_open_says_why_nothing_is_shown_and_offers_to_close_it() -> None:
    hidden = JoinedView(GARDEN, Status.OPEN, TODAY, hidden=True, people=7, waiting=((3, ""),))
    shown = seen(ReadingJoined(), hidden)
    assert "can be seen once it is closed" in shown
    assert "Not yet: Respondent 3." in shown
    assert DeedAsked(Deed.CLOSE) in offered(ReadingJoined(), hidden)
    assert DeedAsked(Deed.CLOSE) not in offered(ReadingSpread(""), replace(hidden, status=Status.DRAFT))
    assert "can be seen once" in seen(ReadingPlan(), PlanView(GARDEN, TODAY, hidden=True))


SAID = Agreement(FAR, "rooting", "It is so.", "Not to all.")


def test_what_was_agreed_stands_with_its_reason_and_the_other_views() -> None:
    shown = seen(ReadingSpread(FAR), replace(NAMED, agreement=SAID))
    assert "Agreed\n       Rooting" in shown
    assert shown.index("It is so.") < shown.index("Other views\n       Not to all.")
    assert "left open" in seen(ReadingSpread(FAR), replace(NAMED, agreement=replace(SAID, phase=None)))


def test_once_recorded_the_next_one_is_one_tap_away() -> None:
    assert Asked(Place.AGREE) not in offered(ReadingSpread(FAR), NAMED)
    first = card(LEADS, ReadingSpread(FAR), Tongue("en"), replace(NAMED, agreement=SAID)).rows[0]
    assert [(button.label, button.event) for button in first] == [("Next to agree on", Asked(Place.AGREE))]


def test_where_nothing_waits_any_more_the_list_says_what_comes_next() -> None:
    every = replace(LISTED, agreements=beside.agreements(GARDEN, every=True), unanimous=())
    shown = seen(ReadingSpread(""), every)  # as /agree leads there
    assert "Everything is agreed, or left open on purpose. Next comes the plan." in shown
    assert Asked(Place.AGREE) not in offered(ReadingSpread(""), every)
    assert Asked(Place.PLAN) in offered(ReadingSpread(""), every)


def test_unanimous_ones_are_accepted_together_and_counted_on_the_button() -> None:
    assert "[Accept 1 unanimous answer]" in seen(ReadingJoined(), replace(LISTED, unanimous=(ALIKE,)))
    assert DeedAsked(Deed.ACCEPT) not in offered(ReadingJoined(), replace(LISTED, unanimous=()))


def test_what_is_archived_can_be_read_and_not_changed() -> None:
    archived, put_away = coordinating(Status.ARCHIVED), replace(LISTED, status=Status.ARCHIVED)
    deeds = {DeedAsked(Deed.ACCEPT), DeedAsked(Deed.SHARE), Asked(Place.AGREE)}
    assert not deeds & offered(ReadingJoined(), put_away, archived)
    fixed = replace(NAMED, agreement=SAID, writable=False)
    assert not {AgreementBegun(FAR), Asked(Place.AGREE)} & offered(ReadingSpread(FAR), fixed, archived)
    step = beside.one_step(GARDEN, TAKEN)
    changes: set[Event] = {PlanningBegun(TAKEN), PriorityDropped(TAKEN)}
    assert changes <= offered(ReadingStep(TAKEN), step)
    assert not changes & offered(ReadingStep(TAKEN), step, archived)


def test_sharing_is_offered_once_something_is_recorded_and_until_it_is_shared() -> None:
    share = DeedAsked(Deed.SHARE)
    assert share in offered(ReadingJoined(), LISTED)
    assert share not in offered(ReadingJoined(), replace(LISTED, agreements={}))
    done = replace(LISTED, shared=TODAY)
    assert share not in offered(ReadingJoined(), done)
    assert "Shared with all who answered on" in seen(ReadingJoined(), done)


def test_a_second_round_shows_last_times_phase_and_why_people_answer_differently() -> None:
    view = beside.spread(GARDEN, FAR)
    shown = seen(ReadingSpread(FAR), view)
    assert "Last time: Sprouting.\n     Why people answer differently: Things changed 2, Better information 2" in shown


# The plan


def test_the_plan_has_what_it_takes_up_first_with_who_leads_and_until_when() -> None:
    shown = seen(ReadingPlan(), PLAN)
    assert shown.index("In the plan") < shown.index("Could be next")
    assert "Compost: Ministry, until Wednesday, 30 June 2027" in shown
    assert "[✓ Compost]" in shown
    assert "Watering: all of Rooting is seen in place" in shown


def test_what_is_in_the_plan_stays_on_it_when_nothing_is_next_any_more() -> None:
    """A phase can be left open again after the plan took the capability up."""
    assert TAKEN not in {step.row.capability for step in PLAN.steps}
    shown = seen(ReadingStep(TAKEN), PLAN)
    assert "It has no next step now" in shown
    assert PriorityDropped(TAKEN) in offered(ReadingStep(TAKEN), PLAN)


def test_without_a_phase_there_is_nothing_to_plan_from() -> None:
    bare = PlanView(GARDEN, TODAY, unsettled=4)
    assert "Agree on phases first." in seen(ReadingPlan(), bare)
    assert Asked(Place.AGREE) in offered(ReadingPlan(), bare)
    assert "There is no next phase to plan for." in seen(ReadingPlan(), replace(bare, unsettled=0))


def test_a_step_says_why_it_may_come_early() -> None:
    said = {"compost": Agreement("compost", "sprouting")}
    (first, *_) = steps(GARDEN, beside.spreads(GARDEN), said)
    shown = seen(ReadingStep("compost"), StepView(GARDEN, TODAY, first, agreed=True))
    assert "Agreed: Sprouting." in shown
    assert "Why start here: these build on it: " in shown
    assert "not recorded yet" in seen(ReadingStep("compost"), StepView(GARDEN, TODAY, first))


# What is shared


def test_respondents_see_what_was_agreed_and_planned_and_never_who_said_what() -> None:
    view = beside.shared(GARDEN)
    sheet = replace(ANSWERS, shared=True)
    shown = "".join(seen(ReadingShared(page), view, sheet) for page in range(3))
    assert "The law is in force." in shown
    assert "until Wednesday, 30 June 2027" in shown
    assert "Office" not in shown
    assert "●" not in shown
    assert not any(field in SharedView.__slots__ for field in ("spreads", "voices", "waiting"))


def test_other_views_are_not_among_what_is_shared() -> None:
    view = SharedView(GARDEN, TODAY, TODAY, {FAR: SAID})
    assert "Not to all." not in seen(ReadingShared(), view, replace(ANSWERS, shared=True))


# Ways in


FILES = {FileAsked(kind, own=True) for kind in (FileKind.PICTURE, FileKind.PDF, FileKind.XLSX)}


def test_the_summary_offers_its_files_once_there_is_something_in_them() -> None:
    assert offered(ReadingSummary(), sheet=ANSWERS) >= FILES
    assert not offered(ReadingSummary(), sheet=replace(ANSWERS, answers={})) & FILES


def test_the_summary_leads_to_the_shared_result_once_there_is_one() -> None:
    assert Asked(Place.RESULTS) not in offered(ReadingSummary(), sheet=ANSWERS)
    assert Asked(Place.RESULTS) in offered(ReadingSummary(), sheet=replace(ANSWERS, shared=True))


@pytest.mark.parametrize(
    ("status", "people", "results", "following"),
    [
        (Status.DRAFT, {}, False, False),
        (Status.OPEN, {}, False, False),
        (Status.OPEN, beside.JOINED, True, False),
        (Status.CLOSED, beside.JOINED, True, True),
        (Status.CLOSED, {}, False, True),
        (Status.ARCHIVED, beside.JOINED, True, True),
    ],
)
def test_the_overview_leads_to_results_and_to_the_next_round(
    status: Status, people: dict[Standing, int], results: bool, following: bool
) -> None:
    view = RoundView(people, today=TODAY)
    shown = offered(AtRound(), view, coordinating(status))
    ways: set[Event] = {Asked(Place.RESULTS), Asked(Place.PLAN), Asked(Place.EXPORT)}
    assert ways & shown == (ways if results else set())
    assert (DeedAsked(Deed.NEXT_ROUND) in shown) is following


def test_files_say_whose_they_are_where_both_are_offered() -> None:
    both = replace(LEADS, quest=QUEST)
    assert "[My picture]" in seen(ChoosingFile(), sheet=both)
    assert "[My picture]" not in seen(ChoosingFile(), sheet=ANSWERS)
    labels = [button.label for button in card(both, ChoosingFile(), Tongue("en")).buttons]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("sheet", "known"),
    [(LEADS, {"/results", "/agree", "/plan"}), (ANSWERS, set()), (replace(ANSWERS, shared=True), {"/results"})],
    ids=["coordinator", "respondent", "once it is shared"],
)
def test_help_names_the_commands_that_one_has_use_of(sheet: Sheet, known: set[str]) -> None:
    shown = seen(Aside(Place.HELP, Asking("compost")), sheet=sheet)
    assert "/export: " in shown
    assert {f"/{each}" for each in ("results", "agree", "plan") if f"/{each}: " in shown} == known


def test_every_command_of_coordinators_is_heard() -> None:
    for command in coordinators_commands(Tongue("en")):
        assert isinstance(heard(f"/{command}"), Asked)
