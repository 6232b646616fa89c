"""What /privacy says in a round: a name is kept where one is asked for, and coordinators see it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dialogs.events import Asked, ConsentGiven, Place
from tests.rounds.people import Speaker, coordinator, invited, joined

NAMED = "your name or office and sector"
NAMELESS = "times, your sector, your language"


@pytest.mark.parametrize(("anonymous", "kept"), [(False, NAMED), (True, NAMELESS)])
def test_a_respondent_reads_what_is_true_of_their_round(engine: Engine, anonymous: bool, kept: str) -> None:
    amina = coordinator(engine, anonymous=anonymous)
    beni = joined(engine, invited(amina), name="" if anonymous else "Beni")
    beni.turn(Asked(Place.PRIVACY))
    assert kept in beni.text
    assert ("under the name or office that you gave" in beni.text) is not anonymous
    assert "You are assessing on your own" not in beni.text


def test_so_does_somebody_who_was_invited_and_has_not_agreed_yet(engine: Engine) -> None:
    amina = coordinator(engine)
    carla = Speaker(engine, "carla")
    carla.say(f"/start {invited(amina)}")
    carla.turn(Asked(Place.PRIVACY))
    assert NAMED in carla.text
    assert "on your own" not in carla.text
    carla.say("/start")
    carla.turn(ConsentGiven())
    assert "name" in carla.text.casefold()


def test_and_a_coordinator(engine: Engine) -> None:
    amina = coordinator(engine)
    amina.turn(Asked(Place.PRIVACY))
    assert "Kept: the name that you give, what you do here and when" in amina.text
    assert "see the name that you gave" in amina.text
