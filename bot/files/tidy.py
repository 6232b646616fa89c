"""CSV for whoever computes with it: one row for each answer, and one for each criterion; docs/data-dictionary.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.files.report import Report
from bot.spreadsheets import csv_file
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.tongue import Tongue
from framework.answers import Answer, Basis
from framework.joined import Group, Spread, Voice

ABOUT = ("assessment", "domain", "capability", "capability_name")
"""What every row begins with. The names of columns are the same in every language."""

ANSWERS = (
    *ABOUT,
    *("respondent", "name", "sector", "phase", "phase_name", "reason", "reason_name", "explanation"),
    *(f"basis_{basis.value}" for basis in Basis),
    *("in_place", "note", "marked", "change"),
)
COUNTS = (*ABOUT, "sector", "outcome", "choice", "choice_name", "people")
CRITERIA = (*ABOUT, "phase", "phase_name", "criterion", "criterion_text", "seen", "of")


def answers_csv(report: Report, t: Tongue) -> bytes:
    """One row for each answer of each respondent; where nobody may see single answers, one for each choice, counted."""
    if report.setup.anonymous:
        return csv_file(COUNTS, (_cells(COUNTS, row) for row in _counts(report, t)))
    return csv_file(ANSWERS, (_cells(ANSWERS, row) for row in _answers(report, t)))


def criteria_csv(report: Report, t: Tongue) -> bytes:
    """One row for each criterion that somebody was asked about, with how many see it in place."""
    return csv_file(CRITERIA, (_cells(CRITERIA, row) for row in _criteria(report, t)))


def _cells(columns: tuple[str, ...], row: Mapping[str, object]) -> list[str]:
    """The row in the order of the columns; numbers in plain figures, whatever the language."""
    return [str(row.get(column, "")) for column in columns]


def _about(report: Report, capability: str, t: Tongue) -> dict[str, Any]:
    found = report.model.capabilities[capability]
    return {
        "assessment": report.number,
        "domain": found.domain,
        "capability": capability,
        "capability_name": t.of(found.name),
    }


def _answers(report: Report, t: Tongue) -> Iterator[dict[str, Any]]:
    for voice in report.voices:
        for capability in voice.asked:
            answer = voice.answers.get(capability)
            if answer and (answer.given or answer.note):
                yield _about(report, capability, t) | _answer(report, voice, answer, t)


def _answer(report: Report, voice: Voice, answer: Answer, t: Tongue) -> dict[str, Any]:
    return {
        "respondent": voice.number,
        "name": voice.name,
        "sector": voice.sector or "",
        "phase": answer.phase or "",
        "phase_name": counting.phase(report.model, answer.phase, t) if answer.phase else "",
        "reason": answer.reason.value if answer.reason else "",
        "reason_name": words.reason(t, answer.reason) if answer.reason else "",
        "explanation": answer.why if answer.reason else "",
        **{f"basis_{basis.value}": int(basis in answer.basis) for basis in Basis if answer.phase},
        "in_place": " ".join(_ticked(report, answer)),
        "note": answer.note,
        "marked": int(answer.marked),
        "change": answer.change or "",
    }


def _ticked(report: Report, answer: Answer) -> list[str]:
    """The criteria of the next phase that were ticked; those of other phases do not count."""
    stage = report.model.next_stage(answer.capability, answer.phase) if answer.phase else None
    return [criterion.id for criterion in stage.attainable if criterion.id in answer.in_place] if stage else []


def _counts(report: Report, t: Tongue) -> Iterator[dict[str, Any]]:
    for capability, spread in report.spreads.items():
        about = _about(report, capability, t)
        for sector, outcome, choice, name, people in _choices(report, spread, t):
            yield about | {
                "sector": sector,
                "outcome": outcome,
                "choice": choice,
                "choice_name": name,
                "people": people,
            }


def _choices(report: Report, spread: Spread, t: Tongue) -> Iterator[tuple[str, str, str, str, int]]:
    """Sector, outcome, choice and its name, and people; the whole first, which has no sector."""
    if spread.withheld:
        yield "", "withheld", "", "", spread.asked
        return
    parts: list[tuple[str, Spread | Group]] = [("", spread), *((group.sector, group) for group in spread.groups)]
    for sector, part in parts:
        for phase, people in part.phases.items():
            yield sector, "phase", phase, counting.phase(report.model, phase, t), people
        for reason, people in part.reasons.items():
            yield sector, "reason", reason.value, counting.others(reason, t), people
    yield "", "open", "", "", spread.unanswered


def _criteria(report: Report, t: Tongue) -> Iterator[dict[str, Any]]:
    for capability, spread in report.spreads.items():
        about = _about(report, capability, t)
        phase_of = {c.id: stage.phase for stage in report.model.capabilities[capability].stages for c in stage.criteria}
        for seen in spread.criteria:
            phase = phase_of[seen.criterion]
            yield about | {
                "phase": phase,
                "phase_name": counting.phase(report.model, phase, t),
                "criterion": seen.criterion,
                "criterion_text": t.of(report.model.criteria[seen.criterion].text),
                "seen": seen.seen,
                "of": seen.of,
            }
