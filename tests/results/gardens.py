"""Rounds whose people answer, through turns as any other: `garden(engine, "beni", "carla")`, then `answer(beni, …)`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, select

from bot.files.report import Report
from bot.storage.engine import transaction
from bot.storage.results.came import Came, came_to
from bot.storage.results.reporting import report_of
from bot.storage.tables import METADATA
from dialogs.events import (
    Asked,
    CapabilityOpened,
    ChangeExplained,
    JudgementDeclined,
    NoteKept,
    PhaseChosen,
    Place,
    ReasonChosen,
)
from dialogs.rounds.events import DeedAsked, DeedConfirmed
from dialogs.rounds.nouns import Sector
from dialogs.rounds.states import Deed
from framework.answers import Reason
from framework.comparing import Change
from framework.joined import Spread
from tests.rounds.people import Speaker, coordinator, invited, joined

PHASES = ("sprouting", "rooting", "growing", "bearing")


def garden(
    engine: Engine, *names: str, sectors: Mapping[str, str] | None = None, **setup: Any
) -> tuple[Speaker, dict[str, Speaker]]:
    """A round with this setup that amina coordinates, and those who joined it, by their name."""
    amina = coordinator(engine, **setup)
    return amina, {name: came_in(amina, name, (sectors or {}).get(name, "")) for name in names}


def came_in(amina: Speaker, name: str, sector: str = "", **invitation: Any) -> Speaker:
    """Someone new who takes part in amina's round, under their name where names are asked."""
    asked = "" if amina.desk.sheet.setup and amina.desk.sheet.setup.anonymous else name.capitalize()
    code = invited(amina, **invitation)
    return joined(amina.engine, code, name, name=asked, sector=Sector(sector) if sector else None)


def answer(speaker: Speaker, capability: str, said: str, *, note: str = "", change: Change | None = None) -> Speaker:
    """Choose a phase, or a reason, and perhaps say why it is another than last time, and write a note."""
    speaker.turn(Asked(Place.REVIEW), CapabilityOpened(capability, review=True))
    if said in PHASES:
        speaker.turn(PhaseChosen(capability, said))
    else:
        speaker.turn(JudgementDeclined(capability), ReasonChosen(capability, Reason(said)))
    if change:
        speaker.turn(ChangeExplained(capability, change))
    if note:
        speaker.turn(Asked(Place.REVIEW), CapabilityOpened(capability, review=True))
        speaker.say(note)
        speaker.turn(NoteKept(capability))
    return speaker


def all_answer(people: Mapping[str, Speaker], capability: str, *said: str) -> None:
    """Each of them in their order chooses one of these."""
    for speaker, choice in zip(people.values(), said, strict=True):
        answer(speaker, capability, choice)


def do(amina: Speaker, deed: Deed, subject: int = 0) -> str:
    """Do it, as its button does; what the card says then."""
    amina.turn(DeedAsked(deed, subject), DeedConfirmed(deed, subject))
    return amina.text


def came(amina: Speaker) -> Came:
    """What amina's round came to, as it may be shown."""
    number = amina.round
    with transaction(amina.engine) as session:
        return came_to(session, number, amina.at)


def spread(amina: Speaker, capability: str = "compost") -> Spread:
    spreads = came(amina).spreads
    assert spreads is not None, "hidden"
    return spreads[capability]


def phases(amina: Speaker, capability: str = "compost") -> dict[str, int]:
    """How many chose which phase, without those that nobody chose."""
    return {phase: people for phase, people in spread(amina, capability).phases.items() if people}


def report(amina: Speaker) -> Report:
    right = amina.right
    with transaction(amina.engine) as session:
        return report_of(session, right, amina.at)


def rows(engine: Engine, table: str) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(select(METADATA.tables[table])))
