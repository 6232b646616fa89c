"""Whether what is promised of reminders held in a diary: looked up in what was sent, not in the rules that sent it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from bot.simulating.diary import COORDINATOR, REMINDERS, Diary, Fact, Happening, Kind, Message, named
from bot.simulating.wording import short
from dialogs.rounds.nouns import Setup

BY_ITSELF = REMINDERS | {Kind.DIGEST, Kind.DEADLINE}
"""What the program sends without anybody asking for it just now."""

ANSWERING = timedelta(minutes=30)

LONGEST = timedelta(days=8)
"""How long somebody may hear nothing who has something to do: a week that they asked for, and a day."""


@dataclass(slots=True)
class Standing:
    """What is known of one person up to now, from the diary alone.

    `sent` are reminders of any kind, `called_at` is the latest message that asked them to go on, `digest_at` the latest
    digest, and `told_of` are the deadlines whose end they were told of.
    """

    active_at: datetime | None = None
    sent: list[Message] = field(default_factory=list)
    called_at: datetime | None = None
    wished: bool = False
    stopped: bool = False
    submitted: bool = False
    lost: bool = False
    closed: bool = False
    digest_at: datetime | None = None
    told_of: list[date | None] = field(default_factory=list)


Rule = Callable[[Setup, Standing, Message], bool]
"""Whether a message to someone of this standing keeps the promise."""


def _awake(setup: Setup, _: Standing, message: Message) -> bool:
    (start, end), hour = setup.quiet, message.at.hour
    quiet = start <= hour < end if start <= end else hour >= start or hour < end
    return not quiet


def _at_work(setup: Setup, standing: Standing, message: Message) -> bool:
    return _wished(standing, message) or message.at.weekday() not in setup.days_off


def _wished(standing: Standing, message: Message) -> bool:
    return message.kind in REMINDERS and standing.wished


def _as_called(_: Setup, standing: Standing, message: Message) -> bool:
    return message.kind is not Kind.ASKED_FOR or standing.wished


def _apart(setup: Setup, standing: Standing, message: Message) -> bool:
    if message.kind not in REMINDERS or standing.wished or standing.called_at is None:
        return True
    return _since(standing.called_at, message.at) >= timedelta(hours=setup.policy.gap)


def _since(before: datetime, now: datetime) -> timedelta:
    """In real hours: two local moments are as far apart as their clocks say only where no clock was changed between."""
    return now.astimezone(UTC) - before.astimezone(UTC)


def _few(setup: Setup, standing: Standing, message: Message) -> bool:
    """Up to the deadline and behind it, each by itself; what was wished for is free, and does not count."""
    if message.kind not in REMINDERS or standing.wished:
        return True
    behind = _behind(message, message.deadline)
    unasked = (sent for sent in standing.sent if sent.kind is not Kind.ASKED_FOR)
    alike = sum(_behind(sent, message.deadline) == behind for sent in unasked)
    return alike < (setup.policy.after if behind else setup.policy.most)


def _behind(message: Message, deadline: date | None) -> bool:
    return deadline is not None and message.at.date() > deadline


def _not_stopped(_: Setup, standing: Standing, message: Message) -> bool:
    return message.kind not in REMINDERS or not standing.stopped


def _not_finished(_: Setup, standing: Standing, message: Message) -> bool:
    return message.kind not in REMINDERS or not standing.submitted


def _not_answering(_: Setup, standing: Standing, message: Message) -> bool:
    if message.kind not in REMINDERS or standing.active_at is None:
        return True
    return _since(standing.active_at, message.at) >= ANSWERING


def _reachable(_: Setup, standing: Standing, _message: Message) -> bool:
    return not standing.lost


def _open(_: Setup, standing: Standing, _message: Message) -> bool:
    return not standing.closed


def _told_once(_: Setup, standing: Standing, message: Message) -> bool:
    return message.kind is not Kind.DEADLINE or message.deadline not in standing.told_of


def _one_a_day(_: Setup, standing: Standing, message: Message) -> bool:
    if message.kind is not Kind.DIGEST or standing.digest_at is None:
        return True
    return message.at.date() > standing.digest_at.date()


RULES: tuple[tuple[str, Rule], ...] = (
    ("nothing in quiet hours", _awake),
    ("nothing on a day off, unless it was asked for", _at_work),
    ("nothing as asked that nobody asked for", _as_called),
    ("{gap} hours at least between two reminders, unless the second was asked for", _apart),
    ("{most} reminders at most up to the last day and {after} behind it, but for those asked for", _few),
    ("no reminder after Stop reminding me", _not_stopped),
    ("no reminder to anybody who has handed in", _not_finished),
    ("no reminder to anybody who did something within thirty minutes", _not_answering),
    ("nothing to anybody who cannot be reached", _reachable),
    ("nothing once the round is closed", _open),
    ("one digest a day at most", _one_a_day),
    ("the end of each deadline told once", _told_once),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A promise in words, and where it was broken, in words too."""

    promise: str
    broken: tuple[str, ...]


