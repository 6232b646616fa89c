"""What a sheet is made of, and the names of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.files.report import Report
from dialogs.cards import words
from dialogs.cards.rounds import terms
from dialogs.rounds.nouns import Sector, Status
from dialogs.tongue import Tongue
from framework.answers import Basis
from framework.comparing import Change

Cell = str | int | date | datetime | None
"""What a cell holds; a moment is without a zone, as clocks in the round's zone show it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, the heads of its columns, and its rows, each with a cell for every column."""

    name: str
    heads: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def place(report: Report, capability: str, t: Tongue) -> tuple[str, str]:
    """The names of the domain and of the capability."""
    found = report.model.capabilities[capability]
    return t.of(report.model.by_domain[found.domain].name), t.of(found.name)


def sector(each: str | None, t: Tongue) -> str:
    """The name of a sector; the identifier itself where it is an unknown one."""
    return terms.sector(Sector(each), t) if each in set(Sector) else each or ""


def local(report: Report, moment: datetime | None) -> datetime | None:
    """An aware moment as clocks in the round's zone show it."""
    return moment.astimezone(ZoneInfo(report.setup.zone)).replace(tzinfo=None) if moment else None


def basis_head(basis: Basis, t: Tongue) -> str:
    return t.gettext("Rests on: {basis}", basis=words.basis(t, basis))


def status(each: Status, t: Tongue) -> str:
    match each:
        case Status.DRAFT:
            return t.gettext("In preparation")
        case Status.OPEN:
            return t.pgettext("assessment", "Open")
        case Status.CLOSED:
            return t.pgettext("assessment", "Closed")
        case Status.ARCHIVED:
            return t.gettext("Archived")


def change_head(each: Change, t: Tongue) -> str:
    """Of a column that counts those who gave this reason for another phase than in the round before."""
    return t.gettext("Changed since: {reason}", reason=words.change(t, each))
