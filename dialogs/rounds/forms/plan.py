"""One capability of the plan: who leads, until when, and how."""

from __future__ import annotations

from datetime import date, timedelta

from dialogs.commands import Remark, Turn
from dialogs.dates import read_day
from dialogs.results.commands import KeepPriority
from dialogs.results.states import ReadingStep
from dialogs.rounds.clock import today
from dialogs.rounds.forms.agree import about, capability_of, nothing, put_away, recorded, said_or, standing, text
from dialogs.rounds.forms.calendar import WAS
from dialogs.rounds.forms.fields import Field, Form, Read, Unread, Values
from dialogs.rounds.forms.terms import one_line
from dialogs.rounds.states import AtRound, Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from framework.agreed import Priority

AHEAD = (91, 182, 365, 730)
"""Days from now that are offered as a date: a quarter, half a year, a year, two years."""


def _lead_label(t: Tongue) -> str:
    return t.gettext("Lead")


def _lead_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Who takes the lead? Write the name of an office or an organisation, not of a person.")


def _no_lead(t: Tongue) -> str:
    return t.gettext("Not decided yet")


LEAD = Field("lead", _lead_label, _lead_asked, said_or(_no_lead), nothing, read=one_line)


def _until_label(t: Tongue) -> str:
    return t.gettext("Target date")


def _until_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Until when should it be done? For another day, write it like this: 15 March 2027.")


def _until_said(sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.date(date.fromisoformat(value), today(sheet)) if value else t.gettext("No date yet")


def _dates(sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (*((today(sheet) + timedelta(days=days)).isoformat() for days in AHEAD), "")


def _until_read(sheet: Sheet, _state: Filling, words: str) -> Read:
    day = read_day(words, today(sheet))
    return day.isoformat() if day else Unread(Remark.DAY_UNREADABLE)


def _until_fault(sheet: Sheet, state: Filling, value: str) -> Remark | None:
    """A day that is over cannot be set; one that was set may stay."""
    if not value or value == state.values.get(f"{WAS}until"):
        return None
    return Remark.DAY_PAST if date.fromisoformat(value) < today(sheet) else None


UNTIL = Field("until", _until_label, _until_asked, _until_said, _dates, read=_until_read, fault=_until_fault)


def _note_label(t: Tongue) -> str:
    return t.gettext("How")


def _note_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Is there anything to add: a first step, what it needs, who helps? Write it, or pass over it.")


def _no_note(t: Tongue) -> str:
    return t.gettext("Nothing to add")


NOTE = Field("note", _note_label, _note_asked, said_or(_no_note), nothing, read=text)


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Put it in the plan")


def _accept(sheet: Sheet, state: Filling) -> Turn:
    capability, values = capability_of(sheet, state), state.values
    if capability is None:
        return Turn(AtRound(), remark=Remark.GONE)
    wanted = _priority(capability.id, values["lead"], values["until"], values["note"])
    return Turn(ReadingStep(capability.id), (KeepPriority(wanted, _seen(capability.id, values)),), Remark.PLANNED)


def _priority(capability: str, lead: str, until: str, note: str) -> Priority:
    return Priority(capability, lead, date.fromisoformat(until) if until else None, note)


def _seen(capability: str, values: Values) -> Priority | None:
    """What the plan said when the form was opened."""
    lead, until, note = (values.get(f"{WAS}{field.id}") for field in (LEAD, UNTIL, NOTE))
    if lead is None or until is None or note is None:
        return None
    return _priority(capability, lead, until, note)


PLAN = Form(
    (LEAD, UNTIL, NOTE),
    about,
    _button,
    _accept,
    begin=recorded,
    allowed=standing,
    refused=put_away,
)
