"""One capability of the joined result: how people see it, on what, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.rounds import terms
from dialogs.events import Asked, PageTurned, Place
from dialogs.results.events import AgreementBegun, SpreadOpened
from dialogs.results.views import SpreadView
from dialogs.rounds.nouns import Sector
from dialogs.screens import Block, Bullets, Button, Fold, Heading, Item, Kicker, Lines, Paragraph, Quote, Row, Screen
from dialogs.screens import screen as built
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.joined import Remark, Seen, Spread

NOTES, NOTE = 2, 150
"""Notes on one page, and characters of one; whole notes are in the files."""

SAID = 150
"""Characters of an agreement's reason, and of what others see differently."""


def one(view: SpreadView, page: int, t: Tongue) -> Screen:
    """What people chose and what was agreed come first; the notes page by page."""
    spread, capability = view.spread, view.model.capabilities[view.spread.capability]
    count = max(1, -(-len(spread.remarks) // NOTES))
    page = min(page, count - 1)
    return built(
        t.direction,
        Kicker(t.gettext("Results, {number} of {total}", number=view.place, total=view.total)),
        Heading(words.name(t, capability)),
        *(_first(view, t) if page == 0 else ()),
        *_notes(view, spread.remarks[page * NOTES : (page + 1) * NOTES], t),
        rows=(
            *_agreeing(view, t),
            _note_pages(page, count, t),
            terms.row(
                Button(t.gettext("Previous"), SpreadOpened(view.earlier)) if view.earlier else None,
                Button(t.gettext("Next"), SpreadOpened(view.later)) if view.later else None,
            ),
            (words.back(t),),
        ),
    )


def _first(view: SpreadView, t: Tongue) -> Iterator[Block]:
    """Everything but the notes."""
    spread = view.spread
    if spread.withheld:
        yield from _withheld(spread, t)
    else:
        yield Lines(tuple(counting.lines(view.model, spread, t)))
        yield from _hint(view, t)
    yield from _agreed(view, t)
    yield from _last_time(view, t)
    if spread.basis:
        yield Paragraph(_basis(spread, t))
    if spread.groups:
        yield Kicker(t.gettext("By sector"))
        yield Bullets(tuple(_groups(view, t)))
    if spread.criteria:
        yield Fold(tuple(_criteria(view, t)))


def _withheld(spread: Spread, t: Tongue) -> Iterator[Paragraph]:
    yield Paragraph(
        t.gettext(
            "Fewer than three people answered this, so that their answers are not shown. You can still agree on a "
            "phase together."
        )
    )
    yield Paragraph(t.ngettext("Asked: {n} person.", "Asked: {n} people.", spread.asked))


def _hint(view: SpreadView, t: Tongue) -> Iterator[Paragraph]:
    """What to talk about, until something is recorded; and who is missing."""
    spread = view.spread
    if spread.unanswered:
        yield Paragraph(
            t.ngettext("{n} person has not answered yet.", "{n} people have not answered yet.", spread.unanswered)
        )
    if view.agreement:
        return
    if counting.far(spread):
        yield Paragraph(t.gettext("Far apart: ask both ends what they know before you agree."))
    elif spread.answered and not spread.rated:
        yield Paragraph(t.gettext("Nobody chose a phase. Who could know more?"))


def _last_time(view: SpreadView, t: Tongue) -> Iterator[Lines]:
    """The phase of the round before, and why people chose otherwise since."""
    said = []
    if view.last_time:
        said.append(t.gettext("Last time: {phase}.", phase=counting.phase(view.model, view.last_time, t)))
    if view.changes:
        why = (counting.counted(words.change(t, each), n, t) for each, n in view.changes.items())
        said.append(t.gettext("Why people answer differently: {reasons}", reasons=t.listed(why)))
    if said:
        yield Lines(tuple(said))


def _basis(spread: Spread, t: Tongue) -> str:
    if spread.on_opinion:
        return t.gettext("Every answer rests on opinion only. Who could know more?")
    said = [counting.counted(words.basis(t, basis), n, t) for basis, n in spread.basis.items() if n]
    if not said:
        return t.gettext("Nobody said what their answer rests on.")
    return t.gettext("What it rests on: {basis}", basis=t.listed(said))


def _groups(view: SpreadView, t: Tongue) -> Iterator[str]:
    """What each sector chose, and how many of it gave a reason instead."""
    for group in view.spread.groups:
        phases = ((counting.phase(view.model, each, t), n) for each, n in group.phases.items())
        others = ((counting.others(why, t), n) for why, n in group.reasons.items())
        said = t.listed(counting.counted(name, n, t) for name, n in (*phases, *others) if n)
        yield t.gettext("{sector}: {phases}", sector=terms.sector(Sector(group.sector), t), phases=said)


def _criteria(view: SpreadView, t: Tongue) -> Iterator[Heading | Bullets]:
    """What people see in place of the phase after the one they chose."""
    capability = view.model.capabilities[view.spread.capability]
    found = {seen.criterion: seen for seen in view.spread.criteria}
    for stage in capability.stages:
        asked = [found[each.id] for each in stage.attainable if each.id in found]
        if asked:
            yield Heading(t.gettext("{phase}: seen in place", phase=counting.phase(view.model, stage.phase, t)))
            yield Bullets(tuple(_criterion(view, each, t) for each in asked))


def _criterion(view: SpreadView, seen: Seen, t: Tongue) -> str:
    text = t.of(view.model.criteria[seen.criterion].text)
    return t.gettext("{criterion} ({n} of {total})", criterion=text, n=seen.seen, total=seen.of)


def _agreed(view: SpreadView, t: Tongue) -> Iterator[Block]:
    said = view.agreement
    if said is None:
        return
    yield Item(t.gettext("Agreed"), counting.agreed(view.model, said.phase, t))
    if said.reason:
        yield Quote(shortened(said.reason, SAID))
    if said.dissent:
        yield Item(t.gettext("Other views"), terms.own(shortened(said.dissent, SAID), t))


def _notes(view: SpreadView, remarks: tuple[Remark, ...], t: Tongue) -> Iterator[Block]:
    """Words that people wrote; who, and what they chose, where it may be known."""
    if remarks:
        yield Kicker(t.gettext("What people wrote"))
    for each in remarks:
        if each.number:
            yield Paragraph(_writer(view, each, t))
        yield Quote(shortened(each.text, NOTE))
        if each.marked:
            yield Paragraph(counting.pointing(t))


def _writer(view: SpreadView, each: Remark, t: Tongue) -> str:
    name, said = terms.respondent(each.number, each.name, t), counting.said(view.model, each.phase, each.reason, t)
    return t.gettext("{name}: {phase}", name=name, phase=said) if said else name


def _agreeing(view: SpreadView, t: Tongue) -> tuple[Row, ...]:
    """Recording; and once that is done, the next one that waits for it."""
    if not view.writable:
        return ()
    capability = view.spread.capability
    if view.agreement is None:
        return ((Button(t.gettext("Record what you agreed"), AgreementBegun(capability)),),)
    return (
        (Button(t.gettext("Next to agree on"), Asked(Place.AGREE)),),
        (Button(t.gettext("Change what is agreed"), AgreementBegun(capability)),),
    )


def _note_pages(page: int, count: int, t: Tongue) -> Row:
    earlier = (Button(t.gettext("Earlier notes"), PageTurned(page - 1)),) if page > 0 else ()
    later = (Button(t.gettext("More notes"), PageTurned(page + 1)),) if page + 1 < count else ()
    return (*earlier, *later)
