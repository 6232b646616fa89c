"""The result of an assessment: a profile, capability by capability.

The model's authors warn that countries do not move through the phases in a straight line and that capabilities
hang together; so a profile has no total, no mean and no order of merit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from framework.answers import Answer, Answers, Basis, Questionnaire
from framework.model import Criterion, Stage


@dataclass(frozen=True, slots=True)
class Row:
    """One capability in a profile.

    Without a phase or a reason in `answer` it is open. `next_stage` is None without a phase and after the last one;
    `in_place` and `missing` are its attainable criteria, parted by what the respondent ticked.
    """

    capability: str
    answer: Answer | None
    next_stage: Stage | None
    in_place: tuple[Criterion, ...]
    missing: tuple[Criterion, ...]

    @property
    def phase(self) -> str | None:
        return self.answer.phase if self.answer else None

    @property
    def opinion_only(self) -> bool:
        """Whether the respondent says that this answer rests on opinion and nothing else."""
        return self.answer is not None and self.answer.phase is not None and self.answer.basis == {Basis.OPINION}


Profile = Mapping[str, Row]
"""Rows by capability id, in the questionnaire's order."""


def row(quest: Questionnaire, capability: str, answer: Answer | None) -> Row:
    stage = quest.model.next_stage(capability, answer.phase) if answer and answer.phase else None
    if answer is None or stage is None:
        return Row(capability, answer, None, (), ())
    ticked = tuple(c for c in stage.attainable if c.id in answer.in_place)
    missing = tuple(c for c in stage.attainable if c.id not in answer.in_place)
    return Row(capability, answer, stage, ticked, missing)


def profile(quest: Questionnaire, answers: Answers) -> Profile:
    return {capability: row(quest, capability, answers.get(capability)) for capability in quest.capabilities}
