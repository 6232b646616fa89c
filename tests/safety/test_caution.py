"""Words that are held back before they are kept: a case told here, or parts by which somebody could be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from bot.terminal.plain import transcript
from dialogs.cards import card
from dialogs.commands import Remark, StoreAnswer, Turn
from dialogs.events import (
    Arrived,
    Asked,
    Attachment,
    AttachmentSent,
    Cancelled,
    Event,
    NoteKept,
    Place,
    Received,
    Typed,
    WentBack,
    WordsCleared,
)
from dialogs.places import settled
from dialogs.reminding.events import Continued
from dialogs.results.states import ReadingJoined
from dialogs.rounds.forms import FORMS
from dialogs.rounds.nouns import Offer, Post, Role, Setup, Status
from dialogs.rounds.states import AtRound, Filling, FormKind, ListingRounds
from dialogs.safety.events import CaseDenied, PartsLeftOut, WordsInsisted, WordsWithdrawn
from dialogs.safety.held import EXPECTED, LISTENING, NOTES
from dialogs.sheet import Sheet, after
from dialogs.states import (
    Aside,
    Asking,
    Called,
    Cautioned,
    ChoosingDepth,
    Comparing,
    Conversation,
    Declining,
    Explaining,
    Greeted,
    ListingSections,
    Noting,
    Occasion,
    OfferingNote,
    Question,
    ReadingSummary,
    Reviewing,
    State,
    Station,
    Stranger,
    Ticking,
    Weighing,
)
from dialogs.step import step
from dialogs.tongue import Tongue
from dialogs.typed import NOTE_LIMIT
from framework.answers import Answer, Depth, Questionnaire, Reason
from tests.dialogs.beside import coordinating
from tests.dialogs.talking import NOON
from tests.models import model

PHONE = "Call Maria Lopez on +34 612 345 678"
CASE = "A girl in my street is being abused. Please help."
BOTH = f"{CASE} +34 612 345 678"
HARMLESS = "The law of 2019 names the ministry, and 40 officers are trained."

GARDEN = model("garden")
QUEST = Questionnaire.whole(GARDEN, Depth.FULL)
ANSWERS = {"compost": Answer("compost", "rooting"), "watering": Answer("watering", reason=Reason.DONT_KNOW)}
ALONE = Sheet(GARDEN, ("en",), "en", open_to_all=True, consented=True, quest=QUEST, answers=ANSWERS, at=NOON)
BEFORE = {"compost": Answer("compost", "growing")}
POST = Post(3, "Gardens", frozenset({Role.RESPONDENT}))
ROUND = replace(ALONE, alone=False, posts=(POST,), current=3, setup=Setup("Gardens", "ES"), before=BEFORE)
LEADS = coordinating()
NEW = Sheet(GARDEN, ("en",), "en", open_to_all=True, at=NOON)
INVITED = replace(LEADS, offer=Offer(7, 4, GARDEN, Role.RESPONDENT, Setup("Other gardens")))
ABOUT = {"capability": "compost"}
NOTING = Noting("compost")

KEPT: list[tuple[Sheet, Question | OfferingNote | Filling]] = [
    (ALONE, Noting("compost")),
    (ALONE, Explaining("watering")),
    (ALONE, Asking("compost")),
    (ALONE, Asking("seed-bank", review=True)),
    (ALONE, Declining("compost")),
    (ROUND, Comparing("compost")),
    (ALONE, Ticking("compost")),
    (ALONE, Weighing("compost")),
    (ALONE, OfferingNote("A heap.", Asking("compost"))),
    (LEADS, Filling(FormKind.AGREE, {**ABOUT, "phase": "rooting"}, "reason", onward=True)),
    (LEADS, Filling(FormKind.AGREE, {**ABOUT, "phase": "rooting", "reason": ""}, "dissent", onward=True)),
    (LEADS, Filling(FormKind.PLAN, ABOUT, "lead", onward=True)),
    (LEADS, Filling(FormKind.PLAN, {**ABOUT, "lead": "", "until": ""}, "note", onward=True)),
    (LEADS, Filling(FormKind.SETTINGS, {}, "title")),
    (LEADS, Filling(FormKind.INVITE, {"role": "respondent", "sections": "", "places": "1"}, "label", onward=True)),
    (LEADS, Filling(FormKind.LIST, {"until": ""}, "lines", onward=True)),
    (LEADS, Filling(FormKind.LIST, {"until": "", "lines": "Ministry of Health"})),
    (replace(LEADS, may_create=True), Filling(FormKind.NEW, {}, "name", onward=True)),
    (INVITED, Filling(FormKind.JOIN, {}, "name", onward=True, subject=7)),
]
"""Everywhere words are kept, each with somebody who can be there."""

ELSEWHERE: list[tuple[Sheet, Station]] = [
    (NEW, Greeted()),
    (replace(NEW, consented=True), ChoosingDepth()),
    (ALONE, ListingSections()),
    (ALONE, Reviewing()),
    (ALONE, ReadingSummary()),
    (LEADS, AtRound()),
    (LEADS, ListingRounds()),
    (LEADS, ReadingJoined()),
    (LEADS, Filling(FormKind.SETTINGS, {}, "territory")),
    (LEADS, Filling(FormKind.SETTINGS, {"title": "Gardens"})),
    (replace(ROUND, posts=(replace(POST, status=Status.CLOSED),)), Noting("compost")),
]
"""Where none are."""


def named(places: Sequence[tuple[Sheet, State]]) -> list[str]:
    """What each is called: its class, and the form and the field that are filled in."""
    return [
        f"{number}-{state.form}-{state.field}" if isinstance(state, Filling) else f"{number}-{type(state).__name__}"
        for number, (_, state) in enumerate(places)
    ]


keeping = pytest.mark.parametrize(("sheet", "state"), KEPT, ids=named(KEPT))


def turned(sheet: Sheet, state: State, *events: Event) -> Turn:
    """The last of these turns, each from where the one before it led; answers are kept in between."""
    turn = Turn(state)
    for event in events:
        sheet = after(sheet, turn.commands)
        turn = step(sheet, Conversation(turn.state), Received(event, NOON))
    return turn


def stored(turn: Turn) -> Answer:
    (answer,) = (command.answer for command in turn.commands if isinstance(command, StoreAnswer))
    return answer


def shown(sheet: Sheet, state: State) -> str:
    return transcript("bot", card(sheet, state, Tongue("en")))


@pytest.mark.parametrize("text", [PHONE, CASE, BOTH])
@keeping
def test_words_that_would_be_kept_wait(sheet: Sheet, state: Question | OfferingNote | Filling, text: str) -> None:
    assert settled(sheet, state) == state
    assert turned(sheet, state, Typed(text)) == Turn(Cautioned(text, state))


@keeping
def test_other_words_go_on_at_once(sheet: Sheet, state: State) -> None:
    assert not isinstance(turned(sheet, state, Typed(HARMLESS)).state, Cautioned | Aside)


@pytest.mark.parametrize(("sheet", "state"), ELSEWHERE, ids=named(ELSEWHERE))
def test_elsewhere_a_case_leads_to_help_and_back(sheet: Sheet, state: Station) -> None:
    there = Turn(Aside(Place.HELPLINES, state), remark=Remark.CASE_NOT_KEPT)
    assert turned(sheet, state, Typed(CASE)) == there
    assert turned(sheet, state, Typed(CASE), WentBack()).state == state
    assert not isinstance(turned(sheet, state, Typed(PHONE)).state, Cautioned), "nothing is kept, so nothing waits"


def test_first_words_that_sound_like_a_case_are_answered_with_help() -> None:
    told = Remark.CASE_NOT_KEPT
    assert turned(NEW, Stranger(), Typed(CASE)) == Turn(Aside(Place.HELPLINES, Greeted()), remark=told)
    closed = replace(NEW, open_to_all=False)
    assert turned(closed, Stranger(), Typed(CASE)) == Turn(Stranger(), remark=told)
    assert "call your national emergency number" in shown(closed, Stranger())


BESIDE: dict[str, Callable[[Station], State]] = {
    "an aside": lambda back: Aside(Place.HELP, back),
    "a reminder": lambda back: Called(Occasion.ASKED, 3, back),
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_beside_another_card_words_wait_for_the_place_behind_it(beside: Callable[[Station], State]) -> None:
    assert turned(ROUND, beside(NOTING), Typed(PHONE)).state == Cautioned(PHONE, NOTING)
    assert turned(ROUND, beside(Reviewing()), Typed(CASE)).state == Aside(Place.HELPLINES, Reviewing())


# Personal parts

WAITING = Cautioned(PHONE, NOTING)


def test_the_words_are_shown_back_with_the_parts_marked() -> None:
    card_ = shown(ROUND, WAITING)
    assert "⟦+34 612 345 678⟧" in card_
    assert "a phone number" in card_
    assert "It is not kept so far." in card_
    assert "the coordinators see a warning beside it" in card_
    assert "coordinators" not in shown(ALONE, WAITING)
    assert [button.label for button in card(ROUND, WAITING, Tongue("en")).buttons] == [
        "Write it anew",
        "Keep it without them",
        "Keep it as it is",
    ]


@pytest.mark.parametrize("event", [WordsWithdrawn(), WentBack(), Cancelled()])
def test_withdrawn_words_are_gone_and_what_was_kept_before_stays(event: Event) -> None:
    before = replace(ROUND, answers={"compost": Answer("compost", "rooting", note="A heap.")})
    assert turned(before, NOTING, Typed(PHONE), event) == Turn(NOTING, remark=Remark.NOTE_DROPPED)


def test_words_that_are_insisted_on_are_kept_and_marked() -> None:
    turn = turned(ROUND, NOTING, Typed(PHONE), WordsInsisted())
    assert (turn.state, turn.remark) == (NOTING, Remark.KEPT_AS_WRITTEN)
    assert stored(turn) == Answer("compost", "rooting", note=PHONE, marked=True)
    assert turned(ALONE, NOTING, Typed(PHONE), WordsInsisted()).remark is Remark.NOTE_KEPT, "there is no coordinator"


def test_left_out_parts_are_not_kept_and_nothing_is_marked() -> None:
    turn = turned(ROUND, NOTING, Typed(PHONE), PartsLeftOut())
    assert (turn.state, turn.remark) == (NOTING, Remark.KEPT_WITHOUT)
    kept = stored(turn)
    assert "612" not in kept.note
    assert "…" in kept.note
    assert not kept.marked


def test_where_nothing_else_would_be_left_the_parts_cannot_be_left_out() -> None:
    bare = Cautioned("+34 612 345 678", NOTING)
    assert "Keep it without them" not in shown(ROUND, bare)
    assert turned(ROUND, bare, PartsLeftOut()) == Turn(bare)


@pytest.mark.parametrize("place", [Asking("compost"), Weighing("compost"), OfferingNote("A heap.", Asking("compost"))])
def test_a_note_out_of_turn_is_kept_at_once(place: Asking | Weighing | OfferingNote) -> None:
    turn = turned(ROUND, place, Typed(PHONE), WordsInsisted())
    question = place.back if isinstance(place, OfferingNote) else place
    assert turn.state == question
    first = f"{place.text}\n" if isinstance(place, OfferingNote) else ""
    assert stored(turn) == Answer("compost", "rooting", note=first + PHONE, marked=True)


def test_an_offer_that_was_made_before_waits_too() -> None:
    offer = OfferingNote(PHONE, Asking("compost"))
    assert turned(ROUND, offer, NoteKept("compost")) == Turn(Cautioned(PHONE, Asking("compost")))
    harmless = OfferingNote(HARMLESS, Asking("compost"))
    assert stored(turned(ROUND, harmless, NoteKept("compost"))) == Answer("compost", "rooting", note=HARMLESS)


def test_an_explanation_is_marked_as_a_note_is() -> None:
    turn = turned(ROUND, Explaining("watering"), Typed(PHONE), WordsInsisted())
    assert stored(turn) == Answer("watering", reason=Reason.DONT_KNOW, why=PHONE, marked=True)


def test_more_words_are_added_and_all_of_them_wait() -> None:
    turn = turned(ROUND, NOTING, Typed(PHONE), Typed("She knows."))
    assert turn == Turn(Cautioned(f"{PHONE}\nShe knows.", NOTING))
    assert turned(ROUND, WAITING, Typed("\u202e")) == Turn(WAITING, remark=Remark.WORDS_EMPTY)
    assert turned(ROUND, WAITING, Typed("w" * NOTE_LIMIT)) == Turn(WAITING, remark=Remark.WORDS_TOO_MANY)


def test_words_that_are_too_many_for_their_place_do_not_wait() -> None:
    """The place says so at once, and not after two taps."""
    turn = turned(ROUND, NOTING, Typed(PHONE + "w" * NOTE_LIMIT))
    assert turn == Turn(NOTING, remark=Remark.WORDS_TOO_LONG)
    title = Filling(FormKind.SETTINGS, {}, "title")
    assert turned(LEADS, title, Typed(PHONE * 10)) == Turn(title, remark=Remark.TEXT_TOO_LONG)


def test_the_mark_goes_with_the_words() -> None:
    marked = replace(ROUND, answers={"compost": Answer("compost", "rooting", note=PHONE, marked=True)})
    assert stored(turned(marked, NOTING, Typed("And more."))).marked, "the first words are still there"
    cleared = turned(marked, NOTING, WordsCleared("compost"))
    assert stored(cleared) == Answer("compost", "rooting")
    again = turned(marked, NOTING, WordsCleared("compost"), Typed(PHONE), WordsInsisted())
    assert stored(again).marked
    assert not stored(turned(marked, NOTING, WordsCleared("compost"), Typed(HARMLESS))).marked


def test_the_mark_stays_while_other_words_point_at_somebody() -> None:
    both = Answer("watering", reason=Reason.DONT_KNOW, why=PHONE, note=PHONE, marked=True)
    there = replace(ROUND, answers={"watering": both})
    assert stored(turned(there, Explaining("watering"), WordsCleared("watering"))).marked


# Cases


def test_a_case_is_kept_after_a_second_tap_alone() -> None:
    first = turned(ROUND, NOTING, Typed(CASE))
    assert first.state == Cautioned(CASE, NOTING)
    assert [button.event for button in card(ROUND, first.state, Tongue("en")).buttons] == [
        CaseDenied(),
        WordsWithdrawn(),
    ]
    assert turned(ROUND, NOTING, Typed(CASE), WordsInsisted()) == Turn(first.state), "that is not on the card"
    told = turned(ROUND, NOTING, Typed(CASE), CaseDenied())
    assert told == Turn(Cautioned(CASE, NOTING, told=True))
    assert CASE in shown(ROUND, told.state)
    kept = turned(ROUND, NOTING, Typed(CASE), CaseDenied(), WordsInsisted())
    assert stored(kept) == Answer("compost", "rooting", note=CASE, marked=True)
    assert kept.remark is Remark.KEPT_AS_WRITTEN


def test_the_card_says_where_to_turn_before_anything_else() -> None:
    said = shown(ROUND, Cautioned(BOTH, NOTING))
    assert "It is not kept so far." in said
    assert "Nobody who could help reads this chat." in said
    assert "Child Helpline International, childhelplineinternational.org" in said
    assert "INHOPE, inhope.org" in said
    assert CASE not in said
    assert "⟦+34 612 345 678⟧" in shown(ROUND, Cautioned(BOTH, NOTING, told=True))


def test_what_still_sounds_like_a_case_is_marked_also_without_its_parts() -> None:
    kept = stored(turned(ROUND, NOTING, Typed(BOTH), CaseDenied(), PartsLeftOut()))
    assert "612" not in kept.note
    assert kept.marked


def test_whoever_goes_on_to_tell_a_case_reads_again_where_to_turn() -> None:
    turn = turned(ROUND, NOTING, Typed(CASE), CaseDenied(), Typed(HARMLESS))
    assert turn.state == Cautioned(f"{CASE}\n{HARMLESS}", NOTING, told=True)
    turn = turned(ROUND, NOTING, Typed(CASE), CaseDenied(), Typed(CASE))
    assert turn.state == Cautioned(f"{CASE}\n{CASE}", NOTING)


# The ways out


@pytest.mark.parametrize("place", [Place.SECTIONS, Place.REVIEW, Place.SUMMARY, Place.ROUNDS, Place.EXPORT])
def test_a_command_leads_away_and_the_words_are_gone(place: Place) -> None:
    turn = turned(ROUND, WAITING, Asked(place))
    assert turn.remark is Remark.NOTE_DROPPED
    assert "Maria" not in repr(turn)


@pytest.mark.parametrize("place", [Place.HELP, Place.PRIVACY, Place.LANGUAGE, Place.SETTINGS, Place.HELPLINES])
def test_a_short_look_at_something_else_comes_back(place: Place) -> None:
    assert turned(ROUND, WAITING, Asked(place)).state == Aside(place, WAITING)
    assert turned(ROUND, WAITING, Asked(place), WentBack()).state == WAITING


STAYING: list[tuple[Event, Remark | None]] = [
    (AttachmentSent(Attachment.PICTURE), Remark.NO_PICTURES),
    (Arrived(), Remark.WELCOME_BACK),
    (Asked(Place.HERE), None),
    (Asked(Place.PROGRESS), Remark.NOT_COORDINATOR),
    (NoteKept("compost"), None),
    (CaseDenied(), None),
]


@pytest.mark.parametrize(("event", "remark"), STAYING, ids=str)
def test_what_leads_nowhere_leaves_the_card(event: Event, remark: Remark | None) -> None:
    assert turned(ROUND, WAITING, event) == Turn(WAITING, remark=remark)


def test_a_reminder_that_comes_meanwhile_leads_back_to_the_words() -> None:
    called = Called(Occasion.REMINDER, 3, WAITING)
    assert turned(ROUND, called, Continued()).state == WAITING
    assert turned(ROUND, called, WordsInsisted()) == Turn(called), "no card shows that button now"


def test_a_round_that_closed_meanwhile_keeps_nothing() -> None:
    closed = replace(ROUND, posts=(replace(POST, status=Status.CLOSED),))
    assert turned(closed, WAITING, WordsInsisted()) == Turn(WAITING, remark=Remark.ROUND_CLOSED)
    assert turned(closed, WAITING, WordsWithdrawn()) == Turn(NOTING, remark=Remark.NOTE_DROPPED)


# Forms


def test_a_form_goes_on_with_what_it_was_given() -> None:
    reason = Filling(FormKind.AGREE, {**ABOUT, "phase": "rooting"}, "reason", onward=True)
    kept = turned(LEADS, reason, Typed(PHONE), WordsInsisted()).state
    assert isinstance(kept, Filling)
    assert (kept.field, kept.values["reason"]) == ("dissent", PHONE)
    without = turned(LEADS, reason, Typed(PHONE), PartsLeftOut()).state
    assert isinstance(without, Filling)
    assert "612" not in without.values["reason"]
    assert turned(LEADS, reason, Typed(PHONE), WordsWithdrawn()).state == reason


def test_a_name_belongs_into_the_field_for_it_and_a_number_does_not() -> None:
    name = Filling(FormKind.JOIN, {}, "name", onward=True, subject=7)
    assert not isinstance(turned(INVITED, name, Typed("Dr Maria Lopez")).state, Cautioned)
    assert turned(INVITED, name, Typed(PHONE)).state == Cautioned(PHONE, name)
    assert "beside a way to reach" not in shown(INVITED, Cautioned(PHONE, name))


@pytest.mark.parametrize("name", ["My Nguyen", "Papa Diop", "Bebe Kouassi", "Marie Dupont", "بنت الشاطئ"])
def test_a_few_words_where_a_name_is_asked_for_are_a_name(name: str) -> None:
    form = Filling(FormKind.JOIN, {}, "name", onward=True, subject=7)
    assert not isinstance(turned(INVITED, form, Typed(name)).state, Cautioned)
    told = "My neighbour abuses his daughter, please help"
    assert turned(INVITED, form, Typed(told)).state == Cautioned(told, form)


def test_a_lone_number_on_a_card_of_boxes_is_no_phone_number() -> None:
    assert turned(ALONE, Ticking("compost"), Typed("1 2")).remark is not Remark.NOTE_DROPPED
    assert turned(ALONE, Ticking("compost"), Typed("612 345 678")) == Turn(
        Ticking("compost"), remark=Remark.NO_SUCH_NUMBER
    )


UNDERSTOOD = {
    *("territory", "deadline", "zone", "quiet", "retention", "over", "places", "until"),
    *("hour", "silence", "every", "last", "most", "after", "gap"),
}
"""Fields that keep what typed words mean, and not the words."""


def test_every_field_that_takes_words_keeps_them_or_what_they_mean() -> None:
    reading = {field.id for form in FORMS.values() for field in form.fields if field.read}
    assert reading == EXPECTED.keys() | UNDERSTOOD
    assert {kind: form.listens for kind, form in FORMS.items() if form.listens} == LISTENING


# What every request for words says


def _prompts() -> Iterator[tuple[Sheet, State]]:
    yield from ((ROUND, state) for state in (Noting("compost"), Explaining("watering"), OfferingNote("A", NOTING)))
    written = replace(ROUND, answers={"compost": Answer("compost", "rooting", note="A heap.")})
    yield written, NOTING
    yield from ((LEADS, Filling(form, {**ABOUT, "phase": "rooting"}, field)) for form, field in sorted(NOTES))
    yield ROUND, Aside(Place.HELP, NOTING)
    yield NEW, Greeted()
    yield replace(NEW, offer=Offer(7, 4, GARDEN, Role.RESPONDENT, Setup("Gardens"))), Greeted(7)


PROMPTS = list(_prompts())


@pytest.mark.parametrize(("sheet", "state"), PROMPTS, ids=named(PROMPTS))
def test_every_request_for_words_says_that_it_is_no_reporting_line(sheet: Sheet, state: State) -> None:
    said = shown(sheet, state)
    assert "This is not a place to report a case." in said
    assert "childhelplineinternational.org" in said
    assert "inhope.org" in said
