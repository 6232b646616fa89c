"""What the cards of one question share: where it stands, what it asks, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dialogs.cards import words
from dialogs.screens import Block, Bullets, Fold, Heading, Item, Kicker, Paragraph, Quote
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.answers import Answer, Questionnaire
from framework.model import Capability, Model

GLIMPSE = 300
"""Characters of a note that a card shows when the note is not what it is about."""


def where(quest: Questionnaire, capability: Capability, t: Tongue) -> Kicker:
    """The section, and the capability's number in it."""
    asked = quest.in_section(capability.domain)
    section = t.of(quest.model.by_domain[capability.domain].name)
    number, total = asked.index(capability.id) + 1, len(asked)
    return Kicker(t.gettext("{section}, {number} of {total}", section=section, number=number, total=total))


@lru_cache(maxsize=1024)
def described(model: Model, capability: str, t: Tongue) -> tuple[Block, ...]:
    """The question, the same for everybody, and most of its card."""
    asked = model.capabilities[capability]
    return (
        Heading(words.name(t, asked)),
        Paragraph(t.of(asked.question)),
        *(Item(t.of(phase.name), t.of(asked.stage(phase.id).gist)) for phase in model.phases),
        Fold(tuple(_in_full(model, asked, t))),
    )


def _in_full(model: Model, capability: Capability, t: Tongue) -> Iterator[Heading | Paragraph | Bullets]:
    yield Paragraph(t.of(capability.about))
    for stage in capability.stages:
        yield Heading(t.of(model.by_phase[stage.phase].name))
        yield Bullets(tuple(t.of(criterion.text) for criterion in stage.criteria))


def so_far(answer: Answer, t: Tongue) -> Iterator[Block]:
    if answer.note:
        yield Paragraph(t.gettext("Your note:"))
        yield Quote(shortened(answer.note, GLIMPSE))


def given(quest: Questionnaire, answer: Answer, t: Tongue) -> str:
    return t.gettext("Your answer: {verdict}", verdict=words.verdict(t, quest, answer))
