"""What a round came to, and the steps from there."""

from __future__ import annotations

from framework.agreed import Agreement, Result
from framework.answers import Answer, Reason
from framework.joined import Seen, Spread, Voice
from framework.joining import joined
from framework.planning import agreed_answers, results, steps, unanimous
from tests.framework.voices import said
from tests.models import model

GARDEN = model("garden")


def voices(*people: dict[str, Answer]) -> list[Voice]:
    return [Voice(n, tuple(GARDEN.capabilities), answers) for n, answers in enumerate(people, 1)]


def spreads(*people: dict[str, Answer]) -> dict[str, Spread]:
    return joined(GARDEN, voices(*people), named=True)


def all_say(capability: str, what: str, *ticks: str) -> dict[str, Answer]:
    return {capability: said(what, ticks=ticks, capability=capability)}


DISPUTED = spreads(all_say("compost", "sprouting", "rooting.1"), all_say("compost", "rooting", "growing.1"))
AGREED = spreads(all_say("compost", "rooting", "growing.1"), all_say("compost", "rooting", "growing.1", "growing.3"))


def test_what_was_recorded_stands_before_what_all_said() -> None:
    assert results(GARDEN, AGREED, {})["compost"].phase == "rooting"
    recorded = {"compost": Agreement("compost", "growing", "Seen on the spot.")}
    assert results(GARDEN, AGREED, recorded)["compost"] == Result("compost", "growing")


def test_what_was_left_open_on_purpose_stays_open_though_all_said_the_same() -> None:
    open_on_purpose = {"compost": Agreement("compost", None, "The law is before parliament.")}
    assert results(GARDEN, AGREED, open_on_purpose)["compost"].phase is None
    assert agreed_answers(GARDEN, AGREED, open_on_purpose) == {}


def test_where_people_differ_there_is_no_phase_until_one_is_recorded() -> None:
    assert results(GARDEN, DISPUTED, {})["compost"] == Result("compost", None)
    assert agreed_answers(GARDEN, DISPUTED, {}) == {}


def test_only_what_everybody_saw_who_was_asked_is_in_place() -> None:
    assert results(GARDEN, AGREED, {})["compost"].in_place == ("compost.growing.1",)
    # Both criteria of growing were put to the one who chose rooting, and to nobody else.
    recorded = {"compost": Agreement("compost", "rooting")}
    assert results(GARDEN, DISPUTED, recorded)["compost"].in_place == ("compost.growing.1",)
    nobody = {"compost": Spread("compost", {}, {}, 3, 0, criteria=(Seen("compost.growing.1", 0, 0),))}
    assert results(GARDEN, nobody, recorded)["compost"].in_place == ()


def test_what_was_recorded_without_anybody_asked_counts_too() -> None:
    assert list(results(GARDEN, {}, {"watering": Agreement("watering", "rooting")})) == ["watering"]


def test_what_is_not_applicable_to_all_waits_for_nothing() -> None:
    not_here = all_say("seed-bank", "not-applicable")
    compost = all_say("compost", "rooting")
    found = spreads({**compost, **not_here}, {**compost, **not_here})
    assert agreed_answers(GARDEN, found, {})["seed-bank"] == Answer("seed-bank", reason=Reason.NOT_APPLICABLE)
    assert [(step.row.capability, step.unlocks) for step in steps(GARDEN, found, {})] == [("compost", ())]
    somebody = spreads({**compost, **not_here}, {**compost, **all_say("seed-bank", "dont-know")})
    assert "seed-bank" not in agreed_answers(GARDEN, somebody, {})
    assert [link.after for link in steps(GARDEN, somebody, {})[0].unlocks] == ["seed-bank"]


def test_the_steps_say_what_is_missing_and_begin_with_what_others_wait_for() -> None:
    found = spreads({**all_say("watering", "sprouting"), **all_say("compost", "rooting", "growing.1")})
    first, second = steps(GARDEN, found, {})
    assert (first.row.capability, [c.id for c in first.row.missing]) == ("compost", ["compost.growing.3"])
    assert second.row.capability == "watering"


def test_what_all_agree_on_can_be_accepted_together() -> None:
    both = {**all_say("compost", "rooting"), **all_say("watering", "growing"), **all_say("seed-bank", "rooting")}
    found = spreads(
        {**both, **all_say("open-days", "bearing")},
        {**both, **all_say("watering", "rooting"), **all_say("open-days", "dont-know")},
        {**both, **all_say("seed-bank", "not-my-remit"), **all_say("open-days", "not-my-remit")},
    )
    # Watering is disputed; one person alone chose a phase for open days. A reason is no other phase.
    assert unanimous(found, {}) == ("compost", "seed-bank")
    assert unanimous(found, {"compost": Agreement("compost", None)}) == ("seed-bank",)
