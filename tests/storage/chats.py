"""Turns on a real database, as a channel takes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import SQLModel, col, func, select

from bot.office import House, Office
from bot.storage.desks import load_desks
from bot.storage.engine import transaction
from bot.storage.tables import METADATA, Answer, AnswerRevision, Conversation
from bot.turns import Incoming, Reply, take_turn
from dialogs.events import Arrived, ConsentGiven, DepthChosen, Event, PhaseChosen
from dialogs.sheet import Sheet
from framework.answers import Depth

GARDEN = (Path(__file__).parents[1] / "models" / "garden.yaml").read_text("utf-8")
HOUSE = House(GARDEN, ("en",), open_to_all=True)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

BEGUN: tuple[Event, ...] = (Arrived(), ConsentGiven(), DepthChosen(Depth.FULL))
"""From the first word to the first question."""

COMPOST_ROOTS = PhaseChosen("compost", "rooting")

_UPDATES = count(1)


@dataclass
class Chat:
    """One person's chat on a database."""

    engine: Engine
    address: str = "alma"
    house: House = field(default=HOUSE)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.engine, self.house)

    def incoming(self, event: Event, update_id: int | None = None, revision: int | None = None) -> Incoming:
        return Incoming("test", self.address, event, NOON, revision, update_id or next(_UPDATES))

    def turn(self, *events: Event) -> Reply:
        """Take a turn for each event, each in its own transaction; the last reply."""
        for event in events:
            reply = take_turn(self.office, self.incoming(event))
        assert reply
        return reply

    def begin(self) -> Chat:
        self.turn(*BEGUN)
        return self

    @property
    def row(self) -> Conversation:
        with transaction(self.engine) as session:
            return session.get_one(Conversation, ("test", self.address))

    @property
    def sheet(self) -> Sheet:
        with transaction(self.engine) as session:
            return load_desks(session, self.office, "test", {self.address: "en"})[self.address].sheet


def rows(engine: Engine, table: type[SQLModel]) -> int:
    with transaction(engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


OF_PROCESSES = {"process", "shared_pace"}
"""Tables that hold nothing of anybody."""


def tables_with_rows(engine: Engine) -> set[str]:
    with transaction(engine) as session:
        return {
            table.name
            for table in METADATA.tables.values()
            if table.name not in OF_PROCESSES and session.execute(select(func.count()).select_from(table)).scalar_one()
        }


def answers(engine: Engine) -> list[Answer]:
    with transaction(engine) as session:
        return list(session.exec(select(Answer).order_by(col(Answer.participation_id), col(Answer.capability))))


def revisions(engine: Engine) -> list[AnswerRevision]:
    with transaction(engine) as session:
        return list(session.exec(select(AnswerRevision).order_by(col(AnswerRevision.id))))
