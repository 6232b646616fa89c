"""Choosing when people are reminded, and when a coordinator gets a digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bot.catalogues import tongues
from dialogs.cards import card
from dialogs.commands import Remark, Turn
from dialogs.events import Event, Typed
from dialogs.reminding.digests import Digest, Rhythm
from dialogs.reminding.policy import RANGES, Policy
from dialogs.rounds.commands import ChangeRound, MuteNotices
from dialogs.rounds.events import FieldDone, FieldOpened, FormAccepted, ValueChosen, ValueTicked
from dialogs.rounds.filling import filled, opened
from dialogs.rounds.forms import FORMS
from dialogs.rounds.nouns import NoticeKind, Setup
from dialogs.rounds.states import AtRound, Filling, FormKind
from dialogs.sheet import Sheet
from tests.rounds.people import text
from tests.rounds.test_forms import sheet

SAVE = FormAccepted(FormKind.REMINDERS)
SAVE_NOTICES = FormAccepted(FormKind.NOTICES)


def setup(before: Sheet) -> Setup:
    assert before.setup
    return before.setup


def having(**changed: object) -> Sheet:
    """The sheet of a coordinator whose round has this setup, see `Setup`."""
    return replace(sheet(), setup=replace(setup(sheet()), **changed))  # type: ignore[arg-type]  # as named


def begun(form: FormKind = FormKind.REMINDERS, on: Sheet | None = None) -> Filling:
    state = opened(on or sheet(), AtRound(), form).state
    assert isinstance(state, Filling)
    return state


def after(state: Filling, *events: Event, on: Sheet | None = None) -> Turn:
    turn = Turn(state)
    for event in events:
        assert isinstance(turn.state, Filling)
        turn = filled(on or sheet(), turn.state, event) or turn
    return turn


def shown(state: object, on: Sheet | None = None) -> str:
    assert isinstance(state, Filling)
    return text(card(on or sheet(), state, tongues()["en"]))


def saved(*events: Event) -> Policy:
    """The policy of the round after these events and saving."""
    (command,) = after(begun(), *events, SAVE).commands
    assert isinstance(command, ChangeRound)
    assert replace(command.setup, policy=Policy()) == sheet().setup
    return command.setup.policy


# Reminders


TYPED: Mapping[str, tuple[str, str, int]] = {
    "a number": ("silence", "7", 7),
    "with its unit": ("every", "4 working days", 4),
    "in Arabic digits": ("most", "٨", 8),
    "none": ("last", "0", 0),
    "with a full stop": ("gap", "30.", 30),
    "an hour": ("hour", "15:00", 15),
    "an hour of the afternoon": ("hour", "3 pm", 15),
    "an hour in French": ("hour", "15h", 15),
    "and with a space": ("hour", "15 h", 15),
    "an hour in Spanish": ("hour", "a las 15 horas.", 15),
    "on the hour": ("hour", "11 o’clock", 11),
}


@pytest.mark.parametrize("case", TYPED)
def test_what_is_typed_is_taken(case: str) -> None:
    field, words, value = TYPED[case]
    assert saved(FieldOpened(field), Typed(words)) == replace(Policy(), **{field: value})  # type: ignore[arg-type]


REFUSED: Mapping[str, tuple[str, str, Remark]] = {
    "no silence at all": ("silence", "0", Remark.NUMBER_OUT_OF_RANGE),
    "more than a month": ("every", "31 days", Remark.NUMBER_OUT_OF_RANGE),
    "below nothing": ("last", "-1", Remark.NUMBER_OUT_OF_RANGE),
    "more digits than can be counted": ("most", "9" * 4000, Remark.NUMBER_OUT_OF_RANGE),
    "four behind the deadline": ("after", "4", Remark.NUMBER_OUT_OF_RANGE),
    "half an hour": ("gap", "20.5", Remark.VALUE_UNREADABLE),
    "two numbers": ("gap", "20 or 30", Remark.VALUE_UNREADABLE),
    "words": ("silence", "often", Remark.VALUE_UNREADABLE),
    "half past": ("hour", "10:30", Remark.VALUE_UNREADABLE),
    "no hour": ("hour", "25", Remark.VALUE_UNREADABLE),
    "a date": ("hour", "3.0", Remark.VALUE_UNREADABLE),
    "days": ("hour", "3 days", Remark.VALUE_UNREADABLE),
    "below midnight": ("hour", "-1", Remark.VALUE_UNREADABLE),
    "raised": ("hour", "1²", Remark.VALUE_UNREADABLE),
    "raised days": ("silence", "2²", Remark.VALUE_UNREADABLE),
    "more digits than an hour has": ("hour", "9" * 5000, Remark.VALUE_UNREADABLE),
    "from one hour to another": ("hour", "10 to 12", Remark.VALUE_UNREADABLE),
    "at night": ("hour", "21:00", Remark.HOUR_QUIET),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_asked_again(case: str) -> None:
    field, words, remark = REFUSED[case]
    state = after(begun(), FieldOpened(field)).state
    assert isinstance(state, Filling)
    assert after(state, Typed(words)) == Turn(state, remark=remark)


@pytest.mark.parametrize("field", RANGES)
def test_every_figure_is_taken_up_to_its_bounds(field: str) -> None:
    awake = having(quiet=(0, 0))
    for value in RANGES[field]:
        turn = after(begun(on=awake), FieldOpened(field), Typed(str(value)), on=awake)
        assert isinstance(turn.state, Filling)
        assert turn.state.values[field] == str(value)


def test_what_every_button_offers_is_taken() -> None:
    for field in FORMS[FormKind.REMINDERS].fields:
        for value in field.choices(sheet(), begun()):
            turn = after(begun(), FieldOpened(field.id), ValueChosen(field.id, value))
            assert isinstance(turn.state, Filling)
            assert (turn.state.field, turn.state.values[field.id], turn.remark) == ("", value, None)


def test_saving_what_was_not_changed_asks_for_nothing() -> None:
    assert after(begun(), SAVE) == Turn(AtRound())


def test_switched_off_nothing_else_is_asked_and_nothing_is_lost() -> None:
    before = having(policy=Policy(every=5))
    turn = after(begun(on=before), FieldOpened("on"), ValueChosen("on", "no"), on=before)
    said = shown(turn.state, before)
    assert "Nobody is reminded" in said
    assert "First reminder" not in said
    assert isinstance(turn.state, Filling)
    (command,) = after(turn.state, SAVE, on=before).commands
    assert command == ChangeRound(replace(setup(before), policy=Policy(on=False, every=5)))


def test_what_another_coordinator_changed_meanwhile_stays() -> None:
    state = after(begun(), FieldOpened("every"), ValueChosen("every", "5")).state
    assert isinstance(state, Filling)
    meanwhile = having(title="Gardens of the south", policy=Policy(hour=14))
    (command,) = after(state, SAVE, on=meanwhile).commands
    assert command == ChangeRound(replace(setup(meanwhile), policy=Policy(hour=14, every=5)))


def test_the_settings_leave_the_reminders_alone() -> None:
    before = having(policy=Policy(every=5, most=2))
    accepted = (FieldOpened("title"), Typed("Other"), FormAccepted(FormKind.SETTINGS))
    (command,) = after(begun(FormKind.SETTINGS, before), *accepted, on=before).commands
    assert command == ChangeRound(replace(setup(before), title="Other"))


def test_an_hour_that_quiet_hours_came_to_cover_may_stay() -> None:
    early = having(quiet=(20, 12))
    assert after(begun(on=early), FieldOpened("every"), ValueChosen("every", "5"), SAVE, on=early).commands
    offered = [
        button.label
        for button in card(early, after(begun(on=early), FieldOpened("hour"), on=early).state, tongues()["en"]).buttons
    ]
    assert offered == ["14:00", "16:00", "Back"]


@pytest.mark.parametrize("form", [FormKind.REMINDERS, FormKind.NOTICES])
def test_where_one_hour_of_the_day_is_not_quiet_it_is_said_and_offered(form: FormKind) -> None:
    midnight = having(quiet=(1, 0))
    said = shown(begun(form, midnight), midnight)
    assert "our: 00:00" in said
    assert form is FormKind.NOTICES or said.count("00:00") > said.count("10:00") == 0
    turn = after(begun(form, midnight), FieldOpened("hour"), on=midnight)
    assert [button.label for button in card(midnight, turn.state, tongues()["en"]).buttons] == ["00:00", "Back"]


# The example person


def test_the_next_five_dates_of_an_example_person() -> None:
    assert shown(begun()).splitlines()[1:8] == [
        "For example, someone who was here just now, and then answers nothing, would be reminded:",
        "Tuesday 24 November, 10:00",
        "Friday 27 November, 10:00",
        "Wednesday 2 December, 10:00",
        "Monday 7 December, 10:00",
        "Thursday 10 December, 10:00",
        "Quiet hours, the working week and the deadline are under “Its settings” at /round.",
    ]


def test_they_follow_what_is_chosen_and_the_calendar_of_the_round() -> None:
    there = having(zone="Africa/Cairo", days_off=frozenset({4, 5}), deadline=date(2026, 12, 3))
    changed = after(begun(on=there), FieldOpened("most"), Typed("2"), on=there).state
    assert shown(changed, there).splitlines()[2:6] == [
        "Tuesday 24 November, 10:00",
        "Sunday 29 November, 10:00",
        "Sunday 6 December, 10:00",
        "After that, no more reminders come.",
    ]


def test_when_nobody_would_be_reminded_the_card_says_so() -> None:
    assert "nobody would be reminded" in shown(after(begun(), FieldOpened("most"), Typed("0")).state)


# Notices and digests


def test_notices_begin_with_what_holds() -> None:
    before = replace(sheet(), muted=frozenset({NoticeKind.JOINED}), digest=Digest(Rhythm.DAILY, 16))
    state = begun(FormKind.NOTICES, before)
    said = shown(state, before)
    assert "Someone joins" not in said
    assert "Digest: Every working day" in said
    assert "Digest hour: 16:00" in said
    assert after(state, SAVE_NOTICES, on=before).commands == (MuteNotices(before.muted, before.digest),)


def test_all_or_nothing_is_said_in_a_word() -> None:
    assert "Told at once: Everything" in shown(begun(FormKind.NOTICES))
    none = after(begun(FormKind.NOTICES), FieldOpened("kinds"), ValueTicked("kinds", "*", on=False), FieldDone("kinds"))
    assert "Told at once: Nothing" in shown(none.state)


def test_the_rhythm_and_the_hour_of_the_digest() -> None:
    daily = (FieldOpened("rhythm"), ValueChosen("rhythm", "daily"), FieldOpened("hour"), Typed("17:00"), SAVE_NOTICES)
    turn = after(begun(FormKind.NOTICES), *daily)
    assert turn == Turn(AtRound(), (MuteNotices(frozenset(), Digest(Rhythm.DAILY, 17)),), Remark.CHANGED)


def test_without_a_digest_there_is_no_hour_to_ask() -> None:
    before = replace(sheet(), digest=Digest(Rhythm.DAILY, 16))
    turn = after(begun(FormKind.NOTICES, before), FieldOpened("rhythm"), ValueChosen("rhythm", "never"), on=before)
    assert "Digest hour" not in shown(turn.state, before)
    assert isinstance(turn.state, Filling)
    assert after(turn.state, SAVE_NOTICES, on=before).commands == (MuteNotices(frozenset(), Digest(Rhythm.NEVER, 16)),)


def test_a_form_that_an_older_release_began_asks_for_what_it_lacks() -> None:
    old = Filling(FormKind.NOTICES, {"kinds": "joined"}, "kinds")
    turn = after(old, FieldDone("kinds"), ValueChosen("rhythm", "never"), SAVE_NOTICES)
    muted = frozenset(NoticeKind) - {NoticeKind.JOINED}
    assert turn.commands == (MuteNotices(muted, Digest(Rhythm.NEVER, 9)),)
