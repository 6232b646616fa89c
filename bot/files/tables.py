"""Every sheet of the spreadsheet, in words of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.files.cells import Cell, Table, basis_head, change_head, local, place, sector, status
from bot.files.report import Person, Report
from bot.files.said import answers, counts, criteria, notes
from dialogs.cards import words
from dialogs.cards.joined import counting
from dialogs.cards.rounds import terms
from dialogs.tongue import Tongue
from framework.agreed import Agreement
from framework.answers import Basis, Reason
from framework.comparing import Change
from framework.joined import Spread
from framework.planning import steps


def tables(report: Report, t: Tongue) -> tuple[Table, ...]:
    """Every sheet in its order."""
    made: tuple[Callable[[Report, Tongue], Table], ...] = (
        _summary,
        _capabilities,
        counts if report.setup.anonymous else answers,
        criteria,
        notes,
        _consensus,
        _plan,
        _people,
    )
    return tuple(table(report, t) for table in made)


def _summary(report: Report, t: Tongue) -> Table:
    return Table(t.gettext("Summary"), (t.pgettext("head of a table", "Item"), t.gettext("Value")), _facts(report, t))


def _facts(report: Report, t: Tongue) -> Iterator[tuple[str, Cell]]:
    setup, model = report.setup, report.model
    yield t.gettext("Assessment"), setup.title
    yield t.gettext("Number"), report.number
    yield t.gettext("Country or territory"), t.territory(setup.territory) if setup.territory else None
    yield t.gettext("Status"), status(report.status, t)
    yield t.gettext("Depth"), words.depth(t, setup.depth)
    yield t.gettext("Names"), t.gettext("Anonymous") if setup.anonymous else t.gettext("With names")
    yield t.gettext("Opened"), local(report, report.opened_at)
    yield t.gettext("Last day"), setup.deadline
    yield t.pgettext("head of a table", "Closed on"), local(report, report.closed_at)
    yield t.gettext("This file was made"), local(report, report.made_at)
    yield t.gettext("Time zone"), setup.zone
    yield t.gettext("The round before"), report.previous_title or None
    yield t.gettext("Coordinators"), "\n".join(filter(None, report.coordinators)) or None
    yield t.gettext("Respondents"), len(report.people)
    yield t.gettext("Respondents who submitted"), sum(person.submitted_at is not None for person in report.people)
    yield t.gettext("Capabilities asked about"), len(report.spreads)
    yield t.gettext("Maturity model"), t.of(model.title)
    yield t.gettext("Published by"), t.of(model.publisher)
    yield t.gettext("Version of the model"), model.version
    yield t.gettext("How to read it"), t.of(model.caution)


def _capabilities(report: Report, t: Tongue) -> Table:
    phases = tuple(t.of(phase.name) for phase in report.model.phases)
    heads = (
        t.gettext("Domain"),
        t.gettext("Capability"),
        t.gettext("Agreed phase"),
        t.gettext("Asked"),
        *phases,
        *(counting.others(reason, t) for reason in Reason),
        t.gettext("Still open"),
        t.gettext("Phases apart"),
        *(basis_head(basis, t) for basis in Basis),
        t.gettext("On opinion only"),
        t.gettext("Phase in the round before"),
        *(change_head(each, t) for each in Change),
    )
    return Table(t.gettext("Capabilities"), heads, (_spread(report, spread, t) for spread in report.spreads.values()))


def _spread(report: Report, spread: Spread, t: Tongue) -> tuple[Cell, ...]:
    """Counts of people; where too few answered to show them, blanks."""
    recorded, before = report.agreements.get(spread.capability), report.before.get(spread.capability)
    counted = not spread.withheld
    return (
        *place(report, spread.capability, t),
        counting.agreed(report.model, recorded.phase, t) if recorded else None,
        spread.asked,
        *(spread.phases.get(phase.id) for phase in report.model.phases),
        *(spread.reasons.get(reason) for reason in Reason),
        spread.unanswered if counted else None,
        spread.distance if counted and spread.rated else None,
        *(spread.basis.get(basis) for basis in Basis),
        spread.opinion_only if spread.basis else None,
        counting.phase(report.model, before.phase, t) if before and before.phase else None,
        *((before.changes.get(each.value) if before else None) for each in Change),
    )


def _consensus(report: Report, t: Tongue) -> Table:
    heads = (
        t.gettext("Domain"),
        t.gettext("Capability"),
        t.gettext("Agreed phase"),
        t.gettext("State"),
        t.gettext("Reason"),
        t.gettext("Dissent"),
        t.gettext("Recorded by"),
        t.gettext("Recorded on"),
    )
    return Table(t.gettext("Consensus"), heads, _recorded(report, t))


def _recorded(report: Report, t: Tongue) -> Iterator[tuple[Cell, ...]]:
    """What holds for each capability, then what it replaced, the newest first; also where nothing was recorded."""
    for capability in report.model.capabilities:
        holds = report.agreements.get(capability)
        earlier = [each for each in report.history if each.capability == capability and each != holds]
        if holds:
            yield _agreement(report, holds, t.gettext("Holds"), t)
        elif capability in report.spreads:
            yield (*place(report, capability, t), None, t.gettext("Nothing recorded yet"), None, None, None, None)
        for each in reversed(earlier):
            yield _agreement(report, each, t.gettext("Replaced"), t)


def _agreement(report: Report, said: Agreement, state: str, t: Tongue) -> tuple[Cell, ...]:
    names = dict(enumerate(report.coordinators, 1))
    return (
        *place(report, said.capability, t),
        counting.agreed(report.model, said.phase, t),
        state,
        said.reason,
        said.dissent,
        (names.get(said.by) or t.gettext("Coordinator {n}", n=said.by)) if said.by else None,
        local(report, said.at),
    )


def _plan(report: Report, t: Tongue) -> Table:
    heads = (
        t.gettext("Domain"),
        t.gettext("Capability"),
        t.gettext("Phase now"),
        t.gettext("Next phase"),
        t.gettext("What is missing for it"),
        t.gettext("Lead"),
        t.gettext("Target date"),
        t.gettext("How"),
    )
    return Table(t.gettext("Plan"), heads, _priorities(report, t))


def _priorities(report: Report, t: Tongue) -> Iterator[tuple[Cell, ...]]:
    """What the plan takes up in its own order, with what everybody's answers leave to do for it."""
    ahead = {step.row.capability: step.row for step in steps(report.model, report.spreads, report.agreements)}
    for taken in report.plan:
        row = ahead.get(taken.capability)
        yield (
            *place(report, taken.capability, t),
            counting.phase(report.model, row.phase, t) if row and row.phase else None,
            counting.phase(report.model, row.next_stage.phase, t) if row and row.next_stage else None,
            "\n".join(t.of(criterion.text) for criterion in row.missing) if row else None,
            taken.lead,
            taken.until,
            taken.note,
        )


def _people(report: Report, t: Tongue) -> Table:
    known = () if report.setup.anonymous else (t.gettext("Name"), t.gettext("Sector"))
    heads = (
        t.gettext("Respondent"),
        *known,
        t.gettext("Progress"),
        t.gettext("Answered"),
        t.gettext("Asked"),
        t.pgettext("head of a table", "Joined on"),
        t.pgettext("head of a table", "Submitted on"),
    )
    return Table(t.gettext("People"), heads, (_person(report, person, t) for person in report.people))


def _person(report: Report, person: Person, t: Tongue) -> tuple[Cell, ...]:
    known = () if report.setup.anonymous else (person.name, sector(person.sector, t))
    return (
        person.number,
        *known,
        terms.standing(person.standing, t),
        person.answered,
        person.asked,
        local(report, person.joined_at),
        local(report, person.submitted_at),
    )
