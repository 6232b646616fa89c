"""One turn is one transaction, whoever else takes one at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from bot import turns
from bot.storage import writing
from bot.storage.engine import transaction
from bot.storage.tables import Assessment, Conversation, HandledUpdate, Outgoing, Participation, Person
from bot.turns import Reply, take_turn, waiting_card
from dialogs.events import Arrived, ConsentGiven, DepthChosen, Event, MovedOn, PhaseChosen, Typed
from framework.answers import Answer, Depth
from tests.storage.chats import BEGUN, COMPOST_ROOTS, Chat, answers, revisions, rows, tables_with_rows


def at_once(*works: Callable[[], object]) -> list[object]:
    """The results of works that begin at the same moment on threads of their own."""
    ready = threading.Barrier(len(works))

    def begun(work: Callable[[], object]) -> object:
        ready.wait(5)
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return [done.result(15) for done in [threads.submit(begun, work) for work in works]]


def taking(chat: Chat, *events: Event) -> Callable[[], Reply]:
    return lambda: chat.turn(*events)


def test_two_first_words_at_once_begin_one_conversation(engine: Engine) -> None:
    chat = Chat(engine)
    at_once(taking(chat, Arrived()), taking(chat, Typed("hello")))
    assert (rows(engine, Conversation), rows(engine, HandledUpdate)) == (1, 2)
    assert chat.row.revision == 1


def test_two_who_agree_at_once_in_one_chat_become_one_person(engine: Engine) -> None:
    chat = Chat(engine)
    chat.turn(Arrived())
    at_once(taking(chat, ConsentGiven()), taking(chat, ConsentGiven()))
    assert rows(engine, Person) == 1
    at_once(taking(chat, DepthChosen(Depth.FULL)), taking(chat, DepthChosen(Depth.FULL)))
    assert rows(engine, Participation) == rows(engine, Assessment) == 1


def test_answers_at_once_in_one_chat_wait_for_each_other(engine: Engine) -> None:
    chat = Chat(engine).begin()
    chat.turn(COMPOST_ROOTS, MovedOn("compost"), MovedOn("compost"))
    words = [f"line {number}" for number in range(8)]
    at_once(*(taking(chat, Typed(line)) for line in words))
    assert sorted(chat.sheet.answers["compost"].note.split("\n")) == words
    assert len(revisions(engine)) == 9


def test_many_people_at_once_do_not_disturb_each_other(engine: Engine) -> None:
    chats = [Chat(engine, f"person {number}") for number in range(6)]
    at_once(*(taking(chat, *BEGUN, COMPOST_ROOTS) for chat in chats))
    assert [chat.sheet.answers for chat in chats] == [{"compost": Answer("compost", "rooting")}] * 6


def test_an_update_that_is_delivered_twice_at_once_is_carried_out_once(engine: Engine) -> None:
    chat = Chat(engine).begin()

    def deliver() -> bool:
        return take_turn(chat.office, chat.incoming(COMPOST_ROOTS, update_id=77)) is not None

    assert sorted(at_once(deliver, deliver, deliver)) == [False, False, True]  # type: ignore[type-var]
    assert len(revisions(engine)) == 1


@pytest.mark.parametrize("broken", ["answer_row", "_write_conversations", "_reply"])
def test_a_turn_that_fails_leaves_nothing_behind(engine: Engine, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    chat = Chat(engine).begin()
    before = chat.row
    module = writing if hasattr(writing, broken) else turns

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, broken, fail)
    with pytest.raises(ZeroDivisionError):
        chat.turn(COMPOST_ROOTS)
    monkeypatch.undo()
    assert answers(engine) == []
    assert revisions(engine) == []
    assert (chat.row.state, chat.row.revision) == (before.state, before.revision)
    assert rows(engine, HandledUpdate) == len(BEGUN)
    chat.turn(COMPOST_ROOTS)
    assert chat.sheet.answers["compost"].phase == "rooting"


def test_a_tap_on_an_older_card_changes_nothing(engine: Engine) -> None:
    chat = Chat(engine).begin()
    old = chat.row.revision
    chat.turn(COMPOST_ROOTS)
    before = tables_with_rows(engine), chat.row.state, chat.row.revision
    reply = take_turn(chat.office, chat.incoming(PhaseChosen("compost", "bearing"), revision=old))
    assert reply
    assert not reply.fits
    assert (tables_with_rows(engine), chat.row.state, chat.row.revision) == before
    assert chat.sheet.answers["compost"].phase == "rooting"


def test_the_card_that_waits_is_the_one_that_was_shown(engine: Engine) -> None:
    chat = Chat(engine).begin()
    shown = chat.turn(COMPOST_ROOTS)
    with transaction(engine) as session:
        waiting = waiting_card(session, chat.office, "test", "alma")
        assert waiting_card(session, chat.office, "test", "nobody") is None
    assert waiting
    assert (waiting.card, waiting.revision) == (shown.card, shown.revision)
    assert rows(engine, Outgoing) == 0
