"""Two rounds and somebody alone on a real database, each chat with a word of its own that is nobody else's business.

amina coordinates a round with names in which beni and carla answer, gita one without in which dina, eli and fay do;
hana assesses alone, and zoe is a stranger. Every update comes in as Telegram delivers it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update
from sqlmodel import Session

from bot.calling import called
from bot.enclosing import made
from bot.left import File, Kind, restored
from bot.office import Door, House, Office
from bot.storage.engine import open_database, transaction
from bot.storage.privacy.retention import delete_some
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.rounds import inviting
from bot.storage.rounds.collecting import collect_due
from bot.storage.sweeping import sweep
from bot.storage.tables import METADATA
from bot.telegram.intake import take_updates
from bot.telegram.outbox import Finished, Row, Shown, call_payload, reply_row
from bot.telegram.updates import CHANNEL, Heard, understood
from bot.turns import Incoming, waiting_card
from dialogs.events import Arrived, Asked, ConsentGiven, DepthChosen, Place
from dialogs.rounds.commands import Ticket
from dialogs.rounds.nouns import Role, Sector
from framework.answers import Depth
from tests.databases import OnSQLite
from tests.fuzz.papers import template
from tests.keys import KEYS
from tests.results.gardens import answer
from tests.rounds.people import LANGUAGES, LINK, Speaker, coordinator, invited, joined
from tests.storage.chats import GARDEN, NOON

CHATS = {
    "amina": "7001", "beni": "7002", "carla": "7003", "gita": "7011", "dina": "7012", "eli": "7013", "fay": "7014",
    "hana": "7021", "zoe": "7099",
}  # fmt: skip
NAMES = {address: name for name, address in CHATS.items()}
SECRETS = {name: f"Zwetschge{name}" for name in CHATS if name not in {"amina", "gita"}}
"""What each says in notes and names. What coordinators write is for their round."""

CODE = "7KQ2-MXPD-4VTH-9BWE"
"""Of an invitation to amina's round that got into the wrong hands."""

HOUSE = House(GARDEN, LANGUAGES, open_to_all=True, owners=frozenset({CHATS["amina"], CHATS["gita"]}))

tables = METADATA.tables
conversation, participation, leads = (tables[name] for name in ("conversation", "participation", "coordinator"))
handled, set_aside, outgoing = (tables[name] for name in ("handled_update", "set_aside", "outgoing"))


def found_world(file: Path) -> None:
    """Fill an empty database with everybody."""
    engine = open_database(f"sqlite:///{file}", KEYS)
    amina = coordinator(engine, CHATS["amina"], name="Amina")
    gita = coordinator(engine, CHATS["gita"], name="Gita", anonymous=True)
    door = Door(LINK, lambda: CODE)
    for name in ("beni", "carla"):
        _answers(joined(engine, invited(amina), CHATS[name], name=f"Desk {SECRETS[name]}", sector=Sector.POLICE), name)
    for name in ("dina", "eli", "fay"):
        _answers(joined(engine, invited(gita), CHATS[name], sector=Sector.JUSTICE), name)
    _stolen(amina, door)
    hana = Speaker(engine, CHATS["hana"], house=HOUSE)
    hana.turn(Arrived(), ConsentGiven(), DepthChosen(Depth.FULL))
    _answers(hana, "hana")
    with transaction(engine) as session:
        session.connection().execute(update(conversation).values(channel=CHANNEL))
    engine.dispose()


@contextmanager
def everybody(folder: Path) -> Iterator[OnSQLite]:
    """A database with everybody in it, to be had anew as often as is wanted."""
    whole, kept = template(folder), folder / "everybody"
    found_world(whole)
    kept.mkdir()
    one = OnSQLite(whole, kept / "test.db")
    one.emptied()
    yield one
    one.end()


def _answers(speaker: Speaker, name: str) -> None:
    answer(speaker, "compost", "rooting", note=f"Note of {SECRETS[name]}.")
    answer(speaker, "watering", "growing")
    speaker.turn(Asked(Place.HERE))


def _stolen(amina: Speaker, door: Door) -> None:
    right = amina.right
    with transaction(amina.engine) as session:
        office = Office(amina.engine, HOUSE, door=door)
        inviting.invite(session, office, right, (Ticket(Role.RESPONDENT, None, 3, None, "en", ""),), amina.at, "en")


