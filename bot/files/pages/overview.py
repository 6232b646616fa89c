"""Every capability by phase on one page: people counted, the agreed phase marked."""

from __future__ import annotations

from collections.abc import Iterator

from bot.files.pages.blocks import Block, Heading, Line, Overview, Text
from bot.files.report import Report
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.tongue import Tongue
from framework.joined import Spread
from framework.model import Domain


def overview(report: Report, t: Tongue) -> Iterator[Block]:
    """The table; nothing as long as nobody was asked."""
    parts = tuple((t.of(domain.name), tuple(_lines(report, domain, t))) for domain in report.model.domains)
    parts = tuple((name, lines) for name, lines in parts if lines)
    if not parts:
        return
    yield Heading(t.gettext("All capabilities by phase"), fresh=True)
    yield Text(
        t.gettext(
            "Each dot is one person; more than twelve are a number alone. A frame marks the phase that was agreed."
        )
    )
    heads = (
        t.gettext("Capability"),
        *(t.of(phase.name) for phase in report.model.phases),
        t.gettext("No phase"),
        t.gettext("Agreed phase"),
    )
    yield Overview(heads, parts)


def _lines(report: Report, domain: Domain, t: Tongue) -> Iterator[Line]:
    for capability in domain.capabilities:
        spread = report.spreads.get(capability.id)
        if spread:
            yield _line(report, spread, words.name(t, capability), t)


def _line(report: Report, spread: Spread, name: str, t: Tongue) -> Line:
    said, phases = report.agreements.get(spread.capability), [phase.id for phase in report.model.phases]
    verdict = counting.agreed(report.model, said.phase, t) if said else ""
    agreed = phases.index(said.phase) if said and said.phase in phases else None
    if spread.withheld:
        instead = t.gettext("Fewer than three answered")
        return Line(name, spread.capability, verdict=verdict, agreed=agreed, instead=instead)
    others = sum(spread.reasons.values())
    return Line(
        name,
        spread.capability,
        tuple(spread.phases.get(phase, 0) for phase in phases),
        t.number(others) if others else "",
        verdict,
        agreed,
    )
