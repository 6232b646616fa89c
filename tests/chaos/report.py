"""What a run shows, as lines to print."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

LINES_MAX = 30


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a run. `wrong` names every promise that was not kept; `doubts` are parts not compared."""

    seed: int
    people: int
    updates: int
    kills: int
    starts: int
    faults: Counter[str]
    answers: int
    parts: int
    acknowledged: int
    doubts: int
    twins: int
    nudges: int
    seconds: float
    wrong: list[str]
    processes: int = 1
    elsewhere: int = 0
    letters: int = 0
    arrived: int = 0

    def __str__(self) -> str:
        faults = ", ".join(f"{kind} {count}" for kind, count in sorted(self.faults.items()) if count)
        lines = [
            f"seed        {self.seed}",
            f"people      {self.people}",
            f"updates     {self.updates}",
            f"kills       {self.kills}, starts {self.starts}",
            f"faults      {self.faults.total()}: {faults}",
            f"answers     {self.answers} compared, in {self.parts} parts; {self.doubts} parts left in doubt",
            f"acts        {self.acknowledged} seen taken up",
            f"impatience  {self.nudges} taps and words again",
            f"duplicates  {self.twins} cards seen twice, which is allowed",
            f"duration    {self.seconds:.0f} s",
        ]
        if self.processes > 1:
            lines.insert(1, f"processes   {self.processes}; {self.elsewhere} deliveries went to a second one")
            lines.append(f"letters     {self.arrived} of {self.letters} came, none twice")
        if not self.wrong:
            return "\n".join([*lines, "Nothing was lost, nothing was applied twice, nobody was left without a card."])
        more = len(self.wrong) - LINES_MAX
        shown = [*self.wrong[:LINES_MAX], *([f"... and {more} more"] if more > 0 else [])]
        return "\n".join([*lines, f"NOT KEPT, with --seed {self.seed}:", *(f"- {line}" for line in shown)])
