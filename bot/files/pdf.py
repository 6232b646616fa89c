"""PDF for people who read at a desk or on paper: tagged (PDF/UA-1), with bookmarks, in words of one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from bot.files.pages.blocks import Block, own, told
from bot.files.pages.chapters import chapters
from bot.files.pages.ending import context, method, plan
from bot.files.pages.letters import laid_out
from bot.files.pages.mine import mine
from bot.files.pages.opening import opening
from bot.files.pages.overview import overview
from bot.files.report import Report
from dialogs.tongue import Tongue
from framework.answers import Answers, Questionnaire
from framework.model import Model

Paper = Literal["a4", "us-letter"]


def report_pdf(report: Report, t: Tongue, paper: Paper = "a4") -> bytes:
    """The whole report: one page for those who decide, then all capabilities, the plan and the method."""
    blocks: list[Block] = [*opening(report, t), *overview(report, t)]
    blocks += chapters(report, t)
    blocks += plan(report, t)
    blocks += context(report.model, tuple(report.spreads), t)
    blocks += method(report, t)
    return laid_out(_document(report.setup.title, blocks, t, paper), report.made_at)


def summary_pdf(
    model: Model, quest: Questionnaire, answers: Answers, title: str, day: date, t: Tongue, paper: Paper = "a4"
) -> bytes:
    """One respondent's own profile. `title` is the assessment's, empty without one; `day` is the reader's."""
    blocks = mine(model, quest, answers, title, t.date(day), t)
    document = _document(title or t.gettext("Your maturity summary"), blocks, t, paper)
    return laid_out(document, datetime.combine(day, time(), UTC))


def _document(title: str, blocks: Iterable[Block], t: Tongue, paper: Paper) -> dict[str, Any]:
    """What the template reads; it fills in the numbers of pages by itself."""
    return {
        "title": own(title, t).text,
        "title_direction": own(title, t).direction,
        "language": t.locale.language,
        "direction": t.direction,
        "paper": paper,
        "page": t.gettext("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "missing": t.gettext("□ stands for letters that this file cannot show. The spreadsheet has them."),
        "agreed": t.gettext("agreed"),
        "people": t.gettext("People"),
        "blocks": [told(block) for block in blocks],
    }
