"""What a round came to, from the answers of several people: spreads, notes, who has not answered."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.storage.engine import transaction
from bot.storage.results.voices import voices_of
from bot.storage.rounds.watching import about_round
from dialogs.events import Asked, BasisTicked, CapabilityOpened, CriterionTicked, MovedOn, PhaseChosen, Place
from dialogs.rounds.states import Deed
from framework.answers import Basis, Depth, Reason
from framework.joined import Voice
from tests.results.gardens import all_answer, answer, came, came_in, do, garden, phases, report, spread
from tests.rounds.people import Speaker


def voices(amina: Speaker) -> tuple[Voice, ...]:
    number = amina.round
    with transaction(amina.engine) as session:
        return voices_of(session, number, about_round(session, number))


def participation(speaker: Speaker) -> int:
    number = speaker.desk.participation
    assert number is not None
    return number


def test_people_stand_side_by_side(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla", "dana")
    answer(people["beni"], "compost", "sprouting", note="Only in spring.")
    answer(people["carla"], "compost", "growing")
    answer(people["dana"], "compost", "dont-know")
    seen = spread(amina)
    assert phases(amina) == {"sprouting": 1, "growing": 1}
    assert seen.reasons[Reason.DONT_KNOW] == 1
    assert (seen.asked, seen.unanswered, seen.distance) == (3, 0, 2)
    assert [(each.text, each.name, each.phase) for each in seen.remarks] == [("Only in spring.", "Beni", "sprouting")]
    assert spread(amina, "watering").unanswered == 3
    assert came(amina).order[0] == "compost"


def test_what_is_in_place_and_what_it_rests_on_is_counted(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    for name, ticked in (("beni", ("compost.rooting.1",)), ("carla", ("compost.rooting.1", "compost.rooting.2"))):
        speaker = people[name]
        speaker.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), PhaseChosen("compost", "sprouting"))
        speaker.turn(*(CriterionTicked(criterion, on=True) for criterion in ticked), MovedOn("compost"))
        speaker.turn(BasisTicked("compost", Basis.OPINION, on=True))
    seen = spread(amina)
    assert [(each.criterion, each.seen, each.of) for each in seen.criteria] == [
        ("compost.rooting.1", 2, 2),
        ("compost.rooting.2", 1, 2),
    ]
    assert seen.opinion_only == 2
    assert seen.on_opinion


def test_a_quick_round_has_phases_alone(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla", depth=Depth.QUICK)
    all_answer(people, "compost", "rooting", "rooting")
    seen = spread(amina)
    assert phases(amina) == {"rooting": 2}
    assert (seen.criteria, seen.basis, seen.opinion_only) == ((), {}, 0)


def test_nobody_counts_where_they_are_not_asked(engine: Engine) -> None:
    amina, _ = garden(engine)
    beni = came_in(amina, "beni", capabilities=("compost", "watering"))
    came_in(amina, "carla", capabilities=("watering",))
    answer(beni, "compost", "rooting")
    assert (spread(amina).asked, spread(amina, "watering").asked) == (1, 2)
    assert set(came(amina).spreads or {}) == {"compost", "watering"}, "of the others nobody was asked"


def test_answers_of_someone_who_was_removed_stay(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla", "dana")
    all_answer(people, "compost", "rooting", "growing", "growing")
    do(amina, Deed.REMOVE, participation(people["beni"]))
    assert phases(amina) == {"rooting": 1, "growing": 2}
    assert spread(amina).asked == 3
    assert spread(amina, "watering").asked == 2, "what they had not answered is asked of them no more"
    assert len(voices(amina)) == 3
    assert [voice.number for voice in voices(amina)] == [1, 2, 3]


def test_sectors_of_three_are_shown_by_themselves(engine: Engine) -> None:
    names = ("beni", "carla", "dana", "elif", "femi", "gita")
    sectors = dict.fromkeys(names[:3], "police") | dict.fromkeys(names[3:], "justice")
    amina, people = garden(engine, *names, sectors=sectors)
    all_answer(people, "compost", *["rooting"] * 3, *["growing"] * 3)
    assert {group.sector: group.phases["rooting"] for group in spread(amina).groups} == {"police": 3, "justice": 0}


@pytest.mark.parametrize("sizes", [(3, 2), (2, 2), (3, 1)], ids=str)
def test_smaller_sectors_are_not(engine: Engine, sizes: tuple[int, int]) -> None:
    names = ("beni", "carla", "dana", "elif", "femi")[: sum(sizes)]
    sectors = dict.fromkeys(names[: sizes[0]], "police") | dict.fromkeys(names[sizes[0] :], "justice")
    amina, people = garden(engine, *names, sectors=sectors)
    all_answer(people, "compost", *["rooting"] * len(names))
    assert spread(amina).groups == (), "the one that is large enough would show the other by subtraction"


def test_the_report_has_each_answer_of_a_named_round_and_who_gave_it(engine: Engine) -> None:
    amina, people = garden(engine, "beni", "carla")
    answer(people["beni"], "compost", "rooting", note="See the rota.")
    made = report(amina)
    assert [(voice.number, voice.name) for voice in made.voices] == [(1, "Beni"), (2, "Carla")]
    assert made.voices[0].answers["compost"].note == "See the rota."
    assert [(person.number, person.name, person.answered) for person in made.people] == [
        (1, "Beni", 1),
        (2, "Carla", 0),
    ]
    assert made.coordinators == ("Amina",)
    assert made.spreads["compost"].rated == 1
