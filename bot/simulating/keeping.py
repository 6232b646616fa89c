"""A round of invented people that stays: on the database of the settings, for files, pictures and demonstrations.

Its people are on a channel that nobody serves. When it is done, their chats count as unreachable and nothing waits
for them any more, so that a service on the same database writes to none of them, now or later.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Engine, delete, select, update

from bot.catalogues import tongues
from bot.codes import new_code
from bot.library import bundled, model_from
from bot.office import Door, House, Office
from bot.simulating import meeting
from bot.simulating.cast import Member, cast
from bot.simulating.chats import Chat
from bot.simulating.founding import Plan, found
from bot.simulating.offices import COORDINATION
from bot.simulating.opinions import Opinion, Picture, a_year_later, opinions, opinions_later, picture
from bot.simulating.people import chances
from bot.simulating.reacting import Week
from bot.simulating.sitting import Sitting, Window, given, sittings
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from bot.turns import Failed, Incoming, take_turns
from dialogs.rounds.forms.terms import default_title
from dialogs.rounds.nouns import Audience, Setup
from dialogs.rounds.states import Deed
from dialogs.tongue import ENGLISH
from framework.answers import Depth
from framework.model import Model

CHANNEL = "simulated"
"""The channel of all who are kept. Nobody serves it."""

MORNING, WORKDAY = 9, (9, 17)

conversation, outgoing, timer, notice, coordinator = (
    METADATA.tables[name] for name in ("conversation", "outgoing", "timer", "notice", "coordinator")
)

T = TypeVar("T")

Watch = Callable[[Sequence[Sitting]], Iterable[Sitting]]
"""Hands the sittings on one by one, and may show how far it is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A round that is there now: the assessment's number, and its title."""

    number: int
    title: str


@dataclass(slots=True)
class Stay:
    """What is there while rounds are played. `setup` is that of the newest one; `code` is that of its invitation."""

    plan: Plan
    office: Office
    model: Model
    coordinator: Chat
    stem: str
    setup: Setup
    code: str
    members: tuple[Member, ...] = ()
    seen: Picture | None = None
    said: Mapping[int, Sequence[Opinion]] = field(default_factory=dict)

    def address(self, number: int) -> str:
        return f"{self.stem}-{number}"


def titled(plan: Plan) -> str:
    """`Nepal 2027 (invented)`."""
    return f"{default_title(ENGLISH, plan.territory, plan.start.year)} (invented)"


def kept(plan: Plan, engine: Engine, rounds: int, *, left_open: bool, watch: Watch = iter) -> list[Kept]:
    """Play so many rounds, each a year after the one before; the last may stay open. Raises WrongPlan."""
    try:
        stay = _set_up(plan, engine)
        made = [_play(stay, 0, watch, close=rounds > 1 or not left_open)]
        for year in range(1, rounds):
            stay.plan = replace(stay.plan, start=_a_year_after(stay.plan.start))
            made.append(_play(stay, year, watch, close=year < rounds - 1 or not left_open))
    finally:
        silence(engine, plan.at(plan.start))
    return made


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))


def _set_up(plan: Plan, engine: Engine) -> Stay:
    """The first round. Its code is of chance and not of the seed: somebody else must not come in by it."""
    stem, code = secrets.token_hex(6), new_code()
    leading = f"{stem}-0"
    house = House(bundled(), tuple(tongues()), open_to_all=False, owners=frozenset({leading}))
    office = Office(engine, house, door=Door(code=lambda: code))
    chat = Chat(office, leading, channel=CHANNEL)
    more = {"title": titled(plan), "name": COORDINATION, "audience": Audience.RESPONDENTS.value}
    setup = found(chat, plan, plan.at(plan.start, MORNING), Depth.FULL, **more)
    return Stay(plan, office, model_from(house.model), chat, stem, setup, code)


