"""Nobody is found in what is shown: not in a group, not by subtracting a group, not by waiting and subtracting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.answers import Answer, Basis
from framework.joined import Voice
from framework.joining import spread_of
from framework.privacy import View, apart, changed, groups_to_show, releasable, renewed, view_of, without
from tests.framework.voices import PHASES, said, voice
from tests.models import model

GARDEN = model("garden")


def crowd(**sectors: int) -> list[Voice]:
    """So many of each sector, who all chose a phase; `unsaid` are without a sector."""
    listed = [sector for sector, people in sectors.items() for _ in range(people)]
    return [voice(n, PHASES[n % 4], "" if sector == "unsaid" else sector) for n, sector in enumerate(listed, 1)]


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({"police": 3}, ["police"]),
        ({"police": 2}, []),
        # Taking the police away from all leaves the one: hidden, as if nobody had a sector.
        ({"police": 5, "justice": 1}, []),
        ({"police": 5, "justice": 2}, []),
        ({"police": 5, "justice": 3}, ["justice", "police"]),
        # Three together are nobody in particular, whichever sectors they are of.
        ({"police": 5, "justice": 2, "unsaid": 1}, ["police"]),
        ({"police": 5, "justice": 1, "industry": 1, "services": 1}, ["police"]),
        # One beside two groups: the smaller of them is hidden with the one.
        ({"police": 5, "justice": 3, "industry": 1}, ["police"]),
        ({"police": 3, "justice": 5, "unsaid": 2}, ["justice"]),
        # Of equals, the last by its id.
        ({"police": 4, "justice": 4, "industry": 2}, ["justice"]),
        ({"unsaid": 9}, []),
        ({}, []),
    ],
    ids=str,
)
def test_which_sectors_are_shown(people: dict[str, int], shown: list[str]) -> None:
    assert list(groups_to_show(crowd(**people), "compost")) == shown


def test_only_those_who_answered_make_a_group() -> None:
    people = [*crowd(police=2), voice(8, sector="police"), voice(9, said(note="Later."), "police")]
    assert groups_to_show(people, "compost") == ()
    elsewhere = Voice(10, ("watering",), {"compost": said("rooting")}, "police")
    assert groups_to_show([*people, elsewhere], "compost") == ()


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (said("rooting"), said("rooting"), 0),
        (said("rooting"), said("growing"), 1),
        (said("rooting"), said("dont-know"), 1),
        (None, said("rooting"), 1),
        (said("rooting"), None, 1),
        (said("rooting"), said("rooting", note="Now with a note."), 1),
        (said("rooting"), said("rooting", ticks=("growing.1",)), 1),
        (said("rooting"), said("rooting", basis=frozenset({Basis.LAW})), 1),
        # What nobody sees: a tick under another phase, an explanation that lost its reason, a note that came early.
        (said("rooting"), said("rooting", ticks=("bearing.1",)), 0),
        (said("rooting"), said("rooting", why="I did not know."), 0),
        (None, said(note="Soon."), 0),
    ],
    ids=[
        "nothing",
        "a phase",
        "a reason",
        "came",
        "went",
        "a note",
        "a tick",
        "a basis",
        "a tick elsewhere",
        "an explanation of before",
        "a note on what is still open",
    ],
)
def test_what_counts_as_a_change(before: Answer | None, after: Answer | None, count: int) -> None:
    others = crowd(unsaid=4)
    assert changed(GARDEN, [*others, voice(9, before)], [*others, voice(9, after)], "compost") == count


def altered(people: Sequence[Voice], *numbers: int) -> list[Voice]:
    """The same people, some of whom now choose the next phase, from the last one the first."""
    moved = []
    for each in people:
        answer = each.answers["compost"]
        place = PHASES.index(answer.phase or "") + (each.number in numbers)
        moved.append(replace(each, answers={"compost": said(PHASES[place % 4])}))
    return moved


@pytest.mark.parametrize(
    ("moved", "shown_anew"),
    [((), True), ((1,), False), ((1, 2), False), ((1, 2, 3), True), ((1, 2, 3, 4), True)],
    ids=["nobody", "one", "two", "three", "four"],
)
def test_a_result_is_shown_anew_when_nobody_or_three_changed(moved: tuple[int, ...], shown_anew: bool) -> None:
    people = crowd(unsaid=6)
    shown = [view_of(GARDEN, people, "compost", ())]
    assert releasable(GARDEN, shown, altered(people, *moved), "compost") is shown_anew


def test_changing_back_does_not_uncover_the_one_who_stays_with_the_change() -> None:
    first = crowd(unsaid=6)
    then = altered(first, 1, 2, 3)
    now = altered(altered(first, 3), 3)  # 1 and 2 changed back while 3 went further: three changes, and one is left
    assert changed(GARDEN, then, now, "compost") == 3
    views = [view_of(GARDEN, people, "compost", ()) for people in (first, then)]
    assert not releasable(GARDEN, views, now, "compost")


def test_a_sector_of_which_one_changed_is_not_shown_beside_its_older_self() -> None:
    people = crowd(police=4, justice=4)
    shown = view_of(GARDEN, people, "compost", groups_to_show(people, "compost"))
    assert shown.sectors == ("justice", "police")
    # One of the police and three of justice: the whole may be renewed, the sectors may not.
    view = renewed(GARDEN, [shown], altered(people, 1, 5, 6, 7), "compost")
    assert view is None or view.sectors == ()
    both = renewed(GARDEN, [shown], altered(people, 1, 2, 3, 5, 6, 7), "compost")
    assert both is not None
    assert both.sectors == ("justice", "police")


def test_what_fewer_than_three_answered_shows_nothing_and_gives_nothing_away() -> None:
    two = crowd(unsaid=2)
    nothing = renewed(GARDEN, [], two, "compost")
    assert nothing == View({})
    assert renewed(GARDEN, [nothing], crowd(unsaid=3), "compost") is not None


def test_a_view_keeps_no_words() -> None:
    people = [voice(n, said("rooting", note="A secret.")) for n in (1, 2, 3)]
    assert "secret" not in str(view_of(GARDEN, people, "compost", ()))


# The attacker adds up whatever was ever shown, subtracts one sum from another, and looks who is left.

ANSWERS = [None, said(note="Soon."), said("dont-know"), said("rooting", ticks=("growing.1",)), said("growing")]


@st.composite
def rounds(draw: st.DrawFn) -> list[list[Voice]]:
    """A round as it was on some days: people come, answer, change their minds, often several at once, and go."""
    sectors = draw(st.lists(st.sampled_from(["police", "justice", "industry", ""]), min_size=5, max_size=14))
    numbers = st.sets(st.integers(1, len(sectors)), max_size=5)
    said_what = dict.fromkeys(range(1, len(sectors) + 1), draw(st.sampled_from(ANSWERS[2:])))
    said_what |= dict.fromkeys(draw(numbers))
    days = []
    for _ in range(draw(st.integers(1, 5))):
        for _ in range(draw(st.integers(0, 2))):
            said_what |= dict.fromkeys(draw(numbers), draw(st.sampled_from(ANSWERS)))
        gone = draw(st.sampled_from([0, 0, 0, 1, 2]))
        days.append([voice(n, answer, sectors[n - 1]) for n, answer in said_what.items() if n > gone])
    return days


Contents = dict[int, str]
"""Who stands behind something that was shown, and with what."""


def sums(view: View, people: Sequence[Voice]) -> list[Contents]:
    """Everything that can be added up from one view, by what the spread shows rather than by what was planned."""
    if not view.parts:
        return []
    spread = spread_of(GARDEN, "compost", people, named=False, sectors=view.sectors)
    assert not spread.withheld
    shown = [group.sector for group in spread.groups]
    said_what = {v.number: a for v in people if (a := v.answers.get("compost")) and a.given}
    sector_of = {v.number: v.sector for v in people}
    blocks = [[n for n in said_what if sector_of[n] == sector] for sector in shown]
    blocks.append([n for n in said_what if sector_of[n] not in shown])
    chosen = [union for size in range(len(blocks) + 1) for union in combinations(blocks, size)]
    return [{n: repr(said_what[n]) for block in union for n in block} for union in chosen]


@settings(max_examples=200, deadline=None)
@given(rounds())
def test_no_difference_of_two_things_that_were_shown_isolates_anybody(days: list[list[Voice]]) -> None:
    earlier: list[View] = []
    known: list[Contents] = []
    for people in days:
        view = renewed(GARDEN, earlier, people, "compost")
        if view is not None:
            earlier.append(view)
            known += sums(view, people)
    for one, other in combinations(known, 2):
        differing = {n for n in one.keys() | other.keys() if one.get(n) != other.get(n)}
        assert len(differing) not in {1, 2}


@dataclass(frozen=True)
class Day:
    """Everybody as they are on one day; `deleted` are the numbers of those whose data were deleted before it."""

    people: list[Voice]
    deleted: set[int]


@st.composite
def rounds_with_deletions(draw: st.DrawFn) -> tuple[list[Day], dict[int, int]]:
    """Days of a round whose people also have their data deleted, and may come back; and who each number really is."""
    sectors = draw(st.lists(st.sampled_from(["police", "justice", ""]), min_size=5, max_size=12))
    answers = st.sampled_from(ANSWERS[2:])
    who = {number: number for number in range(1, len(sectors) + 1)}
    said_what: dict[int, Answer | None] = dict.fromkeys(who, draw(answers))
    days = [Day([voice(n, a, sectors[who[n] - 1]) for n, a in said_what.items()], set())]
    for _ in range(draw(st.integers(1, 4))):
        deleted = draw(st.sets(st.sampled_from(sorted(said_what)), max_size=4)) if said_what else set()
        before = {who[number]: said_what.pop(number) for number in sorted(deleted)}
        for person in draw(st.sets(st.sampled_from(sorted(before)))) if before else ():
            who[len(who) + 1] = person
            said_what[len(who)] = before[person] if draw(st.booleans()) else draw(answers)
        if said_what:
            changing = draw(st.sets(st.sampled_from(sorted(said_what)), max_size=4))
            said_what |= dict.fromkeys(changing, draw(answers))
        days.append(Day([voice(n, a, sectors[who[n] - 1]) for n, a in said_what.items()], deleted))
    return days, who


@settings(max_examples=200, deadline=None)
@given(rounds_with_deletions())
def test_nobody_whose_data_were_deleted_is_found_by_who_remembers_what_was_shown(
    story: tuple[list[Day], dict[int, int]],
) -> None:
    days, who = story
    earlier: list[View] = []
    known: list[Contents] = []
    for day in days:
        earlier = [without(view, day.deleted) for view in earlier]
        view = renewed(GARDEN, earlier, day.people, "compost")
        if view is not None:  # otherwise the counts stay as they were shown
            earlier.append(view)
            known += [{who[n]: what for n, what in shown.items()} for shown in sums(view, day.people)]
    for one, other in combinations(known, 2):
        differing = {n for n in one.keys() | other.keys() if one.get(n) != other.get(n)}
        assert len(differing) not in {1, 2}


@pytest.mark.parametrize(("deleted", "shown_anew"), [(1, False), (2, False), (3, True)])
def test_a_result_without_one_or_two_is_not_shown_beside_that_with_them(deleted: int, shown_anew: bool) -> None:
    people = crowd(unsaid=7)
    shown = without(view_of(GARDEN, people, "compost", ()), range(1, deleted + 1))
    assert releasable(GARDEN, [shown], people[deleted:], "compost") is shown_anew
    assert shown.gone == {"": deleted}


def test_somebody_new_may_be_the_one_who_was_deleted() -> None:
    people = crowd(unsaid=7)
    shown = without(view_of(GARDEN, people, "compost", ()), {1})
    back = replace(people[0], number=8)
    assert not releasable(GARDEN, [shown], [*people[1:], back], "compost")
    assert not releasable(GARDEN, [shown], altered([*people[1:], back], 2, 3), "compost"), "those two would be found"
    assert releasable(GARDEN, [shown], altered([*people[1:], back], 2, 3, 4), "compost")


def test_of_whom_was_deleted_a_view_keeps_the_block_alone() -> None:
    people = crowd(police=4, justice=4)
    view = view_of(GARDEN, people, "compost", ("justice", "police"))
    left = without(without(view, {1, 5}), {2})
    assert left.gone == {"police": 2, "justice": 1}
    assert left.parts.keys() == {3, 4, 6, 7, 8}


@given(rounds())
def test_no_group_is_smaller_than_three_nor_what_is_left_beside_them(days: list[list[Voice]]) -> None:
    for people in days:
        for named in (True, False):
            spread = spread_of(GARDEN, "compost", people, named=named)
            sizes = [sum(group.phases.values()) + sum(group.reasons.values()) for group in spread.groups]
            left = spread.answered - sum(sizes)
            assert all(size >= 3 for size in sizes)
            assert not sizes or left == 0 or left >= 3


@given(rounds())
def test_an_anonymous_spread_shows_nothing_of_fewer_than_three(days: list[list[Voice]]) -> None:
    for people in days:
        spread = spread_of(GARDEN, "compost", people, named=False)
        assert spread.withheld is (sum(v.answers["compost"].given for v in people if v.answers) < 3)
        assert all(seen.of >= 3 for seen in spread.criteria)
        assert not spread.basis or spread.rated >= 3
        assert not spread.withheld or not (spread.phases or spread.reasons or spread.remarks or spread.groups)


@given(rounds())
def test_two_views_are_apart_whichever_comes_first(days: list[list[Voice]]) -> None:
    views = [view_of(GARDEN, people, "compost", groups_to_show(people, "compost")) for people in days]
    for one, other in combinations(views, 2):
        assert apart(one, other) is apart(other, one)


@given(rounds())
def test_what_is_renewed_needs_nobody_or_three_whose_answer_changed(days: list[list[Voice]]) -> None:
    earlier: list[View] = []
    last: list[Voice] | None = None
    for people in days:
        view = renewed(GARDEN, earlier, people, "compost")
        if view is not None and view.parts:
            assert last is None or changed(GARDEN, last, people, "compost") not in {1, 2}
            earlier, last = [*earlier, view], people


def test_the_answers_of_hundreds_are_compared_in_no_time() -> None:
    people = crowd(police=60, justice=60, industry=60, services=60, education=60, government=60, unsaid=60)
    shown = view_of(GARDEN, people, "compost", groups_to_show(people, "compost"))
    blocks = Counter(part.block for part in shown.parts.values())
    assert blocks == {"": 60, **dict.fromkeys(shown.sectors, 60)}
    assert apart(shown, shown)
