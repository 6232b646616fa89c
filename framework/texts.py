"""Every text of a model, for those who translate it."""

from __future__ import annotations

from collections.abc import Iterator

from framework.model import Capability, Model, Text

Described = tuple[Text, str]
"""A text, and a word to its translator: where it stands."""


def texts(model: Model) -> Iterator[Described]:
    """Every text once, in the order of the file."""
    for text in (model.title, model.publisher, model.caution):
        yield text, "The model"
    for phase in model.phases:
        yield phase.name, "Name of a phase"
        yield phase.character, f"Phase {phase.name.source}: what it is like for any capability"
    for domain in model.domains:
        yield domain.name, "Name of a domain"
        for capability in domain.capabilities:
            yield from _capability(model, capability, f"Domain: {domain.name.source}")
    yield from _around(model)


def _capability(model: Model, capability: Capability, domain: str) -> Iterator[Described]:
    place = f"Capability: {capability.name.source}"
    yield capability.name, f"Name of a capability. {domain}"
    yield capability.question, f"{place}. The question. {domain}"
    yield capability.about, f"{place}. What it is about. {domain}"
    for stage in capability.stages:
        where = f"{place}. Phase: {model.by_phase[stage.phase].name.source}"
        yield stage.gist, f"{where}, in one line. {domain}"
        for criterion in stage.criteria:
            yield (
                criterion.text,
                f"{where}, what is still missing. {domain}" if criterion.limit else f"{where}. {domain}",
            )


def _around(model: Model) -> Iterator[Described]:
    for link in model.links:
        yield link.why, f"Why {link.before} helps {link.after}"
    for review in model.reviews:
        yield review.title, "Title of a study"
        yield review.caution, "Why the figures of the study are no benchmark"
    for figure in model.figures:
        yield figure.text, f"A figure about {', '.join(figure.capabilities)}; keep {{count}} and {{of}}"
    for term in model.terms:
        yield term.term, "Glossary: a term"
        yield term.meaning, f"Glossary: what “{term.term.source}” means"
