"""What an answer holds, and what it keeps when minds change; and what a questionnaire asks."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from framework.answers import Answer, Basis, Depth, Questionnaire, Reason, is_answered
from tests.models import model

FULL_ANSWER = Answer(
    "compost",
    phase="rooting",
    why="The keeper is new.",
    in_place=frozenset({"compost.growing.1"}),
    basis=frozenset({Basis.DATA}),
    note="See the report.",
)


@pytest.mark.parametrize(
    ("change", "phase", "reason"),
    [
        (lambda answer: answer.with_phase("bearing"), "bearing", None),
        (lambda answer: answer.with_reason(Reason.DONT_KNOW), None, Reason.DONT_KNOW),
        (lambda answer: answer.with_reason(Reason.DONT_KNOW).with_phase("rooting"), "rooting", None),
    ],
    ids=["another phase", "a reason instead", "there and back"],
)
def test_a_changed_mind_keeps_ticks_basis_and_words(
    change: Callable[[Answer], Answer], phase: str | None, reason: Reason | None
) -> None:
    changed = change(FULL_ANSWER)
    assert (changed.phase, changed.reason) == (phase, reason)
    assert (changed.in_place, changed.basis) == (FULL_ANSWER.in_place, FULL_ANSWER.basis)
    assert (changed.note, changed.why) == (FULL_ANSWER.note, FULL_ANSWER.why)


def test_ticking_says_how_it_shall_be_so_that_twice_is_once() -> None:
    ticked = FULL_ANSWER.with_criterion("compost.growing.3", on=True)
    assert ticked.in_place == {"compost.growing.1", "compost.growing.3"}
    assert ticked.with_criterion("compost.growing.3", on=True) == ticked
    assert ticked.with_criterion("compost.growing.3", on=False) == FULL_ANSWER
    assert FULL_ANSWER.with_basis(Basis.DATA, on=True) == FULL_ANSWER
    assert FULL_ANSWER.with_basis(Basis.LAW, on=True).basis == {Basis.LAW, Basis.DATA}
    assert FULL_ANSWER.with_basis(Basis.LAW, on=False) == FULL_ANSWER


def test_words_are_replaced_where_they_stand() -> None:
    assert FULL_ANSWER.with_words("note", "New.").note == "New."
    assert FULL_ANSWER.with_words("why", "").why == ""
    assert FULL_ANSWER.with_words("why", "").note == "See the report."


def test_a_phase_and_a_reason_exclude_one_another() -> None:
    with pytest.raises(ValueError, match="either a phase or a reason"):
        Answer("compost", phase="rooting", reason=Reason.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (FULL_ANSWER, True),
        (Answer("compost", reason=Reason.NOT_MY_REMIT), True),
        (Answer("compost", note="A note that came early."), False),
        (None, False),
    ],
    ids=["a phase", "a reason", "a note alone", "nothing"],
)
def test_a_question_is_answered_by_a_phase_or_a_reason(answer: Answer | None, given: bool) -> None:
    assert is_answered({"compost": answer} if answer else {}, "compost") is given


def test_a_questionnaire_asks_what_it_was_made_for_in_the_order_of_the_model() -> None:
    garden = model("garden")
    whole = Questionnaire.whole(garden, Depth.QUICK)
    assert whole.capabilities == ("compost", "watering", "seed-bank", "open-days")
    assert [section.id for section in whole.sections] == ["soil", "people"]

    some = Questionnaire(garden, ("watering",), Depth.FULL)
    assert "watering" in some
    assert "compost" not in some
    assert [section.id for section in some.sections] == ["soil"]
    assert some.in_section("soil") == ("watering",)
    assert some.in_section("people") == some.in_section("nowhere") == ()
    assert some["watering"].name.source == "Watering"
    with pytest.raises(KeyError):
        some["compost"]


def test_a_questionnaire_cannot_ask_what_the_model_does_not_have() -> None:
    with pytest.raises(ValueError, match="not in the model: beehive, pond"):
        Questionnaire(model("garden"), ("pond", "compost", "beehive"), Depth.QUICK)


ROOT = Path(__file__).parents[2]
UNWANTED = re.compile(r"scor(e|es|ed|ing)|averag(e|es|ed|ing)|means?|median|rank(s|ed|ing|ings)?|grade[sd]?|benchmark")


def test_no_name_in_the_code_speaks_of_scores_averages_or_ranks() -> None:
    """Invariant 9 of the design: a result is a profile, and there is nothing that could become a league table."""
    files = [path for folder in ("framework", "dialogs", "bot") for path in (ROOT / folder).rglob("*.py")]
    assert len(files) > 30
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in _names(ast.parse(path.read_text("utf-8")))
        if any(UNWANTED.fullmatch(word) for word in _words(name))
    }
    assert not found


def _names(tree: ast.AST) -> Iterator[str]:
    """Every name that the code gives or uses."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.alias(name=name):
                yield name
            case ast.keyword(arg=str(name)) | ast.MatchAs(name=str(name)) | ast.alias(asname=str(name)):
                yield name


def _words(name: str) -> list[str]:
    """`"nextStage_of"` is made of next, stage, of."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]
