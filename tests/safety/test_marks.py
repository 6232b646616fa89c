"""A note that was kept against advice: coordinators are warned wherever they meet it, and nothing of that gets lost."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.files.exchange import read_json, report_json
from bot.files.pages.chapters import chapters
from bot.files.report import Report
from bot.files.sheets import report_xlsx
from bot.files.tidy import answers_csv
from bot.importing import read_back
from bot.storage.engine import transaction
from bot.storage.results.reporting import text_of, whole_report
from dialogs.cards import card
from dialogs.events import Asked, CapabilityOpened, PhaseChosen, Place, WordsCleared
from dialogs.results.events import SpreadOpened
from dialogs.rounds.nouns import Sector
from dialogs.rounds.states import Deed, Filling
from dialogs.safety.help import Help
from dialogs.states import Cautioned, Noting
from dialogs.tongue import ENGLISH
from framework.answers import Answer, Reason
from framework.joined import Voice
from framework.joining import spread_of
from framework.privacy import changed, view_of
from tests.files.workbook import opened
from tests.models import model
from tests.results.gardens import answer, came_in, do, garden, report, rows, spread
from tests.rounds.people import HOUSE, Speaker, coordinator, invited

PHONE = "Call Maria Lopez on +34 612 345 678"
WARNING = "This may point at a person."
GARDEN = model("garden")


def insisting(speaker: Speaker, capability: str = "compost", words: str = PHONE) -> Speaker:
    """They choose a phase, write that beside it, and keep it as it is."""
    answer(speaker, capability, "rooting")
    speaker.turn(Asked(Place.REVIEW), CapabilityOpened(capability, review=True))
    speaker.say(words)
    assert isinstance(speaker.state, Cautioned)
    speaker.press("Keep it as it is")
    return speaker


def marks(engine: Engine) -> dict[str, list[bool]]:
    return {table: [bool(row.marked) for row in rows(engine, table)] for table in ("answer", "answer_revision")}


def test_the_database_keeps_the_mark_with_the_answer_and_its_revision(engine: Engine) -> None:
    _, people = garden(engine, "beni")
    beni = insisting(people["beni"])
    assert marks(engine) == {"answer": [True], "answer_revision": [False, True]}
    assert beni.desk.sheet.answers["compost"] == Answer("compost", "rooting", note=PHONE, marked=True)
    assert "marked for the coordinators" in beni.text
    beni.turn(PhaseChosen("compost", "growing"))
    assert marks(engine)["answer"] == [True], "it is about the words, and they are still there"


def test_coordinators_are_warned_beside_the_note(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    insisting(people["beni"])
    answer(people["carla"], "compost", "growing", note="Only in spring.")
    amina.turn(SpreadOpened("compost"))
    assert amina.text.index(PHONE) < amina.text.index(WARNING)
    assert amina.text.count(WARNING) == 1
    assert [(each.text, each.marked) for each in spread(amina).remarks] == [(PHONE, True), ("Only in spring.", False)]


def test_a_note_without_its_parts_has_no_mark(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    beni = answer(people["beni"], "compost", "rooting")
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True))
    beni.say(PHONE)
    beni.press("Keep it without them")
    amina.turn(SpreadOpened("compost"))
    assert "Kept without those parts." in beni.text
    assert "612" not in amina.text
    assert WARNING not in amina.text


def test_words_that_wait_are_in_no_answer(engine: Engine) -> None:
    _, people = garden(engine, "beni")
    beni = answer(people["beni"], "compost", "rooting")
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True))
    beni.say(PHONE)
    assert [row.note for row in rows(engine, "answer")] == [""]
    beni.press("Write it anew")
    assert "Maria" not in repr(beni.desk)


def test_files_have_the_mark(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    insisting(people["beni"])
    answer(people["carla"], "compost", "growing", note="Only in spring.")
    made = report(amina)
    book = {sheet.name: sheet for sheet in opened(report_xlsx(made, ENGLISH))}
    for name in ("Answers", "Notes"):
        column = book[name].column("May point at a person")
        assert [cell.value if cell else None for cell in column] == ["Yes", None]
    found = list(csv.DictReader(StringIO(answers_csv(made, ENGLISH).decode("utf-8-sig"), newline="")))
    assert [(row["note"], row["marked"]) for row in found] == [(PHONE, "1"), ("Only in spring.", "0")]
    assert repr(tuple(chapters(made, ENGLISH))).count(WARNING) == 1


def test_what_goes_out_as_json_comes_back_with_its_marks(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    insisting(people["beni"])
    answer(people["carla"], "compost", "growing", note="Only in spring.")
    do(amina, Deed.CLOSE)
    number = amina.round
    with transaction(engine) as session:
        file = exported(session, number, amina)
    assert json.loads(file)["voices"][0]["answers"]["compost"]["marked"] is True
    done = read_back(lambda: engine, file, amina.at)
    with transaction(engine) as session:
        again = exported(session, done.number, amina)
    assert parts(read_json(again)) == parts(read_json(file))
    assert sum(marks(engine)["answer"]) == 2


def exported(session: Session, number: int, amina: Speaker) -> bytes:
    made = whole_report(session, number, amina.at)
    return report_json(made, text_of(session, made.model))


def parts(made: Report) -> Report:
    return replace(made, number=0)


def test_the_next_round_shows_last_times_note_and_starts_without_marks(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    beni = insisting(people["beni"])
    do(amina, Deed.CLOSE)
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    beni.turn(Asked(Place.SECTIONS), PhaseChosen("compost", "rooting"))
    assert beni.desk.sheet.before["compost"].marked
    assert beni.desk.sheet.answers == {}


def test_the_mark_goes_with_the_words(engine: Engine) -> None:
    _, people = garden(engine, "beni")
    beni = insisting(people["beni"])
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True))
    beni.turn(PhaseChosen("compost", "rooting"))
    for label in ("None of these", "Nothing to name"):
        beni.press(label)
    assert beni.state == Noting("compost", review=True)
    beni.turn(WordsCleared("compost"))
    assert marks(engine)["answer"] == [False]


# Anonymous rounds


def unsigned(*answers: Answer) -> list[tuple[str, bool]]:
    voices = [Voice(number, ("compost",), {"compost": said}) for number, said in enumerate(answers, 1)]
    found = spread_of(GARDEN, "compost", voices, named=False)
    return sorted((each.text, each.marked) for each in found.remarks)


def said(why: str = "", note: str = "", *, marked: bool = False) -> Answer:
    return Answer("compost", reason=Reason.DONT_KNOW, why=why, note=note, marked=marked)


def test_an_anonymous_round_has_marks_and_no_names() -> None:
    found = unsigned(said("a", marked=True), said("b"), said("c"))
    assert found == [("a", True), ("b", False), ("c", False)]


def test_a_mark_does_not_tell_which_two_notes_are_one_persons() -> None:
    alone = unsigned(said("a", "b", marked=True), said("c"), said("d"))
    assert [marked for _, marked in alone] == [True] * 4
    among_others = unsigned(said("a", "b", marked=True), said("c", marked=True), said("d"))
    assert among_others == [("a", True), ("b", True), ("c", True), ("d", False)]


def test_what_was_shown_before_there_were_marks_is_still_what_it_was() -> None:
    before = [Voice(n, ("compost",), {"compost": said("a")}, Sector.POLICE) for n in (1, 2, 3)]
    view = view_of(GARDEN, before, "compost", ())
    as_kept = {part.digest for part in view.parts.values()}
    assert as_kept == {"ec23440ebcfe0eaa4741ca547722dccb5661bd87c3af90e2a76708dabd1b9367"}
    marked = [replace(before[0], answers={"compost": said("a", marked=True)}), *before[1:]]
    assert changed(GARDEN, before, marked, "compost") == 1


# Coming in


def test_a_name_with_a_number_waits_also_while_joining(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = Speaker(engine, "beni")
    beni.say(f"/start {invited(amina)}")
    beni.press("I agree")
    beni.say("Ministry of Health, +34 612 345 678")
    assert isinstance(beni.state, Cautioned)
    beni.say("/help")
    beni.press("Back")
    beni.press("Keep it without them")
    assert isinstance(beni.state, Filling)
    beni.press("Rather not say")
    beni.press("Take part")
    assert "You are in." in beni.text
    names = [row.name for row in rows(engine, "participation")]
    assert len(names) == 1
    assert "612" not in names[0]
    assert names[0].startswith("Ministry of Health")


@pytest.mark.parametrize("anonymous", [False, True])
def test_numbers_of_the_rounds_territory_are_on_the_cards(engine: Engine, anonymous: bool) -> None:
    house = replace(HOUSE, help={"PT": Help("112", "116 111")})
    amina = coordinator(engine, territory="PT", anonymous=anonymous)
    beni = Speaker(engine, "beni", house)
    beni.say(f"/start {invited(amina)}")
    assert "call 112. Helpline for children: 116 111." in beni.text
    carla = came_in(amina, "carla")
    carla.house = house
    carla.__post_init__()
    carla.say("/helplines")
    assert "call 112. Helpline for children: 116 111." in carla.text
    assert carla.reply
    assert card(carla.desk.sheet, carla.state, ENGLISH) == carla.reply.card
