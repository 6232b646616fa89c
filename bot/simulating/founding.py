"""How a simulated round begins: a coordinator sets it up and makes an invitation, and people come in by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.catalogues import tongues
from bot.codes import ALPHABET, LENGTH, grouped
from bot.library import bundled
from bot.office import Door, House, Office
from bot.simulating.chats import Chat
from bot.simulating.diary import named
from bot.simulating.people import Respondent, chances
from bot.storage.desks import load_desks
from bot.storage.engine import transaction
from dialogs.events import Arrived, ConsentGiven, Event
from dialogs.rounds.events import FieldOpened, FormAccepted, FormOpened, ValueChosen
from dialogs.rounds.nouns import Sector, Setup
from dialogs.rounds.states import FormKind
from dialogs.territories import territories, zones
from dialogs.zones import all_zones
from framework.answers import Depth

COORDINATOR = "1"
"""The address of the coordinator's chat; those of respondents are larger."""


class WrongPlan(ValueError):
    """No round can be simulated like this; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be simulated. `start` is a local day, `down` the first day of an outage and the first after it."""

    days: int = 30
    respondents: int = 12
    seed: int = 7
    zone: str = "Asia/Kathmandu"
    territory: str = "NP"
    start: date = date(2027, 2, 1)
    down: tuple[date, date] | None = None

    def __post_init__(self) -> None:
        if self.territory not in territories():
            raise WrongPlan(f"--territory: there is no territory {self.territory!r}; a code is such as NP or EG")
        if self.zone not in all_zones():
            raise WrongPlan(f"--zone: there is no time zone {self.zone!r}; a name is such as Asia/Kathmandu")

    def at(self, day: date, hour: int = 0) -> datetime:
        """That hour of that day there."""
        return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(self.zone))

    @property
    def outage(self) -> timedelta:
        return self.down[1] - self.down[0] if self.down else timedelta()

    @property
    def deadline(self) -> date:
        """Half of the time is for answering; the rest shows what comes behind the last day."""
        return self.start + timedelta(days=self.days // 2)


def planned(territory: str, zone: str | None, start: date, down: date | None, **more: int) -> Plan:
    """A plan in the territory's own zone, unless another is named; an outage begins on its day. Raises WrongPlan."""
    code = territory.upper()
    week = (down, down + timedelta(weeks=1)) if down else None
    return Plan(zone=zone or next(iter(zones(code)), "UTC"), territory=code, start=start, down=week, **more)


def opened_office(engine: Engine, plan: Plan) -> tuple[Office, str]:
    """The office of a round on the model that comes with Sounding, and the code that its invitation will have."""
    code = _code(chances(plan.seed, "the invitation"))
    house = House(bundled(), tuple(tongues()), open_to_all=False, owners=frozenset({COORDINATOR}))
    return Office(engine, house, door=Door("https://t.me/example?start=", lambda: code)), code


def _code(chance: Random) -> str:
    return grouped("".join(chance.choice(ALPHABET) for _ in range(LENGTH)))


def found(chat: Chat, plan: Plan, at: datetime, depth: Depth = Depth.QUICK, **more: str) -> Setup:
    """Set the round up until its deadline, with an invitation for everybody. Raises WrongPlan."""
    chat.turn(at, Arrived(), ConsentGiven(), FormOpened(FormKind.NEW), ValueChosen("territory", plan.territory))
    chat.turn(at, FormAccepted(FormKind.NEW))
    wanted = {"depth": depth.value, "deadline": plan.deadline.isoformat(), "zone": plan.zone, **more}
    fill(chat, at, FormKind.NEW, wanted)
    fill(chat, at, FormKind.INVITE, {"places": str(plan.respondents)}, begin=True)
    with transaction(chat.office.engine) as session:
        setup = load_desks(session, chat.office, chat.channel, {chat.address: "en"}, at)[chat.address].sheet.setup
    if setup is None or (setup.zone, setup.deadline, setup.depth) != (plan.zone, plan.deadline, depth):
        raise WrongPlan(f"--zone: no round can be set up in {plan.zone}")
    return setup


def fill(chat: Chat, at: datetime, form: FormKind, values: dict[str, str], *, begin: bool = False) -> None:
    """Choose these values from the overview of a form, leave the others as proposed, and accept it."""
    if begin:
        chat.turn(at, FormOpened(form), FormAccepted(form))
    for field, value in values.items():
        chat.turn(at, FieldOpened(field), ValueChosen(field, value))
    chat.turn(at, FormAccepted(form))


def come_in(chat: Chat, code: str, person: Respondent, at: datetime) -> None:
    """Come in by the invitation, under an invented name."""
    chat.turn(at, *coming_in(code, named(person.number), person.sector))


def coming_in(code: str, name: str, sector: Sector) -> tuple[Event, ...]:
    """What somebody new does who comes in by an invitation."""
    return (
        Arrived(code),
        ConsentGiven(),
        ValueChosen("name", name),
        ValueChosen("sector", sector.value),
        FormAccepted(FormKind.JOIN),
    )
