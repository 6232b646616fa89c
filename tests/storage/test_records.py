"""What is kept of answers, of people and of models."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import StatementError

from bot.library import keep_model
from bot.office import House, Office
from bot.storage.desks import load_desks
from bot.storage.engine import transaction
from bot.storage.tables import Assessment, Conversation, FrameworkModel, HandledUpdate, Participation, Person
from bot.storage.writing import answer_row, claim, write_desks
from dialogs.events import Arrived, Asked, ConsentGiven, ConsentRefused, PhaseChosen, Place, Typed
from framework.answers import Answer, Basis, Reason
from tests.storage.chats import COMPOST_ROOTS, GARDEN, HOUSE, NOON, Chat, answers, revisions, rows
from tests.storage.chats import tables_with_rows as filled


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="a moment without a time zone"), transaction(engine) as session:
        session.add(Person(consent_version="1", consented_at=NOON.replace(tzinfo=None)))
    assert rows(engine, Person) == 0


def test_a_moment_comes_back_in_utc(engine: Engine) -> None:
    in_kathmandu = datetime(2026, 11, 21, 17, 45, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with transaction(engine) as session:
        session.add(Person(id=1, consent_version="1", consented_at=in_kathmandu))
    with transaction(engine) as session:
        found = session.get_one(Person, 1).consented_at
    assert found == in_kathmandu
    assert found.tzinfo is UTC


ANSWERS = [
    Answer("compost", phase="rooting"),
    Answer("compost", phase="rooting", in_place=frozenset({"compost.growing.1", "compost.growing.3"})),
    Answer("compost", phase="rooting", basis=frozenset({Basis.LAW, Basis.OPINION}), note="مع ملاحظة 🌱\nline two"),
    Answer("compost", reason=Reason.NOT_MY_REMIT, why="ask the <council> & 'them'", note="x" * 8000),
]


def test_an_answer_is_replaced_and_every_one_before_stays_as_a_revision(engine: Engine) -> None:
    chat = Chat(engine).begin()
    part = chat.row.participation_id
    assert part
    for minute, answer in enumerate(ANSWERS):
        at = NOON + timedelta(minutes=minute)
        with transaction(engine) as session:
            desk = load_desks(session, Office(engine, HOUSE), "test", {"alma": "en"})["alma"]
            desk.answers.append(answer_row(part, answer, at))
            write_desks(session, [desk], at)
        assert chat.sheet.answers == {"compost": answer}
    assert [row.phase for row in revisions(engine)] == ["rooting", "rooting", "rooting", None]
    assert [row.answered_at for row in revisions(engine)] == [NOON + timedelta(minutes=n) for n in range(4)]
    assert [row.note for row in revisions(engine)] == [answer.note for answer in ANSWERS]
    (latest,) = answers(engine)
    assert latest.model_dump() == revisions(engine)[-1].model_dump(exclude={"id"})


def test_an_update_is_claimed_once(engine: Engine) -> None:
    large = 2**52  # larger than 32 bits, as Telegram allows
    fresh = []
    for channel, number in (("telegram", large), ("telegram", large), ("matrix", large), ("telegram", large + 1)):
        with transaction(engine) as session:
            fresh.append(claim(session, channel, [number], NOON))
    assert fresh == [{large}, set(), {large}, {large + 1}]


def test_a_claim_goes_with_the_turn_that_failed(engine: Engine) -> None:
    def fail_after_claiming() -> None:
        with transaction(engine) as session:
            claim(session, "telegram", [1], NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_claiming()
    assert rows(engine, HandledUpdate) == 0


def test_a_stranger_at_a_closed_door_leaves_no_row(engine: Engine) -> None:
    chat = Chat(engine, house=replace(HOUSE, open_to_all=False))
    reply = chat.turn(Arrived("7KQ2-MXPD"), Typed("My name is Alma"), Asked(Place.PRIVACY), Arrived())
    assert not list(reply.card.buttons)
    assert filled(engine) == {"handled_update"}


def test_refusing_leaves_no_row(engine: Engine) -> None:
    reply = Chat(engine).turn(Arrived(), Typed("What is this?"), ConsentRefused())
    assert reply.remark == "All right. Nothing about you was kept. Come back any time with /start."
    assert filled(engine) == {"handled_update"}


def test_before_the_answer_to_the_greeting_nobody_is_kept(engine: Engine) -> None:
    Chat(engine).turn(Arrived())
    assert filled(engine) == {"handled_update", "conversation"}
    Chat(engine).turn(ConsentGiven())
    assert filled(engine) == {"handled_update", "conversation", "person"}


def test_refusing_after_agreeing_once_is_not_possible_and_loses_nothing(engine: Engine) -> None:
    chat = Chat(engine).begin()
    chat.turn(COMPOST_ROOTS, ConsentRefused())
    assert chat.sheet.answers == {"compost": Answer("compost", "rooting")}


def test_an_assessment_stays_on_the_model_it_began_with(engine: Engine) -> None:
    newer = House(
        GARDEN.replace('version: "2025"', 'version: "2026"').replace("name: Compost", "name: Leaf mould"), ("en",), True
    )
    assert newer.model != GARDEN
    early = Chat(engine, "alma").begin()
    early.turn(COMPOST_ROOTS)
    late = Chat(engine, "ben", newer).begin()
    again = Chat(engine, "alma", newer)
    assert again.sheet.quest
    assert late.sheet.quest
    assert (again.sheet.quest.model.version, late.sheet.quest.model.version) == ("2025", "2026")
    assert again.sheet.quest["compost"].name.source == "Compost"
    assert again.sheet.answers == {"compost": Answer("compost", "rooting")}
    assert rows(engine, FrameworkModel) == 2
    with transaction(engine) as session:
        digest = again.sheet.quest.model.hash
        assert session.get_one(FrameworkModel, digest).content == GARDEN


def test_a_model_is_kept_once_by_two_who_begin_at_the_same_moment(engine: Engine) -> None:
    with transaction(engine) as first:
        keep_model(first, GARDEN)
        second = threading.Thread(target=Chat(engine).begin)
        second.start()
        second.join(0.2)
        assert second.is_alive()
    second.join(10)
    assert rows(engine, FrameworkModel) == rows(engine, Assessment) == 1


def test_a_sheet_shows_nobody_elses_answers(engine: Engine) -> None:
    alma, ben = Chat(engine, "alma").begin(), Chat(engine, "ben").begin()
    alma.turn(COMPOST_ROOTS, Typed("alma's note"))
    ben.turn(PhaseChosen("compost", "bearing"))
    assert {chat.address: chat.sheet.answers["compost"].phase for chat in (alma, ben)} == {
        "alma": "rooting",
        "ben": "bearing",
    }
    assert Chat(engine, "carla").begin().sheet.answers == {}


def test_two_in_the_same_assessment_have_their_own_answers(engine: Engine) -> None:
    alma, ben = Chat(engine, "alma").begin(), Chat(engine, "ben").begin()
    parts = alma.row.participation_id, ben.row.participation_id
    with transaction(engine) as session:  # until there are invitations, ben is put there by hand
        hers, his = (session.get_one(Participation, part) for part in parts)
        his.assessment_id = hers.assessment_id
    alma.turn(COMPOST_ROOTS)
    assert "compost" not in ben.sheet.answers
    ben.turn(PhaseChosen("compost", "bearing"))
    assert alma.sheet.answers["compost"].phase == "rooting"


def test_one_who_has_part_of_the_sections_is_asked_no_more(engine: Engine) -> None:
    chat = Chat(engine).begin()
    part = chat.row.participation_id
    with transaction(engine) as session:
        session.get_one(Participation, part).capabilities = ["open-days", "seed-bank"]
    assert chat.sheet.quest
    assert chat.sheet.quest.capabilities == ("seed-bank", "open-days")


def test_a_state_that_no_release_wrote_leads_home(engine: Engine) -> None:
    chat = Chat(engine).begin()
    chat.turn(COMPOST_ROOTS)
    with transaction(engine) as session:
        session.get_one(Conversation, ("test", "alma")).state = {"at": "nowhere"}
    assert chat.turn(Arrived()).remark
    assert chat.row.state == {"at": "asking", "capability": "watering", "review": False}
