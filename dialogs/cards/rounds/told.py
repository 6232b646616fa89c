"""What people are told of by a coordinator's deed: messages that stay in the chat, without buttons."""

from __future__ import annotations

from datetime import date

from dialogs.cards.rounds import terms
from dialogs.rounds.nouns import Setup
from dialogs.screens import Heading, Paragraph, Screen, screen
from dialogs.tongue import Tongue


def nudge(setup: Setup, today: date, t: Tongue, *, elsewhere: bool = False) -> Screen:
    """A coordinator's reminder. `today` is the day in the round's time zone.

    `elsewhere` for someone whose chat is about another assessment now.
    """
    return screen(
        t.direction,
        Heading(terms.own(setup.title, t)),
        Paragraph(t.gettext("Your coordinator asks you to go on with this assessment. What you answered is kept.")),
        _until(setup.deadline, today, t),
        Paragraph(
            t.gettext("/assessments leads you to it. A few minutes now and then are enough.")
            if elsewhere
            else t.gettext("/continue shows your next open question. A few minutes now and then are enough.")
        ),
    )


def _until(deadline: date | None, today: date, t: Tongue) -> Paragraph | None:
    if deadline is None:
        return None
    if deadline < today:
        return Paragraph(t.gettext("The deadline has passed. You can still answer."))
    return Paragraph(
        t.gettext("Deadline: {date} ({relative}).", date=t.date(deadline, today), relative=t.relative(deadline, today))
    )


def promoted(setup: Setup, t: Tongue) -> Screen:
    return screen(
        t.direction,
        Heading(terms.own(setup.title, t)),
        Paragraph(t.gettext("You are now a coordinator of this assessment. /round shows what you can do.")),
    )


def demoted(setup: Setup, t: Tongue) -> Screen:
    return screen(
        t.direction,
        Heading(terms.own(setup.title, t)),
        Paragraph(t.gettext("You are no longer a coordinator of this assessment. Thank you for your work.")),
    )


def removed(setup: Setup, t: Tongue) -> Screen:
    return screen(
        t.direction,
        Heading(terms.own(setup.title, t)),
        Paragraph(
            t.gettext(
                "A coordinator has ended your part in this assessment. What you answered stays in it. "
                "If you wonder why, please ask them."
            )
        ),
    )
