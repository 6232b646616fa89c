"""When the people of the current round are reminded of what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from dialogs.commands import Remark, Turn
from dialogs.reminding.policy import RANGES, Known, Policy
from dialogs.reminding.when import coming
from dialogs.rounds.clock import days_of, today
from dialogs.rounds.commands import ChangeRound
from dialogs.rounds.forms.calendar import WAS
from dialogs.rounds.forms.fields import Field, Form, Values
from dialogs.rounds.forms.numbers import Figure, Said, Words, hour_field, number_field
from dialogs.rounds.nouns import Setup
from dialogs.rounds.states import AtRound, Filling
from dialogs.screens import Block, Lines, Paragraph
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

ON, OFF = "yes", "no"

SHOWN = 5
"""Dates of an example person."""

USUAL = Policy()


# On or off


def _on_label(t: Tongue) -> str:
    return t.gettext("Reminders")


def _on_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Should people be reminded of what is still open? Each of them can stop their own reminders.")


def _on_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Switched on") if value == ON else t.gettext("Switched off")


def _is_on(_sheet: Sheet, state: Filling) -> bool:
    return state.values.get("on", ON) == ON


SWITCH = Field("on", _on_label, _on_asked, _on_said, lambda _sheet, _state: (ON, OFF), lambda _sheet, _state: ON)


# How many, how often


def _days(t: Tongue, n: int) -> str:
    return t.ngettext("{n} day", "{n} days", n)


def _working_days(t: Tongue, n: int) -> str:
    return t.ngettext("{n} working day", "{n} working days", n) if n else t.gettext("Not daily")


def _first(t: Tongue, n: int) -> str:
    return t.ngettext("After {n} day of silence", "After {n} days of silence", n)


def _every(t: Tongue, n: int) -> str:
    return (
        t.gettext("Every working day") if n == 1 else t.ngettext("Every {n} working day", "Every {n} working days", n)
    )


def _daily(t: Tongue, n: int) -> str:
    if not n:
        return t.gettext("Not daily")
    return t.ngettext("Daily in the last {n} working day", "Daily in the last {n} working days", n)


def _reminders(t: Tongue, n: int) -> str:
    return t.ngettext("{n} reminder", "{n} reminders", n) if n else t.gettext("No reminders")


def _hours(t: Tongue, n: int) -> str:
    return t.ngettext("{n} hour", "{n} hours", n)


def _figure(
    name: str, label: Words, ask: Words, say: Said, example: Words, choices: tuple[int, ...], offer: Said | None = None
) -> Field:
    usual = getattr(USUAL, name)
    return number_field(Figure(name, label, ask, say, example, choices, RANGES[name], usual, _is_on, offer))


FIELDS = (
    SWITCH,
    hour_field(
        "hour",
        lambda t: t.gettext("Hour"),
        lambda t: t.gettext("At what hour should reminders come, in the time zone of the assessment?"),
        USUAL.hour,
        _is_on,
    ),
    _figure(
        "silence",
        lambda t: t.gettext("First reminder"),
        lambda t: t.gettext("How many days may someone be silent before the first reminder comes?"),
        _first,
        lambda t: _days(t, 7),
        (1, 2, 3, 5),
        _days,
    ),
    _figure(
        "every",
        lambda t: t.gettext("Then"),
        lambda t: t.gettext("How many working days should lie between one reminder and the next?"),
        _every,
        lambda t: _working_days(t, 4),
        (1, 2, 3, 5),
        _working_days,
    ),
    _figure(
        "last",
        lambda t: t.gettext("Last days"),
        lambda t: t.gettext("Just before the deadline, reminders can come daily. For how many working days?"),
        _daily,
        lambda t: _working_days(t, 4),
        (0, 1, 2, 3, 5),
        _working_days,
    ),
    _figure(
        "most",
        lambda t: t.gettext("At most"),
        lambda t: t.gettext("How many reminders may one person get before the deadline, at the most?"),
        _reminders,
        lambda t: _reminders(t, 8),
        (2, 4, 6, 10),
    ),
    _figure(
        "after",
        lambda t: t.gettext("After deadline"),
        lambda t: t.gettext("How many more may one person get when the deadline is over?"),
        _reminders,
        lambda t: _reminders(t, 2),
        (0, 1, 2, 3),
    ),
    _figure(
        "gap",
        lambda t: t.gettext("Shortest gap"),
        lambda t: t.gettext(
            "How many hours must lie between two reminders to one person, over all their assessments? "
            "20 hours let one come every day."
        ),
        _hours,
        lambda t: _hours(t, 30),
        (12, 20, 44, 68),
    ),
)


# The form


def _begin(sheet: Sheet, _subject: int) -> Values:
    """The policy as it is, twice: as it will be changed, and as it was found."""
    now = _values(sheet.setup.policy) if sheet.setup else {}
    return {**now, **{f"{WAS}{field}": value for field, value in now.items()}}


def _values(policy: Policy) -> Values:
    return {"on": ON if policy.on else OFF, **{name: str(getattr(policy, name)) for name in RANGES}}


def policy_of(values: Mapping[str, str]) -> Policy:
    """What was chosen, as a round has it; what was not asked is as usual."""
    chosen = {**_values(USUAL), **values}
    return replace(USUAL, on=chosen["on"] == ON, **{name: int(chosen[name]) for name in RANGES})


def _wanted(setup: Setup, values: Values) -> Setup:
    """The policy with what was changed here: the rest stays as another coordinator may have changed it meanwhile."""
    found = {name.removeprefix(WAS): value for name, value in values.items() if name.startswith(WAS)}
    before, then = policy_of(found), policy_of(values)
    names = {field.name for field in fields(Policy) if getattr(then, field.name) != getattr(before, field.name)}
    return replace(setup, policy=replace(setup.policy, **{name: getattr(then, name) for name in names}))


def _accept(sheet: Sheet, state: Filling) -> Turn:
    if sheet.setup is None:
        return Turn(AtRound())
    wanted = _wanted(sheet.setup, state.values)
    return Turn(AtRound()) if wanted == sheet.setup else Turn(AtRound(), (ChangeRound(wanted),), Remark.CHANGED)


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Reminders of the assessment")


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Save")


def _example(sheet: Sheet, state: Filling, t: Tongue) -> tuple[Block, ...]:
    """When someone would be reminded who was here just now and answers nothing from then on."""
    elsewhere = Paragraph(
        t.gettext("Quiet hours, the working week and the deadline are under “Its settings” at /round.")
    )
    if sheet.setup is None:
        return ()
    if not _is_on(sheet, state):
        off = t.gettext("Nobody is reminded, except those who ask for it themselves with /remind.")
        return (Paragraph(off), elsewhere)
    days = days_of(sheet.setup)
    dues = coming(policy_of(state.values), days, Known(sheet.at), sheet.at, SHOWN)
    dates = tuple(t.moment(due.at, days.zone, today(sheet)) for due in dues if due.at)
    if not dates:
        return (Paragraph(t.gettext("As it stands, nobody would be reminded.")), elsewhere)
    heard = t.gettext("For example, someone who was here just now, and then answers nothing, would be reminded:")
    end = None if len(dates) == SHOWN else Paragraph(t.gettext("After that, no more reminders come."))
    return (Paragraph(heard), Lines(dates), *((end,) if end else ()), elsewhere)


REMINDERS = Form(FIELDS, _title, _button, _accept, begin=_begin, beside=_example, onward=False)
