"""The card about what is kept of the person, and why."""

from __future__ import annotations

from datetime import UTC

from dialogs.cards import words
from dialogs.cards.joining import kept, kept_for, seen_in_a_round
from dialogs.cards.warning import not_a_report
from dialogs.events import Asked, Place
from dialogs.privacy.views import PrivacyView
from dialogs.rounds.clock import days_of
from dialogs.rounds.nouns import Role, Setup
from dialogs.screens import Bullets, Button, Heading, Item, Paragraph, Screen, screen
from dialogs.sheet import CONSENT_VERSION, Sheet
from dialogs.tongue import Tongue


def privacy(sheet: Sheet, view: PrivacyView | None, t: Tongue) -> Screen:
    """The terms once more; for someone who agreed also to which words and when, and the ways to their data."""
    about = _round_of(sheet)
    return screen(
        t.direction,
        Heading(t.gettext("Privacy")),
        Bullets((kept(sheet, about, t, leads=_leads(sheet)), kept_for(about, t))),
        Item(t.gettext("How it travels"), _reach(sheet, t)),
        Item(t.gettext("Who sees it"), _who(sheet, t)),
        Item(t.gettext("Your choice"), _choice(sheet, t)),
        Item(t.gettext("What you agreed to"), _agreed(sheet, view, t)) if view is not None else None,
        Paragraph(not_a_report(t)),
        rows=(
            (
                Button(t.gettext("Get my data"), Asked(Place.MY_DATA)),
                Button(t.gettext("Delete my data"), Asked(Place.FORGET)),
            )
            if sheet.consented
            else None,
            (words.back(t),),
        ),
    )


def _leads(sheet: Sheet) -> bool:
    """Whether they coordinate and answer nothing, or are invited to."""
    if sheet.offer is not None and sheet.offer.trouble is None:
        return sheet.offer.role is Role.COORDINATOR
    return sheet.coordinates and sheet.quest is None


def _reach(sheet: Sheet, t: Tongue) -> str:
    if sheet.local:
        return t.gettext("Everything is in the database of this program, and is sent nowhere else.")
    return t.gettext(
        "Sounding keeps the number of this chat, so that it can write to you; your phone number is not kept. "
        "A chat with a bot is not end-to-end encrypted: the messaging service can read it."
    )


def _choice(sheet: Sheet, t: Tongue) -> str:
    if not sheet.consented:
        return t.gettext(
            "Taking part is voluntary. Until you agree, only the number of this chat and its language are kept, to "
            "reply to you: until you answer, and for one day at most."
        )
    return t.gettext(
        "Taking part is voluntary, and you can stop at any time. /mydata gives you everything that is kept about you, "
        "and /forget deletes it."
    )


def _agreed(sheet: Sheet, view: PrivacyView, t: Tongue) -> str:
    """When they agreed, and what has changed in the words since."""
    zone = days_of(sheet.setup).zone if sheet.setup is not None else UTC
    on = t.date(view.agreed_at.astimezone(zone).date())
    if view.version == CONSENT_VERSION:
        return t.gettext("On {date}, to these terms (version {version}).", date=on, version=view.version)
    before = t.gettext("On {date}, to version {version} of these terms.", date=on, version=view.version)
    since = t.gettext(
        "Since then they also say for how long everything is kept, and /mydata and /forget are new. Nothing more is "
        "kept of you than you agreed to, and nobody else sees it."
    )
    return f"{before} {since}"


def _round_of(sheet: Sheet) -> Setup | None:
    """The round of many that the person is in, or is invited to."""
    invited = sheet.offer.setup if sheet.offer is not None and sheet.offer.trouble is None else None
    return invited or sheet.setup


def _who(sheet: Sheet, t: Tongue) -> str:
    if (setup := _round_of(sheet)) is not None:
        return "\n".join(seen_in_a_round(sheet, setup, t))
    if sheet.local:
        return t.gettext("You, and whoever can read that database.")
    return t.gettext("You, and whoever runs this bot. You are assessing on your own.")
