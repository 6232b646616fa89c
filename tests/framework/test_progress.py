"""Where a respondent stands, and which question comes next."""

from __future__ import annotations

import pytest

from framework.answers import Answer, Depth, Questionnaire, Reason
from framework.progress import SectionProgress, answered_count, next_open, progress, section_progress, still_open
from tests.models import model

WHOLE = Questionnaire.whole(model("garden"), Depth.FULL)
COMPOST, WATERING, SEEDS, DAYS = WHOLE.capabilities


def answered(*capabilities: str) -> dict[str, Answer]:
    return {capability: Answer(capability, "rooting") for capability in capabilities}


@pytest.mark.parametrize(
    ("done", "after", "goes_to"),
    [
        ((), None, COMPOST),
        ((), COMPOST, WATERING),
        ((), DAYS, COMPOST),  # behind the last one it begins again at the front
        ((COMPOST,), None, WATERING),
        ((COMPOST, WATERING), WATERING, SEEDS),
        ((WATERING,), COMPOST, SEEDS),  # what is answered is passed over
        ((COMPOST, SEEDS, DAYS), DAYS, WATERING),
        ((COMPOST, SEEDS, DAYS), WATERING, WATERING),  # the one that was skipped, when it is the last
        ((COMPOST, WATERING, SEEDS, DAYS), None, None),
        ((COMPOST, WATERING, SEEDS, DAYS), SEEDS, None),
        ((), "unheard-of", COMPOST),
    ],
)
def test_the_next_open_question(done: tuple[str, ...], after: str | None, goes_to: str | None) -> None:
    assert next_open(WHOLE, answered(*done), after) == goes_to


def test_who_skips_everything_meets_every_question_again() -> None:
    here, seen = None, list[str | None]()
    for _ in range(8):
        here = next_open(WHOLE, {}, here)
        seen.append(here)
    assert seen == [*WHOLE.capabilities, *WHOLE.capabilities]


def test_sections_count_their_own_answers() -> None:
    answers = answered(COMPOST, WATERING) | {SEEDS: Answer(SEEDS, reason=Reason.NOT_MY_REMIT), DAYS: Answer(DAYS)}
    soil, people = progress(WHOLE, answers)
    assert soil == SectionProgress("soil", 2, 2)
    assert soil.complete
    assert people == section_progress(WHOLE, answers, "people") == SectionProgress("people", 1, 2)
    assert not people.complete
    assert answered_count(WHOLE, answers) == 3
    assert still_open(WHOLE, answers) == (DAYS,)


def test_only_what_is_asked_counts() -> None:
    water_only = Questionnaire(model("garden"), (WATERING,), Depth.QUICK)
    answers = answered(COMPOST, SEEDS)
    assert progress(water_only, answers) == (SectionProgress("soil", 0, 1),)
    assert still_open(water_only, answers) == (WATERING,)
    assert answered_count(water_only, answers) == 0
    assert next_open(water_only, answers, COMPOST) == WATERING
