"""What no single entry of a model file shows: identifiers used twice or leading nowhere, stages, cards, figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from framework.faults import Fault, missing_words, quoted, unknown_word
from framework.nodes import Scalar, Table
from framework.shape_check import WHOLE

# A message holds 4,096 characters; the rest is for translations, which are longer than English.
CARD_LENGTH = 3_200


@dataclass(frozen=True, slots=True)
class Known:
    """The identifiers that a file defines, right or wrong: a bad id is one fault, not one more at each use."""

    phases: Mapping[str, Table]
    capabilities: Mapping[str, Table]
    reviews: Mapping[str, Table]
    terms: Mapping[str, Table]


def reference_faults(model: Table) -> Iterator[Fault]:
    """Every fault between the parts of the file. Parts of the wrong shape are passed over."""
    domains = model.tables("domains")
    capabilities = [capability for domain in domains for capability in domain.tables("capabilities")]
    for owners in (domains, capabilities, *(model.tables(key) for key in ("phases", "reviews", "figures", "terms"))):
        yield from _repeated_ids(owners)
    known = Known(
        _by_id(model.tables("phases")),
        _by_id(capabilities),
        _by_id(model.tables("reviews")),
        _by_id(model.tables("terms")),
    )
    for domain in domains:
        for capability in domain.tables("capabilities"):
            yield from _capability_faults(domain, capability, known)
    yield from _link_faults(model.tables("links"), known)
    for figure in model.tables("figures"):
        yield from _figure_faults(figure, known)


def _by_id(tables: Iterable[Table]) -> dict[str, Table]:
    return {table.text("id"): table for table in tables if table.text("id")}


def _repeated_ids(tables: Iterable[Table]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for table in tables:
        word, line = table.text("id"), table.line_of("id")
        if word in first:
            yield Fault(line, f"the id {quoted(word)} is already used on line {first[word]}; choose another")
        elif word:
            first[word] = line


def _scalars(table: Table, key: str) -> tuple[Scalar, ...]:
    """The text under the key, if there is any."""
    return (Scalar(table.line_of(key), table.text(key)),) if table.text(key) else ()


def _unknown(used: Iterable[Scalar], known: Mapping[str, Table], kind: str, otherwise: str) -> Iterator[Fault]:
    for word in used:
        if word.text and word.text not in known:
            yield unknown_word(word.line, kind, word.text, known, otherwise)


def _twice(used: Iterable[Scalar], name: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for word in used:
        if word.text in seen:
            yield Fault(word.line, f"{quoted(word.text)} stands twice in {name}; take one out")
        seen.add(word.text)


def _capability_faults(domain: Table, capability: Table, known: Known) -> Iterator[Fault]:
    terms = capability.texts("terms")
    yield from _unknown(terms, known.terms, "term", "add it to the 'terms' at the end of the file or take it out")
    yield from _twice(terms, "'terms'")
    stages = capability.table("stages")
    if known.phases and stages.entries:
        yield from _phase_faults(capability, stages, known.phases)
    for phase in stages.entries:
        yield from _stage_faults(stages, phase, first=phase == next(iter(known.phases), phase))
    yield from _card_faults(domain, capability, known.phases)


def _phase_faults(capability: Table, stages: Table, phases: Mapping[str, Table]) -> Iterator[Fault]:
    otherwise = "the phases are " + ", ".join(quoted(phase) for phase in phases)
    for phase in stages.entries:
        if phase not in phases:
            yield unknown_word(stages.lines[phase], "phase", phase, phases, otherwise)
    for phase in missing_words(stages.entries, phases, phases):
        reason = f"{quoted(capability.text('id'))} has no stage for the phase {quoted(phase)}; add it"
        yield Fault(capability.line_of("stages"), reason)


def _stage_faults(stages: Table, phase: str, *, first: bool) -> Iterator[Fault]:
    stage = stages.entries[phase]
    if not isinstance(stage, Table):
        return
    criteria, limits = stage.table("criteria"), stage.table("limits")
    for key in limits.entries:
        if key in criteria.entries:
            used = f"the number {quoted(key)} is already used by the criterion on line {criteria.lines[key]}"
            yield Fault(limits.lines[key], f"{used}; give this limit a number of its own")
    if not _filled(stage, "criteria") and not _filled(stage, "limits"):
        yield Fault(stages.lines[phase], f"the stage {quoted(phase)} has neither criteria nor limits; write some")
    elif not _filled(stage, "criteria") and not first:
        reason = f"the stage {quoted(phase)} has no criteria; write what the phase before it works towards"
        yield Fault(stages.lines[phase], reason)


def _filled(stage: Table, key: str) -> bool:
    """Whether something stands under the key; what is of the wrong kind is another fault."""
    value = stage.entries.get(key)
    return value is not None and not (isinstance(value, Table) and not value.entries)


def _card_faults(domain: Table, capability: Table, phases: Mapping[str, Table]) -> Iterator[Fault]:
    length = sum(len(text) for text in _card(domain, capability, phases))
    if length > CARD_LENGTH:
        over = f"{length:,} characters stand on the card of {quoted(capability.text('id'))}, and {CARD_LENGTH:,} may"
        yield Fault(capability.line, f"{over}; shorten its texts by {length - CARD_LENGTH:,}")


def _card(domain: Table, capability: Table, phases: Mapping[str, Table]) -> Iterator[str]:
    """Every text that the card of the capability shows."""
    yield domain.text("name")
    yield from (capability.text(key) for key in ("name", "question", "about"))
    stages = capability.table("stages")
    for phase in stages.entries:
        stage = stages.table(phase)
        if phase in phases:
            yield phases[phase].text("name")
        yield stage.text("gist")
        yield from (stage.table(part).text(key) for part in ("criteria", "limits") for key in stage.table(part).entries)


def _link_faults(links: Iterable[Table], known: Known) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    for link in links:
        before, after = link.text("before"), link.text("after")
        if known.capabilities:
            ends = chain(_scalars(link, "before"), _scalars(link, "after"))
            yield from _unknown(ends, known.capabilities, "capability", "name one that stands under 'domains'")
        if before and before == after:
            yield Fault(link.line_of("after"), f"{quoted(after)} is linked to itself; name two capabilities")
        elif (before, after) in first:
            reason = f"{quoted(before)} and {quoted(after)} are already linked on line {first[before, after]}"
            yield Fault(link.line, f"{reason}; keep one of them")
        elif before and after:
            first[before, after] = link.line
        yield from _cell_faults(link, known)


def _cell_faults(link: Table, known: Known) -> Iterator[Fault]:
    cell = link.text("cell")
    if not (cell and known.capabilities and known.phases):
        return
    cells = [f"{capability}.{phase}" for capability in known.capabilities for phase in known.phases]
    if cell not in cells:
        otherwise = f"write capability.phase, as in {quoted(cells[0])}"
        yield unknown_word(link.line_of("cell"), "cell", cell, cells, otherwise)


def _figure_faults(figure: Table, known: Known) -> Iterator[Fault]:
    yield from _unknown(_scalars(figure, "review"), known.reviews, "review", "add it to the 'reviews'")
    named = figure.texts("capabilities")
    if known.capabilities:
        yield from _unknown(named, known.capabilities, "capability", "name one that stands under 'domains'")
    yield from _twice(named, "'capabilities'")
    count, of = figure.text("count"), figure.text("of")
    if WHOLE.fullmatch(of) and int(of) == 0:
        yield Fault(figure.line_of("of"), "'of' is 0; write how many were counted")
    elif WHOLE.fullmatch(count) and WHOLE.fullmatch(of) and int(count) > int(of):
        yield Fault(figure.line_of("count"), f"'count' is {count}, which is more than the {of} in 'of'; correct one")
