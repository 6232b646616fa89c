"""Everything that a simulated round consists of while it is played."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.catalogues import tongues
from bot.library import model_from
from bot.office import Office
from bot.simulating.chats import Chat
from bot.simulating.diary import Diary, Fact, Happening
from bot.simulating.founding import COORDINATOR, Plan, found, opened_office
from bot.simulating.people import Respondent, chances, invented
from bot.simulating.reacting import Act, Doing, Week
from dialogs.rounds.nouns import Setup

OPENED = 9
"""The hour at which the coordinator sets the round up, on the first day."""


@dataclass(slots=True)
class Stage:
    """One simulated round. `setup` is what was decided at its beginning.

    `chats` are those of the coordinator, who is 0, and of the respondents by their numbers. `waiting` has what people
    will do, soonest first. Of each person: `reminded` is how many reminders they got, `wished` when they last wished
    for one, `seen` when they last did anything; `blocked` has who lets nothing through.
    """

    plan: Plan
    office: Office
    code: str
    people: dict[int, Respondent]
    chats: dict[int, Chat]
    setup: Setup
    chance: Random
    diary: Diary = field(default_factory=Diary)
    waiting: list[tuple[datetime, int, Act]] = field(default_factory=list)
    coming: int = 0
    reminded: Counter[int] = field(default_factory=Counter)
    wished: dict[int, str] = field(default_factory=dict)
    seen: dict[int, datetime] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    extended: bool = False

    @property
    def week(self) -> Week:
        return Week(self.setup.days_off)

    @property
    def asked(self) -> int:
        """How many questions everybody is asked."""
        return len(model_from(self.office.house.model).capabilities)

    def local(self, moment: datetime) -> datetime:
        """The moment as clocks show it there."""
        return moment.astimezone(ZoneInfo(self.plan.zone))

    def expect(self, act: Act | None) -> None:
        """Have it done when its time comes. What falls into an outage comes in when that is over."""
        if act is not None:
            self.coming += 1
            heapq.heappush(self.waiting, (_up(self.plan, act.at).astimezone(UTC), self.coming, act))

    def note(self, at: datetime, person: int, what: Happening) -> None:
        self.diary.entries.append(Fact(self.local(at), person, what))


def _up(plan: Plan, moment: datetime) -> datetime:
    """The moment, or the end of the outage in which it lies."""
    if plan.down is None:
        return moment
    begin, end = (plan.at(day) for day in plan.down)
    return end if begin <= moment < end else moment


def next_up(plan: Plan, moment: datetime) -> datetime:
    """When something due at this moment, in UTC, can be done: at the next full minute at which the program runs."""
    full = moment.replace(second=0, microsecond=0)
    return _up(plan, full if full == moment else full + timedelta(minutes=1)).astimezone(UTC)


def staged(plan: Plan, engine: Engine) -> Stage:
    """A round that was just set up, on an empty database, with all who will come. Raises WrongPlan."""
    office, code = opened_office(engine, plan)
    coordinator = Chat(office, COORDINATOR)
    people = {each.number: each for each in invented(plan.respondents, tuple(tongues()), plan.seed)}
    chats = {0: coordinator} | {n: Chat(office, str(1000 + n), each.language) for n, each in people.items()}
    begin = plan.at(plan.start, OPENED)
    stage = Stage(plan, office, code, people, chats, found(coordinator, plan, begin), chances(plan.seed, "coordinator"))
    for person in people.values():
        day = begin + timedelta(days=person.some(person.nature.joins), minutes=person.chance.randint(10, 400))
        stage.expect(Act(stage.week.at_work(day, person.hours, person.chance), person.number, Doing.JOIN))
    return stage
