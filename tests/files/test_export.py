"""Files that leave the bot: made when they are sent, for whoever may have them at that moment."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.enclosing import made
from bot.left import Enclosure, File, Kind
from bot.storage.engine import transaction
from bot.storage.results.reporting import own_report
from dialogs.cards.remarks import remark
from dialogs.commands import Remark
from dialogs.events import Asked, DepthChosen, PhaseChosen, Place
from dialogs.results.events import FileAsked, FileKind
from dialogs.rounds.nouns import Setup
from dialogs.rounds.states import Deed
from dialogs.screens import Paragraph, Screen
from dialogs.states import Stranger
from dialogs.tongue import ENGLISH
from framework.answers import Depth
from tests.files.workbook import opened
from tests.results.gardens import all_answer, answer, do, garden, rows
from tests.rounds.people import Speaker, coordinator, status

THEIR_OWN = (FileKind.PICTURE, FileKind.PDF, FileKind.PDF_LETTER, FileKind.XLSX)


def result(amina: Speaker, kind: FileKind, **more: Any) -> Enclosure:
    about = {"round": amina.round, "person": amina.desk.person, "file": kind.value, **more}
    return Enclosure(Kind.RESULT, "", "en", about)


def own(speaker: Speaker, kind: FileKind = FileKind.XLSX, **more: Any) -> Enclosure:
    desk = speaker.desk
    about = {"participation": desk.participation, "person": desk.person, "file": kind.value, **more}
    return Enclosure(Kind.OWN, "", "en", about)


def file_of(speaker: Speaker, wanted: Enclosure) -> File:
    file = made(speaker.office, wanted, speaker.at)
    assert isinstance(file, File), file
    return file


def withheld(speaker: Speaker, wanted: Enclosure) -> str:
    said = made(speaker.office, wanted, speaker.at)
    assert isinstance(said, Screen)
    assert isinstance(said.blocks[0], Paragraph)
    return said.blocks[0].text


def exported(engine: Engine) -> list[tuple[int | None, str]]:
    return [(row.person_id, row.subject) for row in rows(engine, "audit_entry") if row.action == "exported"]


@pytest.mark.parametrize("kind", FileKind)
def test_a_coordinator_gets_every_kind_and_the_trail_says_so(engine: Engine, kind: FileKind) -> None:
    amina, people = garden(engine, "beni", "carla", "dana")
    all_answer(people, "compost", "sprouting", "rooting", "bearing")
    file = file_of(amina, result(amina, kind))
    assert file.name.startswith("gardens-of-the-north-")
    assert file.content
    assert exported(engine) == [(amina.desk.person, kind.value)]


def test_asking_for_a_file_says_at_once_that_it_is_being_made(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    answer(people["beni"], "compost", "rooting")
    amina.turn(Asked(Place.EXPORT), FileAsked(FileKind.CSV))
    assert remark(ENGLISH, Remark.PREPARING) in amina.text
    answers, criteria = (each for each in amina.left if isinstance(each, Enclosure))
    assert exported(engine) == [], "nothing is made in the turn"
    assert file_of(amina, answers).name == "gardens-of-the-north-answers.csv"
    assert file_of(amina, criteria).name == "gardens-of-the-north-criteria.csv"
    assert [subject for _, subject in exported(engine)] == ["csv", "csv criteria"]
    people["beni"].turn(Asked(Place.EXPORT), FileAsked(FileKind.XLSX, own=True))
    (mine,) = people["beni"].left
    assert isinstance(mine, Enclosure)
    assert file_of(people["beni"], mine).name == "gardens-of-the-north-profile.xlsx"


def test_whether_somebody_coordinates_is_asked_when_the_file_is_made(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    dora = coordinator(engine, "dora", name="Dora", round_=amina.round)
    elsewhere = coordinator(engine, "olu", name="Olu")
    wanted = result(dora, FileKind.JSON)
    do(amina, Deed.DEMOTE, dora.desk.person or 0)
    assert "coordinators" in withheld(dora, wanted)
    for other in (people["beni"], elsewhere):
        stolen = {**wanted.about, "person": other.desk.person}
        assert "coordinators" in withheld(other, replace(wanted, about=stolen))
    assert exported(engine) == []


def test_a_file_is_in_the_language_it_was_asked_in(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    answer(people["beni"], "compost", "rooting")
    english, french = (
        opened(file_of(amina, replace(result(amina, FileKind.XLSX), language=code)).content) for code in ("en", "fr")
    )
    assert [sheet.name for sheet in english] != [sheet.name for sheet in french]


def test_an_anonymous_round_leaves_without_names_and_before_its_end_without_answers(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla", "dana", anonymous=True)
    all_answer(people, "compost", "sprouting", "rooting", "bearing")
    hidden = json.loads(file_of(amina, result(amina, FileKind.JSON)).content)
    assert (hidden["spreads"], hidden["voices"]) == ({}, [])
    for kind in FileKind:
        assert file_of(amina, result(amina, kind)).content, kind
    do(amina, Deed.CLOSE)
    shown = json.loads(file_of(amina, result(amina, FileKind.JSON)).content)
    assert shown["spreads"]["compost"]["phases"]["rooting"] == 1
    assert shown["voices"] == []
    assert {(person["name"], person["sector"]) for person in shown["people"]} == {("", "")}


# One's own


@pytest.mark.parametrize("kind", THEIR_OWN)
@pytest.mark.parametrize("anonymous", [False, True])
def test_everybody_gets_their_own_answers_and_nobody_elses(engine: Engine, kind: FileKind, anonymous: bool) -> None:
    _, people = garden(engine, "beni", "carla", anonymous=anonymous)
    beni, carla = people["beni"], people["carla"]
    answer(beni, "compost", "rooting", note="Only in spring.")
    answer(carla, "compost", "bearing", note="All year.")
    file = file_of(carla, own(carla, kind))
    assert file.name.startswith("gardens-of-the-north-profile.")
    if kind is FileKind.XLSX:
        words = [text for sheet in opened(file.content) for row in sheet.texts for text in row]
        assert "All year." in words
        assert "Only in spring." not in words
        assert any("one respondent" in text for text in words)
    with transaction(engine) as session:
        report = own_report(session, carla.desk.person or 0, carla.desk.participation or 0, carla.at)
    assert report is not None
    assert [voice.number for voice in report.voices] == [2]
    assert report.voices[0].answers["compost"].note == "All year."
    assert not report.agreements
    assert exported(engine) == [], "what people take of their own is nobody else's business"


def test_nobody_gets_the_answers_of_another_by_a_number(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    beni, carla = people["beni"], people["carla"]
    none = remark(ENGLISH, Remark.NO_QUESTIONS)
    theirs = beni.desk.participation
    assert withheld(carla, own(carla, participation=theirs)) == none
    assert withheld(amina, own(amina, participation=theirs)) == none
    wanted = own(beni)
    do(amina, Deed.REMOVE, theirs or 0)
    assert withheld(beni, wanted) == none


def test_someone_alone_gets_their_profile(engine: Engine) -> None:
    alone = Speaker(engine, "alma")
    alone.house = alone.office.house
    alone.office = replace(alone.office, house=replace(alone.office.house, open_to_all=True))
    assert isinstance(alone.state, Stranger)
    alone.say("/start")
    alone.press("I agree")
    alone.turn(DepthChosen(Depth.QUICK), PhaseChosen("compost", "rooting"))
    for kind in THEIR_OWN:
        file = file_of(alone, own(alone, kind))
        assert file.name.startswith(f"assessment-{alone.desk.assessment}-profile.")
    with transaction(engine) as session:
        report = own_report(session, alone.desk.person or 0, alone.desk.participation or 0, alone.at)
    assert report is not None
    assert report.setup == Setup("", depth=Depth.QUICK)
    assert (report.people[0].answered, report.people[0].asked) == (1, 4)


def test_a_closed_and_an_archived_round_can_still_be_taken_away(engine: Engine) -> None:
    amina, people = garden(engine, "beni")
    answer(people["beni"], "compost", "rooting")
    for word in ("closed", "archived"):
        status(amina, word)
        assert json.loads(file_of(amina, result(amina, FileKind.JSON)).content)["status"] == word
        assert file_of(people["beni"], own(people["beni"])).content
