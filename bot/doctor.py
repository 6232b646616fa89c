"""`sounding doctor`: what is wrong, what can be done about it, and who is written to next, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, select
from sqlmodel import Session

from bot.office import Office
from bot.storage.engine import transaction
from bot.storage.privacy.retention import foreseen
from bot.storage.reminding import outlook
from bot.storage.reminding.outlook import Foreseen, Open, Told
from bot.storage.tables import METADATA
from bot.telegram.intake import retake
from bot.telegram.updates import CHANNEL
from dialogs.cards.reminding.why import in_words
from dialogs.reminding.digests import Rhythm
from dialogs.states import Occasion
from dialogs.tongue import ENGLISH

set_aside, handled_update = METADATA.tables["set_aside"], METADATA.tables["handled_update"]


@dataclass(frozen=True, slots=True)
class Case:
    """An update that was set aside: its number here, the messenger's, when, and what went wrong where."""

    id: int
    update_id: int
    at: datetime
    error: str
    place: str

    def __str__(self) -> str:
        return f"{self.id}: update {self.update_id}, {self.at:%Y-%m-%d %H:%M} UTC, {self.error} at {self.place}"


def cases(session: Session) -> Iterator[Case]:
    """Everything that was set aside, oldest first."""
    columns = (set_aside.c[name] for name in ("id", "update_id", "set_aside_at", "error", "place"))
    for row in session.connection().execute(select(*columns).order_by(set_aside.c.id)):
        yield Case(*row)


def try_again(office: Office, case: Case) -> bool:
    """Carry out an update that was set aside; whether it went well. One that fails again stays set aside."""
    with transaction(office.engine) as session:
        connection = session.connection()
        content = connection.scalar(select(set_aside.c.content).where(set_aside.c.id == case.id))
        if content is None:
            return True
        connection.execute(delete(set_aside).where(set_aside.c.id == case.id))
        connection.execute(
            delete(handled_update).where(
                handled_update.c.channel == CHANNEL, handled_update.c.update_id == case.update_id
            )
        )
        desks, well = retake(session, office, json.loads(content), datetime.now(UTC))
    office.remember(desks)
    return well


# What is to be deleted


def going(engine: Engine, now: datetime | None = None) -> Iterator[str]:
    """What will be deleted in the next month because its time is over, in words."""
    with transaction(engine) as session:
        rounds, own = foreseen(session, now or datetime.now(UTC))
    for each in rounds:
        told = "" if each.warned else "; its coordinators are told first"
        yield f"To be deleted: {each.title} ({each.number}), on {ENGLISH.date(each.at.date())}{told}."
    if own:
        many = "self-assessment" if own == 1 else "self-assessments"
        yield f"To be deleted in the next month: {own:,} {many} that nobody uses any more."


# Reminders

FIRST = 50
"""Lines of one assessment, unless it alone is asked for."""

PAGE = 500
"""Respondents in one look at the database, so that nobody's answer has to wait long for it."""

LATE = timedelta(minutes=10)
"""What is due for longer is overdue: somebody should have looked at it every half minute."""

CALLED = {Occasion.REMINDER: "reminder", Occasion.DIGEST: "digest", Occasion.DEADLINE: "message about a deadline"}


def tell(engine: Engine, named: str | None, say: Callable[[str], None], now: datetime | None = None) -> bool:
    """Say who is reminded next and why, and what waits; whether anything is overdue. Raises LookupError."""
    at = now or datetime.now(UTC)
    for line in foretold(engine, open_assessments(engine, named), at, whole=named is not None):
        say(line)
    for line in foretold_alone(engine, at) if named is None else ():
        say(line)
    lines, overdue = waiting(engine, at)
    for line in lines:
        say(line)
    return overdue


def open_assessments(engine: Engine, named: str | None) -> list[Open]:
    """Those with this title or number; without a name, every one of several people. Raises LookupError for none."""
    with transaction(engine) as session:
        rounds = outlook.open_rounds(session)
        if named is None:
            return rounds
        own = outlook.open_alone(session, int(named)) if named.isdecimal() and len(named) < len("2147483648") else None
    found = [each for each in rounds if named == str(each.number) or named.casefold() == each.title.casefold()]
    if own is None and not found:
        raise LookupError(f"there is no open assessment with the title or number {named!r}")
    return [own, *found] if own is not None else found


