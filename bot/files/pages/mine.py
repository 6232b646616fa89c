"""One respondent's own profile on paper: the table, the next steps, and what they wrote."""

from __future__ import annotations

from collections.abc import Iterator

from bot.files.pages.blocks import Block, Bullets, Frame, Heading, Line, Note, Overview, Text, own
from bot.files.pages.ending import context, source, why
from dialogs.cards import words
from dialogs.tongue import Tongue
from framework.advice import Advice, advice
from framework.answers import Answers, Depth, Questionnaire
from framework.model import Model
from framework.profile import Row, profile


def mine(model: Model, quest: Questionnaire, answers: Answers, title: str, day: str, t: Tongue) -> Iterator[Block]:
    """Every page of it. `day` is written out."""
    if title:
        yield Text(own(title, t), "faint")
    yield Heading(t.gettext("Your maturity summary"), listed=False)
    yield Text(day, "faint")
    rows = profile(quest, answers)
    yield _table(quest, list(rows.values()), t)
    if any(row.opinion_only for row in rows.values()):
        named = t.listed(words.name(t, quest[c]) for c, row in rows.items() if row.opinion_only)
        yield Text(t.gettext("{label}: {names}", label=t.gettext("Based on opinion only"), names=named))
    yield Frame(t.gettext("How to read it"), (("", t.of(model.caution)),))
    yield from _steps(quest, answers, t)
    yield from _written(quest, list(rows.values()), t)
    yield from context(model, quest.capabilities, t)
    yield from source(model, t)


def _table(quest: Questionnaire, rows: list[Row], t: Tongue) -> Overview:
    heads = (
        t.gettext("Capability"),
        *(t.of(phase.name) for phase in quest.model.phases),
        t.gettext("Your answer"),
    )
    parts = tuple(
        (t.of(domain.name), tuple(_line(quest, row, t) for row in rows if quest[row.capability].domain == domain.id))
        for domain in quest.sections
    )
    return Overview(heads, parts)


def _line(quest: Questionnaire, row: Row, t: Tongue) -> Line:
    """The phases up to the chosen one are full; of the next one, as much as is in place."""
    phases = [phase.id for phase in quest.model.phases]
    reached = phases.index(row.phase) if row.phase in phases else -1
    shares = [(1.0 if place <= reached else 0.0, "") for place in range(len(phases))]
    total = len(row.in_place) + len(row.missing)
    if row.next_stage and row.in_place:
        share = t.gettext("{n} of {total}", n=len(row.in_place), total=total)
        shares[reached + 1] = (len(row.in_place) / total, share)
    verdict = words.verdict(t, quest, row.answer)
    return Line(words.name(t, quest[row.capability]), "", verdict=verdict, shares=tuple(shares))


def _steps(quest: Questionnaire, answers: Answers, t: Tongue) -> Iterator[Block]:
    steps = advice(quest, answers)
    if steps:
        yield Heading(t.gettext("Next steps"))
        yield Text(t.gettext("First comes what others depend on; the choice is yours."))
    for step in steps:
        yield from _step(quest, step, t)


def _step(quest: Questionnaire, step: Advice, t: Tongue) -> Iterator[Block]:
    row, stage = step.row, step.row.next_stage
    if stage is None:
        return
    ahead = t.of(quest.model.by_phase[stage.phase].name)
    yield Heading(words.name(t, quest[row.capability]), 2)
    if quest.depth is Depth.QUICK and not row.in_place:
        yield Text(t.gettext("{phase}, the next phase, asks for:", phase=ahead))
    elif row.missing:
        yield Text(t.gettext("Still missing for {phase}, the next phase:", phase=ahead))
    else:
        yield Text(
            t.gettext("You saw all of {phase}, the next phase, in place. Is that the phase that fits?", phase=ahead)
        )
    if row.missing:
        yield Bullets(tuple(t.of(criterion.text) for criterion in row.missing))
    if row.in_place:
        yield Text(t.gettext("Already in place:"))
        yield Bullets(tuple(t.of(criterion.text) for criterion in row.in_place))
    yield from why(quest.model, step, t)


def _written(quest: Questionnaire, rows: list[Row], t: Tongue) -> Iterator[Block]:
    written = [row for row in rows if row.answer and (row.answer.note or row.answer.why)]
    if written:
        yield Heading(t.gettext("What you wrote"), fresh=True)
    for row in written:
        yield Heading(words.name(t, quest[row.capability]), 2)
        said = (row.answer.why, row.answer.note) if row.answer else ()
        yield from (Note(own(text, t)) for text in said if text)
