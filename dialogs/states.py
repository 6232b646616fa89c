"""Where a conversation can be: one class per place, holding exactly what is true there.

Answers are not here; they are on the sheet (`dialogs.sheet`). A state is small, plain data that survives a
restart at any point (`dialogs.memory` gives its JSON form).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from dialogs.events import Place
from dialogs.results.states import ResultState
from dialogs.rounds.states import Filling, RoundState


@dataclass(frozen=True, slots=True)
class Stranger:
    """Nobody we know: before the first word, and after consent was refused. The shell keeps nothing of a stranger."""


@dataclass(frozen=True, slots=True)
class Greeted:
    """Greeted, and asked for consent; nothing about the person is kept yet. `invitation` is that which they bring."""

    invitation: int = 0


@dataclass(frozen=True, slots=True)
class ChoosingDepth:
    """Asked whether the assessment should be quick or full, before it begins."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Asked for the phase of one capability; `review` when the review sent them and gets them back."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class Declining:
    """Asked why they cannot judge this capability."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class Explaining:
    """Asked to say more about the reason, in words."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class Comparing:
    """Asked why they chose another phase than in the round before."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class Ticking:
    """Asked which criteria of the next phase are already in place."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class Weighing:
    """Asked what the answer rests on."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class Noting:
    """Asked for a note or a link."""

    capability: str
    review: bool = False


@dataclass(frozen=True, slots=True)
class ListingSections:
    """Looking at the sections."""


@dataclass(frozen=True, slots=True)
class BrowsingSection:
    """Looking at the capabilities of one section."""

    domain: str


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Looking at every answer, `page` by page (from 0)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """Looking at the profile, `page` by page (from 0)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadingAdvice:
    """Looking at the next step for one capability after the other (from 0)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadingNotes:
    """Looking at what the person wrote beside their answers, `page` by page (from 0)."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """Looking at what reviews of other countries found, `page` by page (from 0)."""

    page: int = 0


Station = (
    Stranger
    | Greeted
    | ChoosingDepth
    | Asking
    | Declining
    | Explaining
    | Comparing
    | Ticking
    | Weighing
    | Noting
    | ListingSections
    | BrowsingSection
    | Reviewing
    | ReadingSummary
    | ReadingAdvice
    | ReadingNotes
    | ReadingContext
    | RoundState
    | ResultState
)
"""A place on the way; the others are asides that lead back to one."""

Question = Asking | Declining | Explaining | Comparing | Ticking | Weighing | Noting
"""The stations that concern one capability."""


@dataclass(frozen=True, slots=True)
class OfferingNote:
    """Words came where none were asked for; asked whether to keep them as a note on the question that waits."""

    text: str
    back: Question


@dataclass(frozen=True, slots=True)
class Cautioned:
    """Words are held back, because they sound like a case or hold parts by which a person could be found.

    They were meant for `back`. `told` once the person has read where to turn with a case, and says that it is none.
    """

    text: str
    back: Question | OfferingNote | Filling
    told: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A short look at something else: help, privacy, language, settings, the words explained (`page` from 0)."""

    topic: Place
    back: Station | OfferingNote | Cautioned
    page: int = 0


class Occasion(StrEnum):
    """Why somebody is written to who did not ask for it just now."""

    REMINDER = "reminder"
    DIGEST = "digest"  # to a coordinator
    DEADLINE = "deadline"  # to a coordinator, when the last day is over
    ASKED = "asked"  # none of these: they asked for their reminders themselves


@dataclass(frozen=True, slots=True)
class Called:
    """Written to about an assessment, by its number; `back` is where the person was.

    `since` is from when on a digest tells, as ISO 8601 says it.
    """

    occasion: Occasion
    round: int
    back: Station | OfferingNote | Cautioned
    since: str = ""


State = Station | OfferingNote | Cautioned | Aside | Called


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one chat is, and how many cards it has had: a tap counts only on the card of this revision."""

    state: State = Stranger()
    revision: int = 0

    def moved_to(self, state: State) -> Conversation:
        """The same revision while the same card stays, the next one for another card.

        Ticks in a form stay on one card, so that quick ones all count.
        """
        if state == self.state:
            return self
        return Conversation(state, self.revision if _same_field(self.state, state) else self.revision + 1)


def _same_field(before: State, now: State) -> bool:
    """Whether the same field of the same form is being ticked."""
    if not (isinstance(before, Filling) and isinstance(now, Filling) and now.field):
        return False
    return replace(before, values={}) == replace(now, values={})
