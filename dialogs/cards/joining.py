"""The first cards: who this is, what is kept, and how much time there is."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.rounds import letters
from dialogs.cards.warning import not_a_report, where_to_turn
from dialogs.events import Asked, ConsentGiven, ConsentRefused, DepthChosen, Place
from dialogs.privacy.keeping import ALONE
from dialogs.rounds.forms.retention import span
from dialogs.rounds.nouns import Audience, Offer, Role, Setup
from dialogs.screens import Block, Bullets, Button, Heading, Item, Paragraph, Screen, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from framework.answers import Depth


def stranger(sheet: Sheet, t: Tongue) -> Screen:
    if sheet.welcome:
        way_on = t.gettext("Send /start whenever you want to begin.")
    else:
        way_on = t.gettext("Sounding works by invitation. Please open the link that your coordinator sent you.")
    return screen(t.direction, Paragraph(way_on), Paragraph(not_a_report(t)), Paragraph(where_to_turn(t, sheet)))


def greeting(sheet: Sheet, t: Tongue) -> Screen:
    """What a person must know before they agree to anything."""
    offer = sheet.offer
    leads = offer is not None and offer.role is Role.COORDINATOR
    if leads:
        question = t.gettext("This is voluntary. May Sounding keep your name and what you do here?")
    else:
        question = t.gettext("Taking part is voluntary, and you can stop at any time. May Sounding keep this?")
    return screen(
        t.direction,
        *_terms(sheet, t),
        Paragraph(question),
        rows=(
            (Button(t.gettext("I agree, begin"), ConsentGiven()), Button(t.gettext("No, thank you"), ConsentRefused())),
            (Button(t.gettext("Privacy"), Asked(Place.PRIVACY)), Button(t.gettext("Language"), Asked(Place.LANGUAGE))),
        ),
    )


def consent_record(sheet: Sheet, t: Tongue) -> Screen:
    """What stays in the chat: the words that the person agreed to."""
    if sheet.offer is not None and sheet.offer.role is Role.COORDINATOR:
        said = t.gettext("You agreed that Sounding keeps your name and what you do. /privacy says more, at any time.")
    else:
        said = t.gettext("You agreed that Sounding keeps your answers. /privacy says more, at any time.")
    return screen(t.direction, *_terms(sheet, t), Paragraph(said))


def _terms(sheet: Sheet, t: Tongue) -> tuple[Block, ...]:
    offer = sheet.offer
    if offer is not None and offer.setup is not None:
        return (Heading(t.gettext("You are invited: {title}", title=offer.setup.title)), *invited(sheet, offer, t))
    return _alone(sheet, t)


def invited(sheet: Sheet, offer: Offer, t: Tongue) -> tuple[Block, ...]:
    """What an invitation means: from whom, how long it takes, who will see what."""
    if offer.setup is None:
        return ()
    leads = offer.role is Role.COORDINATOR
    return (
        *((Paragraph(letters.invited_by(offer.coordinators, t)),) if offer.coordinators else ()),
        *(_coordinating(t) if leads else _answering(sheet, offer, offer.setup, t)),
        Bullets(
            (
                kept(sheet, offer.setup, t, leads=leads),
                kept_for(offer.setup, t),
                *_seen_by(offer.setup, t, leads=leads),
                *_channel(sheet, t),
                not_a_report(t),
            )
        ),
        Paragraph(where_to_turn(t, sheet)),
    )


def kept(sheet: Sheet, setup: Setup | None, t: Tongue, *, leads: bool = False) -> str:
    """What is kept of this person, in one sentence; a name only where they are asked for one."""
    return t.gettext("Kept: {things}.", things=t.listed(_things(sheet, setup, t, leads=leads)))


def _things(sheet: Sheet, setup: Setup | None, t: Tongue, *, leads: bool) -> Iterator[str]:
    if leads:
        yield t.gettext("the name that you give")
        yield t.gettext("what you do here and when")
    else:
        yield t.gettext("your answers and notes with their earlier versions and times")
        if setup is not None:
            yield t.gettext("your sector") if setup.anonymous else t.gettext("your name or office and sector")
    yield t.gettext("your language")
    if not sheet.local:
        yield t.gettext("the number of this chat")


def kept_for(setup: Setup | None, t: Tongue) -> str:
    """For how long, and how it can be sooner."""
    if setup is None:
        return t.gettext("Deleted: {span} after you were here last, or at once with /forget.", span=span(t, ALONE))
    return t.gettext(
        "Deleted: {span} after the assessment is closed, or at once with /forget.", span=span(t, setup.retention)
    )


def _coordinating(t: Tongue) -> tuple[Block, ...]:
    return (
        Paragraph(
            t.gettext(
                "You are asked to coordinate this assessment: to invite the people who know, to follow how far they "
                "are, and to bring their answers together."
            )
        ),
    )


def _answering(sheet: Sheet, offer: Offer, setup: Setup, t: Tongue) -> tuple[Block, ...]:
    model = offer.model or sheet.model
    asked = model.capabilities if offer.capabilities is None else offer.capabilities
    due = setup.deadline
    said = (
        letters.sections(model, offer.capabilities, t),
        letters.time(len(asked), setup, t),
        t.gettext("Please answer by {date}.", date=t.date(due, sheet.at.date())) if due else "",
    )
    return (
        Paragraph(_one_by_one(t, t.of(model.title))),
        Item(t.gettext("What you are asked"), "\n".join(filter(None, said))),
    )


def _seen_by(setup: Setup, t: Tongue, *, leads: bool) -> tuple[str, ...]:
    """Who will see what, and under whose name."""
    if leads:
        return (t.gettext("The people you invite, and the other coordinators, see the name that you give next."),)
    if setup.anonymous:
        names = t.gettext("Your name is not asked. Coordinators see you as a number, and no name beside any answer.")
    else:
        names = t.gettext("Coordinators see your answers under the name or office that you give next.")
    return (names, *_beyond_coordinators(setup, t))


def seen_in_a_round(sheet: Sheet, setup: Setup, t: Tongue) -> tuple[str, ...]:
    """The same for someone who is in already."""
    leads = (t.gettext("The people you invite, and the other coordinators, see the name that you gave."),)
    leading = sheet.offer.role is Role.COORDINATOR if sheet.offer is not None else sheet.quest is None
    if leading:
        return leads
    if setup.anonymous:
        names = t.gettext("Your name is not asked. Coordinators see you as a number, and no name beside any answer.")
    else:
        names = t.gettext("Coordinators see your answers under the name or office that you gave.")
    return (*(leads if sheet.coordinates else ()), names, *_beyond_coordinators(setup, t))


def _beyond_coordinators(setup: Setup, t: Tongue) -> tuple[str, ...]:
    return (
        t.gettext("Other respondents do not see your answers. Whoever runs this bot can."),
        t.gettext("The joined result goes to everyone who takes part, once the coordinators share it.")
        if setup.audience is Audience.RESPONDENTS
        else t.gettext("The joined result goes to the coordinators."),
    )


def _alone(sheet: Sheet, t: Tongue) -> tuple[Block, ...]:
    count = len(sheet.model.capabilities)
    return (
        Heading(t.gettext("Welcome to Sounding")),
        Paragraph(_one_by_one(t, t.of(sheet.model.title))),
        Paragraph(_time(t, count)),
        Bullets((kept(sheet, None, t), kept_for(None, t), *_who_sees(sheet, t), not_a_report(t))),
        Paragraph(where_to_turn(t, sheet)),
    )


def _one_by_one(t: Tongue, model: str) -> str:
    return t.gettext(
        "For each capability of the {model} you choose the phase that fits your country best.",
        model=model,
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
        *_channel(sheet, t),
    )


def _channel(sheet: Sheet, t: Tongue) -> tuple[str, ...]:
    """What the way of the messages means."""
    if sheet.local:
        return ()
    return (t.gettext("The messaging service can read a chat with a bot: it is not end-to-end encrypted."),)


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
