"""The cards every peer shows: text in Telegram's HTML, and rows of buttons with what they carry. Drawn once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib import resources

from framework.model import Capability
from framework.reading import read_model

Rows = tuple[tuple[tuple[str, str], ...], ...]
"""Buttons by row, each with its label and its data."""

MODEL = read_model((resources.files("framework") / "models" / "model-national-response.yaml").read_text("utf-8"))
ORDER = tuple(MODEL.capabilities)
CELLS = 10


@dataclass(frozen=True, slots=True)
class Card:
    """What a message says and offers."""

    html: str
    rows: Rows = ()


GREETING = Card(
    "<b>Welcome</b>\n\n"
    f"This chat takes you through the {escape(MODEL.title.source, quote=False)}, one capability at a time. "
    "For each you choose the phase that fits your country best.\n\n"
    "Every answer is kept until you are through.\n\n"
    "• You assess on your own.\n"
    "• This is not a place to report a case. Please never name or describe a person here.\n\n"
    "Taking part is your choice. May your answers be kept?",
    ((("I agree, begin", "agree"), ("No, thank you", "refuse")), (("Privacy", "privacy"), ("Language", "language"))),
)

DEPTH = Card(
    "<b>How much time do you have?</b>\n\n"
    "<b>Quick, about 10 minutes</b>\nThe phase of each capability, and no more.\n\n"
    "<b>Full, about 40 minutes</b>\nAlso what is already in place of the next phase.",
    ((("Quick", "depth:quick"), ("Full", "depth:full")),),
)


def ends_section(place: int) -> bool:
    """Whether the question at this place, from 0, is the last of its section."""
    return place + 1 == len(ORDER) or _domain(place) != _domain(place + 1)


def question(place: int) -> Card:
    """The question at this place, from 0, which all those before it have an answer to."""
    return QUESTIONS[place]


def record(place: int, answers: Mapping[str, str]) -> Card:
    """What stays behind of the section of the question at this place; `answers` are phases by capability."""
    domain = MODEL.by_domain[_domain(place)]
    lines = (_line(capability.id, answers) for capability in domain.capabilities)
    return Card("\n".join([f"<b>{_safe(domain.name.source)}: complete</b>\n", *lines]))


def closing(answers: Mapping[str, str]) -> Card:
    """Every answer."""
    lines = (f"{number}. {_line(capability, answers)}" for number, capability in enumerate(ORDER, 1))
    return Card("\n".join(["<b>Your answers</b>\n", *lines]), ((("Submit", "submit"),), (("Sections", "sections"),)))


def _domain(place: int) -> str:
    return MODEL.capabilities[ORDER[place]].domain


def _line(capability: str, answers: Mapping[str, str]) -> str:
    phase = MODEL.by_phase[answers[capability]]
    return f"{_safe(MODEL.capabilities[capability].name.source)}: {_safe(phase.name.source)}"


def _card(place: int) -> Card:
    capability = MODEL.capabilities[ORDER[place]]
    domain = MODEL.by_domain[capability.domain]
    number = domain.capabilities.index(capability) + 1
    filled = max(place * CELLS // len(ORDER), min(place, 1))
    bar = "▰" * filled + "▱" * (CELLS - filled)
    where = f"<i>{_safe(domain.name.source)}, {number} of {len(domain.capabilities)}</i>"
    parts = [
        f"{where}\n{bar} {place} of {len(ORDER)} answered",
        f"<b>{_safe(capability.name.source)}</b>",
        _safe(capability.question.source),
        *(f"<b>{_name(stage.phase)}</b>\n{_safe(stage.gist.source)}" for stage in capability.stages),
        f"<blockquote expandable>{''.join(_in_full(capability))}</blockquote>",
    ]
    return Card("\n\n".join(parts), _buttons(capability))


def _in_full(capability: Capability) -> Iterator[str]:
    yield _safe(capability.about.source)
    for stage in capability.stages:
        yield f"\n\n<b>{_name(stage.phase)}</b>"
        yield from (f"\n• {_safe(criterion.text.source)}" for criterion in stage.criteria)


def _buttons(capability: Capability) -> Rows:
    phases = tuple((phase.name.source, f"phase:{capability.id}:{phase.id}") for phase in MODEL.phases)
    words = ((("Words explained", "terms"),),) if capability.terms else ()
    return (
        phases[:2],
        phases[2:],
        (("I can't judge this", f"judge:{capability.id}"),),
        (("Back", "back"), ("Skip for now", f"next:{capability.id}"), ("Sections", "sections")),
        *words,
    )


def _name(phase: str) -> str:
    return _safe(MODEL.by_phase[phase].name.source)


def _safe(text: str) -> str:
    return escape(text, quote=False)


QUESTIONS = tuple(_card(place) for place in range(len(ORDER)))