def _play(stay: Stay, year: int, watch: Watch, *, close: bool) -> Kept:
    """One round from its first day to its plan."""
    begin = _at_work(stay, stay.plan.at(stay.plan.start, MORNING))
    if year:
        meeting.begin_next(stay.coordinator, begin, titled(stay.plan), stay.plan.deadline)
    _think(stay, year)
    window = Window(begin, stay.plan.at(stay.plan.deadline + timedelta(days=1)), Week(stay.setup.days_off))
    coming = sorted(_sittings(stay, year, window), key=lambda each: (each.at, each.number))
    for each in watch(coming):
        _sit(stay, each)
    last = max((each.done[-1][0] for each in coming), default=begin)
    after = _at_work(
        stay, max(stay.plan.at(stay.plan.deadline + timedelta(days=1), MORNING), last + timedelta(hours=1))
    )
    if close:
        meeting.do(stay.coordinator, after, Deed.CLOSE)
    agreed = meeting.agree(stay.coordinator, after + timedelta(hours=1), stay.model, _agreed(stay))
    meeting.plan(stay.coordinator, agreed + timedelta(minutes=30), stay.model)
    return Kept(_number(stay), titled(stay.plan))


def _at_work(stay: Stay, moment: datetime) -> datetime:
    return Week(stay.setup.days_off).at_work(moment, WORKDAY, chances(stay.plan.seed, "the coordinator's mornings"))


def _think(stay: Stay, year: int) -> None:
    """Who takes part this year, and what they think."""
    plan, model = stay.plan, stay.model
    before, told = stay.said, given(stay.said, stay.members)
    stay.members = cast(plan.respondents, [*tongues()], len(model.capabilities), plan.seed, year)
    if stay.seen is None:
        stay.seen = seen = picture(model, stay.members, plan.seed)
        stay.said = {each.number: opinions(model, seen, each, plan.seed) for each in stay.members}
        return
    stay.seen = seen = a_year_later(stay.seen, model, plan.seed, year)
    stay.said = {
        each.number: tuple(
            said if said.capability in told[each.number] else replace(said, change=None)
            for said in opinions_later(model, seen, each, before[each.number], plan.seed, year)
        )
        for each in stay.members
    }


def _sittings(stay: Stay, year: int, window: Window) -> Iterable[Sitting]:
    for member in stay.members:
        chance = chances(stay.plan.seed, f"when {member.number} sits down in year {year}")
        code = "" if year else stay.code
        yield from sittings(stay.model, member, stay.said[member.number], window, chance, code)


def _sit(stay: Stay, sitting: Sitting) -> None:
    """One sitting, in one transaction. Raises whatever fails in it."""
    address, language = stay.address(sitting.number), stay.members[sitting.number - 1].language
    coming = [Incoming(CHANNEL, address, event, at, language=language) for at, event in sitting.done]
    with transaction(stay.office.engine) as session:
        batch = take_turns(session, stay.office, coming)
        for outcome in batch.outcomes:
            if isinstance(outcome, Failed):
                raise outcome.error
    stay.office.remember(batch.desks)


def _agreed(stay: Stay) -> dict[str, str]:
    """What a meeting would agree on: how things stand, where anybody has said so; else what was said first."""
    order, truth = [*stay.model.by_phase], stay.seen.truth if stay.seen else {}
    chosen: dict[str, list[str]] = {}
    for member in stay.members:
        for said in stay.said[member.number][: member.answers]:
            if said.phase is not None:
                chosen.setdefault(said.capability, []).append(said.phase)
    return {c: order[truth[c]] if order[truth[c]] in phases else phases[0] for c, phases in chosen.items()}


def _number(stay: Stay) -> int:
    """The assessment that the coordinator's chat is about."""
    here = select(conversation.c.assessment_id).where(
        conversation.c.channel == CHANNEL, conversation.c.address == stay.coordinator.address
    )
    with transaction(stay.office.engine) as session:
        return int(session.connection().scalar(here) or 0)


def silence(engine: Engine, at: datetime) -> None:
    """See that nobody of this channel is written to: no timer, no message, no notice, and no chat to be reached."""
    theirs = select(conversation.c.person_id).where(conversation.c.channel == CHANNEL)
    led = select(coordinator.c.assessment_id).where(coordinator.c.person_id.in_(theirs))
    with transaction(engine) as session:
        connection = session.connection()
        connection.execute(delete(timer).where(timer.c.person_id.in_(theirs)))
        connection.execute(delete(notice).where(notice.c.assessment_id.in_(led)))
        connection.execute(delete(outgoing).where(outgoing.c.channel == CHANNEL))
        quiet = update(conversation).where(
            conversation.c.channel == CHANNEL, conversation.c.unreachable_since.is_(None)
        )
        connection.execute(quiet.values(unreachable_since=at))
