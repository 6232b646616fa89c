"""The plan, and what readers need to judge the pages before: context, method and source."""

from __future__ import annotations

from collections.abc import Iterator

from bot.files.pages.blocks import Block, Bullets, Facts, Heading, Text, Words, own
from bot.files.report import Report
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.tongue import Tongue
from framework.advice import Advice
from framework.agreed import Priority
from framework.answers import Depth
from framework.model import Figure, Model
from framework.planning import steps


def plan(report: Report, t: Tongue) -> Iterator[Block]:
    yield Heading(t.gettext("Plan"), fresh=True)
    if not report.plan:
        yield Text(t.gettext("Nothing is planned yet."))
        return
    yield Text(t.gettext("What the coordinators take up next. First stands what other capabilities depend on."))
    ahead = {step.row.capability: step for step in steps(report.model, report.spreads, report.agreements)}
    for priority in report.plan:
        yield Heading(words.name(t, report.model.capabilities[priority.capability]), 2)
        yield Facts(tuple(_taken(report, priority, ahead.get(priority.capability), t)))
        if step := ahead.get(priority.capability):
            yield from _step(report, step, t)


def _taken(report: Report, priority: Priority, step: Advice | None, t: Tongue) -> Iterator[tuple[str, Words]]:
    yield t.gettext("Lead"), own(priority.lead, t) if priority.lead else t.gettext("Not decided yet")
    yield t.gettext("Target date"), t.date(priority.until) if priority.until else t.gettext("No date yet")
    if step and step.row.phase:
        yield t.gettext("Phase now"), counting.phase(report.model, step.row.phase, t)
    if step and step.row.next_stage:
        yield t.gettext("Next phase"), counting.phase(report.model, step.row.next_stage.phase, t)
    if priority.note:
        yield t.gettext("How"), own(priority.note, t)


def _step(report: Report, step: Advice, t: Tongue) -> Iterator[Block]:
    """What the next phase asks for; a quick assessment does not ask what of it is in place."""
    if step.row.next_stage is None:
        return
    phase = counting.phase(report.model, step.row.next_stage.phase, t)
    if not step.row.missing:
        yield Text(t.gettext("All of {phase} is seen in place. Is that the phase that fits?", phase=phase))
    elif report.setup.depth is Depth.QUICK:
        yield Text(t.gettext("{phase}, the next phase, asks for:", phase=phase), "strong")
    else:
        yield Text(t.gettext("Not yet seen in place by all, for {phase}:", phase=phase), "strong")
    if step.row.missing:
        yield Bullets(tuple(t.of(criterion.text) for criterion in step.row.missing))
    yield from why(report.model, step, t)


def why(model: Model, step: Advice, t: Tongue) -> Iterator[Block]:
    """Why early: what builds on it, as the source says."""
    if step.unlocks:
        waiting = t.listed(words.name(t, model.capabilities[link.after]) for link in step.unlocks)
        yield Text(t.gettext("Why start here: these build on it: {capabilities}.", capabilities=waiting), "strong")
        yield Bullets(tuple(t.of(link.why) for link in step.unlocks))


def context(model: Model, asked: tuple[str, ...], t: Tongue) -> Iterator[Block]:
    """What reviews counted in other countries; their caution comes first."""
    known = [c for c in asked if any(model.figures_of(c))]
    if not known:
        return
    yield Heading(t.gettext("What was found in other countries"), fresh=True)
    for review in model.reviews:
        yield Text(t.of(review.title), "strong")
        yield Text(t.of(review.caution))
    figures = (
        (words.name(t, model.capabilities[c]), _figure(model, f, c, t)) for c in known for f in model.figures_of(c)
    )
    yield Facts(tuple(figures))


def _figure(model: Model, figure: Figure, capability: str, t: Tongue) -> str:
    text = t.of(figure.text, count=figure.count, of=figure.of)
    others = [c for c in figure.capabilities if c != capability and c in model.capabilities]
    if not others:
        return text
    shared = t.listed(words.name(t, model.capabilities[c]) for c in others)
    return t.gettext("{figure} (One figure, shared with: {capabilities}.)", figure=text, capabilities=shared)


def method(report: Report, t: Tongue) -> Iterator[Block]:
    yield Heading(t.gettext("How this came about"))
    yield Bullets(tuple(_method(report, t)))
    yield from source(report.model, t)


def _method(report: Report, t: Tongue) -> Iterator[str]:
    yield t.gettext("Everybody answered by themselves in a chat, and saw nobody else’s answers meanwhile.")
    if report.setup.depth is Depth.FULL:
        yield t.gettext(
            "For each capability they chose the phase that fits best, ticked what is in place of the phase after it, "
            "and said what their answer rests on. A criterion is counted among those who were asked about it."
        )
    else:
        yield t.gettext("This was a quick assessment: for each capability people chose the phase that fits best.")
    yield t.gettext("Whoever could not judge said why. That counts as an answer, and not as an early phase.")
    yield t.gettext("People are counted and never averaged. Where they differ, every view stands here.")
    yield t.gettext(
        "An agreed phase was recorded by the coordinators after talking it over. It is nobody’s calculation."
    )
    if report.setup.anonymous:
        yield t.gettext("The assessment is anonymous: a capability that fewer than three people answered is not shown.")
    else:
        yield t.gettext("A sector is shown by itself only where at least three of it answered.")


def source(model: Model, t: Tongue) -> Iterator[Block]:
    """What the questions follow, word for word as its publishers name it."""
    yield Heading(t.gettext("Source"), 2)
    rows: list[tuple[str, Words]] = [
        (t.gettext("Maturity model"), t.of(model.title)),
        (t.gettext("Published by"), t.of(model.publisher)),
    ]
    named = (
        (t.pgettext("of a publication", "Title"), "title"),
        (t.gettext("Published"), "published"),
        (t.gettext("Address"), "url"),
    )
    rows += [(label, own(model.source[key], t)) for label, key in named if model.source.get(key)]
    yield Facts((*rows, (t.gettext("Version of the model"), model.version)))
