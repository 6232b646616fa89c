"""What respondents are told of the life of a round: messages that stay in the chat, without buttons."""

from __future__ import annotations

from datetime import date

from dialogs.cards.rounds import terms
from dialogs.rounds.nouns import Setup
from dialogs.screens import Heading, Paragraph, Screen, screen
from dialogs.tongue import Tongue


def moved(setup: Setup, today: date, t: Tongue) -> Screen:
    """The deadline is another day now, or there is none any more. `today` is the day in the round's time zone."""
    if setup.deadline is None:
        return _said(setup, t.gettext("There is no deadline any more. Answer whenever it suits you."), t)
    day, ahead = t.date(setup.deadline, today), t.relative(setup.deadline, today)
    return _said(
        setup, t.gettext("The deadline has changed. It is now {date} ({relative}).", date=day, relative=ahead), t
    )


def closed(setup: Setup, t: Tongue) -> Screen:
    said = t.gettext("This assessment is closed now. Thank you for your part in it. Your answers are kept.")
    return _said(setup, said, t)


def opened(setup: Setup, t: Tongue) -> Screen:
    said = t.gettext("This assessment is open: you can answer, and change your answers. /continue takes you there.")
    return _said(setup, said, t)


def shared(setup: Setup, t: Tongue) -> Screen:
    said = t.gettext("The result is shared with you: the phases that were agreed, and the plan. /results shows it.")
    return _said(setup, said, t)


def _said(setup: Setup, said: str, t: Tongue) -> Screen:
    return screen(t.direction, Heading(terms.own(setup.title, t)), Paragraph(said))
