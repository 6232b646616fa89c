"""Who is watched, and what has somebody looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from bot.storage.engine import transaction
from bot.storage.reminding.facts import case_of
from bot.storage.reminding.wishing import carry_out_wish
from bot.storage.rounds import creating, notices, nudging, people
from bot.storage.rounds.authority import Overruled
from bot.telegram.outbox import set_reachable
from dialogs.commands import Remark
from dialogs.events import Arrived, Asked, ConsentGiven, DepthChosen, Place
from dialogs.reminding.commands import RemindAgain, RemindingCommand, Snooze, StopReminding
from dialogs.reminding.digests import Digest, Rhythm
from dialogs.reminding.policy import Policy
from dialogs.reminding.wishes import Wish
from dialogs.rounds.commands import CreateRound
from dialogs.rounds.nouns import Role, Setup
from dialogs.states import Occasion
from framework.answers import Depth
from tests.reminding.sweeps import (
    DAY,
    SATURDAY,
    TUESDAY,
    changed,
    conversation,
    leading,
    person_of,
    swept,
    timer,
    timer_of,
    timers,
    waiting,
)
from tests.rounds.people import Speaker, invited, joined
from tests.storage.chats import HOUSE as ALONE

LATER = SATURDAY + timedelta(hours=3)


def kinds(engine: Engine, round_: int, person: int) -> set[str]:
    with transaction(engine) as session:
        query = select(timer.c.kind).where(timer.c.assessment_id == round_, timer.c.person_id == person)
        return set(session.connection().scalars(query))


@pytest.fixture
def amina(engine: Engine) -> Speaker:
    return leading(engine)


@pytest.fixture
def beni(amina: Speaker) -> Speaker:
    """A respondent whose timer stands still until something arms it."""
    speaker = joined(amina.engine, invited(amina, capabilities=("compost",)))
    changed(amina.engine, timer, timer.c.kind.is_not(None), due_at=None)
    return speaker


# Who is watched


def test_someone_who_begins_alone_is_watched_from_then_on(engine: Engine) -> None:
    alma = Speaker(engine, "alma", house=ALONE)
    alma.turn(Arrived(), ConsentGiven())
    assert timers(engine) == 0
    alma.turn(DepthChosen(Depth.FULL))
    assert timer_of(alma).due_at == SATURDAY
    assert kinds(engine, alma.round, person_of(alma)) == {"reminder"}


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("answers", [False, True])
def test_a_new_round_watches_its_coordinator(amina: Speaker, *, draft: bool, answers: bool) -> None:
    desk = amina.desk
    with transaction(amina.engine) as session:
        creating.create_round(session, amina.office, desk, CreateRound(Setup("North"), answers, "Amina", draft), LATER)
    expected = {"digest", "deadline"} | ({"reminder"} if answers else set())
    assert kinds(amina.engine, desk.assessment or 0, person_of(amina)) == expected


def test_whoever_joins_is_watched_for_what_they_do_there(amina: Speaker) -> None:
    beni = joined(amina.engine, invited(amina))
    cleo = joined(amina.engine, invited(amina, role=Role.COORDINATOR), "cleo", name="Cleo")
    assert kinds(amina.engine, amina.round, person_of(beni)) == {"reminder"}
    assert kinds(amina.engine, amina.round, person_of(cleo)) == {"digest", "deadline"}


def test_a_coordinator_is_watched_until_they_stop(amina: Speaker, beni: Speaker) -> None:
    part, person = beni.desk.participation or 0, person_of(beni)
    right = amina.right
    with transaction(amina.engine) as session:
        people.promote(session, right, part, LATER)
    assert kinds(amina.engine, amina.round, person) == {"reminder", "digest", "deadline"}
    with transaction(amina.engine) as session:
        people.demote(session, right, person, LATER)
    assert kinds(amina.engine, amina.round, person) == {"reminder"}


def test_someone_who_comes_back_keeps_what_was_sent(amina: Speaker, beni: Speaker) -> None:
    right, part = amina.right, beni.desk.participation or 0
    changed(amina.engine, timer, timer.c.kind == "reminder", sent=["2026-11-20T10:00:00+00:00"])
    with transaction(amina.engine) as session:
        people.remove(session, right, part, SATURDAY - DAY)
    assert swept(amina.engine, LATER) == 0
    again = joined(amina.engine, invited(amina))
    found = timer_of(again)
    assert (found.person_id, found.due_at, found.sent) == (person_of(beni), SATURDAY, ["2026-11-20T10:00:00+00:00"])


# What arms


@pytest.mark.parametrize(
    "values",
    [
        {"deadline": date(2026, 12, 1)},
        {"zone": "Asia/Kathmandu"},
        {"days_off": frozenset({4, 5})},
        {"quiet": (18, 9)},
        {"policy": Policy(hour=15)},
    ],
    ids=lambda values: next(iter(values)),
)
def test_another_calendar_or_policy_has_everybody_looked_at(
    amina: Speaker, beni: Speaker, values: dict[str, object]
) -> None:
    right, setup = amina.right, amina.desk.sheet.setup
    assert setup
    with transaction(amina.engine) as session:
        creating.change_round(session, right, replace(setup, **values), LATER)  # type: ignore[arg-type]
    assert timer_of(beni).due_at == LATER
    assert timer_of(amina, Occasion.DIGEST).due_at == LATER
    assert timer_of(amina, Occasion.DEADLINE).due_at == LATER


def test_reopening_has_everybody_looked_at_and_closing_nobody(amina: Speaker, beni: Speaker) -> None:
    right = amina.right
    with transaction(amina.engine) as session:
        creating.close(session, right, LATER)
    assert timer_of(beni).due_at is None
    with transaction(amina.engine) as session:
        creating.reopen(session, right, LATER)
    assert timer_of(beni).due_at == LATER


def test_someone_who_is_asked_more_is_looked_at(amina: Speaker, beni: Speaker) -> None:
    right, part = amina.right, beni.desk.participation or 0
    with transaction(amina.engine) as session:
        people.assign(session, right, part, ("compost", "watering"), LATER)
    assert timer_of(beni).due_at == LATER


def test_someone_who_can_be_written_to_again_is_looked_at(amina: Speaker, beni: Speaker) -> None:
    chat = conversation.c.address == "beni"
    changed(amina.engine, conversation, chat, unreachable_since=SATURDAY)
    beni.later(hours=3).turn(Asked(Place.HELP))
    assert timer_of(beni).due_at == LATER
    changed(amina.engine, timer, timer.c.kind == "reminder", due_at=None)
    beni.later(hours=1).turn(Asked(Place.HELP))
    assert timer_of(beni).due_at is None, "they were reachable already"


def test_answering_touches_no_timer(amina: Speaker, beni: Speaker) -> None:
    beni.later(hours=3).turn(Asked(Place.HELP))
    assert timer_of(beni).due_at is None


def test_a_lost_chat_has_its_person_looked_at_in_their_others(amina: Speaker, beni: Speaker) -> None:
    engine = amina.engine
    changed(engine, conversation, conversation.c.address == "beni", channel="telegram")
    with transaction(engine) as session:
        set_reachable(session, "beni", LATER)
        (due,) = session.connection().scalars(select(timer.c.due_at).where(timer.c.kind == "reminder"))
    assert due == LATER


def test_a_nudge_counts_as_asking_to_go_on(amina: Speaker, beni: Speaker) -> None:
    right, part = amina.right, beni.desk.participation or 0
    with transaction(amina.engine) as session:
        nudging.nudge(session, right, part, TUESDAY - DAY / 2)
    with transaction(amina.engine) as session:
        case = case_of(session, beni.round, person_of(beni))
    assert case
    assert case.known.last_anywhere == TUESDAY - DAY / 2


# Digests


def test_another_rhythm_plans_the_digest_anew(amina: Speaker) -> None:
    engine, right = amina.engine, amina.right
    swept(engine, SATURDAY)
    assert timer_of(amina, Occasion.DIGEST).asked_for == TUESDAY - DAY - timedelta(hours=1)  # Monday at nine
    with transaction(engine) as session:
        notices.send_digests(session, right, Digest(Rhythm.DAILY, 17), TUESDAY)
    found = timer_of(amina, Occasion.DIGEST)
    assert (found.due_at, found.asked_for) == (TUESDAY, None)
    swept(engine, TUESDAY)
    assert timer_of(amina, Occasion.DIGEST).asked_for == TUESDAY + timedelta(hours=7)
    assert not waiting(engine), "Monday's was for another rhythm"


def test_the_same_rhythm_leaves_a_digest_that_is_due(amina: Speaker) -> None:
    engine, right = amina.engine, amina.right
    swept(engine, SATURDAY)
    with transaction(engine) as session:
        notices.send_digests(session, right, Digest(), TUESDAY)
    assert swept(engine, TUESDAY) == 1


# Wishes


def wish(speaker: Speaker, command: RemindingCommand) -> None:
    desk = speaker.desk
    with transaction(speaker.engine) as session:
        carry_out_wish(session, desk, command, LATER)


def test_a_wish_stands_until_it_is_served(beni: Speaker) -> None:
    wish(beni, Snooze(beni.round, Wish.TOMORROW))
    found = timer_of(beni)
    assert found.asked_for is not None
    assert (found.due_at, found.asked_for > LATER) == (LATER, True)


def test_a_stop_ends_a_wish_and_outlives_a_later_one(beni: Speaker) -> None:
    wish(beni, Snooze(beni.round, Wish.TOMORROW))
    wish(beni, StopReminding(beni.round))
    assert (timer_of(beni).asked_for, timer_of(beni).stopped_at) == (None, LATER)
    wish(beni, Snooze(beni.round, Wish.TOMORROW))
    assert timer_of(beni).stopped_at == LATER
    assert swept(beni.engine, TUESDAY + 30 * DAY) == 0
    wish(beni, RemindAgain(beni.round))
    assert timer_of(beni).stopped_at is None


@pytest.mark.parametrize("command", [Snooze(99, Wish.TOMORROW), StopReminding(99), RemindAgain(99)])
def test_nobody_decides_about_what_is_not_theirs(beni: Speaker, command: RemindingCommand) -> None:
    with pytest.raises(Overruled) as no:
        wish(beni, command)
    assert no.value.remark is Remark.ROUND_UNKNOWN


def test_a_coordinator_who_does_not_answer_has_no_reminders_to_stop(amina: Speaker, beni: Speaker) -> None:
    with pytest.raises(Overruled):
        wish(amina, StopReminding(amina.round))
    assert timer_of(beni).stopped_at is None


def test_a_closed_round_keeps_no_wish(amina: Speaker, beni: Speaker) -> None:
    right = amina.right
    with transaction(amina.engine) as session:
        creating.close(session, right, LATER)
    with pytest.raises(Overruled) as no:
        wish(beni, Snooze(beni.round, Wish.NEXT_WEEK))
    assert no.value.remark is Remark.ROUND_CLOSED