@dataclass
class World:
    """What everybody sees and may see. Raises AssertionError for what must not happen."""

    engine: Engine
    at: datetime = NOON
    number: int = 1000
    message: int = 50
    cards: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    """By address, the number of the newest message and what its buttons say."""
    may_see: dict[str, set[str]] = field(default_factory=dict)
    """By name, the addresses that may read their words: their own, and those who coordinate what they answer in."""
    odd: set[int] = field(default_factory=set)
    """Updates such as Telegram never sends, which may be set aside."""
    finished: Finished = field(default_factory=Finished)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.engine, HOUSE, "fuzz", door=Door(link=LINK))
        self._look_who_may_see()

    def deliver(self, updates: list[dict[str, Any]]) -> None:
        """Take in what comes together, look at everything that it leads to, and send it."""
        self._look_who_may_see()
        rows = take_updates(self.office, updates, self.finished, self.at)
        self.finished = Finished()
        self._look_who_may_see()
        self._check_handled(updates)
        self.see(rows)

    def wait(self, hours: int) -> None:
        """Let time pass, and do what is done by the clock: reminders, news, deletion."""
        self.at += timedelta(hours=hours)
        with transaction(self.engine) as session:
            sweep(session, self.at)
            while delete_some(session, self.at):
                self.office.recent.clear()
            sweep_due(session, self.at)
            collect_due(session, self.at)
        self._look_who_may_see()
        self.see(self._waiting())

    def _waiting(self) -> list[Row]:
        """What nobody has begun to send."""
        with self.engine.connect() as connection:
            lines = connection.execute(select(outgoing).order_by(outgoing.c.id)).all()
        sent = set(self.finished.rows)
        return [Row(line.address, line.payload, id=line.id) for line in lines if line.id not in sent]

    def see(self, rows: list[Row]) -> None:
        """Check what goes out, and have it arrive."""
        for row in rows:
            payload: Mapping[str, Any] | None = row.payload
            if "call" in row.payload:
                with transaction(self.engine) as session:
                    reply = called(session, self.office, row.id, self.at)
                payload = None if reply is None else call_payload(reply)
            if payload is not None:
                self._check_secrets(row.address, json.dumps(payload, ensure_ascii=False))
                self._arrive(row.address, payload)
                self._open(row.address, payload)
            if "call" not in row.payload:
                self.finished.rows.append(row.id)
        self._check_rows()

    def _arrive(self, address: str, payload: Mapping[str, Any]) -> None:
        """The card is a message now."""
        if "keyboard" in payload:
            self.message += 1
            taps = [
                each["callback_data"]
                for line in _lines(payload["keyboard"])
                for each in line
                if "callback_data" in each
            ]
            self.cards[address] = (self.message, taps)
            self.finished.cards[address] = Shown(str(self.message))

    def _open(self, address: str, payload: Mapping[str, Any]) -> None:
        """Files that take no time to be made are made and read."""
        if "enclosure" not in payload:
            return
        enclosure = restored(payload["enclosure"])
        quick = enclosure.kind in {Kind.MINE, Kind.AUDIT, Kind.INVITATIONS} or enclosure.about.get("file") in {
            "csv",
            "json",
        }
        if quick:
            file = made(self.office, enclosure, self.at)
            said = file.content.decode("utf-8", "replace") if isinstance(file, File) else str(file)
            assert "could not be made" not in said, enclosure
            self._check_secrets(address, said)

    def _check_handled(self, updates: list[dict[str, Any]]) -> None:
        """No update is lost: each is carried out, or set aside, or means nothing."""
        with self.engine.connect() as connection:
            done = set(connection.scalars(select(handled.c.update_id)))
            aside = set(connection.scalars(select(set_aside.c.update_id)))
        for each in updates:
            number = each["update_id"]
            assert number in done or understood(each, self.at) is None, each
            assert number not in aside or number in self.odd, each

    def _look_who_may_see(self) -> None:
        with self.engine.connect() as connection:
            address = dict(connection.execute(select(conversation.c.person_id, conversation.c.address)).all())
            parts = connection.execute(select(participation.c.person_id, participation.c.assessment_id)).all()
            posts = connection.execute(select(leads.c.person_id, leads.c.assessment_id)).all()
        for name in SECRETS:
            seers = self.may_see.setdefault(name, {CHATS[name]})
            rounds = {round_ for person, round_ in parts if address.get(person) == CHATS[name]}
            seers |= {address[person] for person, round_ in posts if round_ in rounds and person in address}

    def _check_secrets(self, address: str, said: str) -> None:
        folded = said.casefold()
        for name, secret in SECRETS.items():
            assert secret.casefold() not in folded or address in self.may_see[name], (address, name, said[:2000])

    def _check_rows(self) -> None:
        """What waits to be sent to a chat, and where it stands, has nobody else's words."""
        with self.engine.connect() as connection:
            waiting = connection.execute(select(outgoing.c.address, outgoing.c.payload)).all()
            states = connection.execute(select(conversation.c.address, conversation.c.state)).all()
        for address, kept in (*waiting, *states):
            self._check_secrets(address, json.dumps(kept, ensure_ascii=False))

    def check_in_the_end(self) -> None:
        """Every chat can be loaded and its card drawn, and no row refers to what is not there."""
        with transaction(self.engine) as session:
            for address in CHATS.values():
                self._check_card(session, address)
            assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is None

    def _check_card(self, session: Session, address: str) -> None:
        reply = waiting_card(session, self.office, CHANNEL, address)
        if reply is not None:
            incoming = Incoming(CHANNEL, address, Asked(Place.HERE), self.at)
            row = reply_row(Heard(incoming), reply)
            self._check_secrets(address, json.dumps(row.payload, ensure_ascii=False))


def _lines(keyboard: Any) -> Iterator[list[dict[str, Any]]]:
    yield from keyboard["inline_keyboard"] if isinstance(keyboard, dict) else keyboard
