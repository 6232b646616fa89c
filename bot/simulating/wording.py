"""Why something was sent, and days, in a few words of the calendar."""

from __future__ import annotations

from datetime import date, datetime

from dialogs.reminding.policy import Next, Why
from dialogs.rounds.nouns import Setup
from dialogs.states import Occasion


def short(day: date) -> str:
    """`Mon 1 Feb`."""
    return f"{day:%a} {day.day} {day:%b}"


def long(day: date) -> str:
    """`Monday 1 February 2027`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def why_called(occasion: Occasion, due: Next, setup: Setup, deadline: date | None, now: datetime, wished: str) -> str:
    """Why this message goes out `now`, which is local; `due` is what the rules say of a reminder."""
    if occasion is Occasion.DIGEST:
        return "what happened since the last"
    if occasion is Occasion.DEADLINE:
        return f"{short(deadline)} was the last day" if deadline else "the last day is over"
    if due.why is Why.ASKED_FOR:
        return f"they tapped {wished}"
    why = _why_reminded(due, setup, deadline, now.date())
    return f"{why}, put off" if due.moved else why


def _why_reminded(due: Next, setup: Setup, deadline: date | None, today: date) -> str:
    policy, left = setup.policy, (deadline - today).days if deadline else 0
    match due.why:
        case Why.SILENCE:
            return f"{policy.silence} days of silence"
        case Why.REGULAR:
            return f"{policy.every} working days later"
        case Why.LAST_DAYS:
            return {0: "last day today", 1: "last day tomorrow"}.get(left, f"{left} days left")
        case Why.OVERDUE:
            return "last day over"
        case other:
            return other.value
