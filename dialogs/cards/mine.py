"""Cards on which people get everything that is kept of them, or have it deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from dialogs.cards import words
from dialogs.cards.rounds import terms
from dialogs.privacy.events import DataAsked, ForgetConfirmed
from dialogs.privacy.views import Leaving, PrivacyView
from dialogs.rounds.clock import days_of
from dialogs.screens import Block, Bullets, Button, Heading, Item, Paragraph, Screen, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.typed import shortened

LISTED = 6
"""Assessments on one card; the rest are counted."""

TITLE = 60
"""Characters of a title that a line shows."""


def my_data(sheet: Sheet, view: PrivacyView | None, t: Tongue) -> Screen:
    """What is kept of the person, and that they can have all of it."""
    shown = view.assessments if view is not None else ()
    return screen(
        t.direction,
        Heading(t.gettext("Your data")),
        Item(t.gettext("What you agreed to"), _agreed(sheet, view, t)) if view is not None else None,
        Paragraph(
            t.gettext("Kept are this chat's number and language, and what belongs to each assessment:")
            if shown
            else t.gettext("Kept are this chat's number and language, and no answers.")
        ),
        *(Item(_title(each, t), " ".join(_held(sheet, each, t))) for each in shown[:LISTED]),
        _more(len(shown), t),
        Paragraph(
            t.gettext(
                "You can have all of it as two files: one to read, and one for programs. They hold everything that "
                "you wrote, so keep them safe. /forget deletes it here."
            )
        ),
        rows=((Button(t.gettext("Send it as files"), DataAsked()),), (words.back(t),)),
    )


def _agreed(sheet: Sheet, view: PrivacyView, t: Tongue) -> str:
    return t.gettext("Version {version}, on {date}.", version=view.version, date=_day(sheet, view.agreed_at, t))


def _day(sheet: Sheet, moment: datetime, t: Tongue) -> str:
    """The date in the time zone of the assessment, where there is one."""
    zone = days_of(sheet.setup).zone if sheet.setup is not None else UTC
    return t.date(moment.astimezone(zone).date())


def _held(sheet: Sheet, each: Leaving, t: Tongue) -> Iterator[str]:
    """What is kept of one assessment, and since when, in sentences."""
    if each.since is not None and not each.answers:
        yield t.gettext("You have answered nothing there.")
    elif each.since is not None:
        date = _day(sheet, each.since, t)
        yield t.ngettext("{n} answer, since {date}.", "{n} answers, since {date}.", each.answers, date=date)
    if each.notes:
        yield t.ngettext("{n} note.", "{n} notes.", each.notes)
    if each.coordinates:
        yield t.gettext("You coordinate it.")
    if each.agreed:
        yield t.ngettext("{n} result that you recorded.", "{n} results that you recorded.", each.agreed)


def _title(each: Leaving, t: Tongue) -> str:
    return terms.own(shortened(each.title, TITLE), t) if each.title else t.gettext("Self-assessment")


def _more(total: int, t: Tongue) -> Paragraph | None:
    """How many are not listed."""
    return Paragraph(t.ngettext("And {n} more.", "And {n} more.", total - LISTED)) if total > LISTED else None


def forgetting(sheet: Sheet, view: PrivacyView | None, t: Tongue) -> Screen:
    """What goes, and what stays, before it is done."""
    shown = view.assessments if view is not None else ()
    return screen(
        t.direction,
        Heading(t.gettext("Delete everything about you?")),
        Paragraph(
            t.gettext(
                "Your answers with their earlier versions, your notes, names and reminders go, and so does all that "
                "is kept of this chat."
            )
        ),
        *(Item(_title(each, t), " ".join(_loss(each, t))) for each in shown[:LISTED]),
        _more(len(shown), t),
        *_staying(sheet, shown, t),
        Paragraph(t.gettext("This cannot be undone.")),
        rows=((Button(t.gettext("Delete everything about me"), ForgetConfirmed()),), (words.back(t),)),
    )


def _loss(each: Leaving, t: Tongue) -> Iterator[str]:
    """What goes of one assessment, in sentences."""
    if each.alone:
        yield t.ngettext("All of it goes, with {n} answer.", "All of it goes, with {n} answers.", each.answers)
        return
    if each.answers:
        yield t.ngettext("{n} answer of yours goes.", "{n} answers of yours go.", each.answers)
    elif each.since is not None:
        yield t.gettext("You have answered nothing there.")
    if each.last:
        yield t.gettext(
            "Nobody else coordinates it: it will take no more answers, and nobody can see its results here. "
            "To hand it over, make somebody else a coordinator first."
        )
    elif each.coordinates:
        yield t.gettext("You stop coordinating it; others go on.")
    if each.agreed:
        yield t.ngettext(
            "{n} result that you recorded stays, without your name.",
            "{n} results that you recorded stay, without your name.",
            each.agreed,
        )


def _staying(sheet: Sheet, shown: Sequence[Leaving], t: Tongue) -> Iterator[Block]:
    stays = [
        t.gettext("Files that somebody has taken out before."),
        t.gettext("The messages that this program has printed.")
        if sheet.local
        else t.gettext("The messages in this chat: delete the chat yourself."),
        t.gettext("Backups, until whoever runs this bot replaces them."),
    ]
    if any(each.counted for each in shown):
        stays.insert(
            0,
            t.gettext(
                "Counts that were shown of an anonymous assessment: if they changed, your answers could be worked out."
            ),
        )
    yield Paragraph(t.gettext("What stays:"))
    yield Bullets(tuple(stays))
