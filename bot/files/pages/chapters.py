"""Domain by domain: what people said about each capability, and what they agreed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.files.cells import sector
from bot.files.pages.blocks import Block, Bullets, Choice, Counted, Frame, Heading, Note, Spread, Text, Words, own
from bot.files.report import Report
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.rounds import terms
from dialogs.tongue import Tongue
from framework.agreed import Agreement
from framework.comparing import Change
from framework.joined import Remark
from framework.joined import Spread as Said
from framework.model import Capability


def chapters(report: Report, t: Tongue) -> Iterator[Block]:
    for domain in report.model.domains:
        asked = [c for c in domain.capabilities if c.id in report.spreads or c.id in report.agreements]
        if asked:
            yield Heading(t.of(domain.name), fresh=True)
        for capability in asked:
            yield Heading(words.name(t, capability), 2, capability.id)
            yield Text(t.of(capability.question), "faint")
            yield from _capability(report, capability, t)


def _capability(report: Report, capability: Capability, t: Tongue) -> Iterator[Block]:
    spread, recorded = report.spreads.get(capability.id), report.agreements.get(capability.id)
    if spread and spread.withheld:
        yield from _withheld(spread, t)
    elif spread:
        yield _spread(report, spread, recorded, t)
    if recorded:
        yield Frame(t.gettext("Agreed"), tuple(_agreed(report, recorded, t)))
    elif spread:
        yield Text(t.gettext("Nothing is recorded yet."))
    yield from _last_time(report, capability.id, t)
    if spread and not spread.withheld:
        yield from _behind(report, spread, t)


def _withheld(spread: Said, t: Tongue) -> Iterator[Block]:
    yield Text(t.gettext("Fewer than three people answered this, so that their answers are not shown."))
    yield Text(t.ngettext("Asked: {n} person.", "Asked: {n} people.", spread.asked))


def _spread(report: Report, spread: Said, recorded: Agreement | None, t: Tongue) -> Spread:
    phase = recorded.phase if recorded else None
    rows = [Choice(counting.phase(report.model, each, t), n, agreed=each == phase) for each, n in spread.phases.items()]
    rows += [Choice(counting.others(why, t), n, hollow=True) for why, n in spread.reasons.items() if n]
    if spread.unanswered:
        rows.append(Choice(t.gettext("Still open"), spread.unanswered, hollow=True))
    return Spread((t.gettext("Choice"), t.gettext("People")), tuple(rows))


def _agreed(report: Report, recorded: Agreement, t: Tongue) -> Iterator[tuple[str, Words]]:
    phase = counting.agreed(report.model, recorded.phase, t)
    yield _label(t.gettext("Phase"), t), phase
    if recorded.reason:
        yield _label(t.gettext("Reason"), t), own(recorded.reason, t)
    if recorded.dissent:
        yield _label(t.gettext("Other views"), t), own(recorded.dissent, t)


def _label(name: str, t: Tongue) -> str:
    """Before what it names, in the same line."""
    return t.gettext("{label}:", label=name)


def _last_time(report: Report, capability: str, t: Tongue) -> Iterator[Text]:
    """The phase of the round before, and why people chose otherwise since."""
    before = report.before.get(capability)
    if before and before.phase:
        yield Text(t.gettext("Last time: {phase}.", phase=counting.phase(report.model, before.phase, t)))
    if before and before.changes:
        why = (
            t.gettext("{reason} {n}", reason=words.change(t, each), n=before.changes[each.value])
            for each in Change
            if before.changes.get(each.value)
        )
        yield Text(t.gettext("Why people answer differently: {reasons}", reasons=t.listed(why)))


def _behind(report: Report, spread: Said, t: Tongue) -> Iterator[Block]:
    """What answers rest on, sectors, criteria and notes."""
    if spread.basis:
        yield Text(_basis(spread, t), "strong" if spread.on_opinion else "plain")
    if spread.groups:
        yield Heading(t.gettext("By sector"), 3)
        yield Bullets(tuple(_groups(report, spread, t)))
    if spread.criteria:
        yield from _criteria(report, spread, t)
    if spread.remarks:
        yield Heading(t.gettext("What people wrote"), 3)
        yield from (_note(report, remark, t) for remark in spread.remarks)


def _basis(spread: Said, t: Tongue) -> str:
    if spread.on_opinion:
        return t.gettext("Every answer rests on opinion only. Who could know more?")
    counted = [t.gettext("{basis} {n}", basis=words.basis(t, each), n=n) for each, n in spread.basis.items() if n]
    if not counted:
        return t.gettext("Nobody said what their answer rests on.")
    return t.gettext("What it rests on: {basis}", basis=t.listed(counted))


def _groups(report: Report, spread: Said, t: Tongue) -> Iterator[str]:
    for group in spread.groups:
        said = [counting.short(report.model, group.phases, t)]
        said += [
            t.gettext("{reason} {n}", reason=counting.others(why, t), n=n) for why, n in group.reasons.items() if n
        ]
        yield t.gettext("{sector}: {phases}", sector=sector(group.sector, t), phases=t.listed(said))


def _criteria(report: Report, spread: Said, t: Tongue) -> Iterator[Block]:
    """Of each phase, those that were asked about by whoever chose the phase before it."""
    found = {seen.criterion: seen for seen in spread.criteria}
    for stage in report.model.capabilities[spread.capability].stages:
        seen = [found[each.id] for each in stage.attainable if each.id in found]
        rows = tuple(
            (
                t.of(report.model.criteria[each.criterion].text),
                t.gettext("{n} of {total}", n=each.seen, total=each.of),
            )
            for each in seen
        )
        if rows:
            phase = counting.phase(report.model, stage.phase, t)
            yield Counted((t.gettext("{phase}: seen in place", phase=phase), t.gettext("People")), rows)


def _note(report: Report, remark: Remark, t: Tongue) -> Note:
    if not remark.number:
        return Note(own(remark.text, t), counting.pointing(t) if remark.marked else "")
    name = terms.respondent(remark.number, remark.name, t)
    said = counting.said(report.model, remark.phase, remark.reason, t)
    by = t.gettext("{name}: {phase}", name=name, phase=said) if said else name
    return Note(own(remark.text, t), f"{by}\n{counting.pointing(t)}" if remark.marked else by)
