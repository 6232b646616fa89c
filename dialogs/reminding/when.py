"""When the next reminder is due: a function of the policy, the calendar, the person and the moment alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from dialogs.reminding.policy import Days, Known, Next, Policy, Why

DAY = timedelta(days=1)
WEEK = 7


def next_reminder(policy: Policy, days: Days, known: Known, now: datetime) -> Next:
    """The next reminder at `now` or later, and why then. What is overdue is due now, if now is a time to write."""
    if (never := _never(policy, known)) is not None:
        return Next(None, never)
    if known.asked_for is not None:
        return _fitted(policy, days, known.asked_for, max(known.asked_for, now), Why.ASKED_FOR)
    wanted = _wanted(policy, days, known)
    if wanted is None:
        return Next(None, Why.ENOUGH)
    at, why = wanted
    earliest = max(at, _after_the_gap(policy, days, known, at), now)
    if why is not Why.OVERDUE and days.deadline is not None and _local_day(days, earliest) > days.deadline:
        return _behind_the_deadline(policy, days, known, now)
    return _fitted(policy, days, at, earliest, why)


def coming(policy: Policy, days: Days, known: Known, now: datetime, count: int) -> Iterator[Next]:
    """The next reminders of someone who never answers, `count` at the most."""
    for _ in range(count):
        due = next_reminder(policy, days, known, now)
        if due.at is None:
            return
        yield due
        known = replace(known, sent=(*known.sent, due.at), last_anywhere=due.at, asked_for=None)
        now = due.at


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
    if days.deadline is not None and _local_day(days, regular[0]) > days.deadline:
        return overdue
    return regular


def _counted(days: Days, known: Known) -> tuple[int, int]:
    """How many were sent up to the deadline, and behind it."""
    behind = sum(days.deadline is not None and _local_day(days, at) > days.deadline for at in known.sent)
    return len(known.sent) - behind, behind


def _regular(policy: Policy, days: Days, known: Known) -> tuple[datetime, Why]:
    since = [at for at in known.sent if at > known.active_at]
    if not since:
        return _next_hour(policy, days, known.active_at + policy.silence * DAY), Why.SILENCE
    day = _local_day(days, since[-1])
    for _ in range(policy.every):
        day = _working(days, day + DAY)
    return _moment(days, day, _hour(policy, days)), Why.REGULAR


def _in_the_last_days(policy: Policy, days: Days, known: Known) -> datetime | None:
    """The first hour of the last days on which they were neither active nor reminded yet."""
    if days.deadline is None:
        return None
    taken = {_local_day(days, at) for at in (known.active_at, *known.sent)}
    free = [day for day in _last_days(policy, days) if day > max(taken)]
    return _moment(days, free[0], _hour(policy, days)) if free else None


def _last_days(policy: Policy, days: Days) -> list[date]:
    """The last working days up to the deadline, in order."""
    found: list[date] = []
    day = days.deadline
    while day is not None and len(found) < policy.last:
        if not _is_off(days, day):
            found.insert(0, day)
        day -= DAY
    return found


def _overdue(policy: Policy, days: Days, known: Known) -> tuple[datetime, Why] | None:
    if days.deadline is None:
        return None
    first = _moment(days, _working(days, days.deadline + DAY), _hour(policy, days))
    quiet_for = _next_hour(policy, days, known.active_at + DAY)
    return max(first, quiet_for), Why.OVERDUE


def _behind_the_deadline(policy: Policy, days: Days, known: Known, now: datetime) -> Next:
    """What the gap or an outage pushed behind the deadline becomes the one that is allowed there."""
    overdue = _overdue(policy, days, known) if _counted(days, known)[1] < policy.after else None
    if overdue is None:
        return Next(None, Why.ENOUGH)
    at, why = overdue
    return _fitted(policy, days, at, max(at, _after_the_gap(policy, days, known, at), now), why)


def _after_the_gap(policy: Policy, days: Days, known: Known, wanted: datetime) -> datetime:
    """The first hour of the policy that is far enough from the latest reminder of any round."""
    if known.last_anywhere is None:
        return wanted
    free = known.last_anywhere + timedelta(hours=policy.gap)
    return wanted if wanted >= free else _next_hour(policy, days, free)


def _fitted(policy: Policy, days: Days, wanted: datetime, earliest: datetime, why: Why) -> Next:
    """The first moment from `earliest` on that is neither quiet nor, unless it was asked for, a day off."""
    at = earliest
    while True:
        local = at.astimezone(days.zone)
        if why is not Why.ASKED_FOR and _is_off(days, local.date()):
            at = _moment(days, _working(days, local.date()), _hour(policy, days))
        elif _is_quiet(days, local.hour):
            at = _end_of_quiet(days, local)
        else:
            return Next(at.astimezone(UTC), why, moved=at > wanted)


def _is_off(days: Days, day: date) -> bool:
    """Whether nobody works then; where every day is off, none is."""
    return day.weekday() in days.off and len(days.off) < WEEK


def _working(days: Days, day: date) -> date:
    """The day itself, or the next one on which people work."""
    while _is_off(days, day):
        day += DAY
    return day


def _hour(policy: Policy, days: Days) -> int:
    """The policy's hour, or where that is quiet the next one of the day that is not, or else the first."""
    hours: Iterator[int] = chain(range(policy.hour, 24), range(24))
    return next(hour for hour in hours if not _is_quiet(days, hour))


def _is_quiet(days: Days, hour: int) -> bool:
    start, end = days.quiet
    return start <= hour < end if start <= end else hour >= start or hour < end


def _end_of_quiet(days: Days, local: datetime) -> datetime:
    end = _moment(days, local.date(), days.quiet[1])
    return end if end > local.astimezone(UTC) else _moment(days, local.date() + DAY, days.quiet[1])


def _next_hour(policy: Policy, days: Days, earliest: datetime) -> datetime:
    """The policy's hour on the first working day on which it is not before `earliest`."""
    day = _local_day(days, earliest)
    while _is_off(days, day) or _moment(days, day, _hour(policy, days)) < earliest:
        day += DAY
    return _moment(days, day, _hour(policy, days))


def _local_day(days: Days, at: datetime) -> date:
    return at.astimezone(days.zone).date()


def _moment(days: Days, day: date, hour: int) -> datetime:
    """That hour of that day, in UTC; of an hour that comes twice the first, of one that is left out the one behind."""
    return datetime.combine(day, time(hour), days.zone).astimezone(UTC)
