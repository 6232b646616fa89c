"""At the moment of sending: asked once more, once, and then a card like any other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.calling import BREATH, called
from bot.office import Office
from bot.storage.engine import open_database, transaction
from bot.storage.reminding.looks import ON_ITS_WAY
from bot.turns import Reply
from dialogs import memory
from dialogs.events import Arrived, Asked, ConsentGiven, DepthChosen, PhaseChosen, Place, WentBack
from dialogs.reminding.events import Continued, RemindersStopped, RemindersWanted, Snoozed
from dialogs.reminding.policy import Policy
from dialogs.reminding.wishes import Wish
from dialogs.states import Aside, Asking, Called, Greeted, Occasion
from framework.answers import Depth
from tests.keys import KEYS
from tests.reminding.sweeps import (
    DAY,
    HOUR,
    SATURDAY,
    TUESDAY,
    assessment,
    changed,
    chat_of,
    conversation,
    delivered,
    leading,
    participation,
    person,
    reminded,
    swept,
    timer,
    timer_of,
    waiting,
)
from tests.rounds.people import HOUSE, TITLE, Speaker, invited, joined, text
from tests.storage.chats import HOUSE as ALONE

MINUTE = timedelta(minutes=1)
MONDAY_AT_NINE = TUESDAY - DAY - HOUR


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return leading(engine)


@pytest.fixture
def beni(amina: Speaker) -> Speaker:
    """Asked about the seed bank, and to be reminded on Tuesday at ten."""
    speaker = joined(amina.engine, invited(amina))
    speaker.later(hours=1).turn(PhaseChosen("compost", "rooting"))
    changed(amina.engine, timer, timer.c.kind != "reminder", due_at=None)
    changed(amina.engine, conversation, conversation.c.address == "beni", card="71")
    return speaker


def begin(engine: Engine, at: datetime) -> Reply | None:
    """Begin the only row that waits, and leave it where it is."""
    (row,) = waiting(engine)
    with transaction(engine) as session:
        return called(session, Office(engine, HOUSE), row.id or 0, at)


def chosen(speaker: Speaker, number: int) -> None:
    """The chat is about another assessment."""
    chat = conversation.c.address == speaker.address
    changed(speaker.engine, conversation, chat, assessment_id=number, participation_id=None)


# Sending it


def test_a_reminder_is_the_card_of_the_chat_from_then_on(beni: Speaker) -> None:
    engine, before = beni.engine, chat_of(beni)
    swept(engine, TUESDAY)
    reply = begin(engine, TUESDAY + MINUTE)
    assert reply
    after = chat_of(beni)
    assert isinstance(beni.state, Called)
    assert beni.state == Called(Occasion.REMINDER, beni.round, memory.restored(before.state))  # type: ignore[arg-type]
    assert (after.revision, reply.revision, reply.live) == (before.revision + 1, before.revision + 1, "71")
    assert TITLE in text(reply.card)
    assert (after.updated_at, after.card) == (before.updated_at, before.card), "they have done nothing"


def test_what_was_sent_is_noted_with_it(beni: Speaker) -> None:
    engine, at = beni.engine, TUESDAY + MINUTE
    swept(engine, TUESDAY)
    begin(engine, at)
    found = timer_of(beni)
    assert [datetime.fromisoformat(each) for each in found.sent] == [at]
    assert found.due_at == TUESDAY + 3 * DAY, "after three working days; or two after a sign of life, and at ten"
    (row,) = waiting(engine, begun=True)
    assert row.begun_at == at
    with transaction(engine) as session:
        assert (
            session.connection().scalar(
                person.select().with_only_columns(person.c.reminded_at).where(person.c.id == found.person_id)
            )
            == at
        )


def test_one_tap_leads_to_the_question_where_they_stopped(beni: Speaker) -> None:
    before = beni.state
    swept(beni.engine, TUESDAY)
    reply = begin(beni.engine, TUESDAY)
    assert reply
    beni.at = TUESDAY + HOUR
    answer = beni.turn(Continued(), revision=reply.revision)
    assert answer.fits
    assert beni.state == before


def test_a_tap_on_the_card_before_it_counts_no_more(beni: Speaker) -> None:
    revision = chat_of(beni).revision
    swept(beni.engine, TUESDAY)
    begin(beni.engine, TUESDAY)
    answer = beni.turn(PhaseChosen("watering", "rooting"), revision=revision)
    assert not answer.fits
    assert isinstance(beni.state, Called)


@pytest.mark.parametrize(("event", "at"), [(Snoozed(Wish.TOMORROW), TUESDAY + DAY), (RemindersStopped(), None)])
def test_the_buttons_of_the_card_do_what_they_say(beni: Speaker, event: Any, at: datetime | None) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    reply = begin(engine, TUESDAY)
    assert reply
    beni.at = TUESDAY + MINUTE
    beni.turn(event, revision=reply.revision)
    assert reminded(engine, TUESDAY + HOUR, TUESDAY + 20 * DAY)[:1] == ([at] if at else [])


def test_wanted_again_the_card_says_when_the_next_one_comes(beni: Speaker) -> None:
    before = beni.state
    swept(beni.engine, TUESDAY)
    begin(beni.engine, TUESDAY)
    beni.at = TUESDAY + MINUTE
    beni.turn(RemindersStopped())
    assert "no more reminders" in beni.text
    beni.turn(RemindersWanted())
    assert "Next reminder: Friday 27 November, 10:00, after 2 days of silence." in beni.text
    beni.turn(WentBack())
    assert beni.state == before


def test_what_is_wished_for_again_and_again_uses_up_none_of_the_others(beni: Speaker) -> None:
    """Eight times tomorrow; and the six all the same, the first of them as far from the last wish as others are."""
    engine = beni.engine
    (at,) = reminded(engine, TUESDAY, TUESDAY)
    for _ in range(8):
        beni.at = at + MINUTE
        beni.turn(Snoozed(Wish.TOMORROW))
        (at,) = reminded(engine, at + 2 * HOUR, at + DAY, 2 * HOUR)
    assert len(timer_of(beni).sent) == 9
    assert at == TUESDAY + 8 * DAY, "a Wednesday"
    moments = reminded(engine, at + HOUR, at + 40 * DAY)
    assert (len(moments), moments[0]) == (5, at + 5 * DAY)


def test_an_aside_is_left_for_the_reminder_and_keeps_the_way_back(beni: Speaker) -> None:
    before = beni.state
    beni.turn(Asked(Place.HELP))
    assert isinstance(beni.state, Aside)
    swept(beni.engine, TUESDAY)
    begin(beni.engine, TUESDAY)
    assert beni.state == Called(Occasion.REMINDER, beni.round, before)  # type: ignore[arg-type]


def test_a_second_reminder_takes_the_place_of_the_first_under_a_new_revision(beni: Speaker) -> None:
    engine, before = beni.engine, beni.state
    revision = chat_of(beni).revision
    moments = reminded(engine, TUESDAY, TUESDAY + 3 * DAY)
    assert moments == [TUESDAY, TUESDAY + 3 * DAY]
    assert chat_of(beni).revision == revision + 2
    assert beni.state == Called(Occasion.REMINDER, beni.round, before)  # type: ignore[arg-type]


def test_it_is_in_the_language_of_that_moment(beni: Speaker) -> None:
    swept(beni.engine, TUESDAY)
    changed(beni.engine, conversation, conversation.c.address == "beni", language="es")
    reply = begin(beni.engine, TUESDAY)
    assert reply
    assert reply.tongue.code == "es"


def test_it_may_be_about_another_round_than_the_chat(beni: Speaker) -> None:
    engine, number = beni.engine, beni.round
    other = leading(engine, "dora")
    joined(engine, invited(other))
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    chosen(beni, other.round)
    swept(engine, TUESDAY)
    (reply,) = delivered(engine, TUESDAY)
    assert isinstance(beni.state, Called)
    assert beni.state.round == number
    assert beni.round == other.round
    beni.turn(Continued(), revision=reply.revision)
    assert beni.round == number
    assert isinstance(beni.state, Asking)


def test_someone_alone_is_reminded_too(engine: Engine) -> None:
    alma = Speaker(engine, "alma", house=ALONE)
    alma.turn(Arrived(), ConsentGiven(), DepthChosen(Depth.FULL))
    before = alma.state
    assert reminded(engine, SATURDAY, SATURDAY + 4 * DAY) == [SATURDAY + 2 * DAY]
    assert alma.state == Called(Occasion.REMINDER, alma.round, before)  # type: ignore[arg-type]


# Once


def test_a_row_is_begun_once(beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    (row,) = waiting(engine)
    with transaction(engine) as session:
        assert called(session, Office(engine, HOUSE), row.id or 0, TUESDAY)
    with transaction(engine) as session:
        assert called(session, Office(engine, HOUSE), row.id or 0, TUESDAY) is None
        assert called(session, Office(engine, HOUSE), 4711, TUESDAY) is None
    assert len(timer_of(beni).sent) == 1


def test_of_two_processes_one_sends_it(beni: Speaker, database: str) -> None:
    swept(beni.engine, TUESDAY)
    (row,) = waiting(beni.engine)
    start = Barrier(2)

    def send() -> Reply | None:
        mine = open_database(database, KEYS)
        start.wait()
        with transaction(mine) as session:
            reply = called(session, Office(mine, HOUSE), row.id or 0, TUESDAY)
        mine.dispose()
        return reply

    with ThreadPoolExecutor(2) as pool:
        replies = [one.result(timeout=60) for one in [pool.submit(send) for _ in range(2)]]
    assert len([reply for reply in replies if reply]) == 1
    assert len(timer_of(beni).sent) == 1


def test_a_process_that_dies_between_the_sweep_and_the_call_loses_nothing(beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    (row,) = waiting(engine)
    with Session(engine) as session:  # never committed
        assert called(session, Office(engine, HOUSE), row.id or 0, TUESDAY)
    assert timer_of(beni).sent == []
    assert swept(engine, TUESDAY + HOUR) == 0
    assert len(delivered(engine, TUESDAY + HOUR)) == 1


def test_what_was_begun_and_never_arrived_counts_as_sent(beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    assert begin(engine, TUESDAY)
    assert reminded(engine, TUESDAY + HOUR, TUESDAY + 3 * DAY) == [TUESDAY + 3 * DAY]


# Not after all

CASES: dict[str, tuple[Any, dict[str, Any], datetime | None]] = {
    "submitted": (participation, {"submitted_at": TUESDAY}, None),
    "removed": (participation, {"removed_at": TUESDAY}, None),
    "stopped": (timer, {"stopped_at": TUESDAY}, None),
    "closed": (assessment, {"status": "closed"}, None),
    "switched off": (assessment, {"policy": asdict(Policy(on=False))}, None),
    "later by now": (assessment, {"policy": asdict(Policy(silence=4))}, TUESDAY + 2 * DAY),
    "quiet by now": (assessment, {"quiet_from": 9, "quiet_until": 11}, TUESDAY + HOUR),
    "answering": (conversation, {"updated_at": TUESDAY - MINUTE}, TUESDAY + 2 * DAY),
    "nudged": (person, {"reminded_at": TUESDAY - HOUR}, TUESDAY + DAY),
}


@pytest.mark.parametrize("case", CASES)
def test_what_changed_meanwhile_keeps_it_back(beni: Speaker, case: str) -> None:
    engine, before = beni.engine, chat_of(beni)
    swept(engine, TUESDAY)
    table, values, due = CASES[case]
    changed(engine, table, True, **values)  # everybody
    assert begin(engine, TUESDAY) is None
    assert waiting(engine) == waiting(engine, begun=True) == []
    found = timer_of(beni)
    assert (found.due_at, found.sent) == (due, [])
    after = chat_of(beni)
    assert (after.state, after.revision) == (before.state, before.revision)


def test_who_is_answering_is_left_alone_for_half_an_hour(beni: Speaker) -> None:
    """Even where they asked to be reminded now."""
    engine = beni.engine
    changed(engine, timer, timer.c.kind == "reminder", asked_for=TUESDAY)
    swept(engine, TUESDAY)
    changed(engine, conversation, conversation.c.address == "beni", updated_at=TUESDAY - 10 * MINUTE)
    assert begin(engine, TUESDAY) is None
    assert timer_of(beni).due_at == TUESDAY + 20 * MINUTE
    assert timer_of(beni).asked_for == TUESDAY
    assert swept(engine, TUESDAY + 20 * MINUTE) == 1


def test_a_chat_that_was_lost_meanwhile_leads_to_another(beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    row = chat_of(beni).model_dump()
    with transaction(engine) as session:
        session.connection().execute(conversation.insert(), {**row, "address": "other"})
    changed(engine, conversation, conversation.c.address == "beni", unreachable_since=TUESDAY)
    assert begin(engine, TUESDAY) is None
    assert swept(engine, TUESDAY + MINUTE) == 1
    assert [each.address for each in waiting(engine)] == ["other"]


def test_who_is_reachable_nowhere_waits_until_they_are_back(beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    changed(engine, conversation, conversation.c.address == "beni", unreachable_since=TUESDAY)
    assert begin(engine, TUESDAY) is None
    assert timer_of(beni).due_at is None


def test_nobody_is_called_before_they_agree(beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    there = memory.stored(Greeted())
    changed(engine, conversation, conversation.c.address == "beni", state=there)
    assert begin(engine, TUESDAY) is None
    assert chat_of(beni).state == there
    assert timer_of(beni).due_at == TUESDAY + ON_ITS_WAY


def test_a_chat_that_is_somebody_else_s_is_not_written_to(amina: Speaker, beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, TUESDAY)
    other = joined(engine, invited(amina), "cleo")
    changed(engine, conversation, conversation.c.address == "beni", person_id=chat_of(other).person_id)
    assert begin(engine, TUESDAY) is None


# Coordinators


def digest_due(amina: Speaker) -> None:
    """The digest is planned for Monday at nine."""
    changed(amina.engine, timer, timer.c.kind == "digest", due_at=SATURDAY)
    swept(amina.engine, SATURDAY)


def test_a_digest_tells_what_moved_since_the_last_one(amina: Speaker, beni: Speaker) -> None:
    engine = amina.engine
    changed(engine, timer, timer.c.kind == "reminder", due_at=None)
    digest_due(amina)
    swept(engine, MONDAY_AT_NINE)
    assert begin(engine, MONDAY_AT_NINE)
    since = amina.state
    assert isinstance(since, Called)
    assert (since.occasion, datetime.fromisoformat(since.since)) == (Occasion.DIGEST, SATURDAY)
    found = timer_of(amina, Occasion.DIGEST)
    assert [datetime.fromisoformat(at) for at in found.sent] == [MONDAY_AT_NINE]
    assert found.due_at == found.asked_for == MONDAY_AT_NINE + 7 * DAY
    changed(engine, participation, True, submitted_at=MONDAY_AT_NINE + DAY)  # beni
    assert reminded(engine, MONDAY_AT_NINE + HOUR, MONDAY_AT_NINE + 8 * DAY) == [MONDAY_AT_NINE + 7 * DAY]
    again = amina.state
    assert isinstance(again, Called)
    assert datetime.fromisoformat(again.since) == MONDAY_AT_NINE


def test_a_digest_of_nothing_is_not_sent_and_the_next_one_tells_more(amina: Speaker) -> None:
    engine = amina.engine
    digest_due(amina)
    changed(engine, timer, timer.c.kind != "digest", due_at=None)
    assert reminded(engine, SATURDAY + HOUR, MONDAY_AT_NINE + DAY) == []
    found = timer_of(amina, Occasion.DIGEST)
    assert (found.sent, found.due_at) == ([], MONDAY_AT_NINE + 7 * DAY)
    joined(engine, invited(amina))
    changed(engine, participation, True, joined_at=MONDAY_AT_NINE + 2 * DAY)  # everybody
    changed(engine, timer, timer.c.kind != "digest", due_at=None)
    assert reminded(engine, MONDAY_AT_NINE + DAY, MONDAY_AT_NINE + 8 * DAY) == [MONDAY_AT_NINE + 7 * DAY]
    assert isinstance(amina.state, Called)
    assert datetime.fromisoformat(amina.state.since) == SATURDAY


def test_word_of_the_deadline_is_given_once(amina: Speaker, beni: Speaker) -> None:
    engine, last = amina.engine, date(2026, 11, 20)
    changed(engine, assessment, True, deadline=last)  # the only one
    changed(engine, timer, timer.c.kind == "reminder", due_at=None)
    changed(engine, timer, timer.c.kind == "deadline", due_at=SATURDAY)
    assert reminded(engine, SATURDAY, MONDAY_AT_NINE + DAY) == [MONDAY_AT_NINE]
    assert isinstance(amina.state, Called)
    assert amina.state.occasion is Occasion.DEADLINE
    found = timer_of(amina, Occasion.DEADLINE)
    assert (found.told_of, found.due_at) == (last, None)


def test_who_does_not_coordinate_any_more_is_told_nothing(amina: Speaker, beni: Speaker) -> None:
    engine = amina.engine
    digest_due(amina)
    swept(engine, MONDAY_AT_NINE)
    with transaction(engine) as session:
        session.connection().exec_driver_sql("DELETE FROM coordinator")
    assert begin(engine, MONDAY_AT_NINE) is None
    assert timer_of(amina, Occasion.DIGEST, beni.round).due_at is None


def test_two_messages_to_one_person_leave_each_other_time_to_be_read(amina: Speaker, beni: Speaker) -> None:
    engine = amina.engine
    changed(engine, assessment, True, deadline=date(2026, 11, 20))  # the only one
    changed(engine, timer, timer.c.kind == "reminder", due_at=None)
    changed(engine, timer, timer.c.kind == "deadline", due_at=SATURDAY)
    digest_due(amina)
    assert reminded(engine, SATURDAY, MONDAY_AT_NINE + DAY) == [MONDAY_AT_NINE, MONDAY_AT_NINE + BREATH]
