"""What was agreed on one capability: a phase or none yet, why, and who sees it otherwise."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.commands import Remark, Turn
from dialogs.results.commands import RecordAgreement
from dialogs.results.states import ReadingSpread
from dialogs.rounds.forms.fields import Field, Form, Read, Unread, Values
from dialogs.rounds.nouns import Status
from dialogs.rounds.states import AtRound, Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from framework.agreed import Agreement
from framework.model import Capability

LEFT_OPEN = "open"
"""Stands for no phase: recorded as not agreed, on purpose."""

SEEN = "seen"
"""Under which the form keeps when that was recorded which it began with."""

LONGEST = 1000
"""Characters of a reason, of a dissent, and of a note."""


def capability_of(sheet: Sheet, state: Filling) -> Capability | None:
    """The capability that the form is about."""
    return sheet.model.capabilities.get(state.values.get("capability", ""))


def text(_sheet: Sheet, _state: Filling, words: str) -> Read:
    """What was typed, where it is short enough to be kept."""
    return words if len(words) <= LONGEST else Unread(Remark.TEXT_TOO_LONG)


def nothing(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return ("",)


def about(sheet: Sheet, state: Filling, t: Tongue) -> str:
    """The name of the capability, as the heading of the form."""
    capability = capability_of(sheet, state)
    return t.of(capability.name) if capability else ""


def recorded(sheet: Sheet, _subject: int) -> Values:
    """What the database has already."""
    return dict(sheet.filled_in)


def standing(sheet: Sheet, _subject: int) -> bool:
    """Whether results can be recorded: by a coordinator, while the round is not archived."""
    return sheet.coordinates and not (sheet.post and sheet.post.status is Status.ARCHIVED)


def put_away(sheet: Sheet) -> Remark:
    """Why nothing can be recorded here."""
    return Remark.REOPEN_FIRST if sheet.coordinates else Remark.NOT_COORDINATOR


# The phase


def _phase_label(t: Tongue) -> str:
    return t.gettext("Agreed phase")


def _phase_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Which phase did you agree on together? It may also stay open: nothing is worked out for you.")


def _phase_said(sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    phase = sheet.model.by_phase.get(value)
    return t.of(phase.name) if phase else t.gettext("Left open")


def _phase_meant(sheet: Sheet, state: Filling, value: str, t: Tongue) -> str:
    capability = capability_of(sheet, state)
    return t.of(capability.stage(value).gist) if capability and value in sheet.model.by_phase else ""


def _phases(sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (*sheet.model.by_phase, LEFT_OPEN)


PHASE = Field("phase", _phase_label, _phase_asked, _phase_said, _phases, meaning=_phase_meant, width=2)


# The words


def said_or(none: Callable[[Tongue], str]) -> Callable[[Sheet, Filling, str, Tongue], str]:
    """A text as it was written, or a word for none."""
    return lambda _sheet, _state, value, t: value or none(t)


def _reason_label(t: Tongue) -> str:
    return t.gettext("Reason")


def _reason_asked(_sheet: Sheet, state: Filling, t: Tongue) -> str:
    if state.values.get("phase") == LEFT_OPEN:
        return t.gettext("Why does it stay open? Write it in a sentence or two, without naming anybody.")
    return t.gettext("Why this phase? Write it in a sentence or two, without naming anybody.")


def _no_reason(t: Tongue) -> str:
    return t.gettext("No reason given")


REASON = Field("reason", _reason_label, _reason_asked, said_or(_no_reason), nothing, read=text)


def _dissent_label(t: Tongue) -> str:
    return t.gettext("Other views")


def _dissent_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Does anybody see it differently? Write what they see, and why. It stays beside the result.")


def _no_dissent(t: Tongue) -> str:
    return t.gettext("No other view")


DISSENT = Field("dissent", _dissent_label, _dissent_asked, said_or(_no_dissent), nothing, read=text)


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Record it")


def _accept(sheet: Sheet, state: Filling) -> Turn:
    capability = capability_of(sheet, state)
    if capability is None:
        return Turn(AtRound(), remark=Remark.GONE)
    chosen, values = state.values["phase"], state.values
    phase = None if chosen == LEFT_OPEN else chosen
    said = Agreement(capability.id, phase, values["reason"], values["dissent"])
    return Turn(ReadingSpread(capability.id), (RecordAgreement(said, values.get(SEEN, "")),), Remark.RECORDED)


AGREE = Form(
    (PHASE, REASON, DISSENT),
    about,
    _button,
    _accept,
    begin=recorded,
    allowed=standing,
    refused=put_away,
)
