"""Cards beside the way: help, privacy, language, settings, and words explained."""

from __future__ import annotations

from dialogs.cards import cautions, mine, own, words
from dialogs.cards.warning import not_a_report, where_to_turn
from dialogs.events import Asked, DepthChosen, LanguageChosen, Place
from dialogs.privacy.views import PrivacyView
from dialogs.screens import Bullets, Button, Heading, Item, Paragraph, Row, Screen, in_rows, screen
from dialogs.sheet import Sheet
from dialogs.states import Aside, Question
from dialogs.tongue import Tongue, own_name
from framework.answers import Depth
from framework.model import Model, Term

TERMS_PAGE = 10
"""Entries on one page of the glossary."""


def aside(sheet: Sheet, state: Aside, t: Tongue, view: PrivacyView | None = None) -> Screen:
    match state.topic:
        case Place.PRIVACY:
            return own.privacy(sheet, view, t)
        case Place.MY_DATA:
            return mine.my_data(sheet, view, t)
        case Place.FORGET:
            return mine.forgetting(sheet, view, t)
        case Place.HELPLINES:
            return cautions.helplines(sheet, t)
        case Place.LANGUAGE:
            return language(sheet, t)
        case Place.SETTINGS:
            return settings(sheet, t)
        case Place.TERMS:
            return terms(sheet, state, t)
        case Place.GLOSSARY:
            return glossary(sheet, state, t)
        case _:
            return help_card(sheet, t)


def _back(t: Tongue) -> Row:
    return (words.back(t),)


def commands(t: Tongue) -> dict[str, str]:
    """What each command does, in the order of a menu; without the stroke."""
    return {
        "start": t.gettext("Begin, or come back"),
        "continue": t.gettext("Go on with the next open question"),
        "sections": t.gettext("See all sections and choose one"),
        "review": t.gettext("Look over your answers and submit them"),
        "summary": t.gettext("See your maturity summary"),
        "export": t.gettext("Get it as a picture, PDF or table"),
        "language": t.gettext("Change the language"),
        "settings": t.gettext("Quick or full, and more"),
        "remind": t.gettext("See, put off or stop your reminders"),
        "help": t.gettext("How this works"),
        "privacy": t.gettext("What is kept, and who can see it"),
        "mydata": t.gettext("Get everything that is kept about you"),
        "forget": t.gettext("Delete everything that is kept about you"),
        "helplines": t.gettext("Where to turn if a child is in danger"),
        "cancel": t.gettext("Leave the current question"),
        "assessments": t.gettext("See your assessments, and turn to another"),
        "new": t.gettext("Set up an assessment for several people"),
    }


def coordinators_commands(t: Tongue) -> dict[str, str]:
    """The same for coordinators alone."""
    return {
        "round": t.gettext("What you can do as a coordinator"),
        "progress": t.gettext("See how far everybody is"),
        "people": t.gettext("See who takes part"),
        "invite": t.gettext("Invite people"),
        "invitations": t.gettext("See the invitations you made"),
        "reminders": t.gettext("Choose when people are reminded"),
        "results": t.gettext("See what everybody answered, side by side"),
        "agree": t.gettext("Record agreed phases, largest disagreement first"),
        "plan": t.gettext("Choose next steps, with a lead and a date"),
    }


def _offered(sheet: Sheet, t: Tongue) -> dict[str, str]:
    """The commands that this person has use of."""
    if sheet.coordinates:
        return commands(t) | coordinators_commands(t)
    if sheet.shared:
        return commands(t) | {"results": t.gettext("See what was agreed and planned together")}
    return commands(t)


def help_card(sheet: Sheet, t: Tongue) -> Screen:
    return screen(
        t.direction,
        Heading(t.gettext("How this works")),
        Paragraph(
            t.gettext(
                "One question at a time: choose the phase that fits your country best. "
                "Every tap is kept at once, and any answer can be changed."
            )
        ),
        Bullets(
            tuple(
                t.gettext("/{command}: {meaning}", command=command, meaning=meaning)
                for command, meaning in _offered(sheet, t).items()
            )
        ),
        Paragraph(t.gettext("If something stays open, a reminder may come now and then. /remind lets you stop them.")),
        Paragraph(not_a_report(t)),
        Paragraph(where_to_turn(t, sheet)),
        rows=(_back(t),),
    )


def language(sheet: Sheet, t: Tongue) -> Screen:
    """The languages by their own names; the one in use is marked."""
    return screen(
        t.direction,
        Heading(t.gettext("Language")),
        Paragraph(t.gettext("Choose the language of this chat. Your answers stay as they are.")),
        rows=(
            *in_rows(
                tuple(
                    Button(words.chosen(t, own_name(code), on=code == sheet.language), LanguageChosen(code))
                    for code in sheet.languages
                ),
                2,
            ),
            _back(t),
        ),
    )


def settings(sheet: Sheet, t: Tongue) -> Screen:
    depth = sheet.quest.depth if sheet.quest else None
    choice = tuple(
        Button(words.chosen(t, words.depth(t, option), on=option is depth), DepthChosen(option)) for option in Depth
    )
    return screen(
        t.direction,
        Heading(t.gettext("Settings")),
        Item(
            t.gettext("Quick or full"),
            t.gettext(
                "Quick asks for the phase alone. Full also asks what is in place, what it is based on, and a note."
            )
            if sheet.alone
            else t.gettext("Your coordinator chose this for everyone, so it cannot be changed here."),
        )
        if depth
        else None,
        rows=(
            choice if depth and sheet.alone else None,
            (Button(t.gettext("Language"), Asked(Place.LANGUAGE)), Button(t.gettext("Privacy"), Asked(Place.PRIVACY))),
            (Button(t.gettext("Reminders"), Asked(Place.REMIND)),) if _reminded(sheet) else None,
            _back(t),
        ),
    )


def _reminded(sheet: Sheet) -> bool:
    """Whether there is something that they can be reminded of."""
    return sheet.quest is not None and sheet.current is not None and not sheet.read_only


def terms(sheet: Sheet, state: Aside, t: Tongue) -> Screen:
    """The words that may need explaining on the card this was asked from."""
    model = sheet.quest.model if sheet.quest else sheet.model
    found = _terms_of(model, state)
    if not found:
        return glossary(sheet, state, t)
    return screen(
        t.direction,
        Heading(t.gettext("Words explained")),
        *(Item(t.of(term.term), t.of(term.meaning)) for term in found),
        rows=((words.back(t), Button(t.gettext("All words"), Asked(Place.GLOSSARY))),),
    )


def _terms_of(model: Model, state: Aside) -> tuple[Term, ...]:
    capability = model.capabilities.get(state.back.capability) if isinstance(state.back, Question) else None
    return tuple(model.by_term[term] for term in capability.terms) if capability else ()


def glossary(sheet: Sheet, state: Aside, t: Tongue) -> Screen:
    """What the phases are like for any capability, and every term."""
    model = sheet.quest.model if sheet.quest else sheet.model
    entries = (*((phase.name, phase.character) for phase in model.phases), *((e.term, e.meaning) for e in model.terms))
    count = -(-len(entries) // TERMS_PAGE)
    page = min(state.page, max(0, count - 1))
    shown = entries[page * TERMS_PAGE : (page + 1) * TERMS_PAGE]
    return screen(
        t.direction,
        Heading(t.gettext("All words")),
        *(Item(t.of(term), t.of(meaning)) for term, meaning in shown),
        rows=(words.pages(t, page, count), _back(t)),
    )
