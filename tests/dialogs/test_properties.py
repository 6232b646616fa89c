"""What holds whatever happens: any event, in any state, on any sheet (`tests.dialogs.chances`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import get_args

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from dialogs import commands, events, memory, wire
from dialogs.cards import card, record, remark
from dialogs.commands import Remark, StoreAnswer, Turn
from dialogs.events import Arrived, Event, Received, Typed
from dialogs.places import settled
from dialogs.results.commands import SendFile
from dialogs.results.events import FileAsked, ResultEvent
from dialogs.results.states import (
    ChoosingFile,
    CoordinatorsResult,
    ReadingJoined,
    ReadingPlan,
    ReadingShared,
    ReadingSpread,
    ReadingStep,
)
from dialogs.rounds.commands import RoundCommand, SendAudit, SendPicture, Switch
from dialogs.rounds.events import RoundEvent
from dialogs.rounds.states import AtRound, Confirming, Coordinating, Deed, Filling, FormKind, RoundState
from dialogs.safety import events as safety
from dialogs.screens import Paragraph, Screen, extent
from dialogs.sheet import Sheet, after
from dialogs.states import (
    Aside,
    Asking,
    Called,
    Cautioned,
    Comparing,
    Conversation,
    OfferingNote,
    Question,
    ReadingNotes,
    ReadingSummary,
    State,
    Stranger,
)
from dialogs.step import step
from dialogs.tongue import Tongue
from dialogs.typed import NOTE_LIMIT, clean
from framework.answers import Answer, Depth, Questionnaire
from tests.dialogs.beside import coordinating, shown_beside
from tests.dialogs.chances import WILD, Situation, offered_events, situations
from tests.dialogs.talking import NOON, Talk
from tests.models import model

often = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))

MESSAGE = 4096
"""Characters, in UTF-16 code units, that the narrowest channel shows in one message."""

BUTTONS = 100


def turned(case: Situation) -> tuple[Turn, Sheet]:
    turn = step(case.sheet, case.here, case.received)
    return turn, after(case.sheet, turn.commands)


@often
@given(situations())
def test_a_turn_ends_in_a_state_that_fits_the_sheet_and_survives_being_stored(case: Situation) -> None:
    turn, known = turned(case)
    if not turn.about_rounds:  # where such a turn leads is settled once the database has spoken
        assert settled(known, turn.state) == turn.state
    assert memory.restored(json.loads(json.dumps(memory.stored(turn.state)))) == turn.state


@often
@given(situations())
def test_any_state_survives_being_stored_even_if_it_fits_nothing(case: Situation) -> None:
    state = case.here.state
    assert memory.restored(json.loads(json.dumps(memory.stored(state)))) == state
    home = settled(case.sheet, state)
    assert settled(case.sheet, home) == home


@often
@given(situations())
def test_a_tap_on_a_card_of_another_revision_changes_nothing(case: Situation) -> None:
    other = replace(case.received, revision=case.here.revision + 1)
    assert step(case.sheet, case.here, other) == Turn(settled(case.sheet, case.here.state), remark=Remark.OLD_BUTTON)


SAID_BY: Mapping[type[commands.Command], tuple[type[Event], ...]] = {
    commands.KeepConsent: (events.ConsentGiven,),
    commands.LeaveConsent: (events.ConsentGiven,),
    commands.BeginAlone: (events.DepthChosen,),
    commands.ChangeDepth: (events.DepthChosen,),
    commands.ChangeLanguage: (events.LanguageChosen,),
    commands.Submit: (events.Submitted,),
    commands.LeaveRecord: (events.PhaseChosen, events.MovedOn, events.ChangeExplained),
    commands.StoreAnswer: (
        events.PhaseChosen,
        events.ReasonChosen,
        events.ChangeExplained,
        events.CriterionTicked,
        events.BasisTicked,
        events.NoteKept,
        events.WordsCleared,
        events.Typed,
        safety.WordsInsisted,
        safety.PartsLeftOut,
    ),
}
"""Which events may lead to which command."""

CHANGED_BY: Mapping[type[Event], set[str]] = {
    events.PhaseChosen: {"phase", "reason", "change"},
    events.ReasonChosen: {"phase", "reason", "change"},
    events.ChangeExplained: {"change"},
    events.CriterionTicked: {"in_place"},
    events.BasisTicked: {"basis"},
    events.NoteKept: {"note"},
    events.WordsCleared: {"note", "why", "marked"},
    events.Typed: {"note", "why"},
    safety.WordsInsisted: {"note", "why", "marked"},
    safety.PartsLeftOut: {"note", "why", "marked"},
}
"""What of an answer each event may change."""


@often
@given(situations())
def test_nothing_changes_except_by_an_event_that_says_so(case: Situation) -> None:
    turn, known = turned(case)
    event = case.received.event
    for command in turn.commands:
        said = RoundEvent | ResultEvent if isinstance(command, RoundCommand) else SAID_BY[type(command)]
        assert isinstance(event, said)
    for capability in {*case.sheet.answers, *known.answers}:
        before = case.sheet.answers.get(capability, Answer(capability))
        now = known.answers.get(capability, Answer(capability))
        if before != now:
            assert capability == card_of(settled(case.sheet, case.here.state))
            assert capability == getattr(event, "capability", capability)
            assert changed(before, now) <= CHANGED_BY[type(event)]


def card_of(state: State) -> str | None:
    """The capability that the card is about."""
    place = state.back if isinstance(state, Aside) else state
    place = place.back if isinstance(place, Cautioned) else place
    place = place.back if isinstance(place, OfferingNote) else place
    return place.capability if isinstance(place, Question) else None


def changed(before: Answer, now: Answer) -> set[str]:
    return {field.name for field in fields(Answer) if getattr(before, field.name) != getattr(now, field.name)}


LOOKS = (SendPicture, SendAudit, SendFile, Switch)
"""Commands that change nothing but what is on the screen, for someone whose right the database then looks up."""


@often
@given(situations())
def test_nothing_but_the_language_changes_by_a_button_that_the_card_does_not_show(case: Situation) -> None:
    turn, _ = turned(case)
    event = case.received.event
    if not isinstance(event, Typed) and event not in offered_events(case.sheet, case.here.state):
        assert {type(command) for command in turn.commands} <= {commands.ChangeLanguage, *LOOKS}


@often
@given(situations())
def test_a_turn_stores_one_answer_at_most_and_only_what_any_database_can_hold(case: Situation) -> None:
    turn, _ = turned(case)
    stored = [command.answer for command in turn.commands if isinstance(command, StoreAnswer)]
    assert len(stored) <= 1
    for answer in stored:
        assert answer != case.sheet.answers.get(answer.capability)
        for words in (answer.note, answer.why):
            assert words.encode().decode() == words
            assert "\x00" not in words
            assert len(words) <= NOTE_LIMIT


@often
@given(situations())
def test_without_consent_nothing_is_kept_but_the_language(case: Situation) -> None:
    sheet = replace(case.sheet, consented=False)
    turn = step(sheet, case.here, case.received)
    said = {commands.KeepConsent, commands.LeaveConsent, commands.ChangeLanguage}  # to leave a record keeps nothing
    assert {type(command) for command in turn.commands} <= said


@often
@given(situations())
def test_every_card_fits_and_every_button_can_be_written_and_read(case: Situation) -> None:
    turn, known = turned(case)
    for shown in seen(known, turn):
        assert_fits(shown)
    shown = card(known, turn.state, Tongue(known.language), shown_beside(known, turn.state))
    assert list(shown.buttons) or turn.state == Stranger()


def seen(sheet: Sheet, turn: Turn) -> Iterator[Screen]:
    """Every screen of a turn; the remark on the card, which is the longest way of showing it."""
    t = Tongue(sheet.language)
    shown = card(sheet, turn.state, t, shown_beside(sheet, turn.state))
    yield shown.beginning(Paragraph(remark(t, turn.remark))) if turn.remark else shown
    if left := record(sheet, turn.commands, t):
        yield left


def assert_fits(shown: Screen) -> None:
    buttons = list(shown.buttons)
    assert extent(shown) <= MESSAGE
    assert len(buttons) <= BUTTONS
    assert all(shown.rows)
    assert all(button.label.strip() for button in buttons)
    assert len({button.label for button in buttons}) == len(buttons)
    for button in buttons:
        for revision in (0, 7, 16**6):
            data = wire.written(revision, button.event)
            assert len(data.encode()) <= wire.LIMIT
            assert wire.read(data) == (revision, button.event)


@often
@given(situations())
def test_two_taps_on_one_button_do_what_one_does(case: Situation) -> None:
    """The second of two quick taps finds either another card, or the same one that already holds what it says."""
    state = settled(case.sheet, case.here.state)
    here = replace(case.here, state=state)
    for button in card(case.sheet, state, Tongue("en"), shown_beside(case.sheet, state)).buttons:
        tap = Received(button.event, NOON, here.revision)
        first = step(case.sheet, here, tap)
        if first.about_rounds:
            continue  # the database has a word in it, and then the card is another one
        known = after(case.sheet, first.commands)
        there = here.moved_to(first.state)
        second = step(known, there, tap)
        assert second.state == first.state
        assert after(known, second.commands) == known


class Walk(RuleBasedStateMachine):
    """Someone who presses what is on the card, types, uses commands, and comes back days later, for a long time."""

    def __init__(self) -> None:
        super().__init__()
        sheet = Sheet(model("garden"), ("en", "ar"), "en", open_to_all=True)
        self.talk = Talk(sheet)
        self.turns: list[Conversation] = []
        self.does(Arrived())

    def does(self, event: Event, revision: int | None = None) -> None:
        note(f"{event} on card {revision}")
        turn = self.talk.turn(event, revision)
        for shown in self.talk.screens(turn):
            assert_fits(shown)
        self.turns.append(self.talk.here)

    @rule(data=st.data())
    def presses(self, data: st.DataObject) -> None:
        buttons = list(self.talk.card().buttons)
        if buttons:
            self.does(data.draw(st.sampled_from(buttons)).event, self.talk.here.revision)

    @rule(data=st.data())
    def presses_again(self, data: st.DataObject) -> None:
        self.presses(data)

    @rule(text=WILD)
    def types(self, text: str) -> None:
        self.does(Typed(text))

    @rule(place=st.sampled_from(events.Place))
    def asks_for(self, place: events.Place) -> None:
        self.does(events.Asked(place))

    @rule()
    def comes_back(self) -> None:
        before = self.talk.card()
        answers = self.talk.sheet.answers
        self.does(Arrived())
        assert self.talk.sheet.answers == answers
        if not isinstance(self.turns[-2].state, Stranger | Aside):
            assert self.talk.card() == before

    @precondition(lambda self: len(self.talk.drawn) > 1)
    @rule(data=st.data())
    def presses_an_old_button(self, data: st.DataObject) -> None:
        revision, shown = data.draw(st.sampled_from(self.talk.drawn))
        sheet, here = self.talk.sheet, self.talk.here
        buttons = list(shown.buttons)
        if buttons and revision != here.revision:
            self.does(data.draw(st.sampled_from(buttons)).event, revision)
            assert (self.talk.sheet, self.talk.here) == (sheet, here)

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        assert list(self.talk.card().buttons) or self.talk.here.state == Stranger()

    @invariant()
    def another_card_has_a_later_revision(self) -> None:
        for earlier, later in pairwise(self.turns[-2:]):
            if later.state != Stranger() != earlier.state:
                assert later.revision - earlier.revision == (later.state != earlier.state)


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=30, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_every_place_is_reached_by_buttons_alone() -> None:
    reached = places_by_buttons("garden")
    asked = {state.capability for state in reached if isinstance(state, Asking) and not state.review}
    again = {state.capability for state in reached if isinstance(state, Asking) and state.review}
    assert asked == again == set(model("garden").capabilities)
    kinds = {type(state) for state in reached}
    rounds = set(get_args(RoundState)) - {Coordinating} | set(get_args(Coordinating))  # these need a database
    theirs = {*get_args(CoordinatorsResult), ReadingShared, Comparing}  # and these a round of many, or a second one
    # Only words lead to these, and for one's own files a command.
    typed = {OfferingNote, Cautioned, ReadingNotes, ChoosingFile}
    assert set(memory.NAMES.values()) - kinds - rounds - theirs - {Called} == typed  # that card comes by itself


def test_every_file_that_a_command_offers_stands_on_the_summary_too() -> None:
    sheet = Sheet(model("garden"), ("en",), "en", open_to_all=True, consented=True)
    alone = replace(
        sheet,
        quest=Questionnaire.whole(sheet.model, Depth.FULL),
        answers={"compost": Answer("compost", "rooting")},
    )
    files, summary = (
        {button.event for button in card(alone, state, Tongue("en")).buttons if isinstance(button.event, FileAsked)}
        for state in (ChoosingFile(), ReadingSummary())
    )
    assert len(files) >= 3
    assert files == summary


def test_every_place_of_a_coordinator_is_reached_by_buttons_from_the_overview() -> None:
    """With the views that a database would give, and what is decided there taken as done."""
    sheet = coordinating()
    reached: set[State] = {AtRound()}
    waiting: list[State] = [AtRound()]
    while waiting:
        here = waiting.pop()
        for button in card(sheet, here, Tongue("en"), shown_beside(sheet, here)).buttons:
            turn = step(sheet, Conversation(here, 1), Received(button.event, NOON, 1))
            there = replace(turn.state, values={}) if isinstance(turn.state, Filling) else turn.state
            if there not in reached and not isinstance(there, Filling):
                waiting.append(turn.state)
            reached.add(there)
    kinds = {type(state) for state in reached}
    assert kinds >= {ReadingJoined, ReadingSpread, ReadingPlan, ReadingStep, ChoosingFile}
    forms = {state.form for state in reached if isinstance(state, Filling)}
    assert forms >= {FormKind.AGREE, FormKind.PLAN}
    assert {state.deed for state in reached if isinstance(state, Confirming)} >= {Deed.ACCEPT, Deed.SHARE}


def places_by_buttons(name: str) -> set[State]:
    """Every state that buttons lead to from the greeting; quick and full, with answers and without, are looked at."""
    first = Talk(Sheet(model(name), ("en", "fr"), "en", open_to_all=True))
    first.turn(Arrived())
    waiting, reached = [first], {_place(first)}
    while waiting:
        talk = waiting.pop(0)
        for button in talk.card().buttons:
            there = Talk(talk.sheet, talk.here)
            there.turn(button.event, talk.here.revision)
            if _place(there) not in reached:
                reached.add(_place(there))
                waiting.append(there)
    return {state for state, *_ in reached}


def _place(talk: Talk) -> tuple[State, Depth | None, bool]:
    return talk.here.state, talk.sheet.quest.depth if talk.sheet.quest else None, bool(talk.sheet.answers)


@given(WILD)
def test_cleaning_words_is_harmless_and_done_once(text: str) -> None:
    words = clean(text)
    assert clean(words) == words
    assert words.encode().decode() == words