def foretold(engine: Engine, assessments: Iterable[Open], now: datetime, *, whole: bool) -> Iterator[str]:
    """Who is reminded next and why, and when coordinators get a digest; `whole` for more than the first lines."""
    for each in assessments:
        yield _heading(each)
        yield from _reminders(engine, each, now, whole=whole)
        with transaction(engine) as session:
            told = outlook.digests(session, each.number, now)
        yield from (_digest(one) for one in told)


def _heading(each: Open) -> str:
    if each.alone:
        return f"Self-assessment {each.number}, in a time zone that is not known"
    last = f", deadline {ENGLISH.date(each.deadline)}" if each.deadline else ""
    return f"{each.title} ({each.number}), times of {each.zone}{last}"


def _reminders(engine: Engine, each: Open, now: datetime, *, whole: bool) -> Iterator[str]:
    zone = "" if each.alone else each.zone
    shown = last = 0
    while True:
        with transaction(engine) as session:
            page = outlook.foreseen(session, each.number, now, after=last, most=PAGE if whole else FIRST)
        for person in page:
            yield _reminder("Respondent", person, zone)
        shown, last = shown + len(page), page[-1].number if page else last
        if not (whole and page):
            break
    with transaction(engine) as session:
        people = outlook.respondents(session, each.number)
    if people > shown:
        yield f"  and {people - shown:,} more: `sounding doctor --reminders --round {each.number}` lists everybody"
    elif not people:
        yield "  Nobody has joined yet."


def _reminder(called: str, person: Foreseen, zone: str) -> str:
    return f"  {called} {person.number}. {in_words(person.due, zone, person.today, ENGLISH, person.policy)}"


def _digest(told: Told) -> str:
    if told.digest.rhythm is Rhythm.NEVER or told.at is None:
        return f"  Coordinator {told.number}: no digests"
    if not told.reachable:
        return f"  Coordinator {told.number}: {told.digest.rhythm}, but the chat cannot be reached now"
    return f"  Coordinator {told.number}: {told.digest.rhythm}, next {ENGLISH.moment(told.at, told.zone, told.today)}"


def foretold_alone(engine: Engine, now: datetime) -> Iterator[str]:
    """The next reminders of people who assess alone; nothing where nobody does."""
    with transaction(engine) as session:
        people, total = outlook.foreseen_alone(session, now, FIRST)
    if people:
        yield f"Self-assessments: {total:,}, in time zones that are not known"
        yield from (_reminder("Assessment", person, "") for person in people)
    if total > len(people):
        yield f"  and {total - len(people):,} more: `sounding doctor --reminders --round NUMBER` shows one"


def waiting(engine: Engine, now: datetime) -> tuple[list[str], bool]:
    """What waits to be sent, what is due now and not sent yet, and whether any of it is overdue."""
    with transaction(engine) as session:
        outbox, due = outlook.outbox(session), outlook.due_now(session, now)
    lines = [
        f"Waiting on {channel}: {_counted(left.counts)}, the oldest since {_utc(left.since)}."
        for channel, left in sorted(outbox.items())
        if left.since is not None
    ]
    counted = _counted(due.counts) + (" and more" if due.more else "")
    lines.append(f"Due now and not sent yet: {counted}." if counted else "Nothing is due now.")
    # In the terminal, what is written waits until its person comes.
    sent = outbox[CHANNEL].since if CHANNEL in outbox else None
    oldest = min(filter(None, (due.since, sent)), default=now)
    if oldest >= now - LATE:
        return lines, False
    return [*lines, f"Overdue since {_utc(oldest)}. Is `sounding run` running? It sends what is due."], True


def _counted(counts: Mapping[Occasion, int]) -> str:
    """`2 reminders and 1 digest`; nothing for nothing."""
    parts = [(counts.get(kind, 0), name) for kind, name in CALLED.items()]
    return ENGLISH.listed(f"{n:,} {name if n == 1 else _many(name)}" for n, name in parts if n)


def _many(name: str) -> str:
    first, *rest = name.split(" ", 1)
    return " ".join((f"{first}s", *rest))


def _utc(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "now"
