"""Whether results may leave the chat."""

from __future__ import annotations

from dialogs.rounds.forms.fields import Field
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

FREE, PROTECTED = "free", "protected"


def _label(t: Tongue) -> str:
    return t.gettext("Forwarding")


def _asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("May results and files be forwarded and saved? A photo of the screen can always be taken.")


def _said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Results stay in the chat") if value == PROTECTED else t.gettext("Results may be forwarded")


def _meaning(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    if value != PROTECTED:
        return ""
    return t.gettext(
        "Nobody can forward or save them from now on, coordinators neither. "
        "Files that are needed elsewhere come from whoever runs this bot."
    )


def _either(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (FREE, PROTECTED)


def _free(_sheet: Sheet, _state: Filling) -> str:
    return FREE


FORWARDING = Field("forwarding", _label, _asked, _said, _either, _free, meaning=_meaning)
