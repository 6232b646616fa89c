"""Words that several cards of coordinators share."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from dialogs.rounds.nouns import Sector, Standing
from dialogs.screens import Button, Kicker, Row
from dialogs.sheet import Sheet
from dialogs.tongue import ISOLATE, RELEASE, Tongue
from dialogs.typed import shortened

NAME = 60
"""Characters of a name that a line shows."""


def about(sheet: Sheet, t: Tongue) -> Kicker | None:
    """Which assessment a card is about; someone who has several is told so on every card anyway."""
    return Kicker(own(sheet.title, t)) if sheet.title and len(sheet.posts) < 2 else None  # noqa: PLR2004


_FROM_THE_RIGHT = {"R", "AL", "AN"}
"""The bidirectional classes of letters and figures that are read from the right."""


def own(text: str, t: Tongue) -> str:
    """What a person wrote, so marked that a name from the right takes no figure behind it along."""
    if t.direction == "rtl" or any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in text):
        return f"{ISOLATE}{text}{RELEASE}"
    return text


def row(*buttons: Button | None) -> Row:
    """The buttons that are there."""
    return tuple(button for button in buttons if button is not None)


def respondent(number: int, name: str, t: Tongue) -> str:
    """A respondent as coordinators know them: by their name, or by their number."""
    return own(shortened(name, NAME), t) if name else t.gettext("Respondent {n}", n=number)


def coordinator(number: int, name: str, t: Tongue) -> str:
    """The same of a coordinator; `number` counts them from 1."""
    return own(shortened(name, NAME), t) if name else t.gettext("Coordinator {n}", n=number)


def standings(counted: Mapping[Standing, int], t: Tongue) -> str:
    """How many are how far, in one line."""
    people = t.ngettext("{n} person", "{n} people", sum(counted.values()))
    return t.gettext(
        "{people}: {not_begun} not begun, {in_progress} in progress, {finished} finished",
        people=people,
        not_begun=counted.get(Standing.NOT_BEGUN, 0),
        in_progress=counted.get(Standing.IN_PROGRESS, 0),
        finished=counted.get(Standing.FINISHED, 0),
    )


def standing(each: Standing, t: Tongue) -> str:
    match each:
        case Standing.NOT_BEGUN:
            return t.gettext("Not begun")
        case Standing.IN_PROGRESS:
            return t.gettext("In progress")
        case Standing.FINISHED:
            return t.gettext("Finished")


def places(free: int, t: Tongue) -> str:
    """Of invitations that can still be used."""
    return t.ngettext(
        "{n} more person can still join by invitation.", "{n} more people can still join by invitation.", free
    )


def sector(each: Sector, t: Tongue) -> str:
    match each:
        case Sector.GOVERNMENT:
            return t.gettext("Government")
        case Sector.POLICE:
            return t.gettext("Police")
        case Sector.JUSTICE:
            return t.gettext("Justice")
        case Sector.SERVICES:
            return t.gettext("Health and social services")
        case Sector.EDUCATION:
            return t.gettext("Education")
        case Sector.CIVIL_SOCIETY:
            return t.gettext("Civil society")
        case Sector.INDUSTRY:
            return t.gettext("Industry")
        case Sector.INTERNATIONAL:
            return t.gettext("International organisation")
        case Sector.OTHER:
            return t.gettext("Other")
