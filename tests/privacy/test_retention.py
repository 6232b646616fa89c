"""What is kept for its time and no longer, on both databases, by a clock that the test holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from bot.doctor import going
from bot.storage.engine import transaction
from bot.storage.privacy import retention
from bot.storage.rounds.authority import Overruled
from bot.storage.rounds.creating import change_round
from bot.storage.sweeping import sweep
from bot.storage.tables import METADATA
from dialogs.commands import Remark
from dialogs.events import Arrived, Asked, ConsentGiven, DepthChosen, PhaseChosen, Place
from dialogs.privacy.keeping import months_after
from dialogs.reminding.calendar import is_off, is_quiet, local_day
from dialogs.rounds.clock import days_of
from dialogs.rounds.events import DeedAsked, DeedConfirmed
from dialogs.rounds.nouns import Setup
from dialogs.rounds.states import Deed
from framework.answers import Depth
from tests.rounds.people import HOUSE, Speaker, coordinator, invited, joined
from tests.storage.chats import tables_with_rows

SECRET = "compost-of-the-old-mill"
"""A word that stands nowhere else."""

DAY = timedelta(days=1)
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

assessment, conversation, outgoing, person, participation = (
    METADATA.tables[name] for name in ("assessment", "conversation", "outgoing", "person", "participation")
)


def rows(engine: Engine, table: Any) -> list[Any]:
    with transaction(engine) as session:
        return list(session.connection().execute(select(table)))


def changed(engine: Engine, **values: Any) -> None:
    with transaction(engine) as session:
        session.connection().execute(update(assessment).values(**values))


def hour(engine: Engine, now: datetime) -> None:
    """What is done once an hour."""
    with transaction(engine) as session:
        sweep(session, now)
    for _ in range(100):
        with transaction(engine) as session:
            if not retention.delete_some(session, now):
                return
    raise AssertionError("it never ends")


def letters(engine: Engine) -> list[tuple[str, str]]:
    """What waits to be sent by itself, and to whom."""
    found = [(row.address, str(row.payload["letter"])) for row in rows(engine, outgoing) if "letter" in row.payload]
    return [(chat, words) for chat, words in found if "deleted" in words]


def everything(engine: Engine) -> str:
    """Every value of every row."""
    with transaction(engine) as session:
        return "\n".join(str(row) for table in METADATA.sorted_tables for row in session.execute(select(table)))


def do(speaker: Speaker, deed: Deed) -> None:
    speaker.turn(DeedAsked(deed), DeedConfirmed(deed))


def answered(speaker: Speaker) -> None:
    """One question answered, and a note out of turn kept."""
    speaker.turn(Asked(Place.HERE), PhaseChosen("compost", "rooting"))
    speaker.say(f"Every garden has some, says {SECRET}")
    speaker.press("Keep")


@pytest.fixture
def garden(engine: Engine) -> tuple[Speaker, Speaker]:
    """A round with a coordinator and two who answered, closed on a Monday at noon."""
    amina = coordinator(engine)
    code = invited(amina, places=2, label="Office of the old mill")
    beni, carla = joined(engine, code, "beni", name=f"Beni {SECRET}"), joined(engine, code, "carla", name="Carla")
    for each in (beni, carla):
        answered(each)
    amina.at = MONDAY
    do(amina, Deed.CLOSE)
    with transaction(engine) as session:
        session.connection().execute(outgoing.delete())
    return amina, beni


TOLD = months_after(MONDAY, 23)  # a Monday as well
ENDS = months_after(MONDAY, 24)


def test_coordinators_are_told_a_month_before_and_once(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    hour(engine, TOLD - DAY)
    assert not letters(engine)
    hour(engine, TOLD)
    (word,) = letters(engine)
    assert word[0] == "amina"
    for said in ("Gardens of the north", "23 November 2028", "/export", "It cannot be later"):
        assert said in word[1]
    for days in range(1, 20):
        hour(engine, TOLD + days * DAY)
    assert len(letters(engine)) == 1


def test_at_its_end_all_of_it_goes(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    hour(engine, TOLD)
    hour(engine, ENDS - timedelta(hours=1))
    assert len(rows(engine, participation)) == 2
    assert everything(engine).count(SECRET) >= 5
    hour(engine, ENDS)
    assert tables_with_rows(engine) <= {"framework_model", "outgoing"}
    assert SECRET not in everything(engine)
    assert "old mill" not in everything(engine)


def test_who_is_elsewhere_too_stays_there(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    amina, beni = garden
    other = coordinator(engine, "dara", title="Another")
    beni.say(f"/start {invited(other)}")
    beni.press("Take part")
    answered(beni)
    before = [row.participation_id for row in rows(engine, METADATA.tables["answer"])]
    hour(engine, TOLD)
    hour(engine, ENDS)
    assert {row.address for row in rows(engine, conversation)} == {"beni", "dara"}
    assert len(rows(engine, person)) == 2
    assert [row.title for row in rows(engine, assessment)] == ["Another"]
    left = [row.participation_id for row in rows(engine, METADATA.tables["answer"])]
    assert set(left) < set(before)
    beni.at = ENDS
    assert "Gardens of the north" not in str(beni.say("/assessments").card)
    assert beni.desk.sheet.title == "Another"
    amina.at = ENDS
    assert "Welcome to Sounding" in str(amina.say("hello").card)  # nobody knows her any more: she is asked anew


def test_a_chat_that_was_about_it_and_stays_is_led_elsewhere(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    _, beni = garden
    other = coordinator(engine, "dara", title="Another")
    beni.say(f"/start {invited(other)}")
    beni.press("Take part")
    beni.say("/assessments")
    beni.press("Gardens of the north")
    old = beni.reply
    hour(engine, TOLD)
    hour(engine, ENDS)
    chat = next(row for row in rows(engine, conversation) if row.address == "beni")
    assert (chat.assessment_id, chat.participation_id) == (None, None)
    assert old
    assert chat.revision == old.revision + 1
    beni.at = ENDS
    assert "Another" in str(beni.say("/assessments").card)


def test_if_nobody_looked_the_word_comes_first(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    late = ENDS + 400 * DAY
    late += timedelta(days=-late.weekday())
    hour(engine, late)
    assert len(letters(engine)) == 1
    hour(engine, months_after(late, 1) - timedelta(hours=1))
    assert len(rows(engine, participation)) == 2
    hour(engine, months_after(late, 1))
    assert not rows(engine, participation)


def test_nobody_is_told_at_night_or_on_a_day_off(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    days = days_of(Setup("", zone="UTC"))
    at = (TOLD - 3 * DAY).replace(hour=23)  # a Friday night
    while not letters(engine):
        hour(engine, at)
        at += timedelta(hours=1)
    told = at - timedelta(hours=1)
    assert told >= TOLD
    assert not is_off(days, local_day(days, told))
    assert not is_quiet(days, told.hour)


def test_a_clock_far_ahead_for_a_moment_deletes_nothing(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    ahead = ENDS + 3650 * DAY
    ahead += timedelta(days=-ahead.weekday())
    hour(engine, ahead)
    hour(engine, ahead + timedelta(hours=1))
    assert len(rows(engine, participation)) == 2
    first = len(letters(engine))
    hour(engine, TOLD)
    assert len(letters(engine)) == first + 1  # what that clock said does not count
    hour(engine, ENDS)
    assert not rows(engine, participation)


def test_opening_it_again_begins_anew(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    amina, _ = garden
    hour(engine, TOLD)
    amina.at = TOLD + DAY
    do(amina, Deed.REOPEN)
    hour(engine, ENDS + 1000 * DAY)
    assert len(rows(engine, participation)) == 2
    amina.at = TOLD + 30 * DAY
    do(amina, Deed.CLOSE)
    (row,) = rows(engine, assessment)
    assert row.warned_at is None
    hour(engine, ENDS)
    assert len(rows(engine, participation)) == 2


def test_drafts_and_open_rounds_stay(engine: Engine) -> None:
    coordinator(engine, "amina")
    for word in ("open", "draft"):
        changed(engine, status=word)
        hour(engine, MONDAY + 4000 * DAY)
        hour(engine, MONDAY + 5000 * DAY)
        assert len(rows(engine, assessment)) == 1


def test_a_draft_that_was_archived_is_kept_from_then_on(engine: Engine) -> None:
    amina = coordinator(engine)
    changed(engine, status="draft")
    amina.at = MONDAY
    do(amina, Deed.ARCHIVE)
    hour(engine, TOLD)
    hour(engine, ENDS)
    assert not rows(engine, assessment)


@pytest.mark.parametrize(("months", "allowed"), [(12, True), (24, True), (25, False)])
def test_what_people_were_told_is_never_lengthened(
    engine: Engine, garden: tuple[Speaker, Speaker], months: int, allowed: bool
) -> None:
    amina, _ = garden
    setup = amina.desk.sheet.setup
    assert setup is not None
    right = amina.right
    with transaction(engine) as session:
        if allowed:
            change_round(session, right, replace(setup, retention=months), MONDAY)
        else:
            with pytest.raises(Overruled) as no:
                change_round(session, right, replace(setup, retention=months), MONDAY)
            assert no.value.remark is Remark.PROMISED
    assert [row.retention for row in rows(engine, assessment)] == [months if allowed else 24]


def test_before_anybody_joined_it_may_be_longer(engine: Engine) -> None:
    amina = coordinator(engine)
    setup, right = amina.desk.sheet.setup, amina.right
    assert setup is not None
    with transaction(engine) as session:
        change_round(session, right, replace(setup, retention=120), MONDAY)
    assert [row.retention for row in rows(engine, assessment)] == [120]


def test_another_time_is_told_anew(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    amina, _ = garden
    hour(engine, TOLD)
    setup, right = amina.desk.sheet.setup, amina.right
    assert setup is not None
    with transaction(engine) as session:
        change_round(session, right, replace(setup, retention=6), TOLD + DAY)
    hour(engine, TOLD + DAY)
    assert len(letters(engine)) == 2
    hour(engine, months_after(TOLD + DAY, 1) - timedelta(hours=1))
    assert len(rows(engine, participation)) == 2
    hour(engine, months_after(TOLD + DAY, 1))
    assert not rows(engine, participation)


def test_the_terms_hold_as_they_were_read(engine: Engine) -> None:
    """Somebody reads "2 years", the coordinator makes it 5 before they agree: they read it again first."""
    amina = coordinator(engine)
    dina = Speaker(engine, "dina")
    dina.say(f"/start {invited(amina)}")
    assert "2 years after the assessment is closed" in dina.text
    dina.turn(ConsentGiven())
    dina.say("Dina")
    setup, right = amina.desk.sheet.setup, amina.right
    assert setup is not None
    with transaction(engine) as session:
        change_round(session, right, replace(setup, retention=60), dina.at)
    dina.press("Rather not say")
    dina.press("Take part")
    assert not rows(engine, participation)
    assert "5 years after the assessment is closed" in dina.text
    dina.press("Take part")
    assert len(rows(engine, participation)) == 1


def test_a_large_round_goes_in_portions_and_nobody_gets_in_meanwhile(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = coordinator(engine)
    code = invited(amina, places=60)
    for number in range(retention.PORTION + 3):
        joined(engine, code, f"p{number}", name=f"Person {number}")
    amina.at = MONDAY
    do(amina, Deed.CLOSE)
    changed(engine, warned_at=TOLD)
    left = []
    with transaction(engine) as session:
        assert retention.delete_some(session, ENDS)
    left.append(len(rows(engine, participation)))
    amina.at = ENDS
    amina.turn(DeedAsked(Deed.REOPEN), DeedConfirmed(Deed.REOPEN))
    assert [row.status for row in rows(engine, assessment)] == ["closed"]
    with transaction(engine) as session:
        assert retention.delete_some(session, ENDS)
    left.append(len(rows(engine, participation)))
    assert left == [3, 0]
    hour(engine, ENDS)
    assert not rows(engine, assessment)


# Alone

ALONE = replace(HOUSE, open_to_all=True)


def alone(engine: Engine, name: str = "alma") -> Speaker:
    speaker = Speaker(engine, name, ALONE, at=MONDAY)
    speaker.turn(Arrived(), ConsentGiven(), DepthChosen(Depth.QUICK), PhaseChosen("compost", "rooting"))
    return speaker


def test_who_assesses_alone_is_told_and_then_forgotten(engine: Engine) -> None:
    alone(engine)
    hour(engine, TOLD - DAY)
    assert not letters(engine)
    hour(engine, TOLD)
    hour(engine, TOLD + DAY)
    (word,) = letters(engine)
    assert word[0] == "alma"
    for said in ("You were here last on Monday, 23 November 2026", "23 November 2028", "/continue"):
        assert said in word[1]
    hour(engine, ENDS - timedelta(hours=1))
    assert len(rows(engine, participation)) == 1
    hour(engine, ENDS)
    assert tables_with_rows(engine) <= {"framework_model"}


def test_coming_back_keeps_it(engine: Engine) -> None:
    alma = alone(engine)
    hour(engine, TOLD)
    alma.at = ENDS - DAY
    alma.turn(Asked(Place.HERE))
    hour(engine, ENDS + 20 * DAY)
    assert len(rows(engine, METADATA.tables["answer"])) == 1
    again = months_after(ENDS - DAY, 23)
    again += timedelta(days=(7 - again.weekday()) % 7)
    hour(engine, again)
    assert len(letters(engine)) == 2


def test_who_is_just_coming_back_keeps_it_too(engine: Engine) -> None:
    alma = alone(engine)
    hour(engine, TOLD)
    here = alma.desk.person
    with transaction(engine) as session:
        assert not retention.delete_some(session, ENDS + DAY, here)
    assert len(rows(engine, participation)) == 1


def test_many_who_assess_alone_go_in_portions(engine: Engine) -> None:
    for number in range(retention.PORTION + 2):
        alone(engine, f"a{number}")
    hour(engine, TOLD)
    hour(engine, TOLD + timedelta(hours=1))
    assert len(letters(engine)) == retention.PORTION + 2
    changed(engine, warned_at=TOLD)
    with transaction(engine) as session:
        assert retention.delete_some(session, ENDS)
    assert len(rows(engine, participation)) == 2
    hour(engine, ENDS)
    assert tables_with_rows(engine) <= {"framework_model"}


def test_who_agreed_and_never_began_is_forgotten_too(engine: Engine) -> None:
    Speaker(engine, "alma", ALONE, at=MONDAY).turn(Arrived(), ConsentGiven())
    hour(engine, ENDS - DAY)
    assert len(rows(engine, person)) == 1
    hour(engine, ENDS + DAY)
    assert not rows(engine, person)
    assert not rows(engine, conversation)


# For whoever runs it


def test_doctor_says_what_is_going_to_be_deleted(engine: Engine, garden: tuple[Speaker, Speaker]) -> None:
    alone(engine)
    assert list(going(engine, TOLD - 2 * DAY)) == []

    def lines() -> Iterator[str]:
        return going(engine, TOLD + timedelta(hours=1))

    first = "To be deleted: Gardens of the north (1), on Thursday, 23 November 2028"
    own = "To be deleted in the next month: 1 self-assessment that nobody uses any more."
    told = list(lines())
    hour(engine, TOLD)
    assert told[0].endswith("; its coordinators are told first.")
    assert list(lines()) == [f"{first}.", own]
