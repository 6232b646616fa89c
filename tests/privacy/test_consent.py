"""Before anybody agrees: what they read, and that nothing of what they say is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from bot.office import House, Office
from bot.storage.engine import transaction
from bot.storage.sweeping import sweep
from bot.storage.tables import METADATA
from bot.telegram import intake
from bot.telegram.outbox import Finished
from dialogs import wire
from dialogs.events import Arrived, Asked, ConsentGiven, ConsentRefused, DepthChosen, Event, Place
from dialogs.rounds.nouns import Role
from dialogs.sheet import CONSENT_VERSION
from framework.answers import Depth
from tests.rounds.people import HOUSE as ROUNDS
from tests.rounds.people import Speaker, coordinator, invited, joined
from tests.storage.chats import GARDEN, NOON, tables_with_rows

HOUSE = House(GARDEN, ("en", "fr"), open_to_all=True, owners=frozenset())
CHAT = 730011

WORDS = (
    "Is this where I write to the ministry of tulips?",
    "My cousin Tulippa is being hurt by her uncle, please help her",
    "Call me on +41 79 555 12 34 or tulippa@example.org",
    "/start 7KQ2-MXPD-4VTH-9BWE",
    "/start tulipcode",
    "/tulips please",
    "/forget",
    "/mydata",
    "/privacy",
    "17 tulips",
    "\u0000tulip\ud800",
)
"""What a stranger may write."""

MARKS = ("tulip", "7KQ2", "MXPD", "555 12", "cousin", "uncle", "ministry")
"""Of what they wrote, and of their names, what must be nowhere."""

PERSON = {"id": CHAT, "is_bot": False, "first_name": "Tulippa", "last_name": "Tuliparis", "username": "tulip1"}
PLACE = {"id": CHAT, "type": "private", "first_name": "Tulippa", "username": "tulip1"}

_NUMBERS = count(900)


def update_of(**part: Any) -> dict[str, Any]:
    ((kind, more),) = part.items()
    base = {"message_id": 7, "date": 1, "from": {**PERSON, "language_code": "en"}, "chat": PLACE}
    return {"update_id": next(_NUMBERS), kind: {**base, **more}}


def strange() -> Iterator[dict[str, Any]]:
    """Everything that can come in from somebody who has agreed to nothing."""
    yield from (update_of(message={"text": words}) for words in WORDS)
    photo = [{"file_id": "tulip", "file_unique_id": "t", "width": 1, "height": 1}]
    yield update_of(message={"photo": photo, "caption": "the tulips of my uncle"})
    yield update_of(message={"contact": {"phone_number": "+41795551234", "first_name": "Tulippa"}})
    yield update_of(message={"document": {"file_id": "f", "file_unique_id": "t", "file_name": "tulips.doc"}})
    yield update_of(edited_message={"text": "tulips, edited"})


def tap(event: Event, revision: int) -> dict[str, Any]:
    message = {"message_id": 8, "date": 1, "chat": PLACE, "text": "tulips on a card"}
    return {
        "update_id": next(_NUMBERS),
        "callback_query": {
            "id": "55",
            "from": {**PERSON, "language_code": "en"},
            "chat_instance": "1",
            "message": message,
            "data": wire.written(revision, event),
        },
    }


def taken(engine: Engine, updates: list[dict[str, Any]], now: datetime = NOON, house: House = HOUSE) -> None:
    office = Office(engine, house, process="test")
    intake.take_updates(office, updates, Finished(), now)


def dumped(engine: Engine) -> str:
    """Every value of every row, but for the models, as it would be found by somebody who looks."""
    with transaction(engine) as session:
        tables = [table for table in METADATA.sorted_tables if table.name != "framework_model"]
        return "\n".join(
            json.dumps([str(value) for value in row], ensure_ascii=False) + table.name
            for table in tables
            for row in session.execute(select(table))
        )


def marks(engine: Engine) -> list[str]:
    kept = dumped(engine).casefold()
    return [mark for mark in MARKS if mark.casefold() in kept]


def sent(engine: Engine) -> None:
    """As after everything was sent."""
    with transaction(engine) as session:
        session.connection().execute(METADATA.tables["outgoing"].delete())


def broken(*_: object) -> Any:
    """A fault in Sounding, which quotes what it was given."""
    raise KeyError("tulips")


@pytest.mark.parametrize("greeted", [False, True], ids=["not let in", "greeted"])
def test_nothing_that_a_stranger_says_is_kept(engine: Engine, greeted: bool) -> None:
    house = HOUSE if greeted else replace(HOUSE, open_to_all=False)
    for each in strange():
        taken(engine, [each], house=house)
        assert marks(engine) == [], each
    taken(engine, list(strange()), house=house)
    assert marks(engine) == []
    sent(engine)
    kept = {"conversation", "handled_update", "failed_code"} if greeted else {"handled_update", "failed_code"}
    assert tables_with_rows(engine) <= kept


def test_what_is_kept_between_the_greeting_and_its_answer(engine: Engine) -> None:
    taken(engine, [update_of(message={"text": "Hello, tulips"})])
    sent(engine)
    with transaction(engine) as session:
        (row,) = session.connection().execute(select(METADATA.tables["conversation"])).all()
    assert (row.address, row.language, row.state["at"]) == (str(CHAT), "en", "greeted")
    assert (row.person_id, row.participation_id, row.assessment_id) == (None, None, None)
    assert tables_with_rows(engine) == {"conversation", "handled_update"}


def test_an_update_that_failed_is_set_aside_without_the_words(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(intake, "understood", broken)
        taken(engine, [*strange(), tap(ConsentGiven(), 1)])
        assert marks(engine) == []
        assert "set_aside" in tables_with_rows(engine)
    with transaction(engine) as session:
        contents = session.connection().scalars(select(METADATA.tables["set_aside"].c.content)).all()
    assert all(str(CHAT) in content for content in contents)
    assert wire.written(1, ConsentGiven()) in contents[-1]  # a tap can be carried out again: it has no words
    taken(engine, [update_of(message={"text": "/start"})])
    taken(engine, [tap(ConsentRefused(), 1)])
    sent(engine)
    assert tables_with_rows(engine) <= {"handled_update"}


def test_the_words_of_someone_who_agreed_are_kept_for_another_try(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(engine, [update_of(message={"text": "/start"})])
    taken(engine, [tap(ConsentGiven(), 1)])
    monkeypatch.setattr(intake, "understood", broken)
    taken(engine, [update_of(message={"text": "a note"})])
    assert "a note" in dumped(engine)
    assert marks(engine) == []


@pytest.mark.parametrize("silent", [False, True], ids=["refused", "a day of silence"])
def test_a_refusal_and_a_day_of_silence_leave_nothing(engine: Engine, silent: bool) -> None:
    taken(engine, list(strange()))
    revision = 1
    with transaction(engine) as session:
        revision = session.connection().scalar(select(METADATA.tables["conversation"].c.revision)) or 1
    if silent:
        with transaction(engine) as session:
            sweep(session, NOON + timedelta(days=1, seconds=1))
    else:
        taken(engine, [tap(Asked(Place.HERE), revision)])
        taken(engine, [tap(ConsentRefused(), revision)])
        with transaction(engine) as session:
            state = session.connection().execute(select(METADATA.tables["conversation"])).all()
        assert not state
        with transaction(engine) as session:
            sweep(session, NOON + timedelta(hours=1, seconds=1))  # wrong codes are counted for an hour, by a hash
    sent(engine)
    assert tables_with_rows(engine) <= {"handled_update", "spent"}
    assert str(CHAT) not in dumped(engine)


def test_consent_is_kept_with_its_version_and_time(engine: Engine) -> None:
    Speaker(engine, "alma", replace(ROUNDS, open_to_all=True)).turn(Arrived(), ConsentGiven())
    with transaction(engine) as session:
        (row,) = session.connection().execute(select(METADATA.tables["person"])).all()
    assert (row.consent_version, row.consented_at) == (CONSENT_VERSION, NOON)


# What people read


def promised(speaker: Speaker, *said: str) -> None:
    for each in said:
        assert each in speaker.text


def test_the_greeting_says_everything_in_plain_words(engine: Engine) -> None:
    amina = coordinator(engine, retention=6)
    with transaction(engine) as session:
        session.connection().execute(update(METADATA.tables["assessment"]).values(retention=6))
    beni = Speaker(engine, "beni")
    beni.say(f"/start {invited(amina)}")
    promised(
        beni,
        "Kept: your answers and notes with their earlier versions and times, your name or office and sector",
        "Deleted: 6 months after the assessment is closed, or at once with /forget.",
        "under the name or office that you give next",
        "Other respondents do not see your answers",
        "The messaging service can read a chat with a bot",
        "voluntary",
        "not a place to report a case",
    )
    lead = Speaker(engine, "lead")
    lead.say(f"/start {invited(amina, role=Role.COORDINATOR)}")
    promised(lead, "Kept: the name that you give, what you do here and when", "Deleted: 6 months after", "voluntary")
    alma = Speaker(engine, "alma", replace(ROUNDS, open_to_all=True))
    alma.turn(Arrived())
    promised(alma, "Deleted: 2 years after you were here last, or at once with /forget.", "voluntary")


def test_privacy_says_it_again_with_what_they_agreed_to(engine: Engine) -> None:
    beni = joined(engine, invited(coordinator(engine)), name="Beni")
    beni.turn(Asked(Place.PRIVACY))
    promised(
        beni,
        "Deleted: 2 years after the assessment is closed",
        f"On Saturday, 21 November 2026, to these terms (version {CONSENT_VERSION}).",
    )
    beni.press("Delete my data")
    beni.turn(Asked(Place.PRIVACY))
    beni.press("Get my data")


def test_privacy_says_what_changed_since_older_words(engine: Engine) -> None:
    beni = joined(engine, invited(coordinator(engine)), name="Beni")
    with transaction(engine) as session:
        older = {"consent_version": "2026-11", "consented_at": datetime(2026, 11, 20, 23, tzinfo=UTC)}
        session.connection().execute(update(METADATA.tables["person"]).values(**older))
    beni.turn(Asked(Place.PRIVACY))
    promised(beni, "On Friday, 20 November 2026, to version 2026-11 of these terms.", "Nothing more is kept of you")


def test_before_consent_privacy_offers_no_data(engine: Engine) -> None:
    alma = Speaker(engine, "alma", replace(ROUNDS, open_to_all=True))
    alma.turn(Arrived(), Asked(Place.PRIVACY))
    assert alma.reply
    assert [button.label for button in alma.reply.card.buttons] == ["Back"]
    promised(alma, "Until you agree, only the number of this chat and its language are kept")
    alma.press("Back")
    alma.turn(ConsentGiven(), DepthChosen(Depth.QUICK))
