"""The sheets of what respondents said: answers, criteria and notes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.files.cells import Cell, Table, place, sector
from bot.files.report import Report
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.tongue import Tongue
from framework.answers import Answer, Basis, Depth
from framework.comparing import Change
from framework.joined import Group, Remark, Spread, Voice


def answers(report: Report, t: Tongue) -> Table:
    heads = (
        t.gettext("Respondent"),
        t.gettext("Name"),
        t.gettext("Sector"),
        t.gettext("Domain"),
        t.gettext("Capability"),
        t.gettext("Phase"),
        t.gettext("Reason for no phase"),
        t.gettext("Explanation"),
        t.gettext("Rests on"),
        t.gettext("In place for the next phase"),
        t.gettext("Note"),
        t.gettext("May point at a person"),
        t.gettext("Why another phase than before"),
    )
    answered = (
        (voice, answer)
        for voice in report.voices
        for capability in voice.asked
        if (answer := voice.answers.get(capability)) and (answer.given or answer.note)
    )
    return Table(t.gettext("Answers"), heads, (_answer(report, voice, answer, t) for voice, answer in answered))


def _answer(report: Report, voice: Voice, answer: Answer, t: Tongue) -> tuple[Cell, ...]:
    stage = report.model.next_stage(answer.capability, answer.phase) if answer.phase else None
    full = report.setup.depth is Depth.FULL and stage is not None
    return (
        voice.number,
        voice.name,
        sector(voice.sector, t),
        *place(report, answer.capability, t),
        counting.phase(report.model, answer.phase, t) if answer.phase else None,
        words.reason(t, answer.reason) if answer.reason else None,
        answer.why if answer.reason else None,
        "\n".join(words.basis(t, basis) for basis in Basis if basis in answer.basis and answer.phase),
        sum(criterion.id in answer.in_place for criterion in stage.attainable) if full and stage else None,
        answer.note,
        t.gettext("Yes") if answer.marked else None,
        words.change(t, Change(answer.change)) if answer.change in set(Change) else answer.change,
    )


def counts(report: Report, t: Tongue) -> Table:
    heads = (
        t.gettext("Domain"),
        t.gettext("Capability"),
        t.gettext("Sector"),
        t.gettext("Choice"),
        t.gettext("People"),
    )
    return Table(t.gettext("Answers"), heads, _counted(report, t))


def _counted(report: Report, t: Tongue) -> Iterator[tuple[Cell, ...]]:
    for capability, spread in report.spreads.items():
        where = place(report, capability, t)
        if spread.withheld:
            yield (*where, None, t.gettext("Fewer than three answered"), None)
            continue
        parts: list[tuple[str, Spread | Group]] = [(t.gettext("All"), spread)]
        parts += ((sector(group.sector, t), group) for group in spread.groups)
        for whose, part in parts:
            for phase, people in part.phases.items():
                yield (*where, whose, counting.phase(report.model, phase, t), people)
            for reason, people in part.reasons.items():
                yield (*where, whose, counting.others(reason, t), people)
        yield (*where, t.gettext("All"), t.gettext("Still open"), spread.unanswered)


def criteria(report: Report, t: Tongue) -> Table:
    heads = (
        t.gettext("Domain"),
        t.gettext("Capability"),
        t.gettext("Phase"),
        t.gettext("Criterion"),
        t.gettext("Seen in place by"),
        t.gettext("Of those asked"),
    )
    return Table(t.gettext("Criteria"), heads, _seen(report, t))


def _seen(report: Report, t: Tongue) -> Iterator[tuple[Cell, ...]]:
    phase_of = {c.id: s.phase for each in report.model.capabilities.values() for s in each.stages for c in s.criteria}
    for capability, spread in report.spreads.items():
        for seen in spread.criteria:
            phase = counting.phase(report.model, phase_of[seen.criterion], t)
            text = t.of(report.model.criteria[seen.criterion].text)
            yield (*place(report, capability, t), phase, text, seen.seen, seen.of)


def notes(report: Report, t: Tongue) -> Table:
    heads = (t.gettext("Domain"), t.gettext("Capability"), t.gettext("Note"), t.gettext("May point at a person"))
    signed = () if report.setup.anonymous else (t.gettext("Respondent"), t.gettext("Name"), t.gettext("Chose"))
    noted = ((spread, remark) for spread in report.spreads.values() for remark in spread.remarks)
    rows = (_note(report, spread, remark, t)[: len(heads) + len(signed)] for spread, remark in noted)
    return Table(t.gettext("Notes"), (*heads, *signed), rows)


def _note(report: Report, spread: Spread, remark: Remark, t: Tongue) -> tuple[Cell, ...]:
    chose = counting.others(remark.reason, t) if remark.reason else None
    phase = counting.phase(report.model, remark.phase, t) if remark.phase else chose
    pointing = t.gettext("Yes") if remark.marked else None
    return (*place(report, spread.capability, t), remark.text, pointing, remark.number or None, remark.name, phase)
