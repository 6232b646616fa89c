"""Faults on demand: delays, refusals, lost answers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from .errors import PHRASES, Refused, too_many_requests, upgraded

Cut = Literal["before", "after"]


@dataclass(slots=True)
class Fault:
    """A rule for calls that fit; the first rule that fits is applied.

    Whatever is set happens in this order: wait `delay` seconds, close the connection ("before"), refuse,
    handle the call, close the connection ("after": done, but the answer is lost), or send half of the answer.
    """

    method: str = "*"  # any case
    chat_id: int | None = None
    status: int | None = None  # HTTP status, 400 or more
    description: str = ""  # the whole text; the usual one for `status` where empty
    retry_after: int | None = None  # seconds; means 429
    migrate_to_chat_id: int | None = None  # means 400
    delay: float = 0.0
    cut: Cut | None = None
    truncated: bool = False
    times: int | None = 1  # calls it applies to; None for all
    probability: float = 1.0  # 0..1, for each call that fits
    hits: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1 or self.delay < 0 or (self.times is not None and self.times < 1):
            raise ValueError(f"impossible fault: {self}")

    @property
    def spent(self) -> bool:
        """Whether it has applied as often as it may."""
        return self.times is not None and self.hits >= self.times

    def refusal(self) -> Refused | None:
        """The refusal it stands for, if any."""
        if self.retry_after is not None:
            return too_many_requests(self.retry_after)
        if self.migrate_to_chat_id is not None:
            return upgraded(self.migrate_to_chat_id)
        if self.status is None:
            return None
        return Refused(self.status, self.description or PHRASES.get(self.status, "Bad Request"))


@dataclass(slots=True)
class Faults:
    """The rules in force, oldest first, and the dice for those that apply by chance."""

    dice: random.Random
    rules: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> Fault:
        """Put a rule in force."""
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        """No faults from now on."""
        self.rules.clear()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The rule for this call, counted as applied."""
        for fault in self.rules:
            if fault.spent or fault.method.lower() not in {"*", method}:
                continue
            if fault.chat_id is not None and fault.chat_id != chat_id:
                continue
            if self.dice.random() < fault.probability:
                fault.hits += 1
                return fault
        return None
