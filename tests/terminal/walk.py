"""A full assessment of the national model, as lines for the terminal, and the answers it must lead to."""

from __future__ import annotations

from collections.abc import Iterator

from bot.library import bundled, model_from
from framework.answers import Answer, Basis, Reason

MODEL = model_from(bundled())
REASONS, BASES = list(Reason), list(Basis)


def answer_to(number: int, capability: str) -> Answer:
    """A different answer for each capability; `number` counts from 0."""
    if number % 7 == 6:
        return Answer(capability, reason=REASONS[number % 3], why=f"ask office {number} & <co>")
    phase = MODEL.phases[number % 4].id
    ahead = MODEL.next_stage(capability, phase)
    ticked = [criterion.id for criterion in ahead.attainable[number % 2 : 2]] if ahead else []
    note = f"note {number}: see the “law” of {2000 + number}" if number % 3 == 0 else ""
    return Answer(capability, phase, None, "", frozenset(ticked), frozenset({BASES[number % 4]}), note)


ANSWERS = {capability: answer_to(number, capability) for number, capability in enumerate(MODEL.capabilities)}


def lines() -> list[str]:
    """What is typed, from the greeting to the summary."""
    said = ["1", "2"]  # I agree; full
    for answer in ANSWERS.values():
        said.extend(_declined(answer) if answer.reason else _answered(answer))
    return [*said, str(len(ANSWERS) + 1)]  # the review has a button for each answer, then Submit


def _declined(answer: Answer) -> Iterator[str]:
    yield "5"
    yield str(REASONS.index(answer.reason or Reason.DONT_KNOW) + 1)
    yield answer.why
    yield "1"


def _answered(answer: Answer) -> Iterator[str]:
    phase = answer.phase or ""
    yield str([known.id for known in MODEL.phases].index(phase) + 1)
    if ahead := MODEL.next_stage(answer.capability, phase):
        boxes = [criterion.id for criterion in ahead.attainable]
        yield from (str(boxes.index(criterion) + 1) for criterion in sorted(answer.in_place))
        yield str(len(boxes) + 1)
    yield from (str(BASES.index(basis) + 1) for basis in answer.basis)
    yield str(len(BASES) + 1)
    if answer.note:
        yield answer.note
    yield "1"
