"""What a person does next, given the card before them: their own dice decide, so that one seed repeats it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.chaos.expected import Expected
from tests.chaos.views import Kind, View

LINES_MAX = 5
"""More would not all fit on the card, where the person looks for them."""

SKIPS_MAX = 3

PHRASES = (
    "the act of last year, in force",
    "two of three regions < the capital & the north",
    "«на словах», but not on paper",
    "see https://example.org/report?year=3&page=7",
    "وزارة, by letter",
    "_not_ *sure* <b>at all</b>",
)


@dataclass(frozen=True, slots=True)
class Act:
    """A tap (`action`) or words; `part` of the answer on `capability` then holds `values`, in the end."""

    action: str = ""
    words: str = ""
    capability: str = ""
    part: str = ""
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Mind:
    """What a person has in mind: their dice, their answers so far, what they want to change, if anything."""

    tag: str  # begins everything they type, and is like nobody else's
    dice: Random
    answers: dict[str, Expected]
    aim: str = ""  # a capability they opened to answer anew
    skipped: int = 0
    submitted: bool = False
    hurried: bool = False  # whether they want to be done, once they have submitted
    typed: int = 0

    def chance(self, share: float) -> bool:
        """Whether to do something that not everybody does."""
        return self.dice.random() < share and not self.leaving

    @property
    def leaving(self) -> bool:
        return self.hurried and self.submitted

    def words(self) -> str:
        """Something to type, different each time."""
        self.typed += 1
        return f"{self.tag}n{self.typed}, {self.dice.choice(PHRASES)}"


def next_act(mind: Mind, card: View) -> Act | None:
    """What to do on this card; None when there is nothing left to do."""
    match card.kind:
        case Kind.GREETING:
            return Act("agree")
        case Kind.DEPTH:
            return Act("depth:full")
        case Kind.ASKING:
            return _ask(mind, card)
        case Kind.DECLINING:
            return Act("back") if mind.chance(0.1) else _choose(mind, card, "why")
        case Kind.TICKING | Kind.WEIGHING:
            return _tick(mind, card)
        case Kind.WRITING:
            return _write(mind, card)
        case Kind.OFFERING:
            return _keep(mind, card)
        case _:
            return _elsewhere(mind, card)


def _ask(mind: Mind, card: View) -> Act:
    here, known = card.capability, mind.answers[card.capability]
    if known.choice and mind.aim != here and not mind.chance(0.1):
        return Act(f"next:{here}")
    if not known.choice and mind.skipped < SKIPS_MAX and mind.chance(0.04):
        mind.skipped += 1
        return Act(f"next:{here}")
    if mind.chance(0.05):
        return Act("back")
    if mind.chance(0.04):
        return Act(words="/sections")
    if mind.chance(0.05) and len(known.words["note"]) < LINES_MAX:
        return Act(words=mind.words(), capability=here, part="note")
    if mind.chance(0.12):
        return Act(f"judge:{here}")
    mind.aim = ""
    return _choose(mind, card, "phase")


def _choose(mind: Mind, card: View, verb: str) -> Act:
    action = mind.dice.choice(card.having(verb))
    return Act(action, capability=card.capability, part="choice", values=(f"{verb}:{action.split(':')[2]}",))


def _tick(mind: Mind, card: View) -> Act:
    boxes = card.having("tick") or card.having("basis")
    if mind.chance(0.03):
        return Act("back")
    if not mind.chance(0.5):
        return Act(f"next:{card.capability}")
    action = mind.dice.choice(boxes)
    *_, box, on = action.split(":")
    return Act(action, capability=card.capability, part=f"{action.split(':')[0]}:{box}", values=(on,))


def _write(mind: Mind, card: View) -> Act:
    """A note where there is a phase, an explanation where there is a reason."""
    known = mind.answers[card.capability]
    part = "why" if known.choice.startswith("why") else "note"
    if mind.chance(0.25) and len(known.words[part]) < LINES_MAX:
        words = mind.words()
        return Act(words=words, capability=card.capability, part=part, values=(words,))
    if card.having("clear") and mind.chance(0.1):
        return Act(f"clear:{card.capability}", capability=card.capability, part=part, values=("",))
    if mind.chance(0.04):
        return Act("back")
    return Act(f"next:{card.capability}")


def _keep(mind: Mind, card: View) -> Act:
    """Whether the words on the card become a note."""
    lines = [line for line in card.message.text.split("\n") if line.startswith(mind.tag)]
    if not mind.chance(0.7):
        return Act("back")
    return Act(f"keep:{card.capability}", capability=card.capability, part="note", values=tuple(lines))


def _elsewhere(mind: Mind, card: View) -> Act | None:
    """Lists, the review and the summary."""
    match card.kind:
        case Kind.SUMMARY:
            return None if mind.leaving else Act("go:review")
        case Kind.REVIEW if not mind.submitted:
            return Act("go:here" if "go:here" in card.actions else "submit")
        case Kind.REVIEW if mind.leaving:
            return Act("go:summary")
        case Kind.SECTIONS if not mind.chance(0.5):
            return Act("go:here")
        case Kind.SECTIONS:
            return Act(mind.dice.choice([*card.having("open"), "go:review"]))
        case Kind.BROWSING if not mind.chance(0.7):
            return Act("go:here")
        case Kind.REVIEW | Kind.BROWSING:
            action = mind.dice.choice(card.having("ask"))
            mind.aim = action.split(":")[1]
            return Act(action)
        case _:
            return Act("back") if "back" in card.actions else Act(words="/continue")
