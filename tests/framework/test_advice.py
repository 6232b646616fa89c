"""What to work on next: first what others wait for, then what is earlier on its way.

In the garden, compost makes the seed bank easier, the seed bank the open days, and the open days the seed bank.
"""

from __future__ import annotations

import pytest

from framework.advice import advice
from framework.answers import Answer, Depth, Questionnaire, Reason
from tests.models import model

WHOLE = Questionnaire.whole(model("garden"), Depth.FULL)


def answers(**phases: str) -> dict[str, Answer]:
    """Phases by capability, with `_` for `-`; the answer `"unknown"` is a reason."""
    named = {capability.replace("_", "-"): phase for capability, phase in phases.items()}
    return {
        capability: Answer(capability, reason=Reason.DONT_KNOW) if phase == "unknown" else Answer(capability, phase)
        for capability, phase in named.items()
    }


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        ({}, []),
        # Without a phase there is no next one to advise; but others may well wait for it.
        ({"compost": "rooting", "seed_bank": "unknown"}, [("compost", ["seed-bank"])]),
        ({"compost": "rooting"}, [("compost", ["seed-bank"])]),
        # Nobody waits for watering, so it comes last, though it is furthest behind.
        (
            {"compost": "growing", "watering": "sprouting", "seed_bank": "rooting", "open_days": "rooting"},
            [
                ("seed-bank", ["open-days"]),
                ("open-days", ["seed-bank"]),
                ("compost", ["seed-bank"]),
                ("watering", []),
            ],
        ),
        # What is in the last phase waits for nobody, and has no next phase itself.
        (
            {"compost": "sprouting", "watering": "sprouting", "seed_bank": "bearing", "open_days": "growing"},
            [("compost", []), ("watering", []), ("open-days", [])],
        ),
        ({"compost": "bearing", "watering": "bearing", "seed_bank": "bearing", "open_days": "bearing"}, []),
    ],
    ids=["nothing answered", "a reason", "one phase", "dependents first", "finished ones", "all in the last phase"],
)
def test_the_order_of_the_next_steps(given: dict[str, str], steps: list[tuple[str, list[str]]]) -> None:
    found = advice(WHOLE, answers(**given))
    assert [(step.row.capability, [link.after for link in step.unlocks]) for step in found] == steps


def test_what_nobody_is_asked_about_waits_for_nothing() -> None:
    soil = Questionnaire(model("garden"), ("compost", "watering"), Depth.FULL)
    (step,) = advice(soil, answers(compost="rooting", seed_bank="rooting"))
    assert step.row.capability == "compost"
    assert step.unlocks == ()


def test_a_step_says_what_is_missing_and_why_it_may_come_early() -> None:
    (step,) = advice(WHOLE, answers(compost="rooting"))
    assert [criterion.text.source for criterion in step.row.missing] == [
        "All beds get compost in spring.",
        "A hot heap is checked with a thermometer.",
    ]
    assert [link.why.source for link in step.unlocks] == ["Plants that are well fed give sound seeds."]
