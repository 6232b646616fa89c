"""What a round came to, and what would come next: agreed phases, and the steps from there."""

from __future__ import annotations

from collections.abc import Mapping

from framework.advice import Advice, advice
from framework.agreed import Agreement, Result
from framework.answers import Answer, Answers, Depth, Questionnaire, Reason
from framework.joined import Spread
from framework.model import Model

TOGETHER = 2
"""The fewest people who can be of one mind."""


def results(model: Model, spreads: Mapping[str, Spread], agreements: Mapping[str, Agreement]) -> dict[str, Result]:
    """What each capability came to, in the model's order: the phase that was recorded, else the one all chose.

    What was left open on purpose stays open, also where all chose one phase. Of the next phase's criteria only those
    are in place that everybody who was asked about them saw.
    """
    concerned = spreads.keys() | agreements.keys()
    return {c: _result(model, c, spreads.get(c), agreements.get(c)) for c in model.capabilities if c in concerned}


def agreed_answers(model: Model, spreads: Mapping[str, Spread], agreements: Mapping[str, Agreement]) -> Answers:
    """The results as if one person had answered; nothing for what is open.

    `in_place` holds only those criteria of the next phase that everybody who was asked about them saw in place. A
    capability that everybody who answered calls not applicable is so here.
    """
    found = results(model, spreads, agreements)
    answers = {c: _answer(result, spreads.get(c)) for c, result in found.items()}
    return {c: answer for c, answer in answers.items() if answer.given}


def steps(model: Model, spreads: Mapping[str, Spread], agreements: Mapping[str, Agreement]) -> tuple[Advice, ...]:
    """The next steps from what the round came to: first what other capabilities wait for."""
    answers = agreed_answers(model, spreads, agreements)
    concerned = tuple(results(model, spreads, agreements))
    return advice(Questionnaire(model, concerned, Depth.FULL), answers)


def unanimous(spreads: Mapping[str, Spread], agreements: Mapping[str, Agreement]) -> tuple[str, ...]:
    """Capabilities to accept together: two or more chose a phase, all the same one, and nothing is recorded yet."""
    return tuple(c for c, s in spreads.items() if c not in agreements and s.rated >= TOGETHER and s.unanimous)


def _result(model: Model, capability: str, spread: Spread | None, recorded: Agreement | None) -> Result:
    phase = recorded.phase if recorded else spread.unanimous if spread else None
    stage = model.next_stage(capability, phase) if phase else None
    if stage is None or spread is None:
        return Result(capability, phase)
    agreed = {seen.criterion for seen in spread.criteria if seen.seen == seen.of > 0}
    return Result(capability, phase, tuple(c.id for c in stage.attainable if c.id in agreed))


def _answer(result: Result, spread: Spread | None) -> Answer:
    if result.phase is None and spread and 0 < spread.answered == spread.reasons[Reason.NOT_APPLICABLE]:
        return Answer(result.capability, reason=Reason.NOT_APPLICABLE)
    return Answer(result.capability, result.phase, in_place=frozenset(result.in_place))
