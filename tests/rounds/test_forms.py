"""The engine that every form runs on: what is asked in which order, what is taken, and how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.catalogues import tongues
from dialogs import memory, wire
from dialogs.cards import card, remark
from dialogs.commands import Remark, Turn
from dialogs.events import Arrived, Asked, Cancelled, Event, PageTurned, Place, Typed, WentBack
from dialogs.rounds.commands import ChangeRound, CreateRound
from dialogs.rounds.events import FieldDone, FieldOpened, FormAccepted, ValueChosen, ValueTicked
from dialogs.rounds.filling import filled, opened
from dialogs.rounds.forms import FORMS
from dialogs.rounds.nouns import NoticeKind, Offer, Post, Role, Setup
from dialogs.rounds.states import AtRound, Filling, FormKind
from dialogs.screens import Screen, extent, lines
from dialogs.sheet import Sheet
from dialogs.states import Stranger
from dialogs.territories import territories
from framework.model import Model
from framework.reading import read_model
from tests.storage.chats import GARDEN

LANGUAGES = ("en", "ar", "es", "fr", "pt")
AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BUTTONS = 100
TEXT = 4096


@cache
def model() -> Model:
    return read_model(GARDEN)


def sheet() -> Sheet:
    """Someone who coordinates a round, may set up others, and was just invited."""
    setup = Setup("Gardens of the north", languages=LANGUAGES)
    return replace(
        Sheet(model(), LANGUAGES, "en", open_to_all=True),
        consented=True,
        at=AT,
        spoken=LANGUAGES,
        posts=(Post(1, setup.title, frozenset({Role.COORDINATOR})),),
        current=1,
        setup=setup,
        may_create=True,
        offer=Offer(7, model=model(), setup=setup),
    )


def begun(form: FormKind, subject: int = 7) -> Filling:
    state = opened(sheet(), AtRound(), form, subject).state
    assert isinstance(state, Filling)
    return state


def after(state: Filling, *events: Event) -> Turn:
    turn = Turn(state)
    for event in events:
        assert isinstance(turn.state, Filling)
        turn = filled(sheet(), turn.state, event) or turn
    return turn


def overview(form: FormKind = FormKind.NEW) -> Filling:
    state = after(begun(form), FormAccepted(form)).state
    assert isinstance(state, Filling)
    return state


def shown(state: Filling) -> Screen:
    return card(sheet(), state, tongues()["en"])


def words(screen: Screen) -> str:
    return "\n".join(line for block in screen.blocks for line in lines(block))


# What is asked


def test_back_leads_through_the_fields_and_out() -> None:
    first = begun(FormKind.NEW)
    second = after(first, ValueChosen("territory", "UG")).state
    assert isinstance(second, Filling)
    assert (second.field, second.values["territory"]) == ("title", "UG")
    assert after(second, WentBack()).state == replace(second, field="territory")
    assert after(second, WentBack(), WentBack()).state == AtRound()


def test_a_change_from_the_overview_leads_back_to_it() -> None:
    changed = after(overview(), FieldOpened("depth"), ValueChosen("depth", "quick")).state
    assert isinstance(changed, Filling)
    assert (changed.field, changed.values["depth"]) == ("", "quick")
    unchanged = after(overview(), FieldOpened("depth"), WentBack()).state
    assert isinstance(unchanged, Filling)
    assert (unchanged.field, unchanged.values["depth"]) == ("", "full")


def test_back_from_the_overview_asks_the_last_field_again() -> None:
    state = after(overview(), WentBack()).state
    assert isinstance(state, Filling)
    assert (state.field, state.onward) == ("start", True)
    assert after(overview(), WentBack(), ValueChosen("start", "later"), FormAccepted(FormKind.NEW)).commands


def test_what_the_rest_follows_from_is_asked_before_the_rest_is_proposed() -> None:
    first = begun(FormKind.NEW)
    second = after(first, ValueChosen("territory", "UG")).state
    assert isinstance(second, Filling)
    hurry = FormAccepted(FormKind.NEW)
    assert hurry not in [button.event for button in shown(first).buttons]
    assert hurry in [button.event for button in shown(second).buttons]


def test_cancelling_leaves_and_says_so() -> None:
    assert after(overview(), Cancelled()) == Turn(AtRound(), remark=Remark.FORM_LEFT)


def test_the_form_goes_on_where_it_was_when_it_is_opened_again() -> None:
    state = overview()
    assert opened(sheet(), state, FormKind.NEW, 7) == Turn(state)


@pytest.mark.parametrize("form", [kind for kind in FormKind if kind not in {FormKind.NEW, FormKind.JOIN}])
def test_forms_of_coordinators_are_for_them_alone(form: FormKind) -> None:
    respondent = replace(sheet(), posts=(Post(1, "Gardens", frozenset({Role.RESPONDENT})),))
    assert opened(respondent, AtRound(), form, 7) == Turn(AtRound(), remark=Remark.NOT_COORDINATOR)
    turn = filled(respondent, begun(form), FormAccepted(form))
    assert turn is not None
    assert (turn.commands, turn.remark) == ((), Remark.NOT_COORDINATOR)


# What is taken


def test_boxes_keep_what_was_tapped_however_often() -> None:
    state = after(overview(), FieldOpened("languages"), *[ValueTicked("languages", "fr", on=False)] * 2).state
    assert isinstance(state, Filling)
    assert state.values["languages"] == "en ar es pt"
    again = after(state, ValueTicked("languages", "fr", on=True), ValueTicked("languages", "tlh", on=True)).state
    assert isinstance(again, Filling)
    assert again.values["languages"] == "en ar es fr pt"


def test_a_box_must_stay_where_one_is_needed() -> None:
    none = [ValueTicked("languages", code, on=False) for code in LANGUAGES]
    turn = after(overview(), FieldOpened("languages"), *none, FieldDone("languages"))
    assert (turn.state.field if isinstance(turn.state, Filling) else "", turn.remark) == (
        "languages",
        Remark.NO_LANGUAGE,
    )


UNTRUSTED: dict[str, tuple[str, Event]] = {
    "a value that is not offered": ("depth", ValueChosen("depth", "deep")),
    "a field that is not asked": ("depth", ValueChosen("audience", "respondents")),
    "a box where there are none": ("depth", ValueTicked("depth", "quick", on=True)),
    "done where there is nothing to tick": ("depth", FieldDone("depth")),
    "a choice among boxes": ("languages", ValueChosen("languages", "en")),
    "a territory that is none": ("territory", ValueChosen("territory", "QQ")),
    "a zone that is none": ("zone", ValueChosen("zone", "../../etc/passwd")),
    "a day that is none": ("deadline", ValueChosen("deadline", "2026-99-99")),
    "hours that are none": ("quiet", ValueChosen("quiet", "25-99")),
    "another form": ("depth", FormAccepted(FormKind.SETTINGS)),
    "a field that is not there": ("depth", FieldOpened("price")),
}


@pytest.mark.parametrize("case", UNTRUSTED)
def test_what_a_button_cannot_say_changes_nothing(case: str) -> None:
    field, event = UNTRUSTED[case]
    state = after(overview(), FieldOpened(field)).state
    assert isinstance(state, Filling)
    assert after(state, event).state == state


HOURS = {
    "21 to 7": "21-7",
    "21:00-07:00": "21-7",
    "9 pm to 7 am": "21-7",
    "9 p.m. – 7 a.m.": "21-7",
    "21h à 7h": "21-7",
    "de 21h00 a 6h00": "21-6",
    "٢١ إلى ٧": "21-7",
    "24 to 8": "0-8",
    "12 am to 12 pm": "0-12",
}


@pytest.mark.parametrize("typed", HOURS)
def test_hours_are_read_as_people_write_them(typed: str) -> None:
    state = after(overview(), FieldOpened("quiet"), Typed(typed)).state
    assert isinstance(state, Filling)
    assert state.values["quiet"] == HOURS[typed]


@pytest.mark.parametrize("typed", ["night", "21", "21:30 to 7", "25 to 7", "1 2 3", "13 pm to 7 am"])
def test_hours_that_cannot_be_told_are_asked_again(typed: str) -> None:
    state = after(overview(), FieldOpened("quiet")).state
    assert isinstance(state, Filling)
    assert after(state, Typed(typed)) == Turn(state, remark=Remark.VALUE_UNREADABLE)


def test_a_long_title_is_refused_and_a_line_made_of_several() -> None:
    state = after(overview(), FieldOpened("title")).state
    assert isinstance(state, Filling)
    assert after(state, Typed("x" * 101)) == Turn(state, remark=Remark.TEXT_TOO_LONG)
    assert after(state, Typed(" \u202e ")) == Turn(state, remark=Remark.WORDS_EMPTY)
    taken = after(state, Typed("A\n  national   baseline")).state
    assert isinstance(taken, Filling)
    assert taken.values["title"] == "A national baseline"


@pytest.mark.parametrize("territory", territories())
def test_every_territory_has_a_clock_and_a_week(territory: str) -> None:
    accepted = FormAccepted(FormKind.NEW)
    turn = after(begun(FormKind.NEW), ValueChosen("territory", territory), accepted, accepted)
    (create,) = turn.commands
    assert isinstance(create, CreateRound)
    assert create.setup.territory == territory
    assert ZoneInfo(create.setup.zone).key
    assert 0 < len(create.setup.days_off) <= 2


def test_settings_that_were_not_changed_ask_for_nothing() -> None:
    assert after(begun(FormKind.SETTINGS), FormAccepted(FormKind.SETTINGS)) == Turn(AtRound())
    changed = after(
        begun(FormKind.SETTINGS), FieldOpened("title"), Typed("Other"), FormAccepted(FormKind.SETTINGS)
    ).commands
    assert changed == (ChangeRound(Setup("Other", languages=LANGUAGES)),)


def test_notices_show_what_is_switched_off() -> None:
    muted = replace(sheet(), muted=frozenset({NoticeKind.JOINED}))
    overview = opened(muted, AtRound(), FormKind.NOTICES).state
    assert isinstance(overview, Filling)
    asked = filled(muted, overview, FieldOpened("kinds"))
    assert asked
    state = asked.state
    assert "☐ Someone joins" in [button.label for button in card(muted, state, tongues()["en"]).buttons]


# How it looks


def places() -> Iterator[Filling]:
    """Every field of every form, first asked in order and then from the overview, and every overview."""
    for form, definition in FORMS.items():
        state = begun(form)
        yield state
        for field in definition.fields:
            there = after(replace(state, onward=False), FieldOpened(field.id)).state
            if isinstance(there, Filling) and there.field == field.id:
                yield there
                yield replace(there, onward=True)
    yield overview()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_fits_a_phone(language: str) -> None:
    for state in places():
        screen = card(sheet(), state, tongues()[language])
        assert extent(screen) <= TEXT
        assert 0 < len(list(screen.buttons)) <= BUTTONS
        for button in screen.buttons:
            assert button.label.strip()
            assert len(wire.written(0xFFFFF, button.event).encode()) <= wire.LIMIT
            assert wire.read(wire.written(1, button.event)) == (1, button.event)


def test_long_texts_and_many_choices_fit_as_well() -> None:
    long = "Ⓐ" * 200
    state = replace(overview(), values={**overview().values, "title": long, "name": long, "territory": "US"})
    assert extent(shown(state)) <= TEXT
    zones = shown(after(replace(state, onward=False), FieldOpened("zone")).state)  # type: ignore[arg-type]
    assert len(list(zones.buttons)) < 15
    assert any(isinstance(button.event, PageTurned) for button in zones.buttons)


def test_buttons_are_short_enough_for_their_row() -> None:
    limits = {1: 38, 2: 20}  # with a mark in front
    for state in places():
        for row in shown(state).rows:
            for button in row:
                assert len(button.label) <= limits.get(len(row), 12), button.label


def test_no_event_fails_anywhere() -> None:
    every: tuple[Event, ...] = (
        Arrived(),
        Cancelled(),
        WentBack(),
        Asked(Place.HERE),
        PageTurned(99),
        Typed("1"),
        Typed("x" * 4096),
        Typed("\u0000"),
        Typed("label,section\na;b\t" * 200),
        FieldDone("languages"),
        *(FieldOpened(field.id) for form in FORMS.values() for field in form.fields),
        *(FieldDone(field.id) for form in FORMS.values() for field in form.fields),
        *(ValueChosen(field.id, "x") for form in FORMS.values() for field in form.fields),
        *(ValueTicked(field.id, "x", on=True) for form in FORMS.values() for field in form.fields),
        *(FormAccepted(form) for form in FormKind),
    )
    for state in places():
        assert memory.restored(memory.stored(state)) == state
        for event in every:
            turn = filled(sheet(), state, event)
            if turn is None:
                continue
            if isinstance(turn.state, Filling):
                assert shown(turn.state).rows
            if turn.remark:
                assert remark(tongues()["en"], turn.remark)


def test_what_a_later_release_does_not_ask_any_more_is_the_overview() -> None:
    state = replace(overview(), field="price")
    assert "To change something" in words(shown(state))
    assert filled(sheet(), state, FormAccepted(FormKind.NEW)) != Turn(Stranger())
