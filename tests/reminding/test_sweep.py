"""What a sweep makes of the timers: one message at its time, whoever else sweeps, and whatever the clock does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, delete, event, insert, select

from bot.storage.engine import open_database, transaction
from bot.storage.reminding import sweeping
from bot.storage.reminding.looks import ON_ITS_WAY
from bot.storage.reminding.sweeping import Overtaken, sweep_due
from bot.telegram.outbox import set_reachable
from dialogs.reminding.policy import Policy
from dialogs.states import Occasion
from tests.keys import KEYS
from tests.reminding.sweeps import (
    DAY,
    HOUR,
    SATURDAY,
    TUESDAY,
    armed,
    assessment,
    changed,
    conversation,
    delivered,
    leading,
    looked,
    outgoing,
    participation,
    person,
    person_of,
    reminded,
    swept,
    timer,
    timer_of,
    waiting,
)
from tests.rounds.people import Speaker, invited, joined, status

MINUTE = timedelta(minutes=1)
MONDAY_AT_NINE = TUESDAY - DAY - HOUR


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return leading(engine)


@pytest.fixture
def beni(amina: Speaker) -> Speaker:
    return joined(amina.engine, invited(amina))


def calls(engine: Engine) -> list[tuple[str, int, int]]:
    return [tuple(row.payload["call"].values()) for row in waiting(engine)]


# One message, at its time


def test_someone_silent_for_two_days_is_written_to_once(beni: Speaker) -> None:
    engine = beni.engine
    assert swept(engine, SATURDAY) == 0
    assert timer_of(beni).due_at == TUESDAY
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    assert swept(engine, TUESDAY - MINUTE) == 0
    assert swept(engine, TUESDAY) == 1
    (row,) = waiting(engine)
    assert calls(engine) == [("reminder", beni.round, person_of(beni))]
    assert (row.address, row.urgent, row.once, row.owner) == ("beni", False, True, None)
    assert swept(engine, TUESDAY + MINUTE) == 0


def test_who_answered_meanwhile_is_only_looked_at_again(beni: Speaker) -> None:
    engine = beni.engine
    swept(engine, SATURDAY)
    beni.later(days=2).say("/help")  # on Monday at noon
    assert timer_of(beni).due_at == TUESDAY
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    assert swept(engine, TUESDAY) == 0
    assert timer_of(beni).due_at == TUESDAY + 2 * DAY


@pytest.mark.parametrize(
    ("where", "values"),
    [
        (participation, {"submitted_at": TUESDAY}),
        (participation, {"removed_at": TUESDAY}),
        (timer, {"stopped_at": TUESDAY}),
        (assessment, {"status": "closed"}),
        (assessment, {"status": "draft"}),
        (assessment, {"policy": asdict(Policy(on=False))}),
        (conversation, {"unreachable_since": TUESDAY}),
    ],
    ids=["submitted", "removed", "stopped", "closed", "draft", "off", "unreachable"],
)
def test_who_is_not_to_be_reminded_is_not_looked_at_until_that_changes(
    beni: Speaker, where: Any, values: dict[str, Any]
) -> None:
    changed(beni.engine, where, True, **values)  # everybody
    assert swept(beni.engine, TUESDAY) == 0
    assert timer_of(beni).due_at is None


def test_the_chat_used_last_that_can_be_reached_gets_it(beni: Speaker) -> None:
    engine, number = beni.engine, person_of(beni)
    with transaction(engine) as session:
        row = session.connection().execute(select(conversation).where(conversation.c.person_id == number)).one()
        for address, hours, lost in (("old", -2, None), ("new", -1, None), ("lost", 0, SATURDAY)):
            chat = {"address": address, "updated_at": SATURDAY + hours * HOUR, "unreachable_since": lost}
            session.connection().execute(insert(conversation), {**row._asdict(), **chat})
    changed(engine, conversation, conversation.c.address == "beni", unreachable_since=SATURDAY)
    swept(engine, TUESDAY)
    assert [row.address for row in waiting(engine) if row.payload["call"]["person"] == number] == ["new"]


# Two rounds of one person


@pytest.fixture
def busy(beni: Speaker) -> Speaker:
    """Beni answers in a second round as well, and both reminders are due."""
    second = leading(beni.engine, "dora")
    joined(beni.engine, invited(second))
    changed(beni.engine, timer, timer.c.kind != "reminder", due_at=None)
    return beni


def test_two_rounds_of_one_person_keep_the_gap(busy: Speaker) -> None:
    engine = busy.engine
    assert swept(engine, TUESDAY) == 1, "the second is put off"
    assert swept(engine, TUESDAY + MINUTE) == 0
    moments = reminded(engine, TUESDAY + MINUTE, TUESDAY + 3 * DAY)
    assert [at - TUESDAY for at in moments] == [MINUTE, DAY + MINUTE]


def test_two_rounds_of_one_person_keep_the_gap_between_two_processes(busy: Speaker) -> None:
    """The second process has the other timer, and waits for the person."""
    engine = busy.engine

    def sweep() -> int:
        with transaction(engine) as session:
            return sweep_due(session, TUESDAY)

    with ThreadPoolExecutor(1) as other:
        with transaction(engine) as session:
            assert sweep_due(session, TUESDAY, limit=1) == 1
            second = other.submit(sweep)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
        assert second.result(timeout=30) == 1, "it looked at the other timer"
    assert len(waiting(engine)) == 1


# Several processes


def test_two_sweeps_at_once_write_everything_once(amina: Speaker) -> None:
    engine = amina.engine
    people = crowd(engine, amina.round, 60)
    start = Barrier(2)

    def sweep() -> int:
        mine = open_database(engine.url.render_as_string(hide_password=False), KEYS)
        start.wait()
        looked = 0
        for _ in range(40):
            with transaction(mine) as session:
                looked += sweep_due(session, TUESDAY, limit=7)
        mine.dispose()
        return looked

    with ThreadPoolExecutor(2) as pool:
        looked = sum(one.result() for one in [pool.submit(sweep) for _ in range(2)])
    assert looked == len(people) + 2, "nobody is looked at twice"
    assert sorted(number for kind, _, number in calls(engine) if kind == "reminder") == people


PROCESS = """
import sys
from datetime import datetime
from bot.storage.engine import open_database, transaction
from bot.storage.reminding.sweeping import sweep_due
from tests.keys import KEYS
engine, now = open_database(sys.argv[1], KEYS), datetime.fromisoformat(sys.argv[2])
sys.stdin.read(1)
while True:
    with transaction(engine) as session:
        if not sweep_due(session, now, limit=7):
            break
