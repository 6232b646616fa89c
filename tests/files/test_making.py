"""Which file is made from what, and what it is called."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.catalogues import tongue
from bot.files.making import CRITERIA, STEM, made_of, made_of_own, stem_of
from bot.files.report import Report
from bot.left import File
from bot.library import bundled
from bot.pictures.profile import agreed_chart, joined_chart, profile_picture
from dialogs.results.events import FileKind
from framework.agreed import Agreement
from framework.joining import joined
from framework.planning import results
from tests.files import samples
from tests.files.workbook import opened

LANGUAGES = ("en", "ar", "es", "fr", "pt")


def spoken(report: Report, kind: FileKind, language: str, **more: str) -> File:
    return made_of(report, kind, tongue(language, report.model.id), **more)


def own(number: int = 1) -> Report:
    """The answers of one of the twelve."""
    report = samples.realistic()
    voice = report.voices[number - 1]
    spreads = joined(report.model, [voice], named=True)
    return replace(report, people=report.people[number - 1 : number], voices=(voice,), spreads=spreads, agreements={})


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Uganda 2026", "uganda-2026"),
        ("  Côte d’Ivoire / São Tomé: « bilan » ", "cote-divoire-sao-tome-bilan"),
        ("../../etc/passwd\n\0", "etc-passwd"),
        ("خط الأساس الوطني 2026", "assessment-7"),
        ("2026", "assessment-7"),
        ("", "assessment-7"),
        ("CON", "con"),
        ("x" * 200, "x" * STEM),
        ("national " * 20, "national-national-national-national-national"),
    ],
)
def test_a_name_says_which_round_in_letters_that_every_desk_has(title: str, stem: str) -> None:
    report = samples.realistic()
    assert stem_of(replace(report, number=7, setup=replace(report.setup, title=title))) == stem


NAMES = {
    FileKind.PICTURE: "national-baseline-2026-result.png",
    FileKind.PDF: "national-baseline-2026-result.pdf",
    FileKind.PDF_LETTER: "national-baseline-2026-result.pdf",
    FileKind.XLSX: "national-baseline-2026-result.xlsx",
    FileKind.CSV: "national-baseline-2026-answers.csv",
    FileKind.JSON: "national-baseline-2026-result.json",
}
BEGINS = {".png": b"\x89PNG", ".pdf": b"%PDF-1.", ".xlsx": b"PK\x03\x04", ".csv": b"\xef\xbb\xbf", ".json": b"{"}


@pytest.mark.parametrize("kind", FileKind)
def test_every_kind_of_file_is_made_and_called_after_its_round(kind: FileKind) -> None:
    file = spoken(samples.realistic(), kind, "en", text=bundled())
    assert file.name == NAMES[kind]
    assert file.content.startswith(BEGINS[file.name[file.name.rindex(".") :]])
    assert file.picture is (kind is FileKind.PICTURE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_of_twelve_is_made_in_every_language(language: str) -> None:
    made = [spoken(samples.realistic(), kind, language) for kind in FileKind if kind is not FileKind.JSON]
    assert len({file.content for file in made}) == len(made)
    english = spoken(samples.realistic(), FileKind.PDF, "en").content
    assert language == "en" or made[list(FileKind).index(FileKind.PDF)].content != english


def test_the_tables_of_csv_are_two_files() -> None:
    answers, criteria = (spoken(samples.realistic(), FileKind.CSV, "en", table=each) for each in ("", CRITERIA))
    assert (answers.name, criteria.name) == (
        "national-baseline-2026-answers.csv",
        "national-baseline-2026-criteria.csv",
    )
    assert answers.content != criteria.content


def test_an_anonymous_round_and_one_that_nobody_joined_are_made_as_well() -> None:
    for report in (samples.anonymous(), samples.empty()):
        for kind in FileKind:
            assert spoken(report, kind, "en", text=bundled()).content, kind


def test_the_picture_shows_what_was_agreed_once_nothing_waits_for_it() -> None:
    report = samples.realistic()
    model, spreads, t = report.model, report.spreads, tongue("en", report.model.id)
    day, title = report.made_at.date(), report.setup.title
    for agreements in ({}, report.agreements):
        side_by_side = profile_picture(joined_chart(model, spreads, agreements, title, day, t), t)
        assert spoken(replace(report, agreements=agreements), FileKind.PICTURE, "en").content == side_by_side
    settled = {**report.agreements, **{c: Agreement(c, None) for c in spreads if c not in report.agreements}}
    agreed = agreed_chart(model, results(model, spreads, settled), spreads, title, day, t)
    assert spoken(replace(report, agreements=settled), FileKind.PICTURE, "en").content == profile_picture(agreed, t)


@pytest.mark.parametrize("kind", [FileKind.PICTURE, FileKind.PDF, FileKind.PDF_LETTER, FileKind.XLSX])
def test_so_is_the_profile_of_one_respondent(kind: FileKind) -> None:
    file = made_of_own(own(), kind, tongue("en", samples.model().id))
    ending = NAMES[kind].rpartition(".")[2]
    assert file.name == f"national-baseline-2026-profile.{ending}"
    assert file.content.startswith(BEGINS[f".{ending}"])


def test_nobody_takes_the_tables_of_one_respondent_for_those_of_the_round() -> None:
    t = tongue("en", samples.model().id)
    sheets = opened(made_of_own(own(), FileKind.XLSX, t).content)
    titles = [text for row in sheets[0].texts for text in row]
    assert "National baseline 2026: one respondent's answers" in titles
    assert "National baseline 2026" not in titles


def test_a_self_assessment_has_a_title_of_its_own() -> None:
    report = own()
    alone = replace(report, number=9, setup=replace(report.setup, title=""))
    file = made_of_own(alone, FileKind.JSON, tongue("en", samples.model().id), text=bundled())
    assert file.name == "assessment-9-profile.json"
    assert json.loads(file.content)["setup"]["title"] == "Self-assessment"
