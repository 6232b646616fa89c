"""Words that several of these cards share."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.cards.rounds import terms
from dialogs.events import WentBack
from dialogs.screens import Button, Kicker
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

SEVERAL = 2


def title(sheet: Sheet, named: str, t: Tongue) -> Kicker | None:
    """Which assessment a card is about; a self-assessment is named to someone who has others too."""
    if named:
        return Kicker(terms.own(named, t))
    return Kicker(t.gettext("Your own assessment")) if len(sheet.posts) >= SEVERAL else None


def few(lines: Sequence[str], most: int, t: Tongue) -> tuple[str, ...]:
    """The first lines, and how many more there are; one more is shown rather than counted."""
    more = len(lines) - most
    if more <= 1:
        return tuple(lines)
    return (*lines[:most], t.ngettext("and {n} more", "and {n} more", more))


def back(t: Tongue) -> Button:
    """Out of a card that came by itself."""
    return Button(t.gettext("Back to where I was"), WentBack())
