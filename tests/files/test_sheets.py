"""The spreadsheet: cells with types, nothing that computes, every language, and in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogues import tongues
from bot.files.report import Report
from bot.files.sheets import NAME, WIDEST, report_xlsx, sheet_name
from dialogs.tongue import ENGLISH, Tongue
from framework.joined import Remark
from tests.files import samples
from tests.files.workbook import Sheet, opened

NAMES = ["Summary", "Capabilities", "Answers", "Criteria", "Notes", "Consensus", "Plan", "People"]
TONGUES = list(tongues(samples.model().id).values())


def sheets(report: Report, t: Tongue = ENGLISH) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in opened(report_xlsx(report, t))}


def moment(serial: str) -> datetime:
    """What a spreadsheet's number of days means, to the minute."""
    found = datetime(1899, 12, 30) + timedelta(days=float(serial))  # noqa: DTZ001
    return (found + timedelta(seconds=1)).replace(second=0, microsecond=0)


@pytest.mark.parametrize("t", TONGUES, ids=lambda t: t.code)
@pytest.mark.parametrize("report", [samples.realistic, samples.anonymous, samples.second, samples.empty])
def test_every_report_in_every_language(report: object, t: Tongue) -> None:
    assert callable(report)
    found = opened(report_xlsx(report(), t))
    assert len(found) == len(NAMES)
    for sheet in found:
        assert 0 < len(sheet.name) <= NAME
        assert (sheet.attribute("sheetView", "rightToLeft") == "1") is (t.direction == "rtl")
        assert sheet.attribute("pane", "state") == "frozen"
        assert sheet.attribute("pane", "ySplit") == "1"
        assert sheet.has("autoFilter")
        assert not sheet.has("hyperlinks")
        assert all(
            0 < float(column.get("width") or 0) <= WIDEST + 1 for column in sheet.root.iter() if "min" in column.attrib
        )


def test_a_sheet_for_each_kind_of_thing() -> None:
    assert list(sheets(samples.realistic())) == NAMES


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    report = samples.realistic()
    found = sheets(report)
    asked = found["Capabilities"].column("Asked")
    assert [cell.kind for cell in asked if cell] == ["n"] * len(report.spreads)
    joined = [cell for cell in found["People"].column("Joined on") if cell]
    assert {cell.number_format for cell in joined} == {"yyyy-mm-dd hh:mm"}
    # 07:30 in UTC, and 5 hours for the first one; clocks in Kampala are three hours ahead.
    assert moment(joined[0].value) == datetime(2026, 11, 2, 15, 30)  # noqa: DTZ001
    until = [cell for cell in found["Plan"].column("Target date") if cell]
    assert [(moment(cell.value).date(), cell.number_format) for cell in until] == [
        (date(2027, 6, 30), "yyyy-mm-dd"),
        (date(2027, 3, 31), "yyyy-mm-dd"),
    ]


def test_an_answer_of_each_person_and_their_name() -> None:
    report = samples.realistic()
    found = sheets(report)["Answers"]
    given_ones = [(v.number, v.name) for v in report.voices for a in v.answers.values() if a.given or a.note]
    assert [
        (int(n.value), m.value)
        for n, m in zip(found.column("Respondent"), found.column("Name"), strict=True)
        if n and m
    ] == given_ones


def test_an_anonymous_round_is_counted_and_names_nobody() -> None:
    report = samples.anonymous()
    content = report_xlsx(report, ENGLISH)
    found = {sheet.name: sheet for sheet in opened(content)}
    assert found["Answers"].heads == ["Domain", "Capability", "Sector", "Choice", "People"]
    assert found["Notes"].heads == ["Domain", "Capability", "Note", "May point at a person"]
    assert found["People"].heads == ["Respondent", "Progress", "Answered", "Asked", "Joined on", "Submitted on"]
    with ZipFile(BytesIO(content)) as book:
        whole = "".join(book.read(name).decode() for name in book.namelist())
    assert not [name for name, _ in samples.OFFICES if name in whole]


def test_what_is_withheld_is_blank_and_no_nought() -> None:
    report = samples.anonymous()
    capability = next(iter(report.spreads))
    few = replace(report.spreads[capability], phases={}, reasons={}, criteria=(), basis={}, remarks=(), withheld=True)
    found = sheets(replace(report, spreads={capability: few}))
    assert found["Answers"].texts == [[*found["Answers"].texts[0][:2], "Fewer than three answered"]]
    assert len(found["Capabilities"].rows[1]) <= 5


def test_consensus_says_what_holds_what_was_replaced_and_what_is_missing() -> None:
    found = sheets(samples.realistic())["Consensus"]
    states = [cell.value for cell in found.column("State") if cell]
    assert states[:2] == ["Holds", "Replaced"]
    assert states.count("Nothing recorded yet") == 5
    assert "left open" in [cell.value for cell in found.column("Agreed phase") if cell]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+40 officers",
        "-2",
        "@SUM(A1)",
        "https://example.org",
        "mailto:a@example.org",
        "{=A1}",
        "12",
        "_x0041_",
        "\t=1",
    ],
)
def test_what_people_write_stays_text(text: str) -> None:
    report = samples.realistic()
    capability = next(iter(report.spreads))
    spread = replace(report.spreads[capability], remarks=(Remark(text, 1, text, "building"),))
    changed = replace(
        report, spreads={capability: spread}, coordinators=(text,), setup=replace(report.setup, title=text)
    )
    found = sheets(changed)
    (row,) = found["Notes"].rows[1:]
    assert row["C"].kind == "s"
    assert row["C"].value.replace("_x005F_", "_") == text
    assert found["Summary"].rows[1]["B"].kind == "s"


@given(st.text(st.characters(), max_size=40))
def test_whatever_is_written_the_file_can_be_read(text: str) -> None:
    report = samples.empty()
    found = sheets(replace(report, setup=replace(report.setup, title=text), coordinators=(text, "x" * 40_000)))
    assert list(found) == NAMES


@given(st.lists(st.text(max_size=50), min_size=2, max_size=12))
def test_names_of_sheets_are_short_allowed_and_different(wanted: list[str]) -> None:
    taken: list[str] = []
    for name in wanted:
        taken.append(sheet_name(name, taken))
    assert len({name.casefold() for name in taken}) == len(wanted)
    assert all(0 < len(name) <= NAME for name in taken)
    assert not any(set(name) & set("[]:*?/\\") or name.startswith("'") or name.endswith("'") for name in taken)
