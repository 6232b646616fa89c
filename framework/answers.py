"""What a respondent says about one capability, and what they were asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Literal

from framework.model import Capability, Domain, Model


class Depth(StrEnum):
    """A quick assessment asks for the phase alone; a full one also for what that rests on."""

    QUICK = "quick"
    FULL = "full"


class Reason(StrEnum):
    """Why a capability has no phase from this respondent."""

    DONT_KNOW = "dont-know"
    NOT_MY_REMIT = "not-my-remit"
    NOT_APPLICABLE = "not-applicable"


class Basis(StrEnum):
    """What an answer rests on; several may hold at once."""

    LAW = "law"
    DATA = "data"
    PRACTICE = "practice"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said about one capability: a phase, or the reason why there is none.

    With neither it is still open, and holds a note that came early. `in_place` keeps every criterion ever ticked,
    whatever the phase is now, so that a changed mind changes back without loss; `framework.profile` counts those
    of the next phase alone. `why` explains a reason. `change` says why another phase was chosen than in the round
    before, as `framework.comparing.Change` has it. `marked` says that the person kept words by which somebody could
    be found, although they were asked to leave them out. Raises ValueError when both phase and reason are given.
    """

    capability: str
    phase: str | None = None
    reason: Reason | None = None
    why: str = ""
    in_place: frozenset[str] = frozenset()
    basis: frozenset[Basis] = frozenset()
    note: str = ""
    change: str | None = None
    marked: bool = False

    def __post_init__(self) -> None:
        if self.phase is not None and self.reason is not None:
            raise ValueError("an answer has either a phase or a reason")

    @property
    def given(self) -> bool:
        """Whether the question is answered, be it with a phase or with a reason."""
        return self.phase is not None or self.reason is not None

    def with_phase(self, phase: str) -> Answer:
        """With this phase; why it is another than before has to be said anew where it changes."""
        return replace(self, phase=phase, reason=None, change=self.change if phase == self.phase else None)

    def with_reason(self, reason: Reason) -> Answer:
        return replace(self, phase=None, reason=reason, change=self.change if reason == self.reason else None)

    def with_criterion(self, criterion: str, *, on: bool) -> Answer:
        return replace(self, in_place=self.in_place | {criterion} if on else self.in_place - {criterion})

    def with_basis(self, basis: Basis, *, on: bool) -> Answer:
        return replace(self, basis=self.basis | {basis} if on else self.basis - {basis})

    def with_words(self, field: Literal["note", "why"], words: str) -> Answer:
        """With another note, or another explanation of the reason."""
        return replace(self, note=words) if field == "note" else replace(self, why=words)


Answers = Mapping[str, Answer]
"""Answers by capability id."""


def is_answered(answers: Answers, capability: str) -> bool:
    return capability in answers and answers[capability].given


@dataclass(frozen=True)
class Questionnaire:
    """What one respondent is asked: capabilities of a model, in the model's order, at a depth.

    Raises ValueError for a capability that the model does not have.
    """

    model: Model
    capabilities: tuple[str, ...]
    depth: Depth

    def __post_init__(self) -> None:
        unknown = set(self.capabilities) - set(self.model.capabilities)
        if unknown:
            raise ValueError(f"not in the model: {', '.join(sorted(unknown))}")

    @classmethod
    def whole(cls, model: Model, depth: Depth) -> Questionnaire:
        """Every capability of the model."""
        return cls(model, tuple(model.capabilities), depth)

    def __contains__(self, capability: object) -> bool:
        return capability in self.capabilities

    def __getitem__(self, capability: str) -> Capability:
        """The capability asked about. Raises KeyError for one that is not in this questionnaire."""
        if capability not in self:
            raise KeyError(capability)
        return self.model.capabilities[capability]

    @cached_property
    def sections(self) -> tuple[Domain, ...]:
        """The domains of which at least one capability is asked."""
        return tuple(domain for domain in self.model.domains if self.in_section(domain.id))

    def in_section(self, domain: str) -> tuple[str, ...]:
        """The capabilities asked in one domain; empty for a domain that is not asked."""
        return tuple(c for c in self.capabilities if self.model.capabilities[c].domain == domain)
