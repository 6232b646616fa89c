"""What a look at one timer finds: it is time to write, or when to look next. Functions of what is known alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.storage.reminding.facts import Case, Lead
from dialogs.reminding.calendar import fitted
from dialogs.reminding.digests import Rhythm, deadline_told, next_digest
from dialogs.reminding.policy import Why
from dialogs.reminding.when import AHEAD, RECENT, believed, looked_at_next, next_reminder

ON_ITS_WAY = timedelta(days=1)
"""After so long a timer looks what has become of its message, or of another that went before it.

Sending sets the timer anew; this is for a message that was lost.
"""

SOON = timedelta(minutes=1)
"""The least that a timer is moved by."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found. `write` says that it is time; `due_at` is when to look next, None for not until armed.

    `asked_for` is what is kept of a wish, or the moment of the next digest. `last` is when this person was last
    reminded of this assessment.
    """

    write: bool = False
    due_at: datetime | None = None
    asked_for: datetime | None = None
    last: datetime | None = None


def look_at_case(case: Case, now: datetime) -> Look:
    """Whether it is time for a reminder."""
    policy, days, known = case.policy, case.days, case.known
    due = next_reminder(policy, days, known, now)
    if due.at is None:  # a wish outlives a blocked chat, and nothing else
        return Look(asked_for=known.asked_for if due.why is Why.UNREACHABLE else None)
    if due.at <= now:
        last = max(believed(policy, known, now).sent, default=None)
        return Look(write=True, due_at=now + ON_ITS_WAY, asked_for=known.asked_for, last=last)
    bound = looked_at_next(policy, days, known, now) or due.at
    return Look(due_at=max(bound, now + SOON), asked_for=known.asked_for)


def look_at_digest(lead: Lead, now: datetime) -> Look:
    """Whether it is time for a digest: once its moment has come, which stays until it is served."""
    if not (lead.open and lead.reachable) or lead.digest.rhythm is Rhythm.NEVER:
        return Look()
    if lead.promised is None or lead.promised > now:
        at = next_digest(lead.digest, lead.days, now)
        return Look(due_at=at, asked_for=at)
    return replace(_in_time(lead, lead.promised, now), asked_for=lead.promised)


def look_at_deadline(lead: Lead, now: datetime) -> Look:
    """Whether it is time to tell that the last day is over; a date is told of once, and none before it any more."""
    at, last = deadline_told(lead.digest, lead.days), lead.days.deadline
    if at is None or last is None or not (lead.open and lead.reachable):
        return Look()
    told = lead.sent is None or lead.sent <= now + AHEAD  # otherwise by a clock that was wrong
    if told and lead.told_of is not None and last <= lead.told_of:
        return Look()
    return _in_time(lead, at, now)


def _in_time(lead: Lead, wanted: datetime, now: datetime) -> Look:
    """At this moment, or as soon afterwards as people work there, and the coordinator is not busy here."""
    busy = lead.active_at + RECENT if lead.active_at <= now + AHEAD else now
    at = fitted(lead.digest.hour, lead.days, max(wanted, now, busy))
    return Look(write=True, due_at=now + ON_ITS_WAY) if at <= now else Look(due_at=max(at, now + SOON))
