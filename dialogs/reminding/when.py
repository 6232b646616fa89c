"""When the next reminder is due: a function of the policy, the calendar, the person and the moment alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from dialogs.reminding.calendar import DAY, awake, awake_hour, fitted, is_off, local_day, moment, next_hour, working
from dialogs.reminding.policy import Days, Known, Next, Policy, Why

RECENT = timedelta(minutes=30)
"""For so long after their last sign of life nobody is reminded, not even of what they asked for."""

HALF_DAY = timedelta(hours=12)

AHEAD = DAY
"""What lies further ahead cannot have happened: the clock was wrong then. A little may be, of one that was set back."""

FURTHEST_WISH = timedelta(days=14)
"""No wish reaches further."""


def next_reminder(policy: Policy, days: Days, known: Known, now: datetime) -> Next:
    """The next reminder at `now` or later, and why then. What is overdue is due now, if now is a time to write."""
    known = believed(policy, known, now)
    if (never := _never(policy, known)) is not None:
        return Next(None, never)
    if known.asked_for is not None:
        return _asked_for(days, known.asked_for, max(known.asked_for, now, known.active_at + RECENT))
    wanted = _wanted(policy, days, known)
    if wanted is None:
        return Next(None, Why.ENOUGH)
    at, why = wanted
    due = _fitted(policy, days, known, at, why, now)
    if why is not Why.OVERDUE and due.at is not None and _is_behind(days, due.at):
        return _behind_the_deadline(policy, days, known, now)
    return due


def coming(policy: Policy, days: Days, known: Known, now: datetime, count: int) -> Iterator[Next]:
    """The next reminders of someone who never answers, `count` at the most."""
    for _ in range(count):
        due = next_reminder(policy, days, known, now)
        if due.at is None:
            return
        yield due
        known, now = reminded(policy, known, due.at), due.at


def reminded(policy: Policy, known: Known, now: datetime) -> Known:
    """What is known of them once a reminder was sent at this moment."""
    known = believed(policy, known, now)
    wished = known.wished | {now} if known.asked_for is not None else known.wished
    return replace(known, sent=(*known.sent, now), wished=wished, last_anywhere=now, asked_for=None)


def believed(policy: Policy, known: Known, now: datetime) -> Known:
    """The same without what a clock that ran far ahead made of it: nobody is silenced until then.

    Whoever was last seen in such a time is taken to have been silent for as long as the first reminder takes.
    """
    last, wish = known.last_anywhere, known.asked_for
    sent = tuple(sorted(at for at in known.sent if at <= now + AHEAD))
    active = known.active_at
    if active > now + AHEAD:
        active = min((now, *sent)) - (policy.silence + 1) * DAY
    return replace(
        known,
        active_at=active,
        sent=sent,
        last_anywhere=last if last is not None and last <= now + AHEAD else max(sent, default=None),
        asked_for=wish if wish is not None and wish <= now + FURTHEST_WISH else None,
    )


def alone_days(active_at: datetime, policy: Policy) -> Days:
    """The calendar of someone who assesses alone, whose time zone nobody knows.

    They were awake at their last sign of life, so the policy's hour is taken to be then.
    """
    there = active_at.astimezone(UTC)
    ahead = timedelta(hours=policy.hour) - (there - there.replace(hour=0, minute=0, second=0, microsecond=0))
    return Days(timezone((ahead + HALF_DAY) % DAY - HALF_DAY), guessed=True)


def looked_at_next(policy: Policy, days: Days, known: Known, now: datetime) -> datetime | None:
    """No reminder comes before this moment, whatever the person does until then.

    None when none can come unless something else changes. `now` is when the facts are as in `known`.
    """
    known = believed(policy, known, now)
    due = next_reminder(policy, days, known, now).at
    if days.guessed:
        return min(due, _soonest(policy, known, now)) if due else None
    active = next_reminder(policy, days, replace(known, active_at=max(known.active_at, now)), now).at
    return min((at for at in (due, active) if at), default=None)


def _soonest(policy: Policy, known: Known, now: datetime) -> datetime:
    """The earliest that a sign of life from now on can lead to, in whatever zone that makes believe they are."""
    return max(known.asked_for, now + RECENT) if known.asked_for else now + policy.silence * DAY


def _never(policy: Policy, known: Known) -> Why | None:
    reasons = {
        Why.FINISHED: not known.unfinished,
        Why.CLOSED: not known.open,
        Why.STOPPED: known.stopped,
        Why.UNREACHABLE: not known.reachable,
        Why.OFF: not policy.on and known.asked_for is None,
    }
    return next((why for why, holds in reasons.items() if holds), None)


def _wanted(policy: Policy, days: Days, known: Known) -> tuple[datetime, Why] | None:
    """What the policy alone would have, before gap and quiet hours; None when there were enough."""
    before, behind = _counted(days, known)
    overdue = _overdue(policy, days, known) if behind < policy.after else None
    if behind or before >= policy.most:
        return overdue
    regular = _regular(policy, days, known)
    last = _in_the_last_days(policy, days, known)
    if last is not None and last < regular[0]:
        return last, Why.LAST_DAYS
    if _is_behind(days, regular[0]):
        return overdue
    return regular


def _counted(days: Days, known: Known) -> tuple[int, int]:
    """How many that nobody asked for were sent up to the deadline, and behind it."""
    counted = [_is_behind(days, at) for at in known.sent if at not in known.wished]
    return counted.count(False), counted.count(True)


def _is_behind(days: Days, at: datetime) -> bool:
    """Whether the last day is over then."""
    return days.deadline is not None and local_day(days, at) > days.deadline


def _regular(policy: Policy, days: Days, known: Known) -> tuple[datetime, Why]:
    since = [at for at in known.sent if at > known.active_at]
    if not since:
        return next_hour(policy.hour, days, known.active_at + policy.silence * DAY), Why.SILENCE
    return _after(policy, days, since[-1]), Why.REGULAR


def _after(policy: Policy, days: Days, sent: datetime) -> datetime:
    """As many working days after one that was sent as the policy wants between two."""
    day = local_day(days, sent)
    for _ in range(policy.every):
        day = working(days, day + DAY)
    return moment(days, day, awake_hour(policy.hour, days))


def _in_the_last_days(policy: Policy, days: Days, known: Known) -> datetime | None:
    """The first hour of the last days on which they were neither active nor reminded yet."""
    if days.deadline is None:
        return None
    taken = {local_day(days, at) for at in (known.active_at, *known.sent)}
    free = [day for day in _last_days(policy, days) if day > max(taken)]
    return moment(days, free[0], awake_hour(policy.hour, days)) if free else None


def _last_days(policy: Policy, days: Days) -> list[date]:
    """The last working days up to the deadline, in order."""
    found: list[date] = []
    day = days.deadline
    while day is not None and len(found) < policy.last:
        if not is_off(days, day):
            found.insert(0, day)
        day -= DAY
    return found


def _overdue(policy: Policy, days: Days, known: Known) -> tuple[datetime, Why] | None:
    if days.deadline is None:
        return None
    first = moment(days, working(days, days.deadline + DAY), awake_hour(policy.hour, days))
    silent = next_hour(policy.hour, days, known.active_at + DAY)
    again = _after(policy, days, known.sent[-1]) if known.sent and _is_behind(days, known.sent[-1]) else first
    return max(first, silent, again), Why.OVERDUE


def _behind_the_deadline(policy: Policy, days: Days, known: Known, now: datetime) -> Next:
    """What the gap or an outage pushed behind the deadline becomes the one that is allowed there."""
    overdue = _overdue(policy, days, known) if _counted(days, known)[1] < policy.after else None
    if overdue is None:
        return Next(None, Why.ENOUGH)
    return _fitted(policy, days, known, *overdue, now)


def _after_the_gap(policy: Policy, days: Days, known: Known, wanted: datetime) -> datetime:
    """The first hour of the policy that is far enough from the latest reminder of any round."""
    if known.last_anywhere is None:
        return wanted
    free = known.last_anywhere + timedelta(hours=policy.gap)
    return wanted if wanted >= free else next_hour(policy.hour, days, free)


def _asked_for(days: Days, wanted: datetime, earliest: datetime) -> Next:
    """What was asked for comes on a day off too, but not in quiet hours."""
    at = awake(days, earliest)
    return Next(at, Why.ASKED_FOR, moved=at > wanted)


def _fitted(policy: Policy, days: Days, known: Known, wanted: datetime, why: Why, now: datetime) -> Next:
    """What the policy wants, once the gap, a recent sign of life and the hours there allow it."""
    earliest = max(wanted, _after_the_gap(policy, days, known, wanted), now, known.active_at + RECENT)
    at = fitted(policy.hour, days, earliest)
    return Next(at, why, moved=at > wanted)
