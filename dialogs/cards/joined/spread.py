"""The joined result: every capability, the largest disagreement first, and each of them by itself."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.rounds import terms
from dialogs.events import Asked, PageTurned, Place
from dialogs.results.events import AgreementBegun, SpreadOpened
from dialogs.results.views import JoinedView, SpreadView
from dialogs.rounds.events import DeedAsked
from dialogs.rounds.nouns import Sector, Status
from dialogs.rounds.states import Deed
from dialogs.screens import Block, Bullets, Button, Fold, Heading, Item, Kicker, Lines, Paragraph, Quote, Row, Screen
from dialogs.screens import screen as built
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.agreed import Agreement
from framework.joined import Remark, Seen, Spread

PAGE = 6
"""Capabilities on one page."""

NOTES, NOTE = 3, 350
"""Notes on one page, and characters of one."""

WAITING = 5
"""Names of people who have not answered everything."""


def listed(sheet: Sheet, view: JoinedView, page: int, t: Tongue) -> Screen:
    """One page of the capabilities."""
    if view.hidden:
        return _hidden(sheet, view, t)
    count = max(1, -(-len(view.order) // PAGE))
    page = min(page, count - 1)
    shown = view.order[page * PAGE : (page + 1) * PAGE]
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Results so far") if view.status is Status.OPEN else t.gettext("Results")),
        Paragraph(_who(view, t)) if page == 0 else None,
        *_groups(view, shown, t),
        Paragraph(t.gettext("Nobody was asked anything yet.")) if not view.order else None,
        Paragraph(t.gettext("Page {page} of {pages}", page=page + 1, pages=count)) if count > 1 else None,
        rows=(
            *((Button(_name(view, each, t), SpreadOpened(each), soft=_name(view, each, t)),) for each in shown),
            words.pages(t, page, count),
            _accepting(view, t),
            terms.row(
                Button(t.gettext("Agree"), Asked(Place.AGREE)) if _open(view) else None,
                Button(t.gettext("Plan"), Asked(Place.PLAN)),
                Button(t.gettext("Files"), Asked(Place.EXPORT)),
            ),
            terms.row(_sharing(view, t), words.back(t)),
        ),
    )


def _hidden(sheet: Sheet, view: JoinedView, t: Tongue) -> Screen:
    """An anonymous round that is not closed: each new answer would show who gave it."""
    close = Button(t.gettext("Close the assessment"), DeedAsked(Deed.CLOSE)) if view.status is Status.OPEN else None
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Results")),
        Paragraph(
            t.gettext(
                "This assessment is anonymous. Its results can be seen once it is closed: before that, each new "
                "answer would give away who gave it."
            )
        ),
        Paragraph(_who(view, t)),
        rows=(terms.row(close), (Button(t.gettext("Progress"), Asked(Place.PROGRESS)), words.back(t))),
    )


def _who(view: JoinedView, t: Tongue) -> str:
    """Who has answered everything, and who has not."""
    if not view.people:
        return t.gettext("Nobody has joined yet.")
    if not view.waiting:
        return t.ngettext(
            "{n} person has answered everything.", "All {n} people have answered everything.", view.people
        )
    done = t.gettext(
        "{done} of {total} people have answered everything.", done=view.people - len(view.waiting), total=view.people
    )
    named = [terms.respondent(number, name, t) for number, name in view.waiting[:WAITING]]
    more = len(view.waiting) - len(named)
    if more:
        named.append(t.ngettext("{n} more", "{n} more", more))
    return t.gettext("{done} Not yet: {people}.", done=done, people=t.listed(named))


def _groups(view: JoinedView, shown: tuple[str, ...], t: Tongue) -> Iterator[Block]:
    """Those that are far apart and open, then the others."""
    apart = [each for each in shown if counting.far(view.spreads[each])]
    rest = [each for each in shown if each not in apart]
    if apart:
        yield Kicker(t.gettext("Two or more phases apart"))
        yield Bullets(tuple(_line(view, each, t) for each in apart))
    if rest:
        yield Kicker(t.gettext("Closer together")) if apart else Kicker(t.gettext("Capabilities"))
        yield Bullets(tuple(_line(view, each, t) for each in rest))


def _name(view: JoinedView, capability: str, t: Tongue) -> str:
    return words.name(t, view.model.capabilities[capability])


def _line(view: JoinedView, capability: str, t: Tongue) -> str:
    spread, said = view.spreads[capability], view.agreements.get(capability)
    name = _name(view, capability, t)
    withheld = t.gettext("fewer than three answered")
    shown = withheld if spread.withheld else counting.short(view.model, spread.phases, t)
    if spread.on_opinion:
        shown = t.gettext("{phases} (opinion only)", phases=shown)
    if said is None:
        return t.gettext("{capability}: {phases}", capability=name, phases=shown)
    phase = counting.agreed(view.model, said.phase, t)
    return t.gettext("{capability}: {phases}. Agreed: {phase}", capability=name, phases=shown, phase=phase)


def _open(view: JoinedView) -> bool:
    return any(each not in view.agreements for each in view.order)


def _accepting(view: JoinedView, t: Tongue) -> Row:
    if not view.unanimous or view.status is Status.ARCHIVED:
        return ()
    label = t.ngettext("Accept {n} unanimous", "Accept {n} unanimous", len(view.unanimous))
    return (Button(label, DeedAsked(Deed.ACCEPT)),)


def _sharing(view: JoinedView, t: Tongue) -> Button | None:
    if view.shared or not view.agreements or view.status is Status.ARCHIVED:
        return None
    return Button(t.gettext("Share with all"), DeedAsked(Deed.SHARE))


# One capability


def one(view: SpreadView, page: int, t: Tongue) -> Screen:
    """How people see it, on what, and what was agreed; the notes page by page."""
    spread, capability = view.spread, view.model.capabilities[view.spread.capability]
    count = max(1, -(-len(spread.remarks) // NOTES))
    page = min(page, count - 1)
    return built(
        t.direction,
        Kicker(t.gettext("Results, {number} of {total}", number=view.place, total=view.total)),
        Heading(words.name(t, capability)),
        *(_withheld(spread, t) if spread.withheld else _seen(view, t) if page == 0 else ()),
        *_agreed(view, t),
        *_notes(spread.remarks[page * NOTES : (page + 1) * NOTES], t),
        rows=(
            _agreeing(view, t),
            _note_pages(page, count, t),
            terms.row(
                Button(t.gettext("Previous"), SpreadOpened(view.earlier)) if view.earlier else None,
                Button(t.gettext("Next"), SpreadOpened(view.later)) if view.later else None,
            ),
            (words.back(t),),
        ),
    )


def _withheld(spread: Spread, t: Tongue) -> Iterator[Block]:
    yield Paragraph(
        t.gettext(
            "Fewer than three people answered this, so that their answers are not shown. You can still agree on a "
            "phase together."
        )
    )
    yield Paragraph(t.ngettext("Asked: {n} person.", "Asked: {n} people.", spread.asked))


def _seen(view: SpreadView, t: Tongue) -> Iterator[Block]:
    spread = view.spread
    yield Lines(tuple(counting.lines(view.model, spread, t)))
    if spread.unanswered:
        yield Paragraph(
            t.ngettext("{n} person has not answered yet.", "{n} people have not answered yet.", spread.unanswered)
        )
    if view.last_time:
        yield Paragraph(t.gettext("Last time: {phase}.", phase=counting.phase(view.model, view.last_time, t)))
        yield from _changes(view, t)
    if spread.basis:
        yield Item(t.gettext("What it rests on"), _basis(spread, t))
    for group in spread.groups:
        yield Item(terms.sector(Sector(group.sector), t), counting.short(view.model, group.phases, t))
    if spread.criteria:
        yield Fold(tuple(_criteria(view, t)))


def _changes(view: SpreadView, t: Tongue) -> Iterator[Block]:
    """Why people chose otherwise than last time."""
    if view.changes:
        said = (t.gettext("{reason}: {n}", reason=words.change(t, why), n=n) for why, n in view.changes.items())
        yield Bullets(tuple(said))


def _basis(spread: Spread, t: Tongue) -> str:
    counted = ", ".join(
        t.gettext("{basis} {n}", basis=words.basis(t, basis), n=n) for basis, n in spread.basis.items() if n
    )
    if spread.on_opinion:
        return t.gettext("Every answer rests on opinion only. Who could know more?")
    return counted or t.gettext("Nobody said.")


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
    said: Agreement | None = view.agreement
    if said is None:
        return
    yield Item(t.gettext("Agreed"), counting.agreed(view.model, said.phase, t))
    if said.reason:
        yield Quote(shortened(said.reason, NOTE))
    if said.dissent:
        yield Item(t.gettext("Other views"), shortened(said.dissent, NOTE))


def _notes(remarks: tuple[Remark, ...], t: Tongue) -> Iterator[Block]:
    if remarks:
        yield Kicker(t.gettext("What people wrote"))
    for each in remarks:
        if each.number:
            yield Paragraph(terms.respondent(each.number, each.name, t))
        yield Quote(shortened(each.text, NOTE))


def _agreeing(view: SpreadView, t: Tongue) -> Row:
    if not view.writable:
        return ()
    label = t.gettext("Change what is agreed") if view.agreement else t.gettext("Record what you agreed")
    return (Button(label, AgreementBegun(view.spread.capability)),)


def _note_pages(page: int, count: int, t: Tongue) -> Row:
    earlier = (Button(t.gettext("Earlier notes"), PageTurned(page - 1)),) if page > 0 else ()
    later = (Button(t.gettext("More notes"), PageTurned(page + 1)),) if page + 1 < count else ()
    return (*earlier, *later)
