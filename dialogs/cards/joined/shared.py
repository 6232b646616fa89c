"""What respondents see once coordinators share it: what was agreed and what is planned, never who said what."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.joined.plan import leads
from dialogs.cards.rounds import terms
from dialogs.events import Asked, Place
from dialogs.results.views import SharedView
from dialogs.screens import Block, Bullets, Button, Heading, Item, Kicker, Paragraph, Screen
from dialogs.screens import screen as built
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue
from dialogs.typed import shortened
from framework.agreed import Agreement, Priority

PAGE = 5
"""Capabilities on one page."""

WORDS = 250
"""Characters of a reason."""


def listed(sheet: Sheet, view: SharedView, page: int, t: Tongue) -> Screen:
    """One page: domain by domain what was agreed, and on the last pages the plan."""
    agreed = [view.agreements[c] for c in view.model.capabilities if c in view.agreements]
    planned = [view.plan[c] for c in view.model.capabilities if c in view.plan]
    entries: list[Agreement | Priority] = [*agreed, *planned]
    count = max(1, -(-len(entries) // PAGE))
    page = min(page, count - 1)
    shown = entries[page * PAGE : (page + 1) * PAGE]
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("What the assessment came to")),
        Paragraph(_shared(view, t)) if page == 0 else None,
        *_entries(view, shown, t),
        Paragraph(t.gettext("Nothing is recorded yet.")) if not entries else None,
        Paragraph(t.of(view.model.caution)) if page + 1 == count else None,
        rows=(words.pages(t, page, count), terms.row(_mine(sheet, t), words.back(t))),
    )


def _shared(view: SharedView, t: Tongue) -> str:
    return t.gettext(
        "Your coordinators shared this on {date}. It shows what was agreed and planned together, not who said what.",
        date=t.date(view.shared, view.today),
    )


def _mine(sheet: Sheet, t: Tongue) -> Button | None:
    return Button(t.gettext("My own summary"), Asked(Place.SUMMARY)) if sheet.quest else None


def _entries(view: SharedView, shown: list[Agreement | Priority], t: Tongue) -> Iterator[Block]:
    agreed = [each for each in shown if isinstance(each, Agreement)]
    planned = tuple(_planned(view, each, t) for each in shown if isinstance(each, Priority))
    if agreed:
        yield Kicker(t.gettext("Agreed phases"))
        for each in agreed:
            yield Item(words.name(t, view.model.capabilities[each.capability]), _agreed(view, each, t))
    if planned:
        yield Kicker(t.gettext("Plan"))
        yield Bullets(planned)


def _agreed(view: SharedView, each: Agreement, t: Tongue) -> str:
    phase = counting.agreed(view.model, each.phase, t)
    return f"{phase}\n{terms.own(shortened(each.reason, WORDS), t)}" if each.reason else phase


def _planned(view: SharedView, each: Priority, t: Tongue) -> str:
    name, lead = words.name(t, view.model.capabilities[each.capability]), leads(each, t)
    if each.until is None:
        return t.gettext("{capability}: {lead}", capability=name, lead=lead)
    day = t.date(each.until, view.today)
    return t.gettext("{capability}: {lead}, until {date}", capability=name, lead=lead, date=day)


def not_yet(sheet: Sheet, t: Tongue) -> Screen:
    """For someone who looks for results that are not theirs to see, or not yet."""
    return built(
        t.direction,
        terms.about(sheet, t),
        Heading(t.gettext("Results")),
        Paragraph(t.gettext("There is nothing to show here yet. Your coordinators decide when results are shared.")),
        rows=((words.back(t),),),
    )
