"""Where a respondent stands in their sections."""

from __future__ import annotations

from dataclasses import dataclass

from framework.answers import Answers, Questionnaire, is_answered


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """`answered` of `total` capabilities of one domain have an answer, be it a phase or a reason."""

    domain: str
    answered: int
    total: int

    @property
    def complete(self) -> bool:
        return self.answered == self.total


def section_progress(quest: Questionnaire, answers: Answers, domain: str) -> SectionProgress:
    asked = quest.in_section(domain)
    return SectionProgress(domain, sum(is_answered(answers, capability) for capability in asked), len(asked))


def progress(quest: Questionnaire, answers: Answers) -> tuple[SectionProgress, ...]:
    """One entry per section, in order."""
    return tuple(section_progress(quest, answers, domain.id) for domain in quest.sections)


def answered_count(quest: Questionnaire, answers: Answers) -> int:
    return sum(is_answered(answers, capability) for capability in quest.capabilities)


def still_open(quest: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The capabilities without an answer, in order."""
    return tuple(capability for capability in quest.capabilities if not is_answered(answers, capability))


def next_open(quest: Questionnaire, answers: Answers, after: str | None = None) -> str | None:
    """The first capability without an answer behind `after`, beginning again at the front; None when all have one.

    `after` itself comes last: someone who skips a question meets it again when the others are done.
    """
    asked = quest.capabilities
    start = asked.index(after) + 1 if after in asked else 0
    rest = asked[start:] + asked[:start]
    return next((capability for capability in rest if not is_answered(answers, capability)), None)
