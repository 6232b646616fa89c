"""What to work on next, and why: first what other capabilities depend on."""

from __future__ import annotations

from dataclasses import dataclass

from framework.answers import Answers, Questionnaire, Reason
from framework.model import Link
from framework.profile import Row, profile


@dataclass(frozen=True, slots=True)
class Advice:
    """One capability that has a next phase: what is missing for it, and which unfinished capabilities wait for it.

    `row.next_stage` is never None. `unlocks` holds the links to the asked capabilities that are not in the last
    phase yet, in the model's order.
    """

    row: Row
    unlocks: tuple[Link, ...]


def advice(quest: Questionnaire, answers: Answers) -> tuple[Advice, ...]:
    """The next steps: more dependents first, then the earlier phase, then the model's order.

    The order is one of usefulness within one country's own profile; it says nothing about merit.
    """
    rows = profile(quest, answers)
    phases = [phase.id for phase in quest.model.phases]

    def unfinished(capability: str) -> bool:
        answer = rows[capability].answer if capability in rows else None
        done = answer is not None and (answer.phase == phases[-1] or answer.reason is Reason.NOT_APPLICABLE)
        return capability in rows and not done

    steps = [
        Advice(row, tuple(link for link in quest.model.links if link.before == capability and unfinished(link.after)))
        for capability, row in rows.items()
        if row.next_stage is not None
    ]
    return tuple(sorted(steps, key=lambda step: (-len(step.unlocks), phases.index(step.row.phase or phases[0]))))
