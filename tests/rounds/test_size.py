"""What a coordinator's card costs: as many statements for hundreds of people as for five, and it fits its channel."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import Engine

from dialogs.events import Asked, Event, LanguageChosen, Place
from dialogs.rounds.events import DeedAsked, FormOpened, PeopleListed, PersonOpened
from dialogs.rounds.nouns import Standing
from dialogs.rounds.states import Deed, FormKind
from dialogs.screens import Screen, extent
from tests.rounds.crowds import crowd, on_the_whole_model, statements
from tests.rounds.people import Speaker, coordinator

LIMIT, BUTTONS = 4096, 100
"""UTF-16 units and buttons of one message."""

MANY = 500


def looks(part: int) -> dict[str, Event]:
    """Everything that leads a coordinator to a card; `part` is a respondent."""
    return {
        "overview": Asked(Place.ROUND),
        "progress": Asked(Place.PROGRESS),
        "people": Asked(Place.PEOPLE),
        "a later page": PeopleListed(None, 7),
        "finished": PeopleListed(Standing.FINISHED),
        "person": PersonOpened(part),
        "invitations": Asked(Place.INVITATIONS),
        "assign": FormOpened(FormKind.ASSIGN, part),
        **{deed.value: DeedAsked(deed, part) for deed in Deed if deed is not Deed.PASS_ON},
    }


def with_people(engine: Engine, address: str, people: int) -> tuple[Speaker, int]:
    amina = coordinator(engine, address, title="t" * 200)
    on_the_whole_model(amina)
    return amina, crowd(amina, people, "n" * 200)[0]


def fits(card: Screen) -> bool:
    return extent(card) <= LIMIT and len(list(card.buttons)) <= BUTTONS


def test_a_card_takes_no_more_statements_for_hundreds_than_for_five(engine: Engine) -> None:
    few, many = with_people(engine, "amina", 5), with_people(engine, "bola", MANY)
    for chat, part in (few, many):
        chat.turn(Asked(Place.PROGRESS), PersonOpened(part))  # the model is read once in a process
    for name in looks(0):
        taken = []
        for chat, part in (few, many):
            with statements(engine) as heard:
                began = time.perf_counter()
                reply = chat.turn(looks(part)[name])
                span = time.perf_counter() - began
            taken.append(len(heard))
            assert fits(reply.card), name
        print(f"{name}: {taken[1]} statements, {1000 * span:.0f} ms")  # of the many
        assert taken[1] <= taken[0] <= MOST, name


MOST = 20
"""Statements of one turn: the chat, the person's part in it, the card, and what is written."""


def test_reminding_hundreds_takes_as_many_statements_as_reminding_five(engine: Engine) -> None:
    taken = []
    for address, people in (("amina", 5), ("bola", MANY)):
        chat, _ = with_people(engine, address, people)
        chat.turn(DeedAsked(Deed.NUDGE_ALL))
        with statements(engine) as heard:
            chat.press("Send it")
        taken.append(len(heard))
    assert taken[0] == taken[1]


@pytest.mark.parametrize("language", ["en", "ar", "es", "fr", "pt"])
def test_cards_of_coordinators_fit_in_every_language(engine: Engine, language: str) -> None:
    amina, part = with_people(engine, "amina", 60)
    amina.say("/language")
    amina.turn(LanguageChosen(language))
    for name, event in looks(part).items():
        assert fits(amina.turn(event).card), name
