"""The clock of a round: which day it is there, and whether people work at this hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from babel.dates import get_timezone

from dialogs.reminding.policy import Days
from dialogs.rounds.nouns import Setup
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.territories import zones


def today(sheet: Sheet, state: Filling | None = None) -> date:
    """The day in the round's time zone, or in that of the round which a form is about."""
    return sheet.at.astimezone(_zone(sheet, state)).date()


def day(sheet: Sheet, moment: datetime) -> date:
    """On which day of the round a moment falls; it is aware."""
    return moment.astimezone(_zone(sheet)).date()


def resting(sheet: Sheet) -> bool:
    """Whether it is a day off there now, or a quiet hour."""
    if sheet.setup is None:
        return False
    here, (start, end) = sheet.at.astimezone(_zone(sheet)), sheet.setup.quiet
    over_midnight = start > end
    quiet = (here.hour >= start or here.hour < end) if over_midnight else start <= here.hour < end
    return quiet or here.weekday() in sheet.setup.days_off


def days_of(setup: Setup) -> Days:
    """The calendar of a round, as reminders look at it."""
    try:
        zone = get_timezone(setup.zone)
    except LookupError:
        zone = UTC
    return Days(zone, setup.days_off, setup.quiet, setup.deadline)


def _zone(sheet: Sheet, state: Filling | None = None) -> tzinfo:
    """What the form says, or will propose for its territory; else the round's."""
    said = state.values if state else {}
    proposed = next(iter(zones(said.get("territory", ""))), "")
    name = said.get("zone") or proposed or (sheet.setup.zone if sheet.setup else "UTC")
    try:
        return get_timezone(name)
    except LookupError:
        return UTC
