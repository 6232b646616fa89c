"""Setting up a round of many people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dialogs.commands import Remark, Turn
from dialogs.places import home
from dialogs.rounds.commands import CreateRound
from dialogs.rounds.forms.calendar import DEADLINE, LATER, QUIET_HOURS, START, WEEK, WORKING_WEEK, hours
from dialogs.rounds.forms.fields import Form, parted
from dialogs.rounds.forms.place import TERRITORY, ZONE
from dialogs.rounds.forms.protecting import PROTECTED
from dialogs.rounds.forms.retention import KEPT, months
from dialogs.rounds.forms.terms import ANONYMOUS, ANSWERS, AUDIENCE, DEPTH, LANGUAGES, NAME, NAMES, TITLE, spoken
from dialogs.rounds.nouns import RETENTION, Audience, Setup
from dialogs.rounds.states import AtRound, Filling
from dialogs.sheet import Sheet
from dialogs.states import State
from dialogs.tongue import Tongue
from framework.answers import Depth


def setup_of(sheet: Sheet, state: Filling) -> Setup:
    """What was chosen, as a round has it; every field has a value. An empty title stands for the usual one."""
    chosen: Mapping[str, str] = state.values
    deadline = chosen["deadline"]
    return Setup(
        title=chosen["title"],
        territory=chosen["territory"],
        depth=Depth(chosen["depth"]),
        deadline=date.fromisoformat(deadline) if deadline else None,
        zone=chosen["zone"],
        days_off=frozenset(range(WEEK)) - {int(day) for day in parted(chosen["week"])},
        quiet=hours(chosen["quiet"]),
        languages=parted(chosen["languages"]) if "languages" in chosen else spoken(sheet, state),
        anonymous=chosen["names"] == ANONYMOUS,
        audience=Audience(chosen["audience"]),
        retention=months(chosen.get("retention", str(RETENTION))),  # a form of an earlier release did not ask
        protected=chosen.get("forwarding") == PROTECTED,  # asked in the settings alone
    )


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("A new assessment")


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Set it up")


def _may_create(sheet: Sheet, _subject: int) -> bool:
    return sheet.may_create


def _home(sheet: Sheet, _subject: int) -> State:
    return AtRound() if sheet.coordinates else home(sheet)


def _accept(sheet: Sheet, state: Filling) -> Turn:
    create = CreateRound(
        setup_of(sheet, state),
        answers=state.values["answers"] == "yes",
        name=state.values["name"],
        draft=state.values["start"] == LATER,
    )
    return Turn(AtRound(), (create,), Remark.CREATED)


NEW = Form(
    (
        TERRITORY,
        TITLE,
        NAME,
        DEPTH,
        DEADLINE,
        NAMES,
        AUDIENCE,
        KEPT,
        LANGUAGES,
        ZONE,
        WORKING_WEEK,
        QUIET_HOURS,
        ANSWERS,
        START,
    ),
    _title,
    _button,
    _accept,
    allowed=_may_create,
    refused=lambda _sheet: Remark.MAY_NOT_CREATE,
    back=_home,
    hurried=True,
)
