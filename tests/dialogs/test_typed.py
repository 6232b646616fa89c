"""Lines that people type: which are commands, and what becomes of the others."""

from __future__ import annotations

import pytest

from dialogs.cards import commands
from dialogs.events import Arrived, Asked, Cancelled, Event, Place, Typed, UnknownCommandGiven
from dialogs.tongue import ENGLISH
from dialogs.typed import added, clean, heard, shortened


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("/start", Arrived()),
        ("/start 7KQ2-MXPD", Arrived("7KQ2-MXPD")),
        ("/start@sounding_bot 7KQ2-MXPD", Arrived("7KQ2-MXPD")),
        ("  /START \t 7KQ2-MXPD  ", Arrived("7KQ2-MXPD")),
        ("/start\n7KQ2-MXPD", Arrived("7KQ2-MXPD")),
        ("/continue", Asked(Place.HERE)),
        ("/sections", Asked(Place.SECTIONS)),
        ("/review", Asked(Place.REVIEW)),
        ("/summary", Asked(Place.SUMMARY)),
        ("/language", Asked(Place.LANGUAGE)),
        ("/settings", Asked(Place.SETTINGS)),
        ("/help", Asked(Place.HELP)),
        ("/help me", Asked(Place.HELP)),
        ("/Help@sounding_bot", Asked(Place.HELP)),
        ("/privacy", Asked(Place.PRIVACY)),
        ("/cancel", Cancelled()),
        ("/strat", UnknownCommandGiven("strat")),
        ("/here", UnknownCommandGiven("here")),
        ("help", Typed("help")),
        ("see /help", Typed("see /help")),
        ("/", Typed("/")),
        ("/ 2019", Typed("/ 2019")),
        ("/2019", Typed("/2019")),
        ("", Typed("")),
        ("  As it was  ", Typed("  As it was  ")),
    ],
)
def test_a_line_is_heard(line: str, event: Event) -> None:
    assert heard(line) == event


def test_every_command_in_the_menu_is_heard() -> None:
    for command in commands(ENGLISH):
        assert not isinstance(heard(f"/{command}"), Typed | UnknownCommandGiven)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Law 12 of 2019", "Law 12 of 2019"),
        ("  \n in the middle \n ", "in the middle"),
        ("one\r\ntwo\rthree\nfour\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("nul\x00, bell\x07, escape\x1b[31m", "nul, bell, escape[31m"),
        ("half\ud83d a pair", "half a pair"),
        ("\u202eturned\u202c and \u2067held\u2069", "turned and held"),
        ("e\u0301te\u0301", "été"),
        ("قانون ١٢", "قانون ١٢"),
        ("مي\u200cخواهم", "مي\u200cخواهم"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("\x00 \ud800 \u202e", ""),
    ],
    ids=[
        "plain words",
        "blanks around",
        "lines of every system",
        "control characters",
        "half a character",
        "overrides of direction",
        "decomposed accents",
        "Arabic",
        "joiners within words",
        "joiners within pictures",
        "markup is words",
        "nothing readable",
    ],
)
def test_words_are_made_harmless_and_stay_what_they_are(text: str, words: str) -> None:
    assert clean(text) == words


def test_more_words_stand_on_a_line_of_their_own() -> None:
    assert added("", "first") == "first"
    assert added("first", "second") == "first\nsecond"


@pytest.mark.parametrize(("text", "shown"), [("12345", "12345"), ("123456", "1234…"), ("123 56", "123…"), ("", "")])
def test_long_words_are_shown_from_their_beginning(text: str, shown: str) -> None:
    assert shortened(text, 5) == shown
