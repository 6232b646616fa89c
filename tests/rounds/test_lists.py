"""Lists of people to be invited, as they come out of spreadsheets and out of heads."""

from __future__ import annotations

import pytest

from bot.library import model_from
from dialogs.rounds.lists import MOST, Fault, Person, Problem, read_list
from tests.storage.chats import GARDEN

MODEL = model_from(GARDEN)
LANGUAGES = ("en", "ar", "es", "fr", "pt")

HEALTH = Person("Ministry of Health", ("soil",), "fr")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ministry of Health, 1, fr", HEALTH),
        ("Ministry of Health;1;fr", HEALTH),
        ("Ministry of Health\t1\tfr", HEALTH),
        ('"Ministry of Health","1","FR"', HEALTH),
        ("Ministry of Health, soil, French", HEALTH),
        ("Ministry of Health, Soil and water, français", HEALTH),
        ("Ministry of Health, ١, الفرنسية", HEALTH),
        ("  Ministry   of Health ,1,francés,,", HEALTH),
        ("Helpline", Person("Helpline", None, "es")),
        ("Helpline,,", Person("Helpline", None, "es")),
        ("Helpline, all", Person("Helpline", None, "es")),
        ("وزارة العدل، ٢، ar", Person("وزارة العدل", ("people",), "ar")),
        ("وزارة العدل؛ ٢؛ العربية", Person("وزارة العدل", ("people",), "ar")),
        ("Helpline, 1 2, pt", Person("Helpline", None, "pt")),
        ("Helpline, 1, 2, pt", Person("Helpline", None, "pt")),
        ("Helpline,1;2,pt", Person("Helpline", None, "pt")),
        ("Helpline;2,1;pt", Person("Helpline", None, "pt")),
        ("Helpline; 2 + soil; pt", Person("Helpline", None, "pt")),
        ('"Police, north; and south", 2', Person("Police, north; and south", ("people",), "es")),
    ],
)
def test_a_line_that_makes_sense(line: str, person: Person) -> None:
    assert read_list(line, MODEL, LANGUAGES, "es").people == (person,)


@pytest.mark.parametrize(
    ("line", "problem", "words"),
    [
        (",1,fr", Problem.NO_LABEL, ""),
        ("Helpline,3,fr", Problem.SECTION, "3"),
        ("Helpline,0", Problem.SECTION, "0"),
        ("Helpline, health, fr", Problem.SECTION, "health"),
        ("Helpline, 1 and 2, fr", Problem.SECTION, "1 and 2"),
        ("Helpline, 1, de", Problem.LANGUAGE, "de"),
        ("x" * 101, Problem.LABEL_LONG, "x" * 99 + "…"),
    ],
)
def test_a_line_that_is_left_out_says_why(line: str, problem: Problem, words: str) -> None:
    found = read_list(f"Police,1,en\n\n{line}", MODEL, LANGUAGES, "en")
    assert found.faults == (Fault(3, problem, words),)
    assert len(found.people) == 1


@pytest.mark.parametrize(
    "header",
    ["label, sections, language", "Label;Sections;Language", "Nombre, Secciones, Idioma", "Name"],
)
def test_a_line_of_headings_is_nobody(header: str) -> None:
    found = read_list(f"{header}\nHelpline,1,es", MODEL, LANGUAGES, "en")
    assert (found.people, found.faults) == ((Person("Helpline", ("soil",), "es"),), ())


def test_a_first_line_with_mistakes_is_no_heading() -> None:
    assert len(read_list("Helpline, 7, klingon", MODEL, LANGUAGES, "en").faults) == 1


@pytest.mark.parametrize("text", ["", "\n\n", ",,,", '"', '"""', "\x00", '"open\nand on', "a" * 200_000, ";;\t\t,,"])
def test_no_text_is_too_strange(text: str) -> None:
    assert not read_list(text, MODEL, LANGUAGES, "en").people or len(text) < 20


def test_a_long_list_is_read_at_once() -> None:
    text = "\n".join(f"Office {number}, {number % 2 + 1}, fr" for number in range(MOST))
    assert len(read_list(text, MODEL, LANGUAGES, "en").people) == MOST
