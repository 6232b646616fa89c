"""/mydata: everything that is kept of one person, and of nobody else, as JSON and as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.catalogues import tongues
from bot.enclosing import made
from bot.left import Enclosure, File, Kind
from bot.storage.engine import transaction
from bot.storage.privacy.gathering import own_data
from dialogs.commands import Remark, Turn
from dialogs.events import Asked, LanguageChosen, Place
from dialogs.privacy.commands import ForgetMe, SendMyData
from dialogs.privacy.events import DataAsked, ForgetConfirmed
from dialogs.privacy.step import step
from dialogs.states import Aside, Asking, Called, Greeted, Occasion, State, Stranger
from tests.dialogs.beside import coordinating
from tests.privacy.lives import LABEL, NAME, NOTES, Company, hana
from tests.results.gardens import answer
from tests.rounds.people import Speaker, coordinator, invited, joined

DICTIONARY = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def files(speaker: Speaker) -> dict[str, str]:
    """What /mydata sends, by the names of the files."""
    speaker.say("/mydata")
    speaker.press("Send it as files")
    found = [made(speaker.office, left, speaker.at) for left in speaker.left if isinstance(left, Enclosure)]
    return {file.name: file.content.decode("utf-8-sig") for file in found if isinstance(file, File)}


@pytest.fixture
def company(engine: Engine) -> Company:
    return hana(engine)


def test_everything_that_she_wrote_and_was_called_is_in_both(company: Company) -> None:
    sent = files(company.hana)
    assert set(sent) == {"my-data.json", "my-data.txt"}
    for content in sent.values():
        for words in (*NOTES, NAME, "We all see it so.", "Ask again.", "A colleague", "hana-2"):
            assert words in content, words


def test_nothing_of_anybody_else_is(company: Company) -> None:
    for content in files(company.hana).values():
        assert "Beni's own note" not in content
        assert "said so" not in content
        assert LABEL not in content, "what others wrote on an invitation is theirs"


def test_every_row_about_her_is_in_the_json(company: Company) -> None:
    data = json.loads(files(company.hana)["my-data.json"])
    rows = company.rows()
    person = company.hana.desk.person
    parts = {row["id"] for row in rows["participation"] if row["person_id"] == person}
    assert data["consent"]["version"]
    assert [chat["address"] for chat in data["chats"]] == ["hana-2", "hana"]
    assert [each["id"] for each in data["assessments"]] == sorted(company.rounds.values())
    for kind, table in (("answers", "answer"), ("revisions", "answer_revision"), ("counted_in", "release_part")):
        told = [each for a in data["assessments"] if a["part"] for each in a["part"][kind]]
        assert len(told) == sum(row["participation_id"] in parts for row in rows[table]), kind
    for kind, table in (("reminders", "timer"), ("agreements", "agreement_revision")):
        told = [each for a in data["assessments"] for each in a[kind]]
        assert len(told) == sum(row["person_id"] == person for row in rows[table]), kind
    made_by = [row for row in rows["invitation"] if row["created_by"] == person or row["passed_by"] in parts]
    assert [i["id"] for a in data["assessments"] for i in a["invitations"]] == [row["id"] for row in made_by]
    assert [a["id"] for a in data["assessments"] if a["coordinator"]] == [company.rounds["own"]]
    assert len(data["set_aside"]) == 1
    assert {each["kind"] for each in data["counted"]} == {"file", "code"}
    assert any("letter" in each["payload"] for each in data["waiting"])
    assert any("call" in each["payload"] for each in data["waiting"])


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from () if key in {"state", "payload"} else keys(inner)  # inside, they are as the tables have them
    if isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_name_in_the_json_is_in_the_data_dictionary(company: Company) -> None:
    section = DICTIONARY.read_text("utf-8").split("### One person's own data")[1].split("\n## ")[0]
    documented = set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))
    assert set(keys(json.loads(files(company.hana)["my-data.json"]))) == documented


@pytest.mark.parametrize("language", ["ar", "es", "fr", "pt"])
def test_the_text_is_in_the_language_of_the_chat(company: Company, language: str) -> None:
    company.hana.turn(LanguageChosen(language))
    company.hana.turn(Asked(Place.MY_DATA), DataAsked())
    left = company.hana.left[0]
    assert isinstance(left, Enclosure)
    text = made(company.hana.office, left, company.hana.at)
    assert isinstance(text, File)
    assert tongues()[language].date(company.hana.at.date()) in text.content.decode("utf-8-sig")
    assert NOTES[0] in text.content.decode("utf-8-sig")


def test_nobody_gets_the_files_of_another(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = answer(joined(engine, invited(amina), "beni", name="Beni"), "compost", "rooting", note="Mine alone.")
    carla = joined(engine, invited(amina), "carla", name="Carla")
    number = beni.desk.person
    for address in ("carla", "nobody"):
        about = {"person": number, "channel": "test", "address": address, "form": "text"}
        assert not isinstance(made(carla.office, Enclosure(Kind.MINE, "", "en", about), carla.at), File)


def test_there_is_nothing_of_nobody(engine: Engine) -> None:
    amina = coordinator(engine)
    with transaction(engine) as session:
        assert own_data(session, 99, amina.at) is None


def test_the_card_says_what_is_kept(company: Company) -> None:
    company.hana.say("/mydata")
    said = company.hana.text
    assert "Your data" in said
    assert "2 answers, since Saturday, 21 November 2026." in said
    assert "2 results that you recorded." in said
    assert "You coordinate it." in said
    company.hana.press("Back")
    assert NOTES[4] in company.hana.text


def test_long_lists_are_cut(engine: Engine) -> None:
    amina = coordinator(engine, name="Amina")
    for _ in range(8):
        coordinator(engine, name="Amina")
    for command in ("/mydata", "/forget"):
        amina.say(command)
        assert "And 3 more." in amina.text


# The step

KNOWN = coordinating()
HERE = Asking("compost")


@pytest.mark.parametrize("topic", [Place.MY_DATA, Place.FORGET])
@pytest.mark.parametrize("state", [HERE, Aside(Place.HELP, HERE), Called(Occasion.REMINDER, 3, HERE)], ids=str)
def test_both_lead_aside_from_anywhere(topic: Place, state: State) -> None:
    assert step(KNOWN, state, Asked(topic)) == Turn(Aside(topic, HERE))


def test_the_buttons_count_on_their_own_cards_alone() -> None:
    mine, forget = Aside(Place.MY_DATA, HERE), Aside(Place.FORGET, HERE)
    assert step(KNOWN, mine, DataAsked()) == Turn(mine, (SendMyData(),), Remark.PREPARING)
    assert step(KNOWN, forget, ForgetConfirmed()) == Turn(Stranger(), (ForgetMe(),), Remark.FORGOTTEN)
    for state, event in (
        (forget, DataAsked()),
        (mine, ForgetConfirmed()),
        (HERE, ForgetConfirmed()),
        (HERE, DataAsked()),
    ):
        assert step(KNOWN, state, event) == Turn(state)


def test_of_strangers_nothing_is_kept() -> None:
    from dataclasses import replace

    nobody = replace(KNOWN, consented=False)
    for state in (Stranger(), Greeted(3), Aside(Place.PRIVACY, Greeted(3))):
        assert step(nobody, state, Asked(Place.MY_DATA)) == Turn(state, remark=Remark.NOTHING_KEPT)
        assert step(nobody, state, Asked(Place.FORGET)) == Turn(Stranger(), remark=Remark.NOTHING_KEPT)
        assert step(nobody, state, ForgetConfirmed()) == Turn(state)
