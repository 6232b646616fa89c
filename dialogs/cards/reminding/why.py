"""When the next reminder comes and why, in words: for whom it is for, their coordinators and the operator alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from babel.dates import format_time, get_timezone

from dialogs.reminding.policy import Next, Policy, Why
from dialogs.tongue import Tongue

_CUSTOMS = {"en": "en_GB", "pt": "pt_PT"}
"""Whose way to write a time is taken where a language has several."""


def in_words(due: Next, zone: str, today: date, t: Tongue, policy: Policy | None = None) -> str:
    """One or two sentences about the next reminder, or about why there is none.

    `zone` is an IANA name and `today` the day there; where `zone` is empty, no time of day is named. With the policy
    of the assessment its figures are said too.
    """
    if due.at is None:
        return _none(due.why, t)
    said = _some(due.why, _when(due.at, zone, today, t), t, policy)
    if not due.moved or due.why is Why.ASKED_FOR:
        return said
    return t.gettext(
        "{reminder} It was put off because of quiet hours, a day off or an earlier message.", reminder=said
    )


def _some(why: Why, when: str, t: Tongue, policy: Policy | None) -> str:
    match why:
        case Why.ASKED_FOR:
            return t.gettext("Next reminder: {when}, as asked for.", when=when)
        case Why.SILENCE if policy is not None:
            return t.ngettext(
                "Next reminder: {when}, after {n} day of silence.",
                "Next reminder: {when}, after {n} days of silence.",
                policy.silence,
                when=when,
            )
        case Why.REGULAR if policy is not None:
            return t.ngettext(
                "Next reminder: {when}, {n} working day after the last one.",
                "Next reminder: {when}, {n} working days after the last one.",
                policy.every,
                when=when,
            )
        case Why.LAST_DAYS:
            return t.gettext("Next reminder: {when}, because the deadline is near.", when=when)
        case Why.OVERDUE:
            return t.gettext("Next reminder: {when}, because the deadline is over.", when=when)
        case _:
            return t.gettext("Next reminder: {when}, if all stays quiet until then.", when=when)


def _none(why: Why, t: Tongue) -> str:
    match why:
        case Why.OFF:
            return t.gettext("No reminders by themselves: they are switched off for this assessment.")
        case Why.STOPPED:
            return t.gettext("No reminders: they were stopped on request.")
        case Why.FINISHED:
            return t.gettext("No reminders: the answers are submitted.")
        case Why.CLOSED:
            return t.gettext("No reminders: the assessment is not open now.")
        case Why.UNREACHABLE:
            return t.gettext("No reminders: the chat cannot be reached now.")
        case _:
            return t.gettext("No more reminders: as many were sent as this assessment allows.")


def promised(at: datetime, zone: str, today: date, t: Tongue) -> str:
    """What is said to someone who asked for a reminder at this moment, which is aware."""
    local = _local(at, zone)
    day, ahead = t.date(local.date(), today), (local.date() - today).days
    if not zone:
        match ahead:
            case 0:
                return t.gettext("I will remind you later today.")
            case 1:
                return t.gettext("I will remind you tomorrow.")
            case _:
                return t.gettext("I will remind you on {date}.", date=day)
    time = format_time(local, "short", local.tzinfo, _CUSTOMS.get(t.code, t.code))
    match ahead:
        case 0:
            return t.gettext("I will remind you today at {time}.", time=time)
        case 1:
            return t.gettext("I will remind you tomorrow at {time}.", time=time)
        case _:
            return t.gettext("I will remind you on {date} at {time}.", date=day, time=time)


def _when(at: datetime, zone: str, today: date, t: Tongue) -> str:
    local = _local(at, zone)
    if not zone:
        return t.date(local.date(), today)
    return t.moment(local, local.tzinfo or UTC, today)


def _local(at: datetime, zone: str) -> datetime:
    """The moment in this zone; in its own where none is named, or there is none of that name."""
    found: tzinfo | None
    try:
        found = get_timezone(zone) if zone else at.tzinfo
    except LookupError:
        found = at.tzinfo
    return at.astimezone(found)
