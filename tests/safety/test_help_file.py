"""Where to turn, by territory: what the operator's file may say, and what people are then told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.catalogues import tongues
from bot.help_file import LONGEST, WrongHelpFile, load_help, read_help
from bot.main import app
from dialogs.cards import card
from dialogs.cards.warning import where_to_turn
from dialogs.events import Place
from dialogs.rounds.nouns import Offer, Setup, Trouble
from dialogs.safety.help import Help
from dialogs.screens import extent
from dialogs.sheet import Sheet
from dialogs.states import Aside, Greeted
from dialogs.tongue import Tongue
from tests.models import model

EXAMPLE = Path(__file__).parents[2] / "docs" / "help-file.example.yaml"
FULL = Help("112 or 113", "116 111", "report.example.org")
NEW = Sheet(model("garden"), ("en",), "en", open_to_all=True, help={"PT": FULL, "NP": Help(helpline="1098")})
OFFER = Offer(7, 4, model("garden"), setup=Setup("Gardens", "PT"))


def test_the_example_says_what_its_comments_say() -> None:
    found = load_help(EXAMPLE)
    assert found["PT"] == Help("112", "116 111")
    assert found["FR"] == Help("112")


def test_without_a_file_everything_is_said_in_general_words() -> None:
    assert load_help(None) == {}
    said = where_to_turn(Tongue("en"), replace(NEW, help={}, offer=OFFER))
    assert said == (
        "If a child is in danger, call your national emergency number. "
        "Helplines by country: Child Helpline International, childhelplineinternational.org. "
        "Hotlines to report child sexual abuse material: INHOPE, inhope.org."
    )


def test_the_territory_is_that_of_the_invitation_or_of_the_round() -> None:
    full = "call 112 or 113. Helpline for children: 116 111. To report child sexual abuse material: report.example.org."
    assert full in where_to_turn(Tongue("en"), replace(NEW, offer=OFFER))
    assert full in where_to_turn(Tongue("en"), replace(NEW, setup=Setup("Gardens", "PT")))
    both = replace(NEW, setup=Setup("Gardens", "NP"), offer=OFFER)
    assert full in where_to_turn(Tongue("en"), both), "it is the invitation that they read about"
    gone = replace(both, offer=replace(OFFER, trouble=Trouble.EXPIRED))
    assert "Helpline for children: 1098." in where_to_turn(Tongue("en"), gone)


def test_what_a_territory_leaves_out_is_said_in_general_words() -> None:
    said = where_to_turn(Tongue("en"), replace(NEW, setup=Setup("Gardens", "NP")))
    assert "call your national emergency number. Helpline for children: 1098." in said
    assert "INHOPE" in said


@pytest.mark.parametrize("language", tongues())
def test_the_longest_texts_fit_the_greeting_in_every_language(language: str) -> None:
    longest = Help("9" * LONGEST, "h" * LONGEST, "a" * LONGEST)
    sheet = replace(NEW, language=language, offer=OFFER, help={"PT": longest})
    for state in (Greeted(7), Aside(Place.HELPLINES, Greeted(7)), Aside(Place.HELP, Greeted(7))):
        assert extent(card(sheet, state, tongues(sheet.model.id)[language])) <= 4096


WRONG: dict[str, tuple[str, str]] = {
    "nothing": ("", "line 1: the file says nothing; write a territory, such as PT, and its numbers below it"),
    "comments": ("# PT\n\n", "line 1: the file says nothing; write a territory, such as PT, and its numbers below it"),
    "a list": ("- PT", "line 1: the file must begin with a territory, such as PT, and a colon"),
    "no territory": (
        "PT:\n  emergency: 112\nPortugal:\n  emergency: 112",
        "line 3: unknown territory 'Portugal'; write its ISO 3166 code, such as PT",
    ),
    "lower case": ("pt:\n  emergency: 112", "line 1: unknown territory 'pt'; write its ISO 3166 code, such as PT"),
    "a number alone": (
        "PT: 112",
        "line 1: below PT stands at least one of emergency, helpline, hotline, with a colon",
    ),
    "a misspelt key": (
        "PT:\n  emergency: 112\n  helpine: 116 111",
        "line 3: unknown key 'helpine'; did you mean 'helpline'?",
    ),
    "another key": ("PT:\n  fax: 112", "line 2: unknown key 'fax'; there are emergency, helpline, hotline"),
    "no value": (
        "PT:\n  hotline:",
        "line 2: hotline must be a number, a name or an address; take it out where there is none",
    ),
    "several values": (
        "PT:\n  emergency: [112, 113]",
        "line 2: emergency must be a number, a name or an address; take it out where there is none",
    ),
    "too long": (f"PT:\n  hotline: {'a' * 121}", "line 2: hotline has 121 characters, and 120 is the most"),
    "turned round": (
        'PT:\n  hotline: "\\u202Egro.epohni"',
        "line 2: hotline has a character that nobody can read: '\\u202e'; take it out",
    ),
    "twice": (
        "PT:\n  emergency: 112\nPT:\n  emergency: 113",
        "line 3: the key 'PT' is already on line 1; keep one of them",
    ),
    "no YAML": (
        "PT:\n\temergency: 112",
        (
            "line 2: this is not valid YAML (found character '\\t' that cannot start any token); "
            "indent with spaces, not with tabs"
        ),
    ),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_in_one_line_that_names_the_line(text: str, says: str) -> None:
    with pytest.raises(WrongHelpFile) as refused:
        read_help(text)
    assert str(refused.value) == says


@pytest.mark.parametrize("command", ["chat", "run"])
def test_a_wrong_file_stops_the_start(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "help.yaml"
    file.write_text("PT:\n  emergency: 112\n  helpine: 116 111\n", "utf-8")
    variables = {"SOUNDING_HELP_FILE": str(file), "SOUNDING_TELEGRAM_TOKEN": "7000000001:AAFakeTokenForTestsOnly"}
    done = CliRunner().invoke(app, [command], env=variables)
    assert done.exit_code == 2
    assert done.stderr == f"SOUNDING_HELP_FILE: {file}, line 3: unknown key 'helpine'; did you mean 'helpline'?\n"


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(WrongHelpFile, match=r"no\.yaml cannot be read \(No such file or directory\)"):
        load_help(tmp_path / "no.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"PT:\n  hotline: \xe9")
    with pytest.raises(WrongHelpFile, match="is not a text in UTF-8"):
        load_help(tmp_path / "latin.yaml")


def test_the_terminal_shows_what_the_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["chat"], input="/helplines\n", env={"SOUNDING_HELP_FILE": str(EXAMPLE)})
    assert done.exit_code == 0, done.stderr
    assert "call your national emergency number" in done.stdout, "nobody is in a territory yet"
