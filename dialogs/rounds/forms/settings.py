"""Changing what was decided about the current round."""

from __future__ import annotations

from dataclasses import fields, replace

from dialogs.commands import Remark, Turn
from dialogs.rounds.commands import ChangeRound
from dialogs.rounds.forms.calendar import DEADLINE, QUIET_HOURS, WAS, WEEK, WORKING_WEEK
from dialogs.rounds.forms.fields import Form, Values, joined
from dialogs.rounds.forms.new import setup_of
from dialogs.rounds.forms.place import TERRITORY, ZONE
from dialogs.rounds.forms.protecting import FORWARDING, FREE, PROTECTED
from dialogs.rounds.forms.retention import KEPT
from dialogs.rounds.forms.terms import ANONYMOUS, AUDIENCE, DEPTH, LANGUAGES, NAMED, NAMES, TITLE
from dialogs.rounds.nouns import Setup
from dialogs.rounds.states import AtRound, Filling
from dialogs.sheet import Sheet
from dialogs.territories import first_day
from dialogs.tongue import Tongue


def _begin(sheet: Sheet, _subject: int) -> Values:
    """The settings as they are, twice: as they will be changed, and as they were found."""
    now = _values(sheet.setup) if sheet.setup else {}
    return {**now, **{f"{WAS}{field}": value for field, value in now.items()}}


def _values(setup: Setup) -> Values:
    deadline = setup.deadline.isoformat() if setup.deadline else ""
    first = first_day(setup.territory)
    week = [(first + more) % WEEK for more in range(WEEK)]
    return {
        "title": setup.title,
        "territory": setup.territory,
        "depth": setup.depth.value,
        "deadline": deadline,
        "zone": setup.zone,
        "week": joined(str(day) for day in week if day not in setup.days_off),
        "quiet": "-".join(map(str, setup.quiet)),
        "languages": joined(setup.languages),
        "names": ANONYMOUS if setup.anonymous else NAMED,
        "audience": setup.audience.value,
        "retention": str(setup.retention),
        "forwarding": PROTECTED if setup.protected else FREE,
    }


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Settings of the assessment")


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Save")


def _accept(sheet: Sheet, state: Filling) -> Turn:
    if sheet.setup is None:
        return Turn(AtRound())
    wanted = _wanted(sheet, sheet.setup, state)
    return Turn(AtRound()) if wanted == sheet.setup else Turn(AtRound(), (ChangeRound(wanted),), Remark.CHANGED)


def _wanted(sheet: Sheet, setup: Setup, state: Filling) -> Setup:
    """The settings with what was changed here: the rest stays as another coordinator may have changed it meanwhile."""
    found = {name.removeprefix(WAS): value for name, value in state.values.items() if name.startswith(WAS)}
    before, then = setup_of(sheet, replace(state, values=found)), setup_of(sheet, state)
    names = {field.name for field in fields(Setup) if getattr(then, field.name) != getattr(before, field.name)}
    return replace(setup, **{name: getattr(then, name) for name in names})


SETTINGS = Form(
    (TITLE, TERRITORY, DEPTH, DEADLINE, NAMES, AUDIENCE, FORWARDING, KEPT, LANGUAGES, ZONE, WORKING_WEEK, QUIET_HOURS),
    _title,
    _button,
    _accept,
    begin=_begin,
    onward=False,
)
