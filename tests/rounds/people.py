"""People of a round: a coordinator, whom they invite, and those who came in, each with a chat of their own.

amina = coordinator(engine)
code = invited(amina, capabilities=("compost",), places=3)
beni = joined(engine, code)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlmodel import Session

from bot.codes import hashed
from bot.left import Left
from bot.library import keep_model
from bot.office import Door, House, Office
from bot.storage.desks import Desk, load_desks, reloaded
from bot.storage.engine import transaction
from bot.storage.rounds import entering, inviting
from bot.storage.rounds.authority import Coordination, required
from bot.storage.tables import METADATA
from bot.storage.writing import carry_out, write_desks
from bot.turns import Incoming, Reply, take_turn
from dialogs.commands import KeepConsent
from dialogs.events import Event
from dialogs.places import home
from dialogs.rounds.commands import Join, Ticket
from dialogs.rounds.nouns import Role, Sector, Setup
from dialogs.rounds.states import AtRound
from dialogs.screens import Button, Screen, lines
from dialogs.sheet import CONSENT_VERSION
from dialogs.states import Conversation, State
from dialogs.typed import heard
from tests.storage.chats import GARDEN, NOON

LANGUAGES = ("en", "ar", "es", "fr", "pt")
HOUSE = House(GARDEN, LANGUAGES, open_to_all=False, owners=frozenset({"amina"}))
LINK = "https://t.example/garden?start="
CODES = ("compost", "watering", "seed-bank", "open-days")
"""The capabilities of the garden model."""

TITLE = "Gardens of the north"

assessment, coordinates, invitation = (METADATA.tables[name] for name in ("assessment", "coordinator", "invitation"))


@dataclass
class Speaker:
    """One person's chat: `say` and `press` are what they do, `card` is what they see. `at` is their clock."""

    engine: Engine
    address: str
    house: House = HOUSE
    at: datetime = NOON
    door: Door = field(default_factory=lambda: Door(link=LINK))
    office: Office = field(init=False)
    reply: Reply | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.engine, self.house, door=self.door)

    def turn(self, *events: Event, revision: int | None = None) -> Reply:
        """Take a turn for each event, each in its own transaction; the last reply."""
        for event in events:
            self.reply = take_turn(self.office, Incoming("test", self.address, event, self.at, revision))
        assert self.reply
        return self.reply

    def say(self, text: str) -> Reply:
        """Write a line: a command, or words."""
        return self.turn(heard(text))

    def press(self, label: str) -> Reply:
        """Tap the button of the newest card whose label has these words."""
        assert self.reply
        return self.turn(self.button(label).event, revision=self.reply.revision)

    def button(self, label: str) -> Button:
        assert self.reply
        found = [each for each in self.reply.card.buttons if label in each.label]
        assert found, (label, [each.label for each in self.reply.card.buttons])
        return found[0]

    @property
    def text(self) -> str:
        """What the newest card says, and the word above it."""
        assert self.reply
        return "\n".join(filter(None, (self.reply.remark, text(self.reply.card))))

    @property
    def left(self) -> tuple[Left, ...]:
        """What the last turn left in the chat."""
        assert self.reply
        return self.reply.left

    @property
    def desk(self) -> Desk:
        with transaction(self.engine) as session:
            return load_desks(session, self.office, "test", {self.address: "en"}, self.at)[self.address]

    @property
    def state(self) -> State:
        return self.desk.here.state

    @property
    def round(self) -> int:
        number = self.desk.assessment
        assert number is not None
        return number

    @property
    def right(self) -> Coordination:
        desk = self.desk
        with transaction(self.engine) as session:
            return required(session, desk)

    def later(self, **span: float) -> Speaker:
        """The same chat, that much later."""
        self.at += timedelta(**span)
        return self


def text(screen: Screen) -> str:
    return "\n".join(line for block in screen.blocks for line in lines(block))


def coordinator(
    engine: Engine, address: str = "amina", *, name: str = "Amina", round_: int | None = None, **setup: Any
) -> Speaker:
    """Someone who coordinates: a new round with this setup (see `Setup`), or the round with this number as well."""
    speaker = Speaker(engine, address)
    with transaction(engine) as session:
        connection = session.connection()
        new = insert(assessment).returning(assessment.c.id)
        number = round_ or connection.scalar(new, _round(session, setup))
        desk = _agreed(session, speaker)
        leads: dict[str, Any] = {
            "assessment_id": number,
            "person_id": desk.person,
            "name": name,
            "muted": [],
            "since": speaker.at,
        }
        connection.execute(insert(coordinates), leads)
        desk.assessment, desk.here = number, Conversation(AtRound(), desk.here.revision + 1)
        write_desks(session, [desk], speaker.at)
    return speaker


def invited(
    amina: Speaker,
    *,
    capabilities: tuple[str, ...] | None = None,
    places: int = 1,
    role: Role = Role.RESPONDENT,
    language: str = "en",
    until: date | None = None,
    label: str = "",
) -> str:
    """The code of a new invitation to the round that amina's chat is about."""
    code = Door().code()
    ticket = Ticket(role, capabilities, places, until, language, label)
    office = replace(amina.office, door=Door(LINK, lambda: code))
    right = amina.right
    with transaction(amina.engine) as session:
        inviting.invite(session, office, right, (ticket,), amina.at, "en")
    return code


def joined(
    engine: Engine, code: str, address: str = "beni", *, name: str = "", sector: Sector | None = None
) -> Speaker:
    """Someone new who came in by this code, and is where they belong."""
    speaker = Speaker(engine, address)
    with transaction(engine) as session:
        number = session.connection().scalar(select(invitation.c.id).where(invitation.c.code_hash == hashed(code)))
        desk = _agreed(session, speaker)
        entering.join(session, desk, Join(number or 0, name, sector), speaker.at)
        desk = reloaded(session, speaker.office, desk, speaker.at)
        desk.here = Conversation(home(desk.sheet), desk.here.revision + 1)
        write_desks(session, [desk], speaker.at)
    return speaker


def status(amina: Speaker, word: str) -> None:
    """Put the round of amina's chat into this status, such as `"closed"`."""
    number = amina.round
    with transaction(amina.engine) as session:
        session.connection().execute(update(assessment).where(assessment.c.id == number).values(status=word))


def _agreed(session: Session, speaker: Speaker) -> Desk:
    """A desk of someone who agreed; the person is new, or the one that this chat has."""
    desk = load_desks(session, speaker.office, "test", {speaker.address: "en"}, speaker.at)[speaker.address]
    if desk.person is None:
        carry_out(session, speaker.house, desk, [KeepConsent(CONSENT_VERSION)], speaker.at)
    return desk


def _round(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    setup = Setup(**{"title": TITLE, "languages": LANGUAGES, **given})
    return {
        "title": setup.title,
        "alone": False,
        "model_hash": keep_model(session, GARDEN).hash,
        "created_at": NOON,
        "territory": setup.territory,
        "depth": setup.depth.value,
        "deadline": setup.deadline,
        "zone": setup.zone,
        "days_off": sorted(setup.days_off),
        "quiet_from": setup.quiet[0],
        "quiet_until": setup.quiet[1],
        "languages": list(setup.languages),
        "anonymous": setup.anonymous,
        "audience": setup.audience.value,
        "status": "open",
    }
