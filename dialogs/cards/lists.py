"""Sections, the capabilities of one, the review before submitting, and the record a finished section leaves."""

from __future__ import annotations

from dialogs.cards import words
from dialogs.cards.reading import closed
from dialogs.events import Asked, CapabilityOpened, Place, SectionOpened, Submitted
from dialogs.places import PAGE
from dialogs.screens import Button, Heading, Item, Kicker, Lines, Meter, Paragraph, Screen, in_rows, screen
from dialogs.sheet import Sheet
from dialogs.states import BrowsingSection, Reviewing
from dialogs.tongue import Tongue
from framework.answers import Questionnaire, is_answered
from framework.progress import SectionProgress, answered_count, progress, section_progress, still_open


def sections(sheet: Sheet, quest: Questionnaire, t: Tongue) -> Screen:
    done, total = answered_count(quest, sheet.answers), len(quest.capabilities)
    buttons = tuple(_section(quest, part, t) for part in progress(quest, sheet.answers))
    return screen(
        t.direction,
        Kicker(t.isolated(sheet.title)) if sheet.title else None,
        Heading(t.gettext("Sections")),
        Meter(done, total, t.gettext("{done} of {total} answered", done=done, total=total)),
        Paragraph(closed(sheet, t) if sheet.read_only else t.gettext("Take them in any order.")),
        rows=(
            *in_rows(buttons, 1),
            (_continue(t), Button(t.gettext("Review"), Asked(Place.REVIEW))),
            (
                Button(t.gettext("Summary"), Asked(Place.SUMMARY)),
                Button(t.gettext("Settings"), Asked(Place.SETTINGS)),
                Button(t.gettext("Help"), Asked(Place.HELP)),
            ),
        ),
    )


def _continue(t: Tongue) -> Button:
    return Button(t.gettext("Continue"), Asked(Place.HERE))


def _section(quest: Questionnaire, part: SectionProgress, t: Tongue) -> Button:
    name = t.of(quest.model.by_domain[part.domain].name)
    label = t.gettext("{section}: {done} of {total}", section=name, done=part.answered, total=part.total)
    return Button(words.chosen(t, label, on=part.complete), SectionOpened(part.domain), soft=name)


def browsing(sheet: Sheet, quest: Questionnaire, state: BrowsingSection, t: Tongue) -> Screen:
    asked = quest.in_section(state.domain)
    part = section_progress(quest, sheet.answers, state.domain)
    return screen(
        t.direction,
        Heading(t.of(quest.model.by_domain[state.domain].name)),
        Meter(
            part.answered,
            part.total,
            t.gettext("{done} of {total} answered", done=part.answered, total=part.total),
        ),
        *(Item(words.name(t, quest[c]), words.verdict(t, quest, sheet.answers.get(c))) for c in asked),
        rows=(
            *in_rows(
                tuple(_capability(sheet, quest, c, t) for c in asked),
                1,
            ),
            (words.back(t), _continue(t)),
        ),
    )


def _capability(sheet: Sheet, quest: Questionnaire, capability: str, t: Tongue) -> Button:
    name, answered = words.name(t, quest[capability]), is_answered(sheet.answers, capability)
    return Button(words.chosen(t, name, on=answered), CapabilityOpened(capability), soft=name)


def reviewing(sheet: Sheet, quest: Questionnaire, state: Reviewing, t: Tongue) -> Screen:
    """Every answer, numbered, with the number's button to change it; and what is still open."""
    count = -(-len(quest.capabilities) // PAGE)
    page = min(state.page, max(0, count - 1))
    shown = list(enumerate(quest.capabilities, 1))[page * PAGE : (page + 1) * PAGE]
    missing = len(still_open(quest, sheet.answers))
    return screen(
        t.direction,
        Heading(t.gettext("Your answers")),
        Lines(tuple(words.numbered(t, number, _line(sheet, quest, c, t)) for number, c in shown)),
        Paragraph(_review_advice(sheet, missing, t)),
        rows=(
            *in_rows(tuple(Button(t.number(number), CapabilityOpened(c, review=True)) for number, c in shown), 5),
            words.pages(t, page, count),
            _submitting(sheet, quest, missing, t),
            (words.sections(t), _continue(t)) if missing else (words.sections(t),),
        ),
    )


def _review_advice(sheet: Sheet, missing: int, t: Tongue) -> str:
    if sheet.read_only:
        return closed(sheet, t)
    if missing:
        return t.ngettext(
            "{n} is still open. Pick a number to answer or change.",
            "{n} are still open. Pick a number to answer or change.",
            missing,
        )
    if sheet.submitted:
        return t.gettext("All answered and submitted. Pick a number to change an answer; changes count at once.")
    return t.gettext("All answered. Pick a number to change an answer, or submit. You can still change answers later.")


def _submitting(sheet: Sheet, quest: Questionnaire, missing: int, t: Tongue) -> tuple[Button, ...]:
    if sheet.submitted or sheet.read_only:
        return (Button(t.gettext("Summary"), Asked(Place.SUMMARY)),)
    if missing == len(quest.capabilities):
        return ()
    return (Button(t.gettext("Submit as it is") if missing else t.gettext("Submit"), Submitted()),)


def record(sheet: Sheet, quest: Questionnaire, domain: str, t: Tongue) -> Screen:
    """What stays in the chat of a section that is complete."""
    return screen(
        t.direction,
        Heading(t.gettext("{section}: complete", section=t.of(quest.model.by_domain[domain].name))),
        Lines(tuple(_line(sheet, quest, c, t) for c in quest.in_section(domain))),
    )


def _line(sheet: Sheet, quest: Questionnaire, capability: str, t: Tongue) -> str:
    return t.gettext(
        "{capability}: {verdict}",
        capability=words.name(t, quest[capability]),
        verdict=words.verdict(t, quest, sheet.answers.get(capability)),
    )
