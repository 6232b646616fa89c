"""Which file is made from what, and what it is called. Making one takes its time: not for a turn.

What each kind is made with is slow to load, so it is loaded with the first file of that kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bot.files.report import Report
from bot.left import File
from dialogs.results.events import FileKind
from dialogs.tongue import Tongue
from framework.answers import Questionnaire
from framework.planning import results
from framework.profile import profile

CRITERIA = "criteria"
"""The table of CSV that has criteria; the other one has answers."""

PAPERS: Mapping[FileKind, Literal["a4", "us-letter"]] = {FileKind.PDF: "a4", FileKind.PDF_LETTER: "us-letter"}

STEM = 48
"""Characters of a title that stand in the name of a file."""


def made_of(report: Report, kind: FileKind, t: Tongue, *, table: str = "", text: str = "") -> File:
    """A file of everything that a round came to. `text` is that of its model's file, which JSON holds."""
    stem = f"{stem_of(report)}-result"
    match kind:
        case FileKind.PICTURE:
            return File(f"{stem}.png", _picture(report, t), picture=True)
        case FileKind.PDF | FileKind.PDF_LETTER:
            from bot.files.pdf import report_pdf

            return File(f"{stem}.pdf", report_pdf(report, t, PAPERS[kind]))
        case _:
            return _data(report, kind, t, stem, table=table, text=text)


def made_of_own(report: Report, kind: FileKind, t: Tongue, *, table: str = "", text: str = "") -> File:
    """The same of one respondent alone, whose voice is the only one in the report."""
    stem = f"{stem_of(report)}-profile"
    match kind:
        case FileKind.PICTURE:
            return File(f"{stem}.png", _own_picture(report, t), picture=True)
        case FileKind.PDF | FileKind.PDF_LETTER:
            return File(f"{stem}.pdf", _own_pdf(report, kind, t))
        case _:
            return _data(titled(report, t), kind, t, stem, table=table, text=text)


def titled(report: Report, t: Tongue) -> Report:
    """The report of one respondent with a title that nobody takes for that of the round."""
    title = report.setup.title
    own = t.gettext("{title}: one respondent's answers", title=title) if title else t.gettext("Self-assessment")
    return replace(report, setup=replace(report.setup, title=own))


def stem_of(report: Report) -> str:
    """What the names of its files begin with: `uganda-2026` after its title, or `assessment-7`.

    Letters without a spelling in ASCII are left out, since not every desk can write them; where none is left, it is
    the number.
    """
    plain = unicodedata.normalize("NFKD", report.setup.title).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(words) > STEM:
        words = words[: STEM + 1].rpartition("-")[0] or words[:STEM]
    return words if re.search("[a-z]", words) else f"assessment-{report.number}"


def _data(report: Report, kind: FileKind, t: Tongue, stem: str, *, table: str, text: str) -> File:
    """A file to compute with. Raises ValueError for another kind."""
    match kind:
        case FileKind.XLSX:
            from bot.files.sheets import report_xlsx

            return File(f"{stem}.xlsx", report_xlsx(report, t))
        case FileKind.CSV:
            from bot.files.tidy import answers_csv, criteria_csv

            made = criteria_csv if table == CRITERIA else answers_csv
            return File(f"{stem.rpartition('-')[0]}-{table or 'answers'}.csv", made(report, t))
        case FileKind.JSON:
            from bot.files.exchange import report_json

            return File(f"{stem}.json", report_json(report, text))
        case _:
            raise ValueError(kind)


def _picture(report: Report, t: Tongue) -> bytes:
    """What was agreed. As long as people wait for an agreement, all answers side by side, with what is recorded."""
    from bot.pictures.profile import agreed_chart, joined_chart, profile_picture

    model, spreads, title, day = report.model, report.spreads, report.setup.title, report.made_at.date()
    if report.agreements and not _waiting(report):
        agreed = results(model, spreads, report.agreements)
        return profile_picture(agreed_chart(model, agreed, spreads, title, day, t), t)
    return profile_picture(joined_chart(model, spreads, report.agreements, title, day, t), t)


def _waiting(report: Report) -> bool:
    """Whether there are phases to agree on: people differ, and nothing is recorded, not even that it stays open."""
    spreads = report.spreads.items()
    return any(spread.rated and not spread.unanimous and c not in report.agreements for c, spread in spreads)


def _own_picture(report: Report, t: Tongue) -> bytes:
    from bot.pictures.profile import own_chart, profile_picture

    quest, rows = _asked(report), profile(_asked(report), report.voices[0].answers)
    title = report.setup.title or t.gettext("Self-assessment")
    return profile_picture(own_chart(quest.model, rows, title, report.made_at.date(), t, depth=quest.depth), t)


def _own_pdf(report: Report, kind: FileKind, t: Tongue) -> bytes:
    from bot.files.pdf import summary_pdf

    quest, answers = _asked(report), report.voices[0].answers
    return summary_pdf(report.model, quest, answers, report.setup.title, report.made_at.date(), t, PAPERS[kind])


def _asked(report: Report) -> Questionnaire:
    return Questionnaire(report.model, report.voices[0].asked, report.setup.depth)
