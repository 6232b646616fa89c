"""Attempts to have people written to never, for nothing, or about the wrong round; and to break what they type."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, insert, select

from bot.codes import hashed
from bot.storage.desks import load_desks
from bot.storage.engine import transaction
from bot.storage.posts import kept_policy
from bot.storage.rounds import entering
from bot.storage.tables import METADATA
from bot.storage.writing import write_desks
from dialogs.events import PhaseChosen
from dialogs.reminding.policy import Days, Known, Policy
from dialogs.reminding.when import next_reminder
from dialogs.reminding.when import reminded as reminded_at
from dialogs.rounds.commands import Join
from dialogs.rounds.events import FieldOpened, FormOpened
from dialogs.rounds.states import Filling, FormKind
from dialogs.states import Occasion
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
    delivery,
    leading,
    looked,
    person_of,
    reminded,
    swept,
    timer,
    timer_of,
    waiting,
)
from tests.rounds.people import Speaker, invited, joined

MINUTE = timedelta(minutes=1)
MONDAY_AT_NINE = TUESDAY - DAY - HOUR

invitation = METADATA.tables["invitation"]


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return leading(engine)


@pytest.fixture
def beni(amina: Speaker) -> Speaker:
    """In the middle of a round, and to be reminded on Tuesday at ten."""
    speaker = joined(amina.engine, invited(amina))
    speaker.later(hours=1).turn(PhaseChosen("compost", "rooting"))
    changed(amina.engine, timer, timer.c.kind != "reminder", due_at=None)
    return speaker


def also_joined(speaker: Speaker, lead: Speaker) -> None:
    """They answer in this round as well."""
    code = invited(lead)
    with transaction(speaker.engine) as session:
        number = session.connection().scalar(select(invitation.c.id).where(invitation.c.code_hash == hashed(code)))
        chats = load_desks(session, speaker.office, "test", {speaker.address: "en"}, speaker.at)
        desk = chats[speaker.address]
        entering.join(session, desk, Join(number or 0, "", None), speaker.at)
        write_desks(session, [desk], speaker.at)


# Channels


def second_chat(speaker: Speaker, channel: str, address: str, at: datetime) -> None:
    """Another chat of the same person, last used then."""
    mine = select(conversation).where(conversation.c.address == speaker.address)
    with transaction(speaker.engine) as session:
        row = session.connection().execute(mine).one()._asdict()
        other = {**row, "channel": channel, "address": address, "updated_at": at}
        session.connection().execute(insert(conversation).values(other))


def test_a_chat_that_nobody_opens_any_more_does_not_swallow_all_later_reminders(beni: Speaker) -> None:
    """A call for the terminal waits until that is opened; meanwhile they went on in their other chat, and stopped."""
    engine = beni.engine
    second_chat(beni, "terminal", "beni", beni.at + MINUTE)
    swept(engine, TUESDAY)
    assert [row.channel for row in waiting(engine)] == ["terminal"]
    beni.at = TUESDAY + 3 * HOUR
    beni.say("/continue")
    sent, at = [], TUESDAY + 4 * HOUR
    while at < TUESDAY + 21 * DAY:
        here = [row for row in waiting(engine) if row.channel == "test"] if looked(engine, at) else []
        sent += [at for row in here if delivery(engine, row.id or 0, at)]
        at += HOUR
    assert sent


# Several rounds


def test_in_the_last_days_no_round_of_three_is_left_out(engine: Engine) -> None:
    """With one message a day and three last days, each of three rounds with one deadline has its turn."""
    last = date(2026, 12, 4)  # a Friday
    first, *others = (leading(engine, name, deadline=last) for name in ("amina", "carla", "dora"))
    beni = joined(engine, invited(first))
    for lead in others:
        also_joined(beni, lead)
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    rounds, at = [], SATURDAY
    while at.date() <= last:
        for row in waiting(engine) if looked(engine, at) else []:
            call = row.payload["call"]
            reply = delivery(engine, row.id or 0, at)
            if reply and call["person"] == person_of(beni) and last - at.date() < timedelta(days=3):
                rounds.append(call["round"])
        at += HOUR
    assert sorted(rounds) == [first.round, *(lead.round for lead in others)]


def test_a_round_that_cannot_be_read_keeps_nobody_waiting(beni: Speaker) -> None:
    """What is not known of its policy is as usual; and its screens can be opened."""
    engine = beni.engine
    carla = leading(engine, "carla")
    dora = joined(engine, invited(carla), "dora")
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    changed(engine, assessment, assessment.c.id == carla.round, policy={"most": 50, "introduced_later": 1})
    swept(engine, TUESDAY)
    assert [row.payload["call"]["person"] for row in waiting(engine)] == [person_of(beni), person_of(dora)]
    carla.say("/reminders")
    assert "6 reminders" in carla.text


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (None, Policy()),
        ([], Policy()),
        ({"on": False, "hour": 9, "most": 50, "every": "3", "gap": True, "later": 1}, Policy(on=False, hour=9)),
    ],
)
def test_of_a_policy_what_is_known_is_read(kept: object, read: Policy) -> None:
    assert kept_policy(kept) == read


# The outbox


@pytest.fixture
def called(beni: Speaker) -> Speaker:
    """A call waits in the terminal, where they were last; in another round they are due by Thursday."""
    engine = beni.engine
    second_chat(beni, "terminal", "beni", beni.at + MINUTE)
    other = leading(engine, "dora")
    also_joined(beni, other)
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    changed(engine, timer, timer.c.assessment_id == other.round, due_at=TUESDAY + 2 * HOUR)
    swept(engine, TUESDAY)
    (row,) = waiting(engine)
    assert row.channel == "terminal"
    return beni


def test_a_call_where_they_are_stays_for_a_day_and_is_then_written_anew(called: Speaker) -> None:
    engine = called.engine
    (before,) = waiting(engine)
    assert swept(engine, TUESDAY + 2 * HOUR) == 0
    assert [row.id for row in waiting(engine)] == [before.id]
    assert swept(engine, TUESDAY + DAY) == 0
    (after,) = waiting(engine)
    assert (after.channel, after.created_at) == ("terminal", TUESDAY + DAY)


def test_a_call_in_a_chat_they_left_is_written_where_they_are(called: Speaker) -> None:
    engine = called.engine
    changed(engine, conversation, conversation.c.channel == "test", updated_at=TUESDAY - 3 * DAY)
    changed(engine, conversation, conversation.c.channel == "terminal", updated_at=TUESDAY - 4 * DAY)
    swept(engine, TUESDAY + 2 * HOUR)
    assert [row.channel for row in waiting(engine)] == ["test"]


def test_a_call_of_a_round_that_was_closed_makes_way_for_another(called: Speaker) -> None:
    engine = called.engine
    (before,) = waiting(engine)
    closed = before.payload["call"]["round"]
    changed(engine, assessment, assessment.c.id == closed, status="closed")
    swept(engine, TUESDAY + 2 * HOUR)
    (after,) = waiting(engine)
    assert after.payload["call"]["round"] != closed


# Clocks


FRIDAY = date(2026, 12, 18)


def test_a_clock_that_was_a_month_ahead_for_a_moment_drops_no_reminder_before_the_deadline(beni: Speaker) -> None:
    engine, ahead = beni.engine, TUESDAY + 30 * DAY
    changed(engine, assessment, assessment.c.id == beni.round, deadline=FRIDAY)
    armed(engine, beni.round, SATURDAY + 2 * HOUR)
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    assert reminded(engine, ahead, ahead)
    armed(engine, beni.round, TUESDAY)  # the coordinator changes something, or it is opened again
    changed(engine, timer, timer.c.kind != "reminder", due_at=None)
    assert [at for at in reminded(engine, TUESDAY, TUESDAY + 25 * DAY) if at.date() <= FRIDAY]


def test_after_a_clock_that_was_a_month_ahead_coordinators_hear_of_their_deadline(
    amina: Speaker, beni: Speaker
) -> None:
    engine, ahead = beni.engine, TUESDAY + 30 * DAY
    changed(engine, assessment, assessment.c.id == beni.round, deadline=FRIDAY)
    changed(engine, timer, True, due_at=None)
    changed(engine, timer, timer.c.kind == "deadline", due_at=ahead)
    assert reminded(engine, ahead, ahead)
    changed(engine, timer, timer.c.kind == "deadline", due_at=TUESDAY)
    moments = reminded(engine, TUESDAY, ahead)
    assert [f"{at:%d %H:%M}" for at in moments] == ["21 09:00"], "on the Monday behind it"
    assert amina.round == beni.round


@pytest.mark.parametrize("days", range(1, 31, 4))
def test_what_lies_far_ahead_silences_nobody(days: int) -> None:
    now, ahead = TUESDAY - DAY, TUESDAY + days * DAY
    known = Known(ahead, (ahead,), ahead, ahead + 20 * DAY)
    due = next_reminder(Policy(), Days(UTC), known, now)
    assert due.at is not None
    assert due.at <= TUESDAY
    later = reminded_at(Policy(), known, due.at)
    assert (later.sent, later.last_anywhere) == ((due.at,), due.at)


def test_where_none_may_come_behind_the_deadline_none_is_promised_on_its_evening() -> None:
    days = Days(ZoneInfo("Europe/Paris"), deadline=date(2026, 11, 27))  # a Friday
    evening = datetime(2026, 11, 27, 19, 30, tzinfo=UTC)
    due = next_reminder(Policy(after=0), days, Known(evening - 3 * DAY), evening)
    assert due.at is None, due


# Forms


@pytest.mark.parametrize("form", [FormKind.REMINDERS, FormKind.NOTICES])
def test_a_number_without_end_is_a_screen_and_no_exception(amina: Speaker, form: FormKind) -> None:
    amina.turn(FormOpened(form), FieldOpened("hour"))
    amina.say("9" * 5000)
    assert isinstance(amina.state, Filling)
    assert amina.state.field == "hour"


@pytest.mark.parametrize("words", ["-1", "−1", "- 5", "-5:00", "3.0", "3,0", "3 days", "8 مساء", "1²", "²", "½", "100"])
def test_what_is_no_hour_is_not_taken_for_one(engine: Engine, words: str) -> None:
    amina = leading(engine, quiet=(0, 0))
    amina.say("/reminders")
    amina.turn(FieldOpened("hour"))
    amina.say(words)
    assert isinstance(amina.state, Filling)
    assert amina.state.field == "hour", f"{words} was taken for {amina.state.values['hour']}"


# What held


def test_what_changes_while_a_call_waits_keeps_it_back_and_drops_nothing(amina: Speaker, beni: Speaker) -> None:
    engine = beni.engine
    assert swept(engine, TUESDAY) == 1
    changed(engine, assessment, assessment.c.id == amina.round, zone="Pacific/Auckland")  # it is night there
    armed(engine, amina.round, TUESDAY + MINUTE)
    assert delivered(engine, TUESDAY + MINUTE) == []
    assert timer_of(beni).due_at == TUESDAY + 9 * HOUR, "at eight in the morning there"
    assert swept(engine, TUESDAY + 12 * HOUR) == 1
    changed(engine, assessment, assessment.c.id == amina.round, policy={"on": False})
    assert delivered(engine, TUESDAY + 12 * HOUR) == []
    changed(engine, assessment, assessment.c.id == amina.round, policy={"on": True})
    armed(engine, amina.round, TUESDAY + 13 * HOUR)
    assert swept(engine, TUESDAY + 13 * HOUR) >= 1
    assert delivered(engine, TUESDAY + 13 * HOUR)


@pytest.mark.parametrize("zone", ["UTC", "Africa/Cairo", "Asia/Beirut", "America/Havana", "Australia/Lord_Howe"])
@pytest.mark.parametrize("off", [frozenset({5, 6}), frozenset(range(7))], ids=["weekend", "every day off"])
def test_one_waking_hour_a_day_is_found_all_the_year_round(zone: str, off: frozenset[int]) -> None:
    """At midnight, which some zones leave out when their clocks go forward."""
    days = Days(ZoneInfo(zone), off, (1, 0))
    for hours in range(0, 365 * 24, 11):
        now = datetime(2026, 1, 1, tzinfo=UTC) + hours * HOUR
        due = next_reminder(Policy(), days, Known(now - 3 * DAY), now)
        assert due.at is not None
        assert due.at >= now
        assert due.at.astimezone(days.zone).hour == 0


def test_the_buttons_of_a_digest_do_nothing_for_someone_who_was_demoted(amina: Speaker, beni: Speaker) -> None:
    engine = amina.engine
    carla = leading(engine, "carla", round_=amina.round)
    changed(engine, timer, timer.c.kind != "digest", due_at=None)
    changed(engine, timer, timer.c.kind == "digest", due_at=SATURDAY)
    swept(engine, SATURDAY)
    swept(engine, MONDAY_AT_NINE)
    mine = person_of(amina)
    row = next(row for row in waiting(engine) if row.payload["call"]["person"] == mine)
    reply = delivery(engine, row.id or 0, MONDAY_AT_NINE)
    assert reply
    with transaction(engine) as session:
        coordinator = METADATA.tables["coordinator"]
        session.connection().execute(coordinator.delete().where(coordinator.c.person_id == mine))
    amina.at = MONDAY_AT_NINE + HOUR
    written = len(waiting(engine))
    for button in reply.card.buttons:
        amina.turn(button.event, revision=reply.revision)
        assert "Respondent" not in amina.text
    assert len(waiting(engine)) == written
    assert timer_of(beni, Occasion.REMINDER).sent == []
    assert carla.right.round == beni.round
