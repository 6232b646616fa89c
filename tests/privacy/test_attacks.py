"""What was tried to break the promises of privacy, and must not work again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.storage.engine import transaction
from bot.storage.rationing import FILES
from bot.storage.rounds.mailbox import fetched, tell
from bot.storage.sweeping import sweep
from dialogs.commands import Remark
from dialogs.events import Asked, CapabilityOpened, JudgementDeclined, MovedOn, PhaseChosen, Place, ReasonChosen
from dialogs.results.events import FileAsked, FileKind
from dialogs.screens import Heading, Item, Paragraph, Screen
from dialogs.states import Cautioned
from framework.answers import Reason
from tests.privacy.lives import every_row
from tests.results.gardens import answer, garden
from tests.rounds.people import Speaker, coordinator, invited, joined, text


def forget(speaker: Speaker) -> None:
    speaker.say("/forget")
    speaker.press("Delete everything about me")


@pytest.mark.parametrize("name", ["para", "head", "ltr", "item", "en", "re"])
def test_whoever_is_called_like_a_word_of_ours_leaves_letters_as_they_are(engine: Engine, name: str) -> None:
    amina = coordinator(engine)
    hana = joined(engine, invited(amina), "hana", name=name)
    shown = Screen((Heading("Headings are left"), Paragraph(f"The present: {name} has gone."), Item(name, "there")))
    with transaction(engine) as session:
        tell(session, {amina.desk.person or 0}, lambda _: shown, amina.at)
    forget(hana)
    with transaction(engine) as session:
        (letter,) = fetched(session, "test", "amina")
    assert text(letter).splitlines()[:2] == ["Headings are left", "The present: … has gone."]
    assert letter.blocks[2] == Item("…", "there")


def noting(engine: Engine) -> Speaker:
    _, people = garden(engine, "beni", territory="FR", depth="full")
    beni = people["beni"]
    beni.turn(Asked(Place.REVIEW), CapabilityOpened("compost", review=True), JudgementDeclined("compost"))
    beni.turn(ReasonChosen("compost", Reason.DONT_KNOW))
    return beni


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ask the office at 06 12 34", "56 78 about it."),
        ("They can be reached at marie", "@ministry.example.org"),
        ("The passport number is", "K1234567"),
        ("Date of birth:", "3 April 2012"),
    ],
)
def test_what_points_at_somebody_is_seen_over_two_messages(engine: Engine, first: str, second: str) -> None:
    beni = noting(engine)
    beni.say(first)
    assert not isinstance(beni.state, Cautioned)
    beni.say(second)
    assert isinstance(beni.state, Cautioned)
    assert "".join(row["why"] for row in every_row(engine)["answer"]) == first


def test_a_clock_that_ran_ahead_keeps_nobody_from_files(engine: Engine) -> None:
    amina, _ = garden(engine)
    amina.later(days=400)
    for _ in range(FILES):
        amina.turn(Asked(Place.EXPORT), FileAsked(FileKind.XLSX))
    amina.later(days=-400)
    with transaction(engine) as session:
        sweep(session, amina.at)
    assert amina.turn(Asked(Place.EXPORT), FileAsked(FileKind.XLSX)).left


def test_a_clock_that_ran_ahead_keeps_nobody_from_codes(engine: Engine) -> None:
    amina = coordinator(engine)
    code = invited(amina)
    beni = Speaker(engine, "beni").later(days=400)
    for _ in range(6):
        beni.say("/start 2222-2222-2222-2222")
    beni.later(days=-400)
    beni.say(f"/start {code}")
    assert "Gardens of the north" in beni.text
