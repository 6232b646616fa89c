"""What a person expects of their answers: what they tapped and wrote, and then saw taken up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.chaos.database import Answer

Part = str
"""A part of an answer: `"choice"`, `"note"`, `"why"`, or a criterion or basis, such as `"basis:law"`."""


@dataclass(slots=True)
class Expected:
    """One answer as its person knows it. `choice` is `"phase:..."`, `"why:..."` or empty.

    `doubts` holds the parts of which the last act was never seen to be taken up: of those nothing is claimed, but
    that they hold something the person did at some time.
    """

    choice: str = ""
    ticks: dict[Part, bool] = field(default_factory=dict)
    words: dict[Part, list[str]] = field(default_factory=lambda: {"note": [], "why": []})
    doubts: set[Part] = field(default_factory=set)
    tried: dict[Part, set[str]] = field(default_factory=dict)
    acts: int = 0

    def attempt(self, part: Part, value: str) -> None:
        """The person decides to do something, once however often they tap."""
        self.tried.setdefault(part, set()).add(value)
        self.acts += 1

    def seen(self, part: Part, value: str) -> None:
        """The person sees that it was taken up."""
        self.doubts.discard(part)
        match part, value:
            case "choice", _:
                self.choice = value
            case (("note" | "why"), ""):
                self.words[part] = []
            case (("note" | "why"), _):
                self.words[part].append(value)
            case _:
                self.ticks[part] = value == "1"

    def doubt(self, part: Part) -> None:
        """The person did something, and what they see next does not tell what came of it."""
        self.doubts.add(part)

    @property
    def parts(self) -> int:
        """How many parts can be compared."""
        return bool(self.choice) + len(self.ticks) + sum(map(bool, self.words.values()))


def differences(expected: Expected, stored: Answer) -> Iterator[str]:
    """Where a stored answer is not what its person saw taken up."""
    if "choice" not in expected.doubts and stored.choice != expected.choice:
        yield f"choice is {stored.choice or 'missing'}, expected {expected.choice or 'none'}"
    if stored.choice and stored.choice not in expected.tried.get("choice", set()):
        yield f"choice {stored.choice} was never tapped"
    for part, on in expected.ticks.items():
        if part not in expected.doubts and (part in stored.ticks) != on:
            yield f"{part} is {'on' if part in stored.ticks else 'off'}, expected the opposite"
    for part in stored.ticks - expected.tried.keys():
        yield f"{part} was never tapped"
    for part, lines in expected.words.items():
        kept = stored.words[part]
        if part not in expected.doubts and kept != lines:
            yield f"{part} holds {kept}, expected {lines}"
        if doubled := [line for line, count in Counter(kept).items() if count > 1]:
            yield f"{part} holds {doubled} more than once"
