"""Asking for everything that is kept of oneself: two files, each made when it is sent."""

from __future__ import annotations

from bot.catalogues import tongue
from bot.left import Enclosure, Kind, Left
from bot.storage.desks import Desk
from bot.storage.rounds.authority import Overruled
from dialogs.commands import Remark

JSON, TEXT = "json", "text"
"""The forms of the two files."""


def send_my_data(desk: Desk) -> tuple[Left, ...]:
    """Everything about the person at this desk, as text to read and as JSON. Raises Overruled for nobody we know."""
    if desk.person is None:
        raise Overruled(Remark.NOTHING_KEPT)
    t = tongue(desk.sheet.language, desk.sheet.model.id)
    about = {"person": desk.person}
    return (
        Enclosure(Kind.MINE, t.gettext("Everything that is kept about you, to read."), t.code, {**about, "form": TEXT}),
        Enclosure(Kind.MINE, t.gettext("The same for programs."), t.code, {**about, "form": JSON}),
    )
