"""A result is a profile: each capability with its phase, and what of the next one is in place."""

from __future__ import annotations

import pytest

from framework.answers import Answer, Basis, Depth, Questionnaire, Reason
from framework.profile import profile, row
from tests.models import model

WHOLE = Questionnaire.whole(model("garden"), Depth.FULL)


@pytest.mark.parametrize(
    ("answer", "next_phase", "in_place", "missing"),
    [
        (None, None, [], []),
        (Answer("compost", note="Later."), None, [], []),
        (Answer("compost", reason=Reason.NOT_APPLICABLE), None, [], []),
        (Answer("compost", "sprouting"), "rooting", [], ["rooting.1", "rooting.2"]),
        (Answer("compost", "sprouting", in_place=frozenset({"rooting.2"})), "rooting", ["rooting.2"], ["rooting.1"]),
        # What is still missing in a phase (growing.2: compost is bought) is nothing to put in place.
        (Answer("compost", "rooting"), "growing", [], ["growing.1", "growing.3"]),
        # What was ticked while another phase was chosen is kept, and does not count here.
        (Answer("compost", "growing", in_place=frozenset({"rooting.1"})), "bearing", [], ["bearing.1", "bearing.2"]),
        (Answer("compost", "bearing"), None, [], []),
    ],
    ids=["open", "a note alone", "a reason", "nothing ticked", "one ticked", "limits", "ticks of before", "last phase"],
)
def test_a_row(answer: Answer | None, next_phase: str | None, in_place: list[str], missing: list[str]) -> None:
    if answer:
        answer = Answer(
            "compost",
            answer.phase,
            answer.reason,
            in_place=frozenset(f"compost.{criterion}" for criterion in answer.in_place),
        )
    found = row(WHOLE, "compost", answer)
    assert found.answer == answer
    assert (found.next_stage.phase if found.next_stage else None) == next_phase
    assert [criterion.id for criterion in found.in_place] == [f"compost.{criterion}" for criterion in in_place]
    assert [criterion.id for criterion in found.missing] == [f"compost.{criterion}" for criterion in missing]
    assert found.phase == (answer.phase if answer else None)


@pytest.mark.parametrize(
    ("answer", "opinion_only"),
    [
        (None, False),
        (Answer("compost", "rooting"), False),
        (Answer("compost", "rooting", basis=frozenset({Basis.OPINION})), True),
        (Answer("compost", "rooting", basis=frozenset({Basis.OPINION, Basis.DATA})), False),
        (Answer("compost", reason=Reason.DONT_KNOW, basis=frozenset({Basis.OPINION})), False),
    ],
    ids=["open", "nothing said", "opinion alone", "opinion and data", "no phase"],
)
def test_what_rests_on_opinion_alone_is_marked(answer: Answer | None, opinion_only: bool) -> None:
    assert row(WHOLE, "compost", answer).opinion_only is opinion_only


def test_a_profile_has_a_row_for_each_capability_asked_and_nothing_besides() -> None:
    people = Questionnaire(model("garden"), ("seed-bank", "open-days"), Depth.QUICK)
    answers = {"open-days": Answer("open-days", "rooting"), "compost": Answer("compost", "bearing")}
    found = profile(people, answers)
    assert list(found) == ["seed-bank", "open-days"]
    assert [found[capability].phase for capability in found] == [None, "rooting"]