def verdicts(diary: Diary, setup: Setup, outage: timedelta = timedelta()) -> tuple[Verdict, ...]:
    """Every promise, held against every message that the program sent by itself, and against what it did not send."""
    broken: dict[str, list[str]] = {words: [] for words, _ in RULES}
    for standing, message, person in _walked(diary):
        for words, rule in RULES:
            if message.kind in BY_ITSELF and not rule(setup, standing, message):
                broken[words].append(f"{_at(message.at)}, {message.kind.value} to {named(person)}")
    policy = setup.policy
    filled = {"gap": policy.gap, "most": policy.most, "after": policy.after}
    judged = [Verdict(words.format(**filled), tuple(found)) for words, found in broken.items()]
    forgotten = f"nobody left for more than {LONGEST.days} days up to the last day, while reminders remain"
    return (*judged, Verdict(forgotten, tuple(_forgotten(diary, setup, LONGEST + outage))))


def _at(moment: datetime) -> str:
    return f"{short(moment.date())} {moment:%H:%M}"


def _forgotten(diary: Diary, setup: Setup, longest: timedelta) -> Iterator[str]:
    """Who was left alone for longer up to the first deadline, and from when to when."""
    for person in sorted(diary.people(Happening.JOINED)):
        touches = list(_touches(diary, setup, person))
        zone = touches[0][0].tzinfo
        end = datetime.combine(setup.deadline or date.max, time.max, zone)
        for (before, peace), (then, _) in pairwise([*(touch for touch in touches if touch[0] < end), (end, True)]):
            if not peace and _since(before, then) > longest:
                yield f"{named(person)}, from {_at(before)} to {_at(then)}"


def _touches(diary: Diary, setup: Setup, person: int) -> Iterator[tuple[datetime, bool]]:
    """When they did or got anything, and whether they are rightly left in peace from then on."""
    peace, got = False, 0
    for entry in diary.entries:
        match entry:
            case Fact(at=at, person=who, what=what) if who == person:
                peace = peace or what in {Happening.STOPPED, Happening.SUBMITTED}
                yield at, peace or what is Happening.LOST
            case Message(at=at, kind=kind, to=to) if person in to:
                got += kind is Kind.REMINDER
                peace = peace or got >= setup.policy.most
                yield at, peace
            case _:
                pass


def _walked(diary: Diary) -> Iterator[tuple[Standing, Message, int]]:
    """Each message with how the person it went to stood before it."""
    people: dict[int, Standing] = {}
    closed = False
    for entry in diary.entries:
        if isinstance(entry, Fact):
            closed = closed or entry.what is Happening.CLOSED
            _happened(people.setdefault(entry.person, Standing()), entry)
            continue
        for person in entry.to:
            standing = people.setdefault(person, Standing())
            standing.closed = closed
            yield standing, entry, person
            _sent(standing, entry)


def _happened(standing: Standing, fact: Fact) -> None:
    match fact.what:
        case Happening.WISHED:
            standing.wished = True
        case Happening.STOPPED:
            standing.stopped = True
        case Happening.SUBMITTED:
            standing.submitted = True
        case Happening.LOST:
            standing.lost = True
        case _:
            standing.lost = False
    if fact.what is not Happening.LOST and fact.person != COORDINATOR:
        standing.active_at = fact.at


def _sent(standing: Standing, message: Message) -> None:
    if message.kind in REMINDERS:
        standing.sent.append(message)
        standing.wished = False
    if message.kind in REMINDERS | {Kind.NUDGE}:
        standing.called_at = message.at
    if message.kind is Kind.DIGEST:
        standing.digest_at = message.at
    if message.kind is Kind.DEADLINE:
        standing.told_of.append(message.deadline)
