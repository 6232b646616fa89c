"""Anonymous rounds: what is shown once they are closed, and that no two views together give anybody away."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest
from sqlalchemy import Engine, delete, update

from bot.storage.engine import transaction
from bot.storage.rounds.people import assign
from bot.storage.tables import METADATA
from dialogs.events import Asked, PageTurned, Place
from dialogs.results.events import SpreadOpened
from dialogs.rounds.events import PersonOpened
from dialogs.rounds.states import Deed
from framework.comparing import Change
from framework.joined import Spread
from tests.results.gardens import (
    PHASES,
    all_answer,
    answer,
    came,
    came_in,
    do,
    garden,
    phases,
    report,
    rows,
    spread,
)
from tests.rounds.people import Speaker, coordinator, status

FIVE = ("beni", "carla", "dana", "elif", "femi")
SAID = ("rooting", "rooting", "growing", "growing", "bearing")
COUNTED = {"rooting": 2, "growing": 2, "bearing": 1}


def anonymous(engine: Engine, *names: str, **setup: Any) -> tuple[Speaker, dict[str, Speaker]]:
    return garden(engine, *(names or FIVE), anonymous=True, **setup)


def closed(engine: Engine) -> tuple[Speaker, dict[str, Speaker]]:
    """Five people of a round that was closed once."""
    amina, people = anonymous(engine)
    all_answer(people, "compost", *SAID)
    do(amina, Deed.CLOSE)
    return amina, people


def differences(one: Spread, other: Spread) -> list[int]:
    """By how many people each count of one view differs from that of the other."""
    phases = [abs(one.phases.get(phase, 0) - other.phases.get(phase, 0)) for phase in PHASES]
    reasons = [abs(one.reasons.get(r, 0) - other.reasons.get(r, 0)) for r in {**one.reasons, **other.reasons}]
    return [*phases, *reasons, abs(one.answered - other.answered)]


def test_nothing_of_the_answers_is_there_before_it_is_closed(engine: Engine) -> None:
    amina, people = anonymous(engine)
    all_answer(people, "compost", *SAID)
    answer(people["beni"], "compost", "rooting", note="Nobody else knows this.")
    assert came(amina).spreads is None
    assert report(amina).spreads == {}
    for place in (Place.RESULTS, Place.AGREE, Place.PLAN):
        amina.turn(Asked(place))
        assert "Nobody else" not in amina.text
        assert "Growing" not in amina.text
    amina.turn(SpreadOpened("compost"))
    assert "●" not in amina.text
    assert rows(engine, "release") == []


@pytest.mark.parametrize("deed", [Deed.CLOSE, Deed.ARCHIVE])
def test_it_is_shown_once_it_is_over(engine: Engine, deed: Deed) -> None:
    amina, people = anonymous(engine)
    all_answer(people, "compost", *SAID)
    do(amina, deed)
    assert phases(amina) == COUNTED
    assert spread(amina, "watering").withheld


def test_it_is_hidden_again_while_it_is_open_again(engine: Engine) -> None:
    amina, _ = closed(engine)
    do(amina, Deed.REOPEN)
    assert came(amina).spreads is None
    do(amina, Deed.CLOSE)
    assert phases(amina) == COUNTED
    assert len(rows(engine, "release")) == 4, "the same view is not kept twice"


def test_one_who_changes_an_answer_is_not_found_by_subtracting(engine: Engine) -> None:
    amina, people = closed(engine)
    answer(people["beni"], "watering", "rooting")
    before = spread(amina)
    do(amina, Deed.REOPEN)
    answer(people["beni"], "compost", "bearing", note="I was wrong.")
    do(amina, Deed.CLOSE)
    after = spread(amina)
    assert differences(before, after) == [0] * len(differences(before, after))
    assert after.remarks == ()
    assert phases(amina) == COUNTED


def test_two_are_not_found_either_and_three_show_the_new_one(engine: Engine) -> None:
    amina, people = closed(engine)
    do(amina, Deed.REOPEN)
    answer(people["beni"], "compost", "bearing")
    answer(people["carla"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    assert phases(amina) == COUNTED
    do(amina, Deed.REOPEN)
    answer(people["dana"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    assert phases(amina) == {"growing": 1, "bearing": 4}


def test_a_view_that_was_shown_long_ago_counts_as_well(engine: Engine) -> None:
    """Three change their answer, then two of them change it back: the third would be found beside the first view."""
    amina, people = closed(engine)
    do(amina, Deed.REOPEN)
    for name in ("beni", "carla", "dana"):
        answer(people[name], "compost", "sprouting")
    do(amina, Deed.CLOSE)
    second = phases(amina)
    assert second == {"sprouting": 3, "growing": 1, "bearing": 1}
    do(amina, Deed.REOPEN)
    answer(people["beni"], "compost", "rooting")
    answer(people["carla"], "compost", "rooting")
    do(amina, Deed.CLOSE)
    assert phases(amina) == second


def test_somebody_who_joins_in_between_is_not_found(engine: Engine) -> None:
    amina, _ = closed(engine)
    do(amina, Deed.REOPEN)
    gita = came_in(amina, "gita")
    answer(gita, "compost", "sprouting", note="I am new here.")
    do(amina, Deed.CLOSE)
    seen = spread(amina)
    assert phases(amina) == COUNTED
    assert (seen.asked, seen.unanswered) == (5, 0)
    assert seen.remarks == ()


def test_three_who_join_in_between_are_shown(engine: Engine) -> None:
    amina, _ = closed(engine)
    do(amina, Deed.REOPEN)
    for name in ("gita", "hana", "ivo"):
        answer(came_in(amina, name), "compost", "sprouting")
    do(amina, Deed.CLOSE)
    assert phases(amina) == {"sprouting": 3, **COUNTED}


def test_somebody_who_is_removed_in_between_stays_in_it(engine: Engine) -> None:
    amina, people = closed(engine)
    do(amina, Deed.REMOVE, people["femi"].desk.participation or 0)
    assert phases(amina) == COUNTED
    do(amina, Deed.REOPEN)
    do(amina, Deed.CLOSE)
    assert phases(amina) == COUNTED


def test_somebody_who_is_not_asked_any_more_stays_in_it(engine: Engine) -> None:
    """Otherwise the result without them, taken from the result with them, is what they said."""
    amina, people = closed(engine)
    do(amina, Deed.REOPEN)
    right, number = amina.right, people["femi"].desk.participation or 0
    with transaction(engine) as session:
        assign(session, right, number, ("watering",), amina.at)
    do(amina, Deed.CLOSE)
    assert phases(amina) == COUNTED
    assert spread(amina).asked == 5


def test_somebody_who_comes_back_from_another_sector_is_not_found(engine: Engine) -> None:
    names = (*FIVE, "gita", "hana", "ivo")
    sectors = dict.fromkeys(names[:4], "police") | dict.fromkeys(names[4:], "justice")
    amina, people = anonymous(engine, *names, sectors=sectors)
    all_answer(people, "compost", "rooting", "rooting", "rooting", "bearing", *["growing"] * 4)
    do(amina, Deed.CLOSE)
    before = {group.sector: group.phases for group in spread(amina).groups}
    assert set(before) == {"police", "justice"}
    do(amina, Deed.REOPEN)
    part = METADATA.tables["participation"]
    number = people["elif"].desk.participation
    with transaction(engine) as session:  # as joining anew would have it
        moved = update(part).where(part.c.id == number).values(sector="justice")
        session.connection().execute(moved)
    answer(people["beni"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    assert {group.sector: group.phases for group in spread(amina).groups} == before


@pytest.mark.parametrize("sizes", [(3, 2), (4, 1), (2, 2, 1)], ids=str)
def test_sectors_of_fewer_than_three_are_never_shown(engine: Engine, sizes: tuple[int, ...]) -> None:
    each = [sector for sector, size in zip(("police", "justice", "services"), sizes, strict=False) for _ in range(size)]
    amina, people = anonymous(engine, sectors=dict(zip(FIVE, each, strict=True)))
    all_answer(people, "compost", *SAID)
    do(amina, Deed.CLOSE)
    assert spread(amina).groups == ()
    assert phases(amina) == COUNTED


def test_two_answers_are_not_shown_at_all(engine: Engine) -> None:
    amina, people = anonymous(engine, "beni", "carla")
    all_answer(people, "compost", "rooting", "growing")
    do(amina, Deed.CLOSE)
    seen = spread(amina)
    assert seen.withheld
    assert (dict(seen.phases), seen.asked, seen.remarks) == ({}, 2, ())


def test_reasons_for_a_change_are_counted_in_what_is_shown_alone(engine: Engine) -> None:
    amina, people = closed(engine)
    do(amina, Deed.NEXT_ROUND)
    do(amina, Deed.REOPEN)
    for speaker in people.values():
        answer(speaker, "compost", "sprouting", change=Change.THINGS_CHANGED)
    assert report(amina).before["compost"].changes == {}, "it is still open"
    do(amina, Deed.CLOSE)
    assert report(amina).before["compost"].changes == {"things-changed": 5}
    do(amina, Deed.REOPEN)
    answer(people["beni"], "compost", "bearing")
    answer(people["beni"], "compost", "sprouting", change=Change.OTHER_PEOPLE)
    do(amina, Deed.CLOSE)
    assert report(amina).before["compost"].changes == {"things-changed": 5}


def test_a_round_that_an_earlier_release_closed_is_shown_from_the_first_look_on(engine: Engine) -> None:
    amina, people = anonymous(engine)
    all_answer(people, "compost", *SAID)
    status(amina, "closed")
    assert rows(engine, "release") == []
    amina.turn(Asked(Place.RESULTS))
    assert phases(amina) == COUNTED
    assert len(rows(engine, "release")) == 4
    do(amina, Deed.REOPEN)
    answer(people["beni"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    assert phases(amina) == COUNTED, "what was looked at is kept"


def test_deleting_one_persons_data_leaves_the_others_as_they_were_shown(engine: Engine) -> None:
    amina, people = closed(engine)
    do(amina, Deed.REOPEN)
    answer(people["carla"], "compost", "bearing")
    do(amina, Deed.CLOSE)
    part = people["beni"].desk.participation
    with transaction(engine) as session:
        for name in ("release_part", "answer", "answer_revision"):
            table = METADATA.tables[name]
            session.connection().execute(delete(table).where(table.c.participation_id == part))
    assert phases(amina) == {"rooting": 1, "growing": 2, "bearing": 1}
    assert spread(amina).asked == 5


def test_a_coordinator_who_answers_too_sees_no_more_than_others(engine: Engine) -> None:
    amina, people = anonymous(engine, *FIVE[:4])
    dana = coordinator(engine, "dana", name="Dana", round_=amina.round)
    all_answer(people, "compost", *SAID[:4])
    assert came(dana).spreads is None
    do(dana, Deed.CLOSE)
    assert phases(dana) == {"rooting": 2, "growing": 2}


# Nobody's name or number is beside anything


NAMES = ("Beni Okoro", "Carla Duarte", "Dana Levi", "Elif Demir", "Femi Ade")


def strings(value: Any) -> str:
    """Everything that a value is made of, as one text."""
    if is_dataclass(value):
        return " ".join(strings(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, dict):
        return " ".join(f"{strings(key)} {strings(each)}" for key, each in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return " ".join(map(strings, value))
    return value.value if isinstance(value, Enum) else str(value)


def test_no_name_and_no_number_is_beside_any_answer_or_note(engine: Engine) -> None:
    amina, people = anonymous(engine)
    part = METADATA.tables["participation"]
    numbers = [speaker.desk.participation for speaker in people.values()]
    with transaction(engine) as session:  # names that should not be there at all
        for number, name in zip(numbers, NAMES, strict=True):
            session.connection().execute(update(part).where(part.c.id == number).values(name=name))
    for number, (speaker, said) in enumerate(zip(people.values(), SAID, strict=True), 1):
        answer(speaker, "compost", said, note=f"Note {'abcde'[number - 1]}.")
    do(amina, Deed.CLOSE)
    made = report(amina)
    assert made.voices == ()
    assert not [name for name in NAMES if name in strings(made)]
    assert {(remark.number, remark.name, remark.phase) for remark in made.spreads["compost"].remarks} == {(0, "", None)}
    assert all(not person.name and not person.sector for person in made.people)
    seen = ""
    for event in (Asked(Place.RESULTS), SpreadOpened("compost"), PageTurned(1), PageTurned(2), Asked(Place.PLAN)):
        amina.turn(event)
        seen += f"{amina.text}\n"
    assert not [name for name in NAMES if name in seen]
    assert [line for line in seen.splitlines() if "Respondent" in line and "Not yet:" not in line] == []
    assert all(f"Note {letter}." in seen for letter in "abcde")


def test_what_somebody_says_is_not_their_remit_is_not_beside_their_number(engine: Engine) -> None:
    for anonymous_round in (False, True):
        name = f"beni{anonymous_round}"
        amina, people = garden(engine, name, anonymous=anonymous_round)
        answer(people[name], "compost", "not-my-remit")
        amina.turn(PersonOpened(people[name].desk.participation or 0))
        assert ("Compost" in amina.text) is not anonymous_round


def test_notes_come_in_an_order_that_says_nothing_about_who_wrote_them(engine: Engine) -> None:
    amina, people = anonymous(engine)
    for number, (speaker, said) in enumerate(zip(people.values(), SAID, strict=True), 1):
        answer(speaker, "compost", said, note=f"Note {number}.")
    do(amina, Deed.CLOSE)
    once = [remark.text for remark in spread(amina).remarks]
    assert once != sorted(once)
    assert sorted(once) == [f"Note {number}." for number in range(1, 6)]


def test_what_is_kept_of_a_view_has_no_words_in_it(engine: Engine) -> None:
    amina, people = anonymous(engine)
    for speaker, said in zip(people.values(), SAID, strict=True):
        answer(speaker, "compost", said, note="A secret of ours.")
    do(amina, Deed.CLOSE)
    kept = json.dumps([list(map(str, row)) for table in ("release", "release_part") for row in rows(engine, table)])
    assert "secret" not in kept
    assert "rooting" not in kept
