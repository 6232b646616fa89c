"""The JSON form of a state: readable, and still readable by later releases.

The names below are stored; they never change, and a class that goes away keeps its name here, pointing at what
took its place. `tests/dialogs/test_memory.py` holds one example of every form that was ever written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_type_hints

from dialogs import states
from dialogs.results import states as results
from dialogs.rounds import states as rounds
from dialogs.rounds.nouns import Standing
from dialogs.states import State, Stranger

NAMES: Mapping[str, type[Any]] = {
    "stranger": states.Stranger,
    "greeted": states.Greeted,
    "choosing-depth": states.ChoosingDepth,
    "asking": states.Asking,
    "declining": states.Declining,
    "explaining": states.Explaining,
    "comparing": states.Comparing,
    "ticking": states.Ticking,
    "weighing": states.Weighing,
    "noting": states.Noting,
    "listing-sections": states.ListingSections,
    "browsing-section": states.BrowsingSection,
    "reviewing": states.Reviewing,
    "reading-summary": states.ReadingSummary,
    "reading-advice": states.ReadingAdvice,
    "reading-notes": states.ReadingNotes,
    "reading-context": states.ReadingContext,
    "offering-note": states.OfferingNote,
    "cautioned": states.Cautioned,
    "aside": states.Aside,
    "called": states.Called,
    "listing-rounds": rounds.ListingRounds,
    "at-round": rounds.AtRound,
    "watching-progress": rounds.WatchingProgress,
    "listing-people": rounds.ListingPeople,
    "looking-at-person": rounds.LookingAtPerson,
    "listing-invitations": rounds.ListingInvitations,
    "looking-at-invitation": rounds.LookingAtInvitation,
    "filling": rounds.Filling,
    "confirming": rounds.Confirming,
    "reading-joined": results.ReadingJoined,
    "reading-spread": results.ReadingSpread,
    "reading-plan": results.ReadingPlan,
    "reading-step": results.ReadingStep,
    "choosing-file": results.ChoosingFile,
    "reading-shared": results.ReadingShared,
}
_BY_CLASS = {kind: name for name, kind in NAMES.items()}
_HINTS = {kind: get_type_hints(kind) for kind in NAMES.values()}

Stored = dict[str, "str | int | bool | dict[str, str] | Stored | None"]
"""`{"at": "asking", "capability": "helpline", "review": false}`"""


def stored(state: State) -> Stored:
    """The state as plain data."""
    form: Stored = {"at": _BY_CLASS[type(state)]}
    for field in fields(state):
        value = getattr(state, field.name)
        form[field.name] = _form(value)
    return form


def _form(value: Any) -> Any:
    """A state within the state as its own form, chosen words as they are."""
    if isinstance(value, Mapping):
        return dict(value)
    return value if value is None or isinstance(value, str | int) else stored(value)


def restored(form: Any) -> State:
    """The state that `stored` wrote; `Stranger` for what no release ever wrote, which `settled` then takes home.

    Unknown keys are passed over, missing ones take their default.
    """
    try:
        return _restored(form)
    except (AttributeError, KeyError, TypeError, ValueError):
        return Stranger()


def _restored(form: Any) -> State:
    kind = NAMES[form["at"]]
    values = {field.name: _value(kind, field.name, form[field.name]) for field in fields(kind) if field.name in form}
    state: State = kind(**values)
    return state


def _value(kind: type[Any], name: str, raw: Any) -> Any:
    hint = _HINTS[kind][name]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(raw)
    if kind is rounds.ListingPeople and name == "standing":
        return None if raw is None else Standing(raw)
    if kind is rounds.Filling and name == "values":
        return _words(raw)
    value = _restored(raw) if isinstance(raw, dict) else raw
    if not isinstance(value, hint) or isinstance(value, bool) is not (hint is bool):
        raise TypeError(name)
    return value


def _words(raw: Any) -> dict[str, str]:
    """What was chosen in a form. Raises TypeError for anything but words under words."""
    if not isinstance(raw, dict) or not all(isinstance(part, str) for pair in raw.items() for part in pair):
        raise TypeError("values")
    return dict(raw)
