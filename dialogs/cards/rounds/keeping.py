"""What people are told before something of theirs is deleted because its time is over: messages without buttons."""

from __future__ import annotations

from datetime import date

from dialogs.cards.rounds import terms
from dialogs.rounds.nouns import Setup
from dialogs.screens import Heading, Paragraph, Screen, screen
from dialogs.tongue import Tongue


def round_goes(setup: Setup, day: date, t: Tongue, *, promised: bool) -> Screen:
    """For coordinators: on which day the round is deleted, and what they can do before.

    `promised` says that people joined, who were told that it is not kept longer.
    """
    if promised:
        change = t.gettext(
            "“Its settings” at /round can make it sooner. It cannot be later: those who joined were told so."
        )
    else:
        change = t.gettext("“Its settings” at /round can make it sooner or later.")
    return screen(
        t.direction,
        Heading(terms.own(setup.title, t)),
        Paragraph(
            t.gettext(
                "The time for which this assessment is kept will soon be over. On {date} it is deleted, with all "
                "answers, what was agreed and the plan.",
                date=t.date(day),
            )
        ),
        Paragraph(t.gettext("Take what you still need: /export gives you its files. /assessments leads you to it.")),
        Paragraph(change),
    )


def own_goes(last: date, day: date, t: Tongue) -> Screen:
    """For someone who assesses alone: they were here last on one day, and on the other their answers are deleted."""
    return screen(
        t.direction,
        Heading(t.gettext("Your own assessment")),
        Paragraph(
            t.gettext(
                "You were here last on {last}. On {date} your answers are deleted, unless you come back before.",
                last=t.date(last),
                date=t.date(day),
            )
        ),
        Paragraph(t.gettext("To keep them, send /continue. /export gives you your files; /forget deletes all now.")),
    )
