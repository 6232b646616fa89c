"""What the cards about reminders show beyond the sheet. Moments are aware, and in the zone of the assessment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dialogs.reminding.policy import Next
from dialogs.reminding.wishes import Wish
from dialogs.rounds.nouns import Setup
from dialogs.rounds.views import PersonLine
from framework.model import Model


class Stand(StrEnum):
    """How far someone is who is reminded: each gets a text of its own."""

    NEVER_BEGAN = "never-began"
    IN_THE_MIDDLE = "in-the-middle"
    TO_SUBMIT = "to-submit"  # everything is answered, nothing handed in


@dataclass(frozen=True, slots=True)
class ReminderView:
    """One person's part in one assessment, as a reminder says it, and as `/remind` shows it.

    `title` is empty for a self-assessment. `sections` has (domain, answered, asked) of each section that has something
    open, in order. `minutes` is what the rest is likely to take, at least 1; `own_pace` when that comes from the
    person's own pace. `today` is the day there, `zone` its IANA name. `due` is the next reminder, or why there is none.
    `wishes` has when each button would remind them, of those that make sense now. `stopped` by this person, `on` as the
    coordinator decided.
    """

    title: str
    model: Model
    stand: Stand
    sections: tuple[tuple[str, int, int], ...]
    answered: int
    asked: int
    minutes: int
    today: date
    zone: str
    due: Next
    own_pace: bool = False
    deadline: date | None = None
    stopped: bool = False
    on: bool = True
    wishes: tuple[tuple[Wish, datetime], ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Someone who moved: `new` questions answered since, perhaps `joined` or `submitted` since."""

    line: PersonLine
    new: int = 0
    joined: bool = False
    submitted: bool = False


@dataclass(frozen=True, slots=True)
class DigestView:
    """What happened in a round `since` a moment. `stuck` are people who have not finished and whom nobody saw for long.

    `moved` is empty where nothing happened: then nothing is sent. `unheld` are capabilities nobody is asked.
    `to_nudge` is how many a reminder to all would reach now.
    """

    setup: Setup
    model: Model
    since: datetime
    today: date
    moved: tuple[Move, ...] = ()
    stuck: tuple[PersonLine, ...] = ()
    finished: int = 0
    people: int = 0
    unheld: tuple[str, ...] = ()
    to_nudge: int = 0


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A round whose last day is over: what is in, and what is missing. `missing` are people who have not finished.

    `open` while the round takes answers.
    """

    setup: Setup
    model: Model
    today: date
    finished: int
    people: int
    answered: int
    asked: int
    missing: tuple[PersonLine, ...] = ()
    unanswered: tuple[str, ...] = field(default=())  # capabilities that nobody answered yet
    open: bool = True


CallView = ReminderView | DigestView | DeadlineView
