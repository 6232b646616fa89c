"""The maturity summary: the profile in words, the next steps, and what a review of other countries found.

No total, no mean, no order of merit: see `framework.profile`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.reading import closed
from dialogs.events import AdviceOpened, Asked, CapabilityOpened, ContextOpened, NotesOpened, PageTurned, Place
from dialogs.places import PAGE
from dialogs.results.events import FileAsked, FileKind
from dialogs.screens import Block, Bullets, Button, Fold, Heading, Item, Kicker, Paragraph, Quote, Row, Screen, screen
from dialogs.sheet import Sheet
from dialogs.states import ReadingAdvice, ReadingContext, ReadingNotes, ReadingSummary
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.advice import Advice, advice
from framework.answers import Depth, Questionnaire, Reason
from framework.model import Capability, Figure
from framework.profile import Profile, profile
from framework.profile import Row as ProfileRow

WRITTEN, NOTES_PAGE = 400, 4
"""Characters of a note that the summary shows, and notes on one page."""

AT_ONCE, NAMES = 8, 3
"""Capabilities that the summary shows unfolded, and those that one line of what stands out names."""

CONTEXT_PAGE = 8
"""Capabilities on one page of the context."""


def summary(sheet: Sheet, quest: Questionnaire, state: ReadingSummary, t: Tongue) -> Screen:
    rows = profile(quest, sheet.answers)
    count = -(-len(rows) // PAGE)
    page = min(state.page, max(0, count - 1))
    shown = quest.capabilities[page * PAGE : (page + 1) * PAGE]
    return screen(
        t.direction,
        Heading(t.gettext("Your maturity summary")),
        _standing(sheet, t),
        *(_highlights(sheet, quest, rows, t) if page == 0 else ()),
        *_profile(quest, rows, shown, t),
        Paragraph(t.of(quest.model.caution)),
        rows=(words.pages(t, page, count), *_ways_on(sheet, quest, t)),
    )


def _standing(sheet: Sheet, t: Tongue) -> Paragraph | None:
    """Whether the answers are in, where something can still be done about it."""
    if sheet.read_only:
        return Paragraph(closed(sheet, t))
    return None if sheet.submitted else Paragraph(t.gettext("So far: these answers are not submitted yet."))


def _ways_on(sheet: Sheet, quest: Questionnaire, t: Tongue) -> tuple[Row, ...]:
    steps = (Button(t.gettext("Next steps"), AdviceOpened()),) if advice(quest, sheet.answers) else ()
    context = (Button(t.gettext("Other countries"), ContextOpened()),) if quest.model.figures else ()
    written = any(answer.why or answer.note for answer in sheet.answers.values())
    mine = (Button(t.gettext("What you wrote"), NotesOpened()),) if written else ()
    label = t.gettext("Change an answer") if sheet.submitted and not sheet.read_only else t.gettext("Review")
    return (
        (*steps, *context),
        _files(sheet, t),
        (Button(t.gettext("Shared result"), Asked(Place.RESULTS)),) if sheet.shared and not sheet.coordinates else (),
        mine,
        (Button(label, Asked(Place.REVIEW)), words.sections(t)),
    )


def _files(sheet: Sheet, t: Tongue) -> Row:
    """The same to carry away, once there is something in it."""
    if not any(answer.given for answer in sheet.answers.values()):
        return ()
    kinds = {
        FileKind.PICTURE: t.gettext("Picture"),
        FileKind.PDF: t.gettext("PDF"),
        FileKind.XLSX: t.gettext("Spreadsheet"),
    }
    return tuple(Button(label, FileAsked(kind, own=True)) for kind, label in kinds.items())


def _profile(quest: Questionnaire, rows: Profile, shown: tuple[str, ...], t: Tongue) -> Iterator[Block]:
    """Every capability with its phase, section by section; folded where it would fill a phone twice."""
    lines = {
        domain: tuple(_line(quest, rows[c], t) for c in quest.in_section(domain.id) if c in shown)
        for domain in quest.sections
    }
    parts = [(t.of(domain.name), Bullets(some)) for domain, some in lines.items() if some]
    if len(shown) > AT_ONCE:
        yield Kicker(t.gettext("All phases"))
        yield Fold(tuple(each for name, bullets in parts for each in (Heading(name), bullets)))
        return
    for name, bullets in parts:
        yield Kicker(name)
        yield bullets


def _line(quest: Questionnaire, row: ProfileRow, t: Tongue) -> str:
    capability, verdict = words.name(t, quest[row.capability]), words.verdict(t, quest, row.answer)
    if row.next_stage is None or not row.in_place:
        return t.gettext("{capability}: {verdict}", capability=capability, verdict=verdict)
    return t.ngettext(
        "{capability}: {verdict}; of {phase}, {k} of {n} criterion is in place",
        "{capability}: {verdict}; of {phase}, {k} of {n} criteria are in place",
        len(row.in_place) + len(row.missing),
        capability=capability,
        verdict=verdict,
        k=len(row.in_place),
        phase=t.of(quest.model.by_phase[row.next_stage.phase].name),
    )


def _highlights(sheet: Sheet, quest: Questionnaire, rows: Profile, t: Tongue) -> Iterator[Item]:
    """What a reader should not overlook: where others wait, steps that are near, and answers that stand on little."""
    found = {
        t.gettext("A good start: others build on these"): [
            each.row.capability for each in advice(quest, sheet.answers) if each.unlocks
        ],
        t.gettext("One criterion away from the next phase"): [
            c for c, row in rows.items() if row.in_place and len(row.missing) == 1
        ],
        t.gettext("Based on opinion only"): [c for c, row in rows.items() if row.opinion_only],
        t.gettext("Worth asking someone who knows"): [
            c for c, row in rows.items() if row.answer and row.answer.reason is Reason.DONT_KNOW
        ],
    }
    for label, some in found.items():
        if some:
            yield Item(label, t.listed(_few(quest, some, t)))


def _few(quest: Questionnaire, some: list[str], t: Tongue) -> Iterator[str]:
    """The names of the first ones, and how many more there are; one more is named rather than counted."""
    more = len(some) - NAMES
    shown = some if more <= 1 else some[:NAMES]
    yield from (words.name(t, quest[capability]) for capability in shown)
    if more > 1:
        yield t.ngettext("{n} more", "{n} more", more)


def notes(sheet: Sheet, quest: Questionnaire, state: ReadingNotes, t: Tongue) -> Screen:
    """What the person wrote, beside the capability it is about."""
    written = tuple(_written(quest, profile(quest, sheet.answers), t))
    count = -(-len(written) // NOTES_PAGE)
    page = min(state.page, max(0, count - 1))
    shown = written[page * NOTES_PAGE : (page + 1) * NOTES_PAGE]
    return screen(
        t.direction,
        Heading(t.gettext("What you wrote")),
        *(block for pair in shown for block in pair),
        None if shown else Paragraph(t.gettext("There are no notes or explanations yet.")),
        rows=(words.pages(t, page, count), (Button(t.gettext("Back to the summary"), Asked(Place.SUMMARY)),)),
    )


def _written(quest: Questionnaire, rows: Profile, t: Tongue) -> Iterator[tuple[Paragraph, Quote]]:
    """Explanations and notes, each with its capability."""
    for capability, row in rows.items():
        for text in (row.answer.why, row.answer.note) if row.answer else ():
            if text:
                yield Paragraph(words.name(t, quest[capability])), Quote(shortened(text, WRITTEN))


def next_step(sheet: Sheet, quest: Questionnaire, state: ReadingAdvice, t: Tongue) -> Screen:
    """One capability at a time: what its next phase asks for, and why it may come early."""
    steps = advice(quest, sheet.answers)
    if not steps:
        return screen(
            t.direction,
            Heading(t.gettext("Next steps")),
            Paragraph(t.gettext("There is no next phase to show yet.")),
            rows=((words.back(t),),),
        )
    page = min(state.page, len(steps) - 1)
    step = steps[page]
    return screen(
        t.direction,
        Kicker(t.gettext("Next steps, {number} of {total}", number=page + 1, total=len(steps))),
        *_step(sheet, quest, step, t),
        rows=(
            _neighbours(page, len(steps), t),
            None if sheet.read_only else (_again(step, t),),
            (Button(t.gettext("Back to the summary"), Asked(Place.SUMMARY)),),
        ),
    )


def _again(step: Advice, t: Tongue) -> Button:
    return Button(t.gettext("Answer this again"), CapabilityOpened(step.row.capability, review=True))


def _neighbours(page: int, count: int, t: Tongue) -> Row:
    earlier = (Button(t.gettext("Previous"), PageTurned(page - 1)),) if page > 0 else ()
    later = (Button(t.gettext("Next"), PageTurned(page + 1)),) if page + 1 < count else ()
    return (*earlier, *later)


def _step(sheet: Sheet, quest: Questionnaire, step: Advice, t: Tongue) -> Iterator[Block]:
    row, stage = step.row, step.row.next_stage
    if stage is None:
        return
    capability, ahead = quest[row.capability], t.of(quest.model.by_phase[stage.phase].name)
    yield Item(words.name(t, capability), words.verdict(t, quest, row.answer))
    if quest.depth is Depth.QUICK and not row.in_place:
        yield Paragraph(t.gettext("{phase}, the next phase, asks for:", phase=ahead))
    elif row.missing:
        yield Paragraph(t.gettext("Still missing for {phase}, the next phase:", phase=ahead))
    else:
        yield Paragraph(
            t.gettext("You saw all of {phase}, the next phase, in place. Is that the phase that fits?", phase=ahead)
        )
    if row.missing:
        yield Bullets(tuple(t.of(criterion.text) for criterion in row.missing))
    if quest.depth is Depth.QUICK and not row.in_place and sheet.alone:
        yield Paragraph(t.gettext("A quick assessment does not ask which of these are in place; /settings has full."))
    if row.in_place:
        yield Paragraph(t.gettext("Already in place:"))
        yield Bullets(tuple(t.of(criterion.text) for criterion in row.in_place))
    if step.unlocks:
        waiting = t.listed(words.name(t, quest[link.after]) for link in step.unlocks)
        yield Paragraph(t.gettext("Why start here: these build on it: {capabilities}.", capabilities=waiting))
        yield Fold((Bullets(tuple(t.of(link.why) for link in step.unlocks)),))


def context(quest: Questionnaire, state: ReadingContext, t: Tongue) -> Screen:
    """What the reviews counted, capability by capability; the caution comes first."""
    known = tuple(c for c in quest.capabilities if any(quest.model.figures_of(c)))
    count = -(-len(known) // CONTEXT_PAGE)
    page = min(state.page, max(0, count - 1))
    shown = known[page * CONTEXT_PAGE : (page + 1) * CONTEXT_PAGE]
    return screen(
        t.direction,
        Heading(t.gettext("What was found in other countries")),
        *(Item(t.of(review.title), t.of(review.caution)) for review in quest.model.reviews),
        *(_found(quest, quest[capability], t) for capability in shown),
        rows=(words.pages(t, page, count), (Button(t.gettext("Back to the summary"), Asked(Place.SUMMARY)),)),
    )


def _found(quest: Questionnaire, capability: Capability, t: Tongue) -> Item:
    figures = "\n".join(_figure(quest, figure, capability, t) for figure in quest.model.figures_of(capability.id))
    return Item(words.name(t, capability), figures)


def _figure(quest: Questionnaire, figure: Figure, capability: Capability, t: Tongue) -> str:
    text = t.of(figure.text, count=figure.count, of=figure.of)
    others = [c for c in figure.capabilities if c != capability.id and c in quest.model.capabilities]
    if not others:
        return text
    shared = t.listed(words.name(t, quest.model.capabilities[c]) for c in others)
    return t.gettext("{figure} (One figure, shared with: {capabilities}.)", figure=text, capabilities=shared)
