"""Two rounds side by side: both phases and the reasons, and no word on which is better."""

from __future__ import annotations

from framework.agreed import Result
from framework.comparing import Change, Compared, compared
from tests.models import model

GARDEN = model("garden")


def by_id(*results: Result) -> dict[str, Result]:
    return {result.capability: result for result in results}


def test_each_capability_then_and_now_with_the_reasons_counted() -> None:
    then = by_id(Result("watering", "rooting"), Result("compost", "growing"))
    now = by_id(Result("compost", "rooting"), Result("watering", "rooting"), Result("open-days", "sprouting"))
    reasons = {"compost": [Change.BETTER_INFORMATION, Change.THINGS_CHANGED, Change.BETTER_INFORMATION]}
    assert compared(GARDEN, then, now, reasons, named=True) == (
        Compared("compost", "growing", "rooting", {Change.THINGS_CHANGED: 1, Change.BETTER_INFORMATION: 2}),
        Compared("watering", "rooting", "rooting"),
        Compared("open-days", None, "sprouting", asked_then=False),
    )


def test_what_was_left_open_or_asked_in_one_round_alone() -> None:
    (found,) = compared(GARDEN, by_id(Result("compost", None)), {}, {}, named=True)
    assert found == Compared("compost", None, None, asked_now=False)


def test_what_the_model_no_longer_has_is_left_out() -> None:
    then = by_id(Result("pond", "rooting"), Result("compost", "flourishing"))
    assert compared(GARDEN, then, {}, {}, named=True) == (Compared("compost", None, None, asked_now=False),)


def test_reasons_of_fewer_than_three_are_not_counted_in_an_anonymous_round() -> None:
    now = by_id(Result("compost", "rooting"), Result("watering", "rooting"))
    reasons = {"compost": [Change.OTHER_PEOPLE] * 2, "watering": [*[Change.OTHER_PEOPLE] * 2, Change.READ_DIFFERENTLY]}
    few, enough = compared(GARDEN, now, now, reasons, named=False)
    assert few.changes == {}
    assert enough.changes == {Change.OTHER_PEOPLE: 2, Change.READ_DIFFERENTLY: 1}


def test_the_words_that_stand_for_reasons_never_change() -> None:
    assert list(Change) == ["things-changed", "better-information", "other-people", "read-differently"]
