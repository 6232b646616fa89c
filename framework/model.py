"""What a maturity model is made of.

The nouns of the Model National Response Maturity Model (WeProtect Global Alliance and UNICEF, 2023), general
enough for any model with domains, capabilities, ordered phases and criteria. Identifiers are words that never
change; texts are the English source that the catalogues translate, with `Text.id` as their context.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Text:
    """A translatable text of the model: its stable id (`"helpline.question"`) and its English source."""

    id: str
    source: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the model's phases, in their order; `character` says what it is like for any capability."""

    id: str
    name: Text
    character: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One checkable fact of one phase of one capability; id like `"helpline.integration.2"`.

    A criterion that is a `limit` says what is still missing in that phase ("funds are scarce"): it helps to
    recognise the phase, and is never something to put in place.
    """

    id: str
    text: Text
    limit: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """What one phase means for one capability: a gist of one line, and every criterion of the source cell."""

    phase: str
    gist: Text
    criteria: tuple[Criterion, ...]

    @property
    def attainable(self) -> tuple[Criterion, ...]:
        """The criteria that can be put in place: all but the limits."""
        return tuple(criterion for criterion in self.criteria if not criterion.limit)


@dataclass(frozen=True, slots=True)
class Capability:
    """One row of the model. `stages` has one entry per phase of the model, in the model's order."""

    id: str
    domain: str
    name: Text
    question: Text
    about: Text
    stages: tuple[Stage, ...]
    terms: tuple[str, ...] = ()

    def stage(self, phase: str) -> Stage:
        """The stage of the phase with this id. Raises KeyError."""
        for stage in self.stages:
            if stage.phase == phase:
                return stage
        raise KeyError(phase)


@dataclass(frozen=True, slots=True)
class Domain:
    id: str
    name: Text
    capabilities: tuple[Capability, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`before` makes `after` easier, as the source says in `cell` (`"legislation.integration"`). May be mutual."""

    before: str
    after: str
    cell: str
    why: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """`count` of `of` countries, for one or more capabilities: context, never a benchmark.

    `text` is a sentence with the placeholders `{count}` and `{of}`; `among` names the group counted
    (`"all"`, `"high-income"`, `"low-and-middle-income"`).
    """

    id: str
    review: str
    capabilities: tuple[str, ...]
    among: str
    count: int
    of: int
    text: Text


@dataclass(frozen=True, slots=True)
class Review:
    """A study whose figures give context: what it is and why it is no benchmark."""

    id: str
    title: Text
    caution: Text


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    id: str
    term: Text
    meaning: Text


@dataclass(frozen=True)
class Model:
    """A whole maturity model. `hash` is the SHA-256 of its content, in hex: the same content, the same hash."""

    id: str
    version: str
    hash: str
    title: Text
    publisher: Text
    caution: Text
    phases: tuple[Phase, ...]
    domains: tuple[Domain, ...]
    links: tuple[Link, ...] = ()
    reviews: tuple[Review, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def capabilities(self) -> Mapping[str, Capability]:
        """Every capability by id, in the model's order."""
        return {capability.id: capability for domain in self.domains for capability in domain.capabilities}

    @cached_property
    def by_phase(self) -> Mapping[str, Phase]:
        return {phase.id: phase for phase in self.phases}

    @cached_property
    def by_term(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def by_domain(self) -> Mapping[str, Domain]:
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Every criterion by id."""
        return {c.id: c for cap in self.capabilities.values() for stage in cap.stages for c in stage.criteria}

    def next_stage(self, capability: str, phase: str) -> Stage | None:
        """What comes after `phase` for the capability, or None after the last. Raises KeyError."""
        stages = self.capabilities[capability].stages
        place = [stage.phase for stage in stages].index(phase) if phase in self.by_phase else None
        if place is None:
            raise KeyError(phase)
        return stages[place + 1] if place + 1 < len(stages) else None

    def figures_of(self, capability: str) -> Iterator[Figure]:
        return (figure for figure in self.figures if capability in figure.capabilities)
