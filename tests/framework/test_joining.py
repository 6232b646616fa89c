"""Answers of several people side by side: counted, never averaged."""

from __future__ import annotations

import pytest

from framework.answers import Answer, Basis, Depth, Reason
from framework.joined import Remark, Seen, Spread, Voice
from framework.joining import by_disagreement, joined, spread_of
from tests.framework.voices import PHASES, said, voice
from tests.models import model

GARDEN = model("garden")


def named(*people: Voice) -> Spread:
    return spread_of(GARDEN, "compost", people, named=True)


def anonymous(*people: Voice) -> Spread:
    return spread_of(GARDEN, "compost", people, named=False)


def test_phases_and_reasons_are_counted_and_who_is_silent_as_well() -> None:
    found = named(
        voice(1, "sprouting"),
        voice(2, "growing"),
        voice(3, "growing"),
        voice(4, "dont-know"),
        voice(5, said(note="Not yet.")),
        voice(6),
        Voice(7, ("watering",), {"watering": Answer("watering", "bearing")}),
    )
    assert dict(found.phases) == {"sprouting": 1, "rooting": 0, "growing": 2, "bearing": 0}
    assert dict(found.reasons) == {Reason.DONT_KNOW: 1, Reason.NOT_MY_REMIT: 0, Reason.NOT_APPLICABLE: 0}
    assert (found.asked, found.answered, found.rated, found.unanswered) == (6, 4, 3, 2)
    assert (found.distance, found.unanimous, found.withheld) == (2, None, False)


def test_an_answer_to_what_someone_is_no_longer_asked_does_not_count() -> None:
    found = named(Voice(1, ("watering",), {"compost": said("rooting")}), voice(2, "growing"))
    assert (found.asked, found.rated, found.unanimous) == (1, 1, "growing")


def test_a_criterion_counts_for_those_who_were_asked_about_it() -> None:
    found = named(
        voice(1, said("sprouting", ticks=("rooting.1",))),
        voice(2, said("sprouting", ticks=("rooting.1", "rooting.2"))),
        # Asked about growing; what was ticked under another phase is kept and does not count.
        voice(3, said("rooting", ticks=("rooting.2", "growing.1"))),
        # Nothing comes after the last phase.
        voice(4, said("bearing", ticks=("bearing.1",))),
        voice(5, "not-my-remit"),
    )
    assert found.criteria == (
        Seen("compost.rooting.1", 2, 2),
        Seen("compost.rooting.2", 1, 2),
        Seen("compost.growing.1", 1, 1),
        Seen("compost.growing.3", 0, 1),
    )


def test_what_answers_rest_on_is_counted_where_there_is_a_phase() -> None:
    opinion, both = frozenset({Basis.OPINION}), frozenset({Basis.OPINION, Basis.LAW})
    found = named(
        voice(1, said("rooting", basis=opinion)),
        voice(2, said("rooting", basis=both)),
        voice(3, said("dont-know", basis=opinion)),
    )
    assert dict(found.basis) == {Basis.LAW: 1, Basis.DATA: 0, Basis.PRACTICE: 0, Basis.OPINION: 2}
    assert (found.opinion_only, found.on_opinion) == (1, False)
    assert named(voice(1, said("rooting", basis=opinion))).on_opinion


def test_a_quick_assessment_has_neither_criteria_nor_a_basis() -> None:
    people = [voice(1, said("rooting", ticks=("growing.1",), basis=frozenset({Basis.LAW})))]
    found = spread_of(GARDEN, "compost", people, named=True, depth=Depth.QUICK)
    assert (found.rated, found.criteria, found.basis) == (1, (), {})


def test_remarks_say_who_wrote_them_and_what_they_chose() -> None:
    found = named(
        voice(1, said("rooting", note="A rota hangs on the shed."), name="Shed"),
        voice(2, said("dont-know", why="Ask the shed.", note="Or the gate."), name="Gate"),
        voice(3, said("rooting", why="This was the reason before."), name="Well"),
        voice(4, said(note="I will look."), name="Path"),
    )
    assert found.remarks == (
        Remark("A rota hangs on the shed.", 1, "Shed", "rooting"),
        Remark("Ask the shed.", 2, "Gate", None, Reason.DONT_KNOW),
        Remark("Or the gate.", 2, "Gate", None, Reason.DONT_KNOW),
        Remark("I will look.", 4, "Path"),
    )


