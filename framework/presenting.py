"""A model as plain text for reading: one line a paragraph, so that it wraps wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from framework.model import Capability, Criterion, Domain, Figure, Link, Model, Stage


def present_model(model: Model) -> str:
    """All that the model says, in its order; ends with a line break. Parts that are empty are left out."""
    sections = (
        _heading(model),
        _phases(model),
        *(_domain(domain, model) for domain in model.domains),
        _links(model),
        _figures(model),
        _glossary(model),
    )
    shown = ("\n".join(section) for section in sections)
    return "\n\n\n".join(section for section in shown if section) + "\n"


def _heading(model: Model) -> Iterator[str]:
    yield from _underlined(model.title.source, "=")
    yield f"{model.id}, version {model.version}, by {model.publisher.source}"
    yield f"content {model.hash}"
    yield ""
    yield model.caution.source
    if model.source:
        yield ""
        yield "Source"
        yield from (f"  {key}: {value}" for key, value in model.source.items())


def _underlined(title: str, line: str = "-") -> Iterator[str]:
    yield title
    yield line * len(title)


def _phases(model: Model) -> Iterator[str]:
    yield from _underlined("Phases")
    for number, phase in enumerate(model.phases, 1):
        yield ""
        yield f"{number}. {phase.name.source} ({phase.id})"
        yield f"   {phase.character.source}"


def _domain(domain: Domain, model: Model) -> Iterator[str]:
    yield from _underlined(f"{domain.name.source} ({domain.id})")
    for capability in domain.capabilities:
        yield ""
        yield from _capability(capability, model)


def _capability(capability: Capability, model: Model) -> Iterator[str]:
    yield f"{capability.name.source} ({capability.id})"
    yield f"  {capability.question.source}"
    yield f"  {capability.about.source}"
    if capability.terms:
        yield "  Terms: " + ", ".join(model.by_term[term].term.source for term in capability.terms)
    for stage in capability.stages:
        yield ""
        yield from _stage(stage, model)


def _stage(stage: Stage, model: Model) -> Iterator[str]:
    yield f"  {model.by_phase[stage.phase].name.source}: {stage.gist.source}"
    yield from (f"    {_criterion(criterion)}" for criterion in stage.criteria)


def _criterion(criterion: Criterion) -> str:
    """The criterion after its own number, the last part of its id."""
    number = criterion.id.rpartition(".")[2]
    return f"{number}. {'limit: ' if criterion.limit else ''}{criterion.text.source}"


def _links(model: Model) -> Iterator[str]:
    if model.links:
        yield from _underlined("What makes what easier")
    for link in model.links:
        yield ""
        yield from _link(link, model)


def _link(link: Link, model: Model) -> Iterator[str]:
    before, after = (model.capabilities[end].name for end in (link.before, link.after))
    row, phase = link.cell.split(".")
    yield f"{after.source}: made easier by {before.source}"
    yield f"  {link.why.source}"
    yield f"  Said in: {model.capabilities[row].name.source}, {model.by_phase[phase].name.source} ({link.cell})"


def _figures(model: Model) -> Iterator[str]:
    if model.reviews:
        yield from _underlined("Figures for context")
    for review in model.reviews:
        yield ""
        yield f"{review.title.source} ({review.id})"
        yield f"  {review.caution.source}"
        for figure in model.figures:
            if figure.review == review.id:
                yield f"  - {_figure(figure, model)}"


def _figure(figure: Figure, model: Model) -> str:
    about = "; ".join(model.capabilities[capability].name.source for capability in figure.capabilities)
    sentence = figure.text.source.format(count=figure.count, of=figure.of)
    return f"{sentence} (among: {figure.among}; about: {about})"


def _glossary(model: Model) -> Iterator[str]:
    if model.terms:
        yield from _underlined("Glossary")
    for term in model.terms:
        yield ""
        yield term.term.source
        yield f"  {term.meaning.source}"
