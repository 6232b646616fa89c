"""CSV: the same columns in every language, and nothing in them that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bot.catalogues import tongues
from bot.files.report import Report
from bot.files.tidy import ANSWERS, COUNTS, CRITERIA, answers_csv, criteria_csv
from dialogs.tongue import ENGLISH, Tongue
from framework.answers import Answer
from framework.joined import Group
from tests.files import samples

TONGUES = list(tongues(samples.model().id).values())
DICTIONARY = (Path(__file__).parents[2] / "docs" / "data-dictionary.md").read_text("utf-8")


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("t", TONGUES, ids=lambda t: t.code)
@pytest.mark.parametrize(
    "report", [samples.realistic(), samples.anonymous(), samples.empty()], ids=lambda r: r.setup.title
)
def test_the_columns_are_the_same_in_every_language(report: Report, t: Tongue) -> None:
    answers, criteria = answers_csv(report, t), criteria_csv(report, t)
    columns = COUNTS if report.setup.anonymous else ANSWERS
    assert answers.decode("utf-8-sig").splitlines()[0] == ",".join(columns)
    assert criteria.decode("utf-8-sig").splitlines()[0] == ",".join(CRITERIA)
    in_english = rows(answers_csv(report, ENGLISH))
    words = {"capability_name", "phase_name", "reason_name", "choice_name"}
    assert [{c: v for c, v in row.items() if c not in words} for row in rows(answers)] == [
        {c: v for c, v in row.items() if c not in words} for row in in_english
    ]


def test_one_row_for_each_answer() -> None:
    report = samples.realistic()
    found = rows(answers_csv(report, ENGLISH))
    assert len(found) == sum(len(voice.answers) for voice in report.voices)
    counted = Counter((row["capability"], row["phase"]) for row in found if row["phase"])
    for capability, spread in report.spreads.items():
        assert {phase: n for phase, n in spread.phases.items() if n} == {
            p: n for (c, p), n in counted.items() if c == capability
        }


def test_a_row_has_only_the_ticks_that_count() -> None:
    report = samples.realistic()
    answer = Answer("helpline", "building", in_place=frozenset({"helpline.enhancement.1", "helpline.maturity.1"}))
    voice = replace(report.voices[0], asked=("helpline",), answers={"helpline": answer})
    (row,) = rows(answers_csv(replace(report, voices=(voice,)), ENGLISH))
    assert row["in_place"] == "helpline.enhancement.1"


def test_one_row_for_each_criterion_that_somebody_was_asked_about() -> None:
    report = samples.realistic()
    found = rows(criteria_csv(report, ENGLISH))
    assert [(row["criterion"], int(row["seen"]), int(row["of"])) for row in found] == [
        (seen.criterion, seen.seen, seen.of) for spread in report.spreads.values() for seen in spread.criteria
    ]
    assert all(row["criterion"].startswith(f"{row['capability']}.{row['phase']}.") for row in found)


def test_an_anonymous_round_has_counts_and_no_people() -> None:
    report = samples.anonymous()
    capability, spread = next(iter(report.spreads.items()))
    spread = replace(spread, groups=(Group("police", {"building": 3}, {}),))
    found = rows(answers_csv(replace(report, spreads={capability: spread}), ENGLISH))
    assert {row["outcome"] for row in found} == {"phase", "reason", "open"}
    assert [(row["choice"], row["people"]) for row in found if row["sector"] == "police"] == [("building", "3")]
    whole = [row for row in found if not row["sector"]]
    assert sum(int(row["people"]) for row in whole) == spread.asked
    withheld = replace(spread, phases={}, reasons={}, unanswered=0, groups=(), withheld=True)
    (row,) = rows(answers_csv(replace(report, spreads={capability: withheld}), ENGLISH))
    assert (row["outcome"], row["choice"], row["people"]) == ("withheld", "", str(spread.asked))


@pytest.mark.parametrize("text", ["=1+1", "+40", "-2", "@a", "\t=1", "＝1", '=HYPERLINK("x")'])
def test_nothing_is_taken_for_a_formula(text: str) -> None:
    report = samples.realistic()
    voice = replace(report.voices[0], name=text, answers={"helpline": Answer("helpline", "building", note=text)})
    (row,) = rows(answers_csv(replace(report, voices=(voice,)), ENGLISH))
    assert row["name"] == row["note"] == f"'{text}"


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("### Answers as CSV", ANSWERS),
        ("### Answers as CSV, anonymous", COUNTS),
        ("### Criteria as CSV", CRITERIA),
    ],
)
def test_every_column_is_in_the_data_dictionary(heading: str, columns: tuple[str, ...]) -> None:
    part = re.split(r"^#", DICTIONARY.split(f"{heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    written = [
        word
        for line in part.splitlines()
        if line.startswith("| `")
        for word in re.findall(r"`(\w+)`", line.split("|")[1])
    ]
    assert written == list(columns)
