"""The first cards: who this is, what is kept, and how much time there is."""

from __future__ import annotations

from dialogs.cards import words
from dialogs.events import Asked, ConsentGiven, ConsentRefused, DepthChosen, Place
from dialogs.screens import Block, Bullets, Button, Heading, Item, Paragraph, Screen, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from framework.answers import Depth


def stranger(sheet: Sheet, t: Tongue) -> Screen:
    if sheet.open_to_all:
        way_on = t.gettext("Send /start whenever you want to begin.")
    else:
        way_on = t.gettext("Sounding works by invitation. Please open the link that your coordinator sent you.")
    return screen(t.direction, Paragraph(way_on), Paragraph(not_a_report(t)), Paragraph(where_to_turn(t)))


def greeting(sheet: Sheet, t: Tongue) -> Screen:
    """What a person must know before they agree to anything."""
    return screen(
        t.direction,
        *_terms(sheet, t),
        Paragraph(t.gettext("Taking part is your choice. May Sounding keep your answers?")),
        rows=(
            (Button(t.gettext("I agree, begin"), ConsentGiven()), Button(t.gettext("No, thank you"), ConsentRefused())),
            (Button(t.gettext("Privacy"), Asked(Place.PRIVACY)), Button(t.gettext("Language"), Asked(Place.LANGUAGE))),
        ),
    )


def consent_record(sheet: Sheet, t: Tongue) -> Screen:
    """What stays in the chat: the words that the person agreed to."""
    agreed = Paragraph(t.gettext("You agreed that Sounding keeps your answers. /privacy says more, at any time."))
    return screen(t.direction, *_terms(sheet, t), agreed)


def _terms(sheet: Sheet, t: Tongue) -> tuple[Block, ...]:
    count = len(sheet.model.capabilities)
    return (
        Heading(t.gettext("Welcome to Sounding")),
        Paragraph(
            t.gettext(
                "This chat takes you through the {model}, one capability at a time. "
                "For each you choose the phase that fits your country best.",
                model=t.of(sheet.model.title),
            )
        ),
        Paragraph(_time(t, count)),
        Bullets((*_who_sees(sheet, t), not_a_report(t))),
        Paragraph(where_to_turn(t)),
    )


def _time(t: Tongue, capabilities: int) -> str:
    return t.gettext(
        "The quick way takes about {quick} minutes, the full way about {full}. "
        "Every tap is kept at once: stop when you like, and come back to the same place.",
        quick=words.minutes(capabilities, Depth.QUICK),
        full=words.minutes(capabilities, Depth.FULL),
    )


def _who_sees(sheet: Sheet, t: Tongue) -> tuple[str, ...]:
    if sheet.local:
        return (t.gettext("You assess on your own. Your answers stay in the database of this program."),)
    return (
        t.gettext("You assess on your own. Nobody is shown your answers except you and whoever runs this bot."),
        t.gettext("A chat with a bot is not end-to-end encrypted: the messaging service can read it."),
    )


def not_a_report(t: Tongue) -> str:
    return t.gettext("This is not a place to report a case. Please never name or describe a person here.")


def where_to_turn(t: Tongue) -> str:
    return t.gettext(
        "If a child is in danger, call your national emergency number. Helplines by country: {helplines}. "
        "Hotlines for reports of child sexual abuse material: {hotlines}.",
        helplines="childhelplineinternational.org",
        hotlines="inhope.org",
    )


def choosing_depth(sheet: Sheet, t: Tongue) -> Screen:
    count = len(sheet.model.capabilities)
    return screen(
        t.direction,
        Heading(t.gettext("How much time do you have?")),
        Item(
            t.ngettext("Quick, about {n} minute", "Quick, about {n} minutes", words.minutes(count, Depth.QUICK)),
            t.gettext("One choice for each capability, and no more."),
        ),
        Item(
            t.ngettext("Full, about {n} minute", "Full, about {n} minutes", words.minutes(count, Depth.FULL)),
            t.gettext("Also what is already in place of the next phase, what your answer is based on, and a note."),
        ),
        Paragraph(t.gettext("You can switch later under /settings; nothing is lost.")),
        rows=(
            (
                Button(words.depth(t, Depth.QUICK), DepthChosen(Depth.QUICK)),
                Button(words.depth(t, Depth.FULL), DepthChosen(Depth.FULL)),
            ),
        ),
    )


def about_the_bot(t: Tongue) -> str:
    """What a messenger shows before the first word; at most 512 characters."""
    return t.gettext(
        "Sounding walks you through the Model National Response Maturity Model: where does your country stand against "
        "child sexual exploitation and abuse online, capability by capability? It keeps every answer and ends with a "
        "summary. This is not a place to report a case."
    )


def about_the_bot_in_short(t: Tongue) -> str:
    """The same for a profile page; at most 120 characters."""
    return t.gettext("Assess a national response to child sexual exploitation and abuse online, one step at a time.")