def test_in_an_anonymous_round_remarks_say_nothing_about_who_wrote_them() -> None:
    texts = ["First.", "Second.", "Third.", "Fourth."]
    people = [voice(n, said("rooting", note=text), name="Shed") for n, text in enumerate(texts, 1)]
    people.append(voice(5, said(note="A note on a question that is still open.")))
    there, back = anonymous(*people), anonymous(*(voice(9 - v.number, v.answers["compost"]) for v in people[::-1]))
    assert there.remarks == back.remarks
    assert sorted(remark.text for remark in there.remarks) == sorted(texts)
    assert [remark.text for remark in there.remarks] != texts
    assert {(r.number, r.name, r.phase, r.reason) for r in there.remarks} == {(0, "", None, None)}


def test_what_fewer_than_three_answered_is_withheld_in_an_anonymous_round() -> None:
    found = anonymous(voice(1, said("rooting", note="Secret.")), voice(2, "growing"), voice(3), voice(4))
    assert found == Spread("compost", {}, {}, asked=4, unanswered=0, withheld=True)
    assert (found.rated, found.answered, found.distance, found.unanimous) == (0, 0, 0, None)
    assert not anonymous(voice(1, "rooting"), voice(2, "growing"), voice(3, "dont-know")).withheld


def test_criteria_and_basis_need_three_people_in_an_anonymous_round() -> None:
    law = frozenset({Basis.LAW})
    people = [voice(n, said("sprouting", ticks=("rooting.1",), basis=law)) for n in (1, 2, 3)]
    people += [voice(n, said("rooting", ticks=("growing.1",), basis=law)) for n in (4, 5)]
    assert anonymous(*people).criteria == (Seen("compost.rooting.1", 3, 3), Seen("compost.rooting.2", 0, 3))
    assert anonymous(*people).basis[Basis.LAW] == 5
    two = anonymous(*people[3:], voice(6, "dont-know"))
    assert (two.rated, two.criteria, two.basis, two.opinion_only) == (2, (), {}, 0)


def test_sectors_are_shown_beside_the_whole() -> None:
    people = [voice(n, phase, "police") for n, phase in enumerate(("rooting", "growing", "dont-know"), 1)]
    (group,) = named(*people).groups
    assert group.sector == "police"
    assert (group.phases["rooting"], group.phases["growing"], group.reasons[Reason.DONT_KNOW]) == (1, 1, 1)
    assert spread_of(GARDEN, "compost", people, named=False, sectors=()).groups == ()


def test_every_capability_that_somebody_was_asked_in_the_order_of_the_model() -> None:
    people = [Voice(1, ("open-days", "compost"), {}), Voice(2, ("seed-bank",), {})]
    found = joined(GARDEN, people, named=True)
    assert list(found) == ["compost", "seed-bank", "open-days"]
    assert [spread.unanswered for spread in found.values()] == [1, 1, 1]
    assert joined(GARDEN, [], named=True) == {}


@pytest.mark.parametrize(
    ("chosen", "order"),
    [
        # Two phases apart comes before one; the furthest first; among equals as in the model.
        (["01", "03", "02", "13"], ["watering", "seed-bank", "open-days", "compost"]),
        # One phase apart is no reason to come first.
        (["00", "01", "11", "12"], ["compost", "watering", "seed-bank", "open-days"]),
    ],
)
def test_the_largest_disagreements_come_first(chosen: list[str], order: list[str]) -> None:
    spreads = {
        capability: Spread(capability, {p: places.count(str(n)) for n, p in enumerate(PHASES)}, {}, 2, 0)
        for capability, places in zip(GARDEN.capabilities, chosen, strict=True)
    }
    assert list(by_disagreement(spreads)) == order
