"""Somebody with everything: two assessments of others, one without names; one of their own, one alone; and what waits.

`hana(engine)` is that person; amina coordinates, and beni and others take part beside her.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, insert, select

from bot.storage.engine import transaction
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.reminding.timers import watch_coordinator
from bot.storage.results.recording import keep_priority, record
from bot.storage.rounds.authority import required
from bot.storage.rounds.collecting import collect_due
from bot.storage.rounds.mailbox import tell
from bot.storage.tables import METADATA
from dialogs.events import Arrived, Asked, ConsentGiven, DepthChosen, Place, Typed
from dialogs.results.events import FileAsked, FileKind
from dialogs.rounds.events import DeedAsked, DeedConfirmed, PersonOpened, RoundOpened
from dialogs.rounds.nouns import Role, Sector
from dialogs.rounds.states import Deed
from dialogs.screens import Paragraph, Screen
from framework.agreed import Agreement, Priority
from framework.answers import Depth
from tests.results.gardens import answer, came_in, do
from tests.rounds.people import HOUSE, Speaker, coordinator, invited, joined

NAME = "Hana Quetsch"
LABEL = "Desk of Quetsch"
NOTES = ("Mirabelle trees are cut.", "Damson and sloe.", "Greengage is best.", "Bullace, too.", "Cherry plum waits.")
"""What she writes, each once: beside answers, over an older note, and out of turn."""

OPEN = replace(HOUSE, open_to_all=True)

Rows = dict[str, list[dict[str, Any]]]
"""Every row of every table, by its name."""


@dataclass
class Company:
    """Everybody. `rounds` are the numbers of the assessments by what they are called here."""

    engine: Engine
    hana: Speaker
    amina: Speaker
    others: dict[str, Speaker]
    rounds: dict[str, int] = field(default_factory=dict)

    def rows(self) -> Rows:
        return every_row(self.engine)


def every_row(engine: Engine) -> Rows:
    with engine.connect() as connection:
        return {
            name: [dict(line._mapping) for line in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in METADATA.tables.items()
        }


def hana(engine: Engine) -> Company:
    """Everything that can be kept of one person is kept of her."""
    she = Speaker(engine, "hana", house=OPEN)
    she.turn(Arrived(), ConsentGiven(), DepthChosen(Depth.FULL))
    answer(she, "watering", "growing", note=NOTES[0])
    amina = coordinator(engine)
    company = Company(engine, she, amina, {}, {"alone": she.round, "named": amina.round})
    _named_round(company)
    _second_round(company)
    _anonymous_round(company)
    _own_round(company)
    _what_waits(company)
    return company


def _joins(company: Company, amina: Speaker, *, name: str = "", label: str = "") -> None:
    joined(company.engine, invited(amina, label=label), "hana", name=name, sector=Sector.POLICE)


def _named_round(company: Company) -> None:
    amina = company.amina
    company.others["beni"] = answer(came_in(amina, "beni"), "compost", "rooting", note="Beni's own note.")
    _joins(company, amina, name=NAME, label=LABEL)
    answer(company.hana, "compost", "growing", note=NOTES[1])
    answer(company.hana, "compost", "rooting", note=NOTES[2])
    answer(company.hana, "watering", "not-my-remit")
    company.hana.turn(DeedAsked(Deed.PASS_ON, 0, "watering"), DeedConfirmed(Deed.PASS_ON, 0, "watering"))


def _second_round(company: Company) -> None:
    """The round after the named one, in which she takes part as before."""
    amina = company.amina
    do(amina, Deed.CLOSE)
    do(amina, Deed.NEXT_ROUND)
    company.rounds["next"] = amina.round
    do(amina, Deed.REOPEN)
    company.hana.turn(RoundOpened(amina.round))
    answer(company.hana, "compost", "rooting")


def _anonymous_round(company: Company) -> None:
    """Closed once, so that its counts were seen; open again."""
    leader = coordinator(company.engine, "gita", name="Gita", anonymous=True)
    company.others["gita"], company.rounds["anonymous"] = leader, leader.round
    for name in ("ivo", "jana", "kofi", "lena"):
        company.others[name] = answer(came_in(leader, name), "compost", "rooting", note=f"{name} said so.")
    _joins(company, leader)
    answer(company.hana, "compost", "bearing", note=NOTES[3])
    do(leader, Deed.CLOSE)
    do(leader, Deed.REOPEN)


def _own_round(company: Company) -> None:
    """She coordinates one, alone; amina answers there."""
    she = coordinator(company.engine, "hana", name=NAME)
    company.rounds["own"] = she.round
    company.others["mina"] = answer(came_in(she, "mina"), "compost", "growing")
    invited(she, role=Role.COORDINATOR, label="A colleague")
    desk = she.desk
    with transaction(company.engine) as session:
        right = required(session, desk)
        watch_coordinator(session, right.round, right.person, she.at)
        record(session, right, [Agreement("compost", "growing", "We all see it so.")], she.at)
        record(session, right, [Agreement("watering", None, "Ask again.")], she.at)
        keep_priority(session, right, Priority("compost", "The council", None, "By spring."), she.at)


def _what_waits(company: Company) -> None:
    """A note that is not kept yet, files, a wrong code, an update set aside, messages, reminders, and who looks on."""
    engine, she, amina = company.engine, company.hana, company.amina
    she.turn(RoundOpened(company.rounds["next"]), Asked(Place.SECTIONS))
    she.say("/start 2222-2222-2222-2222")
    she.turn(FileAsked(FileKind.PDF, own=True))
    amina.turn(PersonOpened(she.desk.participation or 0))
    person, elsewhere = _person(company), _other_chat(company)
    with transaction(engine) as session:
        tell(session, {person}, lambda _: Screen((Paragraph(NOTES[1]),)), she.at)
        collect_due(session, she.at + timedelta(days=1))
        sweep_due(session, she.at + timedelta(days=9))
        session.connection().execute(insert(METADATA.tables["set_aside"]), _set_aside(she))
        session.connection().execute(insert(METADATA.tables["conversation"]), elsewhere)
    she.turn(Asked(Place.HERE), Typed(NOTES[4]))


def _person(company: Company) -> int:
    number = company.hana.desk.person
    assert number
    return number


def _set_aside(she: Speaker) -> Mapping[str, Any]:
    return {
        "channel": "test",
        "update_id": 77,
        "address": she.address,
        "error": "KeyError",
        "place": "",
        "content": NOTES[0],
        "set_aside_at": she.at,
    }


def _other_chat(company: Company) -> Mapping[str, Any]:
    """A second chat of hers, on another channel."""
    row = next(row for row in company.rows()["conversation"] if row["address"] == "hana")
    return {**row, "channel": "elsewhere", "address": "hana-2"}
