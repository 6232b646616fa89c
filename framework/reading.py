"""From the text of a model file to the model, or to everything that is wrong with it."""

from __future__ import annotations

import json
from hashlib import sha256

from framework.faults import Fault, FaultyModel
from framework.model import Capability, Criterion, Domain, Figure, Link, Model, Phase, Review, Stage, Term, Text
from framework.nodes import Listing, Node, Scalar, Table, parse_nodes
from framework.references import reference_faults
from framework.shape_check import shape_faults
from framework.shapes import MODEL

__all__ = ["Fault", "FaultyModel", "faults_of", "read_model"]


def read_model(text: str) -> Model:
    """The model that the text of a file describes. Raises FaultyModel with every fault, and nothing else."""
    root, faults = _checked(text)
    if faults or not isinstance(root, Table):
        raise FaultyModel(faults)
    return _model(root)


def faults_of(text: str) -> tuple[Fault, ...]:
    """Every fault of a model file, sorted by line; empty where it is right. Never raises."""
    return _checked(text)[1]


def _checked(text: str) -> tuple[Node | None, tuple[Fault, ...]]:
    root, unread = parse_nodes(text)
    faults = set(unread)
    if root is not None:
        faults.update(shape_faults(root, MODEL, "the model"))
    if isinstance(root, Table):
        faults.update(reference_faults(root))
    return root, tuple(sorted(faults))


def _model(root: Table) -> Model:
    return Model(
        id=root.text("id"),
        version=root.text("version"),
        hash=_content_hash(root),
        title=_text(root, "title", "model"),
        publisher=_text(root, "publisher", "model"),
        caution=_text(root, "caution", "model"),
        phases=tuple(_phase(table) for table in root.tables("phases")),
        domains=tuple(_domain(table, root) for table in root.tables("domains")),
        links=tuple(_link(table) for table in root.tables("links")),
        reviews=tuple(_review(table) for table in root.tables("reviews")),
        figures=tuple(_figure(table) for table in root.tables("figures")),
        terms=tuple(_term(table) for table in root.tables("terms")),
        source={key: root.table("source").text(key) for key in root.table("source").entries},
    )


def _text(table: Table, key: str, context: str) -> Text:
    """The text under the key, with the id `context.key`."""
    return Text(f"{context}.{key}", table.text(key))


def _phase(table: Table) -> Phase:
    context = f"phase.{table.text('id')}"
    return Phase(table.text("id"), _text(table, "name", context), _text(table, "character", context))


def _domain(table: Table, root: Table) -> Domain:
    domain = table.text("id")
    phases = tuple(phase.text("id") for phase in root.tables("phases"))
    capabilities = tuple(_capability(row, domain, phases) for row in table.tables("capabilities"))
    return Domain(domain, _text(table, "name", f"domain.{domain}"), capabilities)


def _capability(table: Table, domain: str, phases: tuple[str, ...]) -> Capability:
    capability = table.text("id")
    return Capability(
        id=capability,
        domain=domain,
        name=_text(table, "name", capability),
        question=_text(table, "question", capability),
        about=_text(table, "about", capability),
        stages=tuple(_stage(table.table("stages").table(phase), capability, phase) for phase in phases),
        terms=tuple(term.text for term in table.texts("terms")),
    )


def _stage(table: Table, capability: str, phase: str) -> Stage:
    context = f"{capability}.{phase}"
    keys = sorted((*table.table("criteria").entries, *table.table("limits").entries), key=int)
    return Stage(phase, _text(table, "gist", context), tuple(_criterion(table, key, context) for key in keys))


def _criterion(stage: Table, key: str, context: str) -> Criterion:
    limit = key in stage.table("limits").entries
    text = _text(stage.table("limits" if limit else "criteria"), key, context)
    return Criterion(text.id, text, limit)


def _link(table: Table) -> Link:
    before, after = table.text("before"), table.text("after")
    return Link(before, after, table.text("cell"), Text(f"link.{before}.{after}", table.text("why")))


def _review(table: Table) -> Review:
    context = f"review.{table.text('id')}"
    return Review(table.text("id"), _text(table, "title", context), _text(table, "caution", context))


def _figure(table: Table) -> Figure:
    return Figure(
        id=table.text("id"),
        review=table.text("review"),
        capabilities=tuple(capability.text for capability in table.texts("capabilities")),
        among=table.text("among"),
        count=int(table.text("count")),
        of=int(table.text("of")),
        text=Text(f"figure.{table.text('id')}", table.text("text")),
    )


def _term(table: Table) -> Term:
    context = f"term.{table.text('id')}"
    return Term(table.text("id"), _text(table, "term", context), Text(f"{context}.meaning", table.text("means")))


def _content_hash(root: Table) -> str:
    """SHA-256, in hex, of the content as JSON with sorted keys; an optional part that is empty does not count."""
    content = json.dumps(_plain(root), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


def _plain(node: Node) -> object:
    match node:
        case Scalar(text=text):
            return text
        case Listing(items=items):
            return [_plain(item) for item in items]
        case Table(entries=entries):
            plain = {key: _plain(value) for key, value in entries.items()}
            return {key: value for key, value in plain.items() if value not in ([], {})}
