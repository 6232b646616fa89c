"""The joined result: every capability, the largest disagreement first."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.rounds import terms
from dialogs.events import Asked, Place
from dialogs.results.events import SpreadOpened
from dialogs.results.views import JoinedView
from dialogs.rounds.events import DeedAsked
from dialogs.rounds.nouns import Status
from dialogs.rounds.states import Deed
from dialogs.screens import Block, Bullets, Button, Heading, Kicker, Paragraph, Row, Screen
from dialogs.screens import screen as built
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

PAGE = 6
"""Capabilities on one page."""

WAITING = 5
"""Names of people who have not answered everything."""


def listed(sheet: Sheet, view: JoinedView, page: int, t: Tongue) -> Screen:
    """One page of the capabilities; where people stand and what is left to do on the first."""
    if view.hidden:
        return _hidden(sheet, view, t)
    count = max(1, -(-len(view.order) // PAGE))
    page = min(page, count - 1)
    shown = view.order[page * PAGE : (page + 1) * PAGE]
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Results so far") if view.status is Status.OPEN else t.gettext("Results")),
        *(_standing(view, t) if page == 0 else ()),
        *_groups(view, shown, t),
        Paragraph(t.gettext("Page {page} of {pages}", page=page + 1, pages=count)) if count > 1 else None,
        rows=(
            *((Button(_name(view, each, t), SpreadOpened(each), soft=_name(view, each, t)),) for each in shown),
            words.pages(t, page, count),
            _accepting(view, t),
            _next(view, t),
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


def _standing(view: JoinedView, t: Tongue) -> Iterator[Paragraph]:
    """Who has answered, how much is agreed, and since when it is shared."""
    yield Paragraph(_who(view, t))
    if view.order and not _open(view):
        yield Paragraph(t.gettext("Everything is agreed, or left open on purpose. Next comes the plan."))
    elif done := _recorded(view):
        total = len(view.order)
        yield Paragraph(
            t.ngettext("Recorded: {n} agreement of {total}.", "Recorded: {n} agreements of {total}.", done, total=total)
        )
    if view.shared:
        day = t.date(view.shared, view.today)
        yield Paragraph(t.gettext("Shared with all who answered on {date}.", date=day))


def _who(view: JoinedView, t: Tongue) -> str:
    """Who has answered everything, and who has not."""
    if not view.people:
        return t.gettext("Nobody has joined yet. Invite people to begin.")
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
    """Those that are far apart, then the others."""
    apart = tuple(each for each in shown if counting.far(view.spreads[each]))
    rest = tuple(each for each in shown if each not in apart)
    some = any(counting.far(spread) for spread in view.spreads.values())
    if apart:
        yield Kicker(t.gettext("Two or more phases apart"))
        yield Bullets(tuple(_line(view, each, t) for each in apart))
    if rest:
        yield Kicker(t.gettext("Closer together") if some else t.gettext("Capabilities"))
        yield Bullets(tuple(_line(view, each, t) for each in rest))


def _name(view: JoinedView, capability: str, t: Tongue) -> str:
    return words.name(t, view.model.capabilities[capability])


def _line(view: JoinedView, capability: str, t: Tongue) -> str:
    """`Helpline: Building 2, Integration 1. Agreed: Building`."""
    spread, said = view.spreads[capability], view.agreements.get(capability)
    name = _name(view, capability, t)
    withheld = t.gettext("fewer than three answered")
    shown = withheld if spread.withheld else counting.short(view.model, spread.phases, t)
    if spread.on_opinion:
        shown = t.gettext("{phases} (opinion only)", phases=shown)
    if said is None:
        return t.gettext("{capability}: {phases}", capability=name, phases=shown)
    if said.phase is None:
        return t.gettext("{capability}: {phases}. Left open", capability=name, phases=shown)
    phase = counting.phase(view.model, said.phase, t)
    return t.gettext("{capability}: {phases}. Agreed: {phase}", capability=name, phases=shown, phase=phase)


def _recorded(view: JoinedView) -> int:
    return sum(each in view.agreements for each in view.order)


def _open(view: JoinedView) -> bool:
    return _recorded(view) < len(view.order)


def _next(view: JoinedView, t: Tongue) -> Row:
    """Agreeing while something is open; then the plan, and files to carry it away."""
    if not view.order:
        joinable = view.status in {Status.DRAFT, Status.OPEN}
        return terms.row(Button(t.gettext("Invite"), Asked(Place.INVITE)) if joinable else None)
    agreeing = _open(view) and view.status is not Status.ARCHIVED
    return terms.row(
        Button(t.gettext("Agree"), Asked(Place.AGREE)) if agreeing else None,
        Button(t.gettext("Plan"), Asked(Place.PLAN)),
        Button(t.gettext("Files"), Asked(Place.EXPORT)),
    )


def _accepting(view: JoinedView, t: Tongue) -> Row:
    if not view.unanimous or view.status is Status.ARCHIVED:
        return ()
    label = t.ngettext("Accept {n} unanimous answer", "Accept {n} unanimous answers", len(view.unanimous))
    return (Button(label, DeedAsked(Deed.ACCEPT)),)


def _sharing(view: JoinedView, t: Tongue) -> Button | None:
    if not view.promised or view.shared or not view.agreements or view.status is Status.ARCHIVED:
        return None
    return Button(t.gettext("Share with all"), DeedAsked(Deed.SHARE))