"""


def test_two_processes_write_everything_once(amina: Speaker, database: str) -> None:
    people = crowd(amina.engine, amina.round, 60)
    command = [sys.executable, "-c", PROCESS, database, TUESDAY.isoformat()]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(2)]  # our own
    for process in processes:
        assert process.stdin
        process.stdin.write(b".")
        process.stdin.close()
    assert [process.wait(60) for process in processes] == [0, 0]
    assert sorted(number for kind, _, number in calls(amina.engine) if kind == "reminder") == people


def test_a_timer_that_somebody_moved_meanwhile_is_left_to_them(beni: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rows cannot be locked, what was seen must still be there when it is written."""
    engine = beni.engine

    def meddling(session: Any, keys: Any, now: datetime) -> Any:
        session.connection().execute(timer.update().values(due_at=SATURDAY - DAY))
        return real(session, keys, now)

    real = sweeping.looks_at
    monkeypatch.setattr(sweeping, "looks_at", meddling)
    with pytest.raises(Overtaken), transaction(engine) as session:
        sweep_due(session, TUESDAY)
    assert waiting(engine) == []


def test_what_cannot_be_looked_at_keeps_nobody_waiting(
    beni: Speaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(sweeping, "look_at_digest", failing)
    assert swept(beni.engine, TUESDAY) == 1
    assert "a timer could not be looked at" in capsys.readouterr().err
    assert calls(beni.engine) == [("reminder", beni.round, person_of(beni))]


# Outages and clocks


def test_after_a_week_down_there_is_one_message(beni: Speaker) -> None:
    moments = reminded(beni.engine, TUESDAY + 7 * DAY, TUESDAY + 9 * DAY)
    reminders = timer_of(beni).sent
    assert [datetime.fromisoformat(at) for at in reminders] == [TUESDAY + 7 * DAY]
    assert moments[0] == TUESDAY + 7 * DAY


def test_while_nothing_can_be_sent_nothing_more_is_written(busy: Speaker) -> None:
    engine, at = busy.engine, TUESDAY
    while at < TUESDAY + 7 * DAY:
        looked(engine, at)
        at += HOUR
    assert len(waiting(engine)) == 1
    assert len(delivered(engine, at)) == 1


@pytest.mark.parametrize("hours", [13, 24 * 4], ids=["at night", "on a day off"])
def test_after_an_outage_nobody_is_woken(beni: Speaker, hours: int) -> None:
    engine = beni.engine
    assert swept(engine, TUESDAY + hours * HOUR) == 0
    due = timer_of(beni).due_at
    assert due is not None
    assert due > TUESDAY + hours * HOUR


def test_a_message_that_was_lost_is_written_again(beni: Speaker) -> None:
    engine = beni.engine
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    swept(engine, TUESDAY)
    with transaction(engine) as session:
        session.connection().execute(delete(outgoing))
    assert swept(engine, TUESDAY + ON_ITS_WAY - MINUTE) == 0
    assert swept(engine, TUESDAY + ON_ITS_WAY) == 1


def test_what_waited_for_a_lost_chat_comes_once_they_are_back(beni: Speaker) -> None:
    engine = beni.engine
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    changed(engine, conversation, conversation.c.address == "beni", channel="telegram")
    swept(engine, TUESDAY)
    with transaction(engine) as session:
        set_reachable(session, "beni", TUESDAY)
    assert waiting(engine) == []
    assert swept(engine, TUESDAY + HOUR) == 0
    changed(engine, conversation, conversation.c.address == "beni", channel="test")
    beni.later(days=4).say("/help")  # they write again
    assert reminded(engine, beni.at, beni.at + 7 * DAY) == [TUESDAY + 6 * DAY], "on the Monday after two days"


def test_a_clock_that_goes_back_sends_nothing_twice(beni: Speaker) -> None:
    engine = beni.engine
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    assert reminded(engine, TUESDAY, TUESDAY)
    armed(engine, beni.round, SATURDAY)
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    assert reminded(engine, TUESDAY - 3 * HOUR, TUESDAY + DAY) == []
    assert len(timer_of(beni).sent) == 1


def test_a_clock_that_jumps_ahead_and_back_delays_and_drops_nothing(beni: Speaker) -> None:
    engine = beni.engine
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    assert reminded(engine, TUESDAY + 2 * DAY, TUESDAY + 2 * DAY), "the clock is two days ahead"
    assert reminded(engine, TUESDAY, TUESDAY + 7 * DAY) == [TUESDAY + 7 * DAY], "three working days from then"


# Coordinators


def test_a_digest_comes_at_its_hour_and_late_when_nobody_looked(amina: Speaker) -> None:
    engine = amina.engine
    swept(engine, SATURDAY)
    assert timer_of(amina, Occasion.DIGEST).due_at == MONDAY_AT_NINE
    assert swept(engine, MONDAY_AT_NINE - MINUTE) == 0
    late = MONDAY_AT_NINE + 2 * DAY + 6 * HOUR
    assert swept(engine, late) == 1
    assert calls(engine) == [("digest", amina.round, person_of(amina))]


def test_a_digest_that_is_late_waits_for_the_morning(amina: Speaker) -> None:
    engine = amina.engine
    swept(engine, SATURDAY)
    assert swept(engine, MONDAY_AT_NINE + 13 * HOUR) == 0
    assert timer_of(amina, Occasion.DIGEST).due_at == MONDAY_AT_NINE + 23 * HOUR  # when the quiet hours end
    assert swept(engine, MONDAY_AT_NINE + DAY) == 1


def test_a_round_that_was_closed_brings_no_old_digest_when_it_opens(amina: Speaker) -> None:
    engine = amina.engine
    swept(engine, SATURDAY)
    status(amina, "closed")
    swept(engine, MONDAY_AT_NINE)
    assert timer_of(amina, Occasion.DIGEST).due_at is None
    status(amina, "open")
    armed(engine, amina.round, MONDAY_AT_NINE + 30 * DAY)
    assert swept(engine, MONDAY_AT_NINE + 30 * DAY) == 0


FIRST, SECOND = date(2026, 11, 24), date(2026, 12, 1)
MORNING = {FIRST: TUESDAY + DAY - HOUR, SECOND: TUESDAY + 8 * DAY - HOUR}
"""When their end is told."""


def told(engine: Engine, since: datetime, until: datetime) -> list[datetime]:
    """When the deadline's own message was sent."""
    changed(engine, timer, timer.c.kind != "deadline", due_at=None)
    return reminded(engine, since, until)


def deadline(amina: Speaker, day: date, at: datetime) -> None:
    changed(amina.engine, assessment, assessment.c.id == amina.round, deadline=day)
    armed(amina.engine, amina.round, at)


def test_the_end_of_a_deadline_is_told_once(amina: Speaker) -> None:
    deadline(amina, FIRST, SATURDAY)
    assert told(amina.engine, SATURDAY + HOUR, SATURDAY + 10 * DAY) == [MORNING[FIRST]]


def test_a_deadline_moved_back_and_forth_is_told_once_for_each_end(amina: Speaker) -> None:
    engine = amina.engine
    deadline(amina, FIRST, SATURDAY)
    assert told(engine, SATURDAY + HOUR, MORNING[FIRST]) == [MORNING[FIRST]]
    for day in (SECOND, FIRST, SECOND, FIRST):
        deadline(amina, day, MORNING[FIRST])
        assert told(engine, MORNING[FIRST] + HOUR, MORNING[FIRST] + 2 * HOUR) == []
    deadline(amina, SECOND, MORNING[FIRST])
    assert told(engine, MORNING[FIRST] + 3 * HOUR, MORNING[SECOND] + DAY) == [MORNING[SECOND]]
    deadline(amina, FIRST, MORNING[SECOND])
    assert told(engine, MORNING[SECOND] + HOUR, MORNING[SECOND] + 3 * DAY) == []


def test_the_deadline_goes_before_the_digest(amina: Speaker) -> None:
    engine = amina.engine
    deadline(amina, date(2026, 11, 20), SATURDAY)
    swept(engine, SATURDAY)
    assert swept(engine, MONDAY_AT_NINE) == 1
    assert [kind for kind, _, _ in calls(engine)] == ["deadline"]


# What it costs


def crowd(engine: Engine, round_: int, size: int) -> list[int]:
    """So many more respondents who were last seen on Saturday at noon, each with a chat and a timer."""
    with transaction(engine) as session:
        connection = session.connection()
        agreed = {"consent_version": "2026-11", "consented_at": SATURDAY}
        people = list(connection.scalars(insert(person).returning(person.c.id), [agreed] * size))
        parts = [
            {
                "person_id": one,
                "assessment_id": round_,
                "depth": "full",
                "joined_at": SATURDAY,
                "version": 0,
                "name": "",
            }
            for one in people
        ]
        connection.execute(insert(participation), parts)
        chat = {"channel": "test", "language": "en", "state": {"at": "reviewing"}, "revision": 1}
        chats = [{**chat, "address": f"p{one}", "person_id": one, "updated_at": SATURDAY} for one in people]
        connection.execute(insert(conversation), chats)
        timed = {"kind": "reminder", "assessment_id": round_, "due_at": SATURDAY, "sent": []}
        connection.execute(insert(timer), [{**timed, "person_id": one} for one in people])
    return sorted(people)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(("at", "most"), [(SATURDAY, 13), (TUESDAY, 16)], ids=["nothing to send", "all to send"])
def test_a_batch_takes_as_many_statements_for_five_as_for_five_hundred(amina: Speaker, at: datetime, most: int) -> None:
    engine = amina.engine
    costs = []
    for size in (5, 493):  # with the coordinator's and those of before, as many as a batch takes
        crowd(engine, amina.round, size)
        changed(engine, timer, timer.c.kind != "reminder", due_at=SATURDAY)
        with transaction(engine) as session:
            session.connection().execute(delete(outgoing))
        with counted(engine) as statements, transaction(engine) as session:
            assert sweep_due(session, at) >= size
        costs.append(len(statements))
    assert costs[0] == costs[1] <= most, statements


@pytest.mark.parametrize("limit", [1, 7])
def test_a_batch_is_no_larger_than_asked(amina: Speaker, limit: int) -> None:
    engine = amina.engine
    crowd(engine, amina.round, 10)
    batches = []
    while True:
        with transaction(engine) as session:
            batches.append(sweep_due(session, TUESDAY, limit))
        if not batches[-1]:
            break
    assert max(batches) == limit
    assert sum(batches) == 12, "each timer once"
