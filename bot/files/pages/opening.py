"""The first page: what it was, who took part, and what stands out. No total, no mean, no order of merit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.files.cells import local, sector, status
from bot.files.pages.blocks import Block, Bullets, Contents, Facts, Frame, Heading, Text, Words, own
from bot.files.report import Report
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.rounds import terms
from dialogs.tongue import Tongue
from framework.planning import steps
from framework.privacy import LEAST

NAMES = 6
"""Capabilities that one line names; more are counted."""


def opening(report: Report, t: Tongue) -> Iterator[Block]:
    yield Text(t.gettext("Results of an assessment"), "faint")
    yield Heading(own(report.setup.title, t), listed=False)
    yield Facts(tuple(_facts(report, t)))
    yield Heading(t.gettext("What stands out"), 2)
    yield Bullets(tuple(_standing_out(report, t)))
    yield Frame(t.gettext("How to read it"), (("", t.of(report.model.caution)),))
    yield Contents(t.gettext("Contents"))


def _facts(report: Report, t: Tongue) -> Iterator[tuple[str, Words]]:
    setup, made = report.setup, local(report, report.made_at)
    if setup.territory:
        yield t.gettext("Country or territory"), t.territory(setup.territory)
    yield t.gettext("Maturity model"), t.of(report.model.title)
    yield t.pgettext("head of a table", "Period"), _when(report, t)
    yield t.gettext("Depth"), words.depth(t, setup.depth)
    yield t.gettext("Names"), t.gettext("Anonymous") if setup.anonymous else t.gettext("With names")
    yield t.gettext("Who took part"), _people(report, t)
    if sectors := _sectors(report, t):
        yield t.gettext("By sector"), sectors
    if named := [name for name in report.coordinators if name]:
        yield t.gettext("Coordinators"), t.listed(named)
    if report.previous_title:
        yield t.gettext("The round before"), own(report.previous_title, t)
    if made:
        yield t.gettext("This file was made"), t.date(made.date())


def _when(report: Report, t: Tongue) -> str:
    """From the day it was opened to the day it was closed, or to its last day; and its status."""
    opened, closed = local(report, report.opened_at), local(report, report.closed_at)
    state = status(report.status, t)
    last = closed.date() if closed else report.setup.deadline
    if opened and last:
        return t.gettext("{first} to {last} ({status})", first=t.date(opened.date()), last=t.date(last), status=state)
    return t.gettext("since {first} ({status})", first=t.date(opened.date()), status=state) if opened else state


def _people(report: Report, t: Tongue) -> str:
    if not report.people:
        return t.gettext("Nobody has joined yet.")
    return terms.standings(Counter(person.standing for person in report.people), t)


def _sectors(report: Report, t: Tongue) -> str:
    """Those of which at least three took part; nothing in an anonymous round."""
    counted = Counter(person.sector for person in report.people if person.sector)
    shown = [(sector(each, t), n) for each, n in counted.most_common() if n >= LEAST]
    named = [t.gettext("{sector} {n}", sector=name, n=n) for name, n in shown]
    if named and len(shown) < len(counted):
        named.append(t.gettext("others fewer than three each"))
    return t.listed(named)


def _nothing(report: Report, t: Tongue) -> str:
    """Why there is nothing to show: nobody was asked, or an anonymous round is not closed."""
    if report.setup.anonymous and report.people:
        return t.gettext(
            "This assessment is anonymous. Its results can be seen once it is closed: before that, each new "
            "answer would give away who gave it."
        )
    return t.gettext("Nobody was asked anything yet.")


def _standing_out(report: Report, t: Tongue) -> Iterator[Words]:
    """What readers should not overlook, each in one line; what is open first."""
    spreads = report.spreads
    if not spreads:
        yield _nothing(report, t)
        return
    yield _recorded(report, t)
    near = [
        step.row.capability
        for step in steps(report.model, spreads, report.agreements)
        if step.row.in_place and len(step.row.missing) == 1
    ]
    found = {
        t.gettext("Two or more phases apart"): [c for c, s in spreads.items() if counting.far(s)],
        t.gettext("Left open on purpose"): [c for c, said in report.agreements.items() if said.phase is None],
        t.gettext("One criterion away from the next phase"): near,
        t.gettext("Based on opinion only"): [c for c, s in spreads.items() if s.on_opinion],
        t.gettext("Nobody chose a phase"): [c for c, s in spreads.items() if s.answered and not s.rated],
        t.gettext("Fewer than three answered"): [c for c, s in spreads.items() if s.withheld],
        t.gettext("In the plan"): [priority.capability for priority in report.plan],
    }
    yield from (
        t.gettext("{label}: {names}", label=label, names=_named(report, some, t))
        for label, some in found.items()
        if some
    )


def _recorded(report: Report, t: Tongue) -> str:
    """How far the people of the round came together: counts of capabilities, and nothing about a country."""
    agreed = sum(said.phase is not None for said in report.agreements.values())
    left = len(report.agreements) - agreed
    waiting = len(report.spreads.keys() - report.agreements.keys())
    return t.ngettext(
        "{n} capability asked about: {agreed} agreed, {left} left open on purpose, {waiting} not recorded yet",
        "{n} capabilities asked about: {agreed} agreed, {left} left open on purpose, {waiting} not recorded yet",
        len(report.spreads),
        agreed=agreed,
        left=left,
        waiting=waiting,
    )


def _named(report: Report, capabilities: Iterable[str], t: Tongue) -> str:
    names = [words.name(t, report.model.capabilities[c]) for c in capabilities]
    more = len(names) - NAMES
    if more > 1:
        names = [*names[:NAMES], t.ngettext("{n} more", "{n} more", more)]
    return t.listed(names)
