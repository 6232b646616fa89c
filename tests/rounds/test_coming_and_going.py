"""Nobody comes for a round and agrees to something else, and nobody who leaves one does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, update

from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from dialogs.events import Arrived, Typed
from dialogs.states import ChoosingDepth, Stranger
from dialogs.typed import heard
from tests.rounds.people import HOUSE, Speaker, coordinator, invited, joined, status

OPEN = replace(HOUSE, open_to_all=True)
CODE = "7KQ2-MXPD-4VTH-9BWE"


@pytest.mark.parametrize("word", ["draft", "closed", "archived"])
def test_an_invitation_that_is_refused_offers_no_consent_even_where_anyone_may_assess_alone(
    engine: Engine, word: str
) -> None:
    amina = coordinator(engine)
    code = invited(amina)
    status(amina, word)
    beni = Speaker(engine, "beni", OPEN)
    beni.say(f"/start {code}")
    assert isinstance(beni.state, Stranger)
    assert beni.reply
    assert beni.reply.remark
    assert not list(beni.reply.card.buttons)


def test_somebody_who_was_removed_is_not_led_into_an_assessment_of_their_own(engine: Engine) -> None:
    amina = coordinator(engine)
    beni = joined(engine, invited(amina))
    beni = replace(beni, house=OPEN)
    participation = METADATA.tables["participation"]
    person = beni.desk.person
    with transaction(engine) as session:
        gone = update(participation).where(participation.c.person_id == person).values(removed_at=amina.at)
        session.connection().execute(gone)
    beni.turn(Arrived())
    assert not isinstance(beni.state, ChoosingDepth)
    assert "Quick" not in beni.text


@pytest.mark.parametrize(
    "copied",
    [f"\u2068/start {CODE}\u2069", f" /start {CODE}\u200f", CODE, f"\u2068{CODE}\u2069", f"/start@a_bot {CODE}"],
)
def test_a_code_is_taken_as_it_is_copied_out_of_a_message(copied: str) -> None:
    assert heard(copied) == Arrived(CODE)


@pytest.mark.parametrize("words", [f"My code is {CODE}", CODE[:-1], CODE.lower(), "1111-MXPD-4VTH-9BWE"])
def test_other_words_are_words(words: str) -> None:
    assert heard(words) == Typed(words)
