"""The day of a round, numbers in words, names that nobody can see, and cards of what takes no answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select

from bot.spreadsheets import harmless
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from dialogs.cards import card
from dialogs.cards.rounds import letters
from dialogs.commands import Remark
from dialogs.events import Asked, MovedOn, Place, Typed, WentBack
from dialogs.rounds import clock
from dialogs.rounds.filling import filled
from dialogs.rounds.forms.calendar import DEADLINE
from dialogs.rounds.forms.use import PLACES, UNTIL
from dialogs.rounds.nouns import Post, Role, Setup, Status
from dialogs.rounds.states import AtRound, Confirming, Deed, Filling, FormKind
from dialogs.rounds.step import step
from dialogs.rounds.views import ConfirmView
from dialogs.sheet import Sheet
from dialogs.states import (
    Aside,
    Asking,
    Declining,
    Explaining,
    ListingSections,
    Noting,
    Question,
    ReadingAdvice,
    ReadingSummary,
    Ticking,
    Weighing,
)
from dialogs.tongue import Tongue
from framework.answers import Answer, Basis, Depth, Questionnaire, Reason
from framework.reading import read_model
from tests.rounds.people import Speaker, coordinator, invited, joined, status, text
from tests.storage.chats import GARDEN

MODEL = read_model(GARDEN)
T = Tongue("en")
EVENING = datetime(2026, 11, 21, 20, tzinfo=UTC)
"""Already the 22nd in Auckland, which is a Sunday."""
NIGHT = datetime(2026, 11, 21, 3, tzinfo=UTC)
"""Still the 20th in Honolulu."""

invitation = METADATA.tables["invitation"]


def sheet(*roles: Role, at: datetime = EVENING, state: Status = Status.OPEN, **setup: str) -> Sheet:
    return Sheet(
        MODEL,
        ("en",),
        "en",
        open_to_all=False,
        consented=True,
        alone=False,
        quest=Questionnaire.whole(MODEL, Depth.FULL) if Role.RESPONDENT in roles else None,
        at=at,
        posts=(Post(7, "Gardens", frozenset(roles), state),),
        current=7,
        setup=Setup("Gardens", zone=setup.get("zone", "UTC")),
    )


LEADS = sheet(Role.COORDINATOR)


# Today


def test_today_is_that_of_the_round_or_of_the_one_that_is_being_set_up() -> None:
    there, new = sheet(Role.COORDINATOR, zone="Pacific/Auckland"), Filling(FormKind.NEW, {"territory": "NZ"})
    assert clock.today(there) == date(2026, 11, 22)
    assert clock.today(LEADS) == date(2026, 11, 21)
    assert clock.today(LEADS, new) == date(2026, 11, 22)
    assert clock.today(LEADS, replace(new, values={**new.values, "zone": "UTC"})) == date(2026, 11, 21)
    assert clock.today(replace(LEADS, setup=None)) == date(2026, 11, 21)
    assert clock.today(sheet(zone="Nowhere/Atlantis")) == date(2026, 11, 21)


def test_a_day_is_over_when_it_is_over_there() -> None:
    form = Filling(FormKind.INVITE, {})
    auckland = sheet(Role.COORDINATOR, zone="Pacific/Auckland")
    honolulu = sheet(Role.COORDINATOR, at=NIGHT, zone="Pacific/Honolulu")
    for each in (DEADLINE, UNTIL):
        assert each.fault(auckland, form, "2026-11-21") is Remark.DAY_PAST
        assert each.fault(auckland, form, "2026-11-22") is None
        assert each.fault(honolulu, form, "2026-11-20") is None
        assert each.choices(auckland, form)[0] in {"2026-12-06", "2026-12-20"}


def test_no_invitation_is_born_expired(engine: Engine) -> None:
    amina = coordinator(engine, zone="Pacific/Auckland")
    amina.at = EVENING
    amina.say("/invite")
    for label in ("Answer questions", "Done", "1 person", "Leave it open", "English"):
        amina.press(label)
    amina.say("21 November 2026")
    assert "That day is over." in amina.text
    amina.say("22 November 2026")
    amina.press("Make the invitation")
    assert "its time is over" not in amina.text
    amina.press("Invitation 1")
    assert "Made on Sunday" in amina.text
    assert "Can be used until Sunday" in amina.text
    with transaction(engine) as session:
        assert session.connection().scalar(select(invitation.c.until)) == date(2026, 11, 22)


def test_today_is_accepted_where_it_is_still_today(engine: Engine) -> None:
    amina = coordinator(engine, zone="Pacific/Honolulu", deadline=date(2026, 11, 20))
    amina.at = NIGHT
    amina.say("/invite")
    for label in ("Answer questions", "Done", "1 person", "Leave it open", "English"):
        amina.press(label)
    amina.press("20 Nov")
    amina.press("Make the invitation")
    assert "its time is over" not in amina.text


# For how many

NUMBERS = {
    "3": "3",
    "3 people": "3",
    "about 12, please": "12",
    "٣": "3",
    "٢٥ شخصًا": "25",
    "for 007": "7",
    "1000 people": "1000",
}


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_number_is_read_with_and_without_words(typed: str) -> None:
    assert PLACES.read
    assert PLACES.read(LEADS, Filling(FormKind.INVITE, {}), typed) == NUMBERS[typed]


@pytest.mark.parametrize("typed", ["many", "-1", "1.5", "3 or 4", "0 people", "99999 people", "9" * 5000])
def test_what_is_no_number_of_people_is_not_read(typed: str) -> None:
    assert PLACES.read
    assert not isinstance(PLACES.read(LEADS, Filling(FormKind.INVITE, {}), typed), str)


def test_the_card_says_how_to_write_another_number(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.say("/invite")
    amina.press("Answer questions")
    amina.press("Done")
    assert "For another number, write it with a word: 7 people." in amina.text
    amina.say("7 people")
    assert "Who it is for" in amina.text


# Names that nobody can see


@pytest.mark.parametrize("typed", ["\u200b", "\u200f\u200e", "\ufe0f", "\u3164", "\u2800 \u200d", "\u0301"])
@pytest.mark.parametrize(
    ("form", "field"), [(FormKind.NEW, "title"), (FormKind.NEW, "name"), (FormKind.INVITE, "label")]
)
def test_a_name_without_a_visible_letter_is_none(typed: str, form: FormKind, field: str) -> None:
    filling = Filling(form, {}, field=field)
    turn = filled(replace(LEADS, may_create=True), filling, Typed(typed))
    assert turn
    assert turn.remark is Remark.WORDS_EMPTY
    assert turn.state == filling


@pytest.mark.parametrize("typed", ["N\u200bairobi", "\u200fالعربية", "7", "★"])
def test_a_name_with_one_is_kept(typed: str) -> None:
    turn = filled(LEADS, Filling(FormKind.INVITE, {}, field="label"), Typed(typed))
    assert turn
    assert turn.remark is None


# Cells


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "＝1+1", "＋1", "－1", "＠SUM", "\u200b=1", "\u200f\ufeff＝1", "\u00a0=1", " \n=1", "\t1", "\x00=1"],
)
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1+1", "Ministry", "\u200bMinistry", "ر=1", "\u200b"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


# What takes no answers

ANSWERED = Answer("compost", phase=MODEL.phases[0].id, basis=frozenset({Basis.DATA}), note="See the gazette")
DECLINED = Answer("compost", reason=Reason.NOT_MY_REMIT, why="Ask the mill")
WAYS_ON = (Asked, WentBack, MovedOn)


@pytest.mark.parametrize(
    ("state", "answer", "said"),
    [
        (Asking("compost"), ANSWERED, "See the gazette"),
        (Declining("compost"), DECLINED, "Not my remit"),
        (Explaining("compost"), DECLINED, "Ask the mill"),
        (Ticking("compost"), ANSWERED, "☐"),
        (Weighing("compost"), ANSWERED, "☑ Official data"),
        (Noting("compost"), ANSWERED, "See the gazette"),
    ],
)
@pytest.mark.parametrize("word", [Status.CLOSED, Status.ARCHIVED])
def test_a_closed_question_is_read_alone(state: Question, answer: Answer, said: str, word: Status) -> None:
    shown = card(replace(sheet(Role.RESPONDENT, state=word), answers={"compost": answer}), state, T)
    assert text(shown).startswith("Closed: answers can be read, and not changed")
    assert said in text(shown)
    assert "Your answer:" in text(shown)
    assert all(isinstance(button.event, WAYS_ON) for button in shown.buttons)
    assert {"Back", "Sections"} <= {button.label for button in shown.buttons}
    assert isinstance(state, Declining) or "Next" in {button.label for button in shown.buttons}


def test_a_draft_is_not_called_closed() -> None:
    shown = card(sheet(Role.COORDINATOR, Role.RESPONDENT, state=Status.DRAFT), Asking("compost"), T)
    assert text(shown).startswith("Not open yet")


def test_nobody_is_asked_to_submit_what_is_closed() -> None:
    shut = replace(sheet(Role.RESPONDENT, state=Status.CLOSED), answers={"compost": ANSWERED})
    shown = card(shut, ReadingSummary(), T)
    assert "not submitted yet" not in text(shown)
    assert "Closed: answers can be read, and not changed" in text(shown)
    assert "Change an answer" not in {
        button.label for button in card(replace(shut, submitted=True), ReadingSummary(), T).buttons
    }
    assert "Answer this again" not in {button.label for button in card(shut, ReadingAdvice(), T).buttons}
    assert "Closed:" in text(card(shut, ListingSections(), T))


def test_a_respondent_reads_on_after_closing(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    status(amina, "closed")
    beni.say("/sections")
    beni.press("Soil")
    beni.press("Compost")
    assert "Closed: answers can be read, and not changed" in beni.text
    beni.press("Next")
    assert "Closed: answers can be read, and not changed" in beni.text


def test_nobody_who_answers_gets_into_a_draft(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina)
    status(amina, "draft")
    beni = Speaker(engine, "beni")
    beni.say(f"/start {code}")
    assert "This assessment has not begun yet." in beni.text


# Coordinators without questions


@pytest.mark.parametrize("place", [Place.SECTIONS, Place.REVIEW, Place.SUMMARY])
def test_a_coordinator_without_questions_is_told_so(place: Place) -> None:
    turn = step(LEADS, AtRound(), Asked(place))
    assert turn
    assert turn.remark is Remark.NO_QUESTIONS
    assert step(sheet(Role.COORDINATOR, Role.RESPONDENT), AtRound(), Asked(place)) is None


def test_words_at_a_coordinators_card_are_answered_without_notes(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.say("Good morning")
    assert "Words are not needed here. Please use the buttons." in amina.text
    amina.say("/sections")
    assert "You are asked no questions in this assessment." in amina.text


# Reminders at night


@pytest.mark.parametrize(
    ("at", "zone", "late"),
    [
        (datetime(2026, 11, 20, 12, tzinfo=UTC), "UTC", False),
        (datetime(2026, 11, 20, 21, tzinfo=UTC), "UTC", True),
        (datetime(2026, 11, 20, 7, tzinfo=UTC), "UTC", True),
        (datetime(2026, 11, 20, 8, tzinfo=UTC), "UTC", False),
        (datetime(2026, 11, 21, 12, tzinfo=UTC), "UTC", True),
        (datetime(2026, 11, 20, 12, tzinfo=UTC), "Pacific/Auckland", True),
    ],
)
@pytest.mark.parametrize("deed", [Deed.NUDGE, Deed.NUDGE_ALL])
def test_who_reminds_at_night_is_told_that_it_is_night(at: datetime, zone: str, deed: Deed, *, late: bool) -> None:
    shown = text(card(sheet(Role.COORDINATOR, at=at, zone=zone), Confirming(deed, 1), T, ConfirmView(people=2)))
    assert ("It goes out at once, although it is now outside working hours there." in shown) is late


def test_hours_of_rest_within_one_day_and_none_at_all() -> None:
    noon = sheet(Role.COORDINATOR, at=datetime(2026, 11, 20, 13, tzinfo=UTC))
    assert clock.resting(replace(noon, setup=Setup("Gardens", quiet=(12, 15))))
    assert not clock.resting(replace(noon, setup=Setup("Gardens", quiet=(0, 0))))
    assert not clock.resting(replace(noon, setup=None))


# Invitations, settings and sections


def test_an_invitation_says_who_has_its_code(engine: Engine) -> None:
    amina = coordinator(engine)
    invited(amina)
    amina.say("/invitations")
    amina.press("Invitation 1")
    assert "Its code is in the message that was left then; it cannot be shown again." in amina.text
    assert "link" not in amina.text


def test_of_a_question_passed_on_the_respondent_has_the_code(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    beni.say("/continue")
    beni.press("I can't judge this")
    beni.press("Not my remit")
    beni.press("Pass it on")
    beni.press("Pass it on")
    amina.say("/invitations")
    amina.press("Invitation 2")
    assert "The respondent who passed the question on got its code" in amina.text
    assert "make a new one" not in amina.text


def test_settings_of_a_round_say_who_chose_quick_or_full() -> None:
    there = sheet(Role.RESPONDENT)
    shown = text(card(there, Aside(Place.SETTINGS, Asking("compost")), T))
    assert "Your coordinator chose this for everyone" in shown
    assert "Quick asks" not in shown
    assert "Quick asks" in text(card(replace(there, alone=True), Aside(Place.SETTINGS, Asking("compost")), T))


def test_sections_are_parted_by_semicolons() -> None:
    every = tuple(MODEL.capabilities)
    soil, *_ = MODEL.domains
    most = every[: len(soil.capabilities) + 1]
    assert letters.sections(MODEL, None, T) == "All sections"
    assert letters.sections(MODEL, every, T, inside=True) == "all sections"
    assert letters.sections(MODEL, most, T).startswith(f"{T.of(soil.name)}; ")
    assert ";" not in letters.sections(MODEL, most[:1], T)
