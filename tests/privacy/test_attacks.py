"""What was tried to break the promises of privacy, and must not work again."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.enclosing import made
from bot.left import Enclosure
from bot.storage.desks import load_desks
from bot.storage.engine import transaction
from bot.storage.rationing import FILES
from bot.storage.rounds.mailbox import fetched, tell
from bot.storage.sweeping import sweep
from bot.storage.writing import write_desks
from dialogs.cards.remarks import remark
from dialogs.commands import Remark
from dialogs.events import Asked, CapabilityOpened, JudgementDeclined, Place, ReasonChosen, WentBack
from dialogs.results.events import FileAsked, FileKind
from dialogs.rounds.events import AuditAsked, PictureAsked
from dialogs.rounds.states import Deed, Filling
from dialogs.safety.events import PartsLeftOut, WordsInsisted
from dialogs.safety.personal import personal_parts
from dialogs.screens import Heading, Item, Paragraph, Screen
from dialogs.states import Called, Cautioned, Conversation, Occasion
from dialogs.tongue import ENGLISH
from dialogs.typed import clean
from framework.answers import Reason
from tests.privacy.lives import every_row
from tests.results.gardens import answer, do, garden
from tests.rounds.people import Speaker, coordinator, invited, joined, text


def forget(speaker: Speaker) -> None:
    speaker.say("/forget")
    speaker.press("Delete everything about me")


@pytest.mark.parametrize("name", ["para", "head", "ltr", "item", "en", "re"])
def test_whoever_is_called_like_a_word_of_ours_leaves_letters_as_they_are(engine: Engine, name: str) -> None:
    amina = coordinator(engine)
    hana = joined(engine, invited(amina), "hana", name=name)
    shown = Screen((Heading("Headings are left"), Paragraph(f"The present: {name} has gone."), Item(name, "there")))
    with transaction(engine) as session:
        tell(session, {amina.desk.person or 0}, lambda _: shown, amina.at)
    forget(hana)
    with transaction(engine) as session:
        (letter,) = fetched(session, "test", "amina")
    assert text(letter).splitlines()[:2] == ["Headings are left", "The present: … has gone."]
    assert letter.blocks[2] == Item("…", "there")


def noting(engine: Engine) -> Speaker:
    _, people = garden(engine, "beni", territory="FR")
    beni = people["beni"]
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), JudgementDeclined("compost"))
    beni.turn(ReasonChosen("compost", Reason.DONT_KNOW))
    return beni


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ask the office at 06 12 34", "56 78 about it."),
        ("They can be reached at marie", "@ministry.example.org"),
        ("The passport number is", "K1234567"),
        ("Date of birth:", "3 April 2012"),
    ],
)
def test_what_points_at_somebody_is_seen_over_two_messages(engine: Engine, first: str, second: str) -> None:
    beni = noting(engine)
    beni.say(first)
    assert not isinstance(beni.state, Cautioned)
    beni.say(second)
    assert isinstance(beni.state, Cautioned)
    assert "".join(row["why"] for row in every_row(engine)["answer"]) == first


def test_a_clock_that_ran_ahead_keeps_nobody_from_files(engine: Engine) -> None:
    amina, _ = garden(engine)
    amina.later(days=400)
    for _ in range(FILES):
        amina.turn(Asked(Place.EXPORT), FileAsked(FileKind.XLSX))
    amina.later(days=-400)
    with transaction(engine) as session:
        sweep(session, amina.at)
    assert amina.turn(Asked(Place.EXPORT), FileAsked(FileKind.XLSX)).left


def test_a_clock_that_ran_ahead_keeps_nobody_from_codes(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina)
    beni = Speaker(engine, "beni").later(days=400)
    for _ in range(6):
        beni.say("/start 2222-2222-2222-2222")
    beni.later(days=-400)
    beni.say(f"/start {code}")
    assert "Gardens of the north" in beni.text


WAYS = (
    "+39 (0)347 1234567",
    "+44_7911_123456",
    "+44*7911*123456",
    "+44\n7911\n123456",
    "+44 7911 12\ufe0f\u20e33456",
    "maria @ example.org",
    "maria at example dot org",
    "maria arroba ejemplo punto org",
    "date of birth 03042012",
)


@pytest.mark.parametrize("words", WAYS, ids=ascii)
def test_other_ways_of_writing_it_are_seen(words: str) -> None:
    assert personal_parts(clean(f"Ask {words} about it."))


def test_a_file_asked_for_before_goes_to_nobody_who_has_the_number_now(engine: Engine) -> None:
    """The process that sends has it in memory; SQLite gives the numbers of the newest rows again."""
    amina = coordinator(engine)
    hana = answer(joined(engine, invited(amina), "hana", name="Hana Quetsch"), "compost", "rooting")
    asked = hana.turn(Asked(Place.EXPORT), FileAsked(FileKind.XLSX, own=True)).left
    number = hana.desk.person
    forget(hana)
    beni = answer(joined(engine, invited(amina), "beni", name="Beni"), "compost", "growing", note="Beni's own.")
    assert beni.desk.person == number or engine.dialect.name != "sqlite"
    for enclosure in asked:
        assert isinstance(enclosure, Enclosure)
        assert isinstance(made(hana.office, enclosure, hana.at), Screen)


def test_a_result_asked_for_before_goes_to_nobody_who_has_the_number_now(engine: Engine) -> None:
    amina = coordinator(engine)
    hana = coordinator(engine, "hana", name="Hana", round_=amina.round)
    asked = [
        *hana.turn(Asked(Place.EXPORT), FileAsked(FileKind.JSON)).left,
        *hana.turn(Asked(Place.PROGRESS), PictureAsked()).left,
        *hana.turn(AuditAsked()).left,
    ]
    assert len(asked) == 3
    forget(hana)
    coordinator(engine, "mina", name="Mina", round_=amina.round)
    for enclosure in asked:
        assert isinstance(enclosure, Enclosure)
        assert isinstance(made(hana.office, enclosure, hana.at), Screen)


def test_a_reminder_over_the_form_of_an_invitation_leaves_the_way_back(engine: Engine) -> None:
    _, people = garden(engine, "beni")
    beni, here = people["beni"], people["beni"].round
    leader = coordinator(engine, "gita", name="Gita")
    beni.say(f"/start {invited(leader)}")
    before = beni.state
    assert isinstance(before, Filling)
    with transaction(engine) as session:
        desk = load_desks(session, beni.office, "test", {"beni": "en"}, beni.at)["beni"]
        desk.here = Conversation(Called(Occasion.REMINDER, here, before), desk.here.revision + 1)
        write_desks(session, [desk], beni.at)
    asked = beni.text
    beni.turn(WentBack())
    assert beni.state == before
    assert beni.text == asked


@pytest.mark.parametrize("command", ["/report", "/start", "/continue", "/report@some_bot"])
def test_a_case_told_behind_a_command_is_told(engine: Engine, command: str) -> None:
    _, people = garden(engine, "beni")
    for speaker in (people["beni"], Speaker(engine, "new")):
        speaker.say(f"{command} my neighbour touches his daughter, she is 8 years old")
        assert "Child Helpline International" in speaker.text
        assert "neighbour" not in str(every_row(engine)["answer"])
    assert not [row for row in every_row(engine)["conversation"] if row["address"] == "new" and "touches" in str(row)]


def test_what_waits_when_a_round_is_closed_is_not_said_to_be_kept(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    beni = people["beni"]
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True))
    beni.say("The office has +44 7911 123456.")
    assert isinstance(beni.state, Cautioned)
    do(amina, Deed.CLOSE)
    for reply in (beni.turn(WordsInsisted()), beni.turn(PartsLeftOut()), beni.say("More of it.")):
        assert reply.remark == remark(ENGLISH, Remark.ROUND_CLOSED)
    assert not every_row(engine)["answer"]
    do(amina, Deed.REOPEN)
    beni.turn(WordsInsisted())
    assert [row["marked"] for row in every_row(engine)["answer"]] == [True]
