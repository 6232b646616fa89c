"""The judge of a simulated round: it finds every broken promise, and no other."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.simulating.diary import COORDINATOR, Diary, Fact, Happening, Kind, Message
from bot.simulating.promises import verdicts
from dialogs.rounds.nouns import Setup

CAIRO = ZoneInfo("Africa/Cairo")
SETUP = Setup("A round", deadline=date(2027, 2, 18), zone="Africa/Cairo", days_off=frozenset({4, 5}))
JOINED = "01 09:00"


def at(when: str) -> datetime:
    """A moment of February 2027 in Cairo, where the 1st is a Monday: `"01 09:00"`."""
    return datetime.strptime(f"2027-02-{when}", "%Y-%m-%d %H:%M").replace(tzinfo=CAIRO)


def sent(when: str, kind: Kind = Kind.REMINDER, to: int = 1, deadline: date | None = SETUP.deadline) -> Message:
    return Message(at(when), kind, (to,), "", deadline)


def fact(when: str, what: Happening, person: int = 1) -> Fact:
    return Fact(at(when), person, what)


def judged(*entries: Message | Fact) -> list[str]:
    """The promises that are broken by what happened after somebody joined."""
    diary = Diary([fact(JOINED, Happening.JOINED), *entries])
    return [verdict.promise for verdict in verdicts(diary, SETUP) if verdict.broken]


def broken(*entries: Message | Fact) -> list[str]:
    """The same for short stories, at whose end somebody is left alone."""
    return [words for words in judged(*entries) if not words.startswith("nobody left")]


@pytest.mark.parametrize(
    ("entries", "promise"),
    [
        ((sent("03 07:59"),), "nothing in quiet hours"),
        ((sent("03 20:00"),), "nothing in quiet hours"),
        ((sent("05 10:00"),), "nothing on a day off"),
        ((sent("05 10:00", Kind.DIGEST, COORDINATOR),), "nothing on a day off"),
        ((sent("03 10:00", Kind.ASKED_FOR),), "nothing as asked"),
        ((sent("03 10:00"), sent("04 09:59")), ""),
        ((sent("03 14:00"), sent("04 09:59")), "20 hours"),
        ((sent("03 14:00", Kind.NUDGE), sent("04 09:00")), "20 hours"),
        ((fact("03 10:00", Happening.STOPPED), sent("07 10:00")), "no reminder after Stop"),
        ((fact("03 10:00", Happening.SUBMITTED), sent("07 10:00")), "no reminder to anybody who has handed in"),
        ((fact("03 09:31", Happening.ACTIVE), sent("03 10:00")), "no reminder to anybody who did something"),
        ((fact("03 10:00", Happening.LOST), sent("07 10:00")), "nothing to anybody who cannot be reached"),
        ((fact("03 10:00", Happening.LOST), fact("03 11:00", Happening.ACTIVE), sent("07 10:00")), ""),
        ((fact("03 10:00", Happening.CLOSED, COORDINATOR), sent("07 10:00")), "nothing once the round is closed"),
        (
            (sent("07 08:00", Kind.DIGEST, COORDINATOR), sent("07 09:00", Kind.DIGEST, COORDINATOR)),
            "one digest a day",
        ),
        (
            (sent("21 09:00", Kind.DEADLINE, COORDINATOR), sent("22 09:00", Kind.DEADLINE, COORDINATOR)),
            "the end of each deadline",
        ),
    ],
)
def test_a_broken_promise_is_found(entries: tuple[Message | Fact, ...], promise: str) -> None:
    found = broken(*entries)
    assert len(found) == bool(promise)
    assert all(words.startswith(promise) for words in found)


def test_whoever_asked_may_be_written_to_on_a_day_off_and_soon_again() -> None:
    wished = fact("04 10:05", Happening.WISHED)
    assert not broken(sent("04 10:00"), wished, sent("05 08:00", Kind.ASKED_FOR))


def test_a_wish_is_granted_once() -> None:
    wished = fact("03 10:05", Happening.WISHED)
    asked = [sent(f"{day} 10:00", Kind.ASKED_FOR) for day in ("04", "07")]
    assert broken(sent("03 10:00"), wished, *asked) == ["nothing as asked that nobody asked for"]


def test_the_cap_counts_up_to_the_last_day() -> None:
    six = [sent(f"{day} 10:00") for day in ("02", "03", "04", "07", "08", "09")]
    assert not broken(*six)
    assert broken(*six, sent("10 10:00")) == [
        "6 reminders at most up to the last day and 1 behind it, but for those asked for"
    ]
    wished = fact("09 10:05", Happening.WISHED)
    assert not broken(*six, wished, sent("10 10:00", Kind.ASKED_FOR))


def test_one_reminder_is_left_for_after_the_last_day() -> None:
    before = [sent(f"{day} 10:00") for day in ("03", "04", "07", "08", "09", "10")]
    assert not broken(*before, sent("21 10:00"))
    assert broken(*before, sent("21 10:00"), sent("22 10:00"))
    moved = sent("22 10:00", deadline=date(2027, 2, 25))  # what was behind the old last day is before the new one
    assert broken(*before, moved)


def test_twenty_hours_are_real_ones() -> None:
    """In the night to 30 April clocks in Cairo go from midnight to one o'clock."""
    evening, noon = (datetime(2027, 4, day, hour, tzinfo=CAIRO) for day, hour in ((29, 15), (30, 11)))
    assert noon - evening == timedelta(hours=20)
    setup = Setup("A round", zone="Africa/Cairo", days_off=frozenset({5, 6}))
    two = [Message(moment, Kind.REMINDER, (1,), "") for moment in (evening, noon)]
    joined, done = (
        Fact(moment, 1, what)
        for moment, what in ((evening - timedelta(2), Happening.JOINED), (noon, Happening.SUBMITTED))
    )
    found = verdicts(Diary([joined, *two, done]), setup)
    assert [verdict.promise[:8] for verdict in found if verdict.broken] == ["20 hours"]


def test_who_is_left_alone_is_found_unless_they_are_rightly_in_peace() -> None:
    (alone,) = judged()
    assert alone.startswith("nobody left for more than 8 days")
    for peace in (Happening.STOPPED, Happening.SUBMITTED, Happening.LOST):
        assert not judged(fact("02 10:00", peace))
    assert judged(fact("02 10:00", Happening.LOST), fact("03 10:00", Happening.ACTIVE)) == [alone]
    assert not judged(sent("03 10:00"), sent("09 10:00"), sent("17 10:00"))
