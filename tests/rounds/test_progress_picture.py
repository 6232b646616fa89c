"""The picture of progress is drawn for real, in both directions, and stays within what a phone shows."""

from __future__ import annotations

import struct
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.catalogues import tongues
from bot.enclosing import made
from bot.left import Enclosure, File, Kind
from bot.pictures.progress import PEOPLE, SCALE, _told, progress_picture
from bot.storage.engine import transaction
from bot.storage.rounds.watching import Roll, roll_of
from dialogs.rounds.events import PictureAsked
from dialogs.screens import Screen
from tests.rounds.crowds import crowd
from tests.rounds.people import Speaker, coordinator
from tests.storage.chats import NOON

WIDTH, HIGHEST = 390 * SCALE, 10_000
"""Pixels; a picture in a chat may be this high at most, together with its width."""


def roll(amina: Speaker) -> Roll:
    right = amina.right
    with transaction(amina.engine) as session:
        return roll_of(session, right)


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "pt"])
@pytest.mark.parametrize("people", [0, 1, 75])
def test_it_is_drawn_in_every_language(engine: Engine, language: str, people: int) -> None:
    amina = coordinator(engine, title='Odd "title" #panic() $x$ \\ ' + "x" * 170, deadline=date(2026, 12, 4))
    if people:
        crowd(amina, people, '#x "{n}" ' + "y" * 100)
    png = progress_picture(roll(amina), NOON, tongues("garden")[language])
    assert png.startswith(b"\x89PNG")
    width, height = size(png)
    assert width == WIDTH
    assert width + height <= HIGHEST


def test_it_shows_who_is_not_finished_first_where_there_are_too_many(engine: Engine) -> None:
    amina = coordinator(engine)
    crowd(amina, 100)
    told = _told(roll(amina), NOON, tongues()["en"])
    assert len(told["lines"]) == PEOPLE
    assert told["more"] == "and 40 more people"
    assert not any(all(cell and cell[0] == cell[1] for cell in line["cells"]) for line in told["lines"])


def test_an_anonymous_round_has_no_names_on_it(engine: Engine) -> None:
    amina = coordinator(engine, anonymous=True)
    crowd(amina, 3)
    told = _told(roll(amina), NOON, tongues()["en"])
    assert [line["name"] for line in told["lines"]] == ["Respondent 1", "Respondent 2", "Respondent 3"]


def test_it_comes_for_whoever_asked_while_they_may_see_it(engine: Engine) -> None:
    amina = coordinator(engine)
    crowd(amina, 3)
    (enclosure,) = amina.turn(PictureAsked()).left
    assert isinstance(enclosure, Enclosure)
    assert enclosure.kind is Kind.PROGRESS
    file = made(amina.office, enclosure, NOON)
    assert isinstance(file, File)
    assert file.picture
    other = coordinator(engine, "olga")
    forged = Enclosure(Kind.PROGRESS, "", "en", {"round": amina.round, "person": other.desk.person})
    assert isinstance(made(amina.office, forged, NOON), Screen)
