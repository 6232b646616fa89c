"""What the cards about results cost: as many statements for hundreds of people as for five, in a bearable time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, update

from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from dialogs.events import Asked, Event, Place
from dialogs.results.events import SpreadOpened, StepOpened
from dialogs.rounds.events import DeedAsked
from dialogs.rounds.states import Deed
from tests.results.gardens import do
from tests.rounds.crowds import crowd, on_the_whole_model, statements
from tests.rounds.people import Speaker, coordinator
from tests.rounds.test_size import fits

answer, answer_revision, participation = (
    METADATA.tables[name] for name in ("answer", "answer_revision", "participation")
)

MANY = 200

BEARABLE = 1.5
"""Seconds of the processor for one card of so many; about 0.3 on a machine that does nothing else."""

LOOKS: dict[str, Event] = {
    "results": Asked(Place.RESULTS),
    "one capability": SpreadOpened("helpline"),
    "agree": Asked(Place.AGREE),
    "accept": DeedAsked(Deed.ACCEPT),
    "plan": Asked(Place.PLAN),
    "step": StepOpened("helpline"),
    "next round": DeedAsked(Deed.NEXT_ROUND),
}


def with_answers(engine: Engine, address: str, people: int, *, anonymous: bool) -> Speaker:
    """A round of so many who answered the whole model in full, closed."""
    amina = coordinator(engine, address, anonymous=anonymous)
    on_the_whole_model(amina)
    parts, model = crowd(amina, people), amina.desk.sheet.model
    phases, given = list(model.by_phase), []
    for n, part in enumerate(parts):
        for m, capability in enumerate(model.capabilities):
            phase = phases[(n * 7 + m * 3 + n // 5) % len(phases)]
            ahead = model.next_stage(capability, phase)
            given.append(_answer(amina, part, capability, phase, [c.id for c in ahead.attainable[:2]] if ahead else []))
    with transaction(engine) as session:
        connection = session.connection()
        connection.execute(delete(answer).where(answer.c.participation_id.in_(parts)))
        connection.execute(insert(answer), given)
        connection.execute(insert(answer_revision), given)
        for place, sector in enumerate(("police", "justice", "government")):
            theirs = update(participation).where(participation.c.id.in_(parts[place::3]))
            connection.execute(theirs.values(sector=sector))
    do(amina, Deed.CLOSE)
    return amina


def _answer(amina: Speaker, part: int, capability: str, phase: str, ticked: list[str]) -> dict[str, Any]:
    return {
        "participation_id": part,
        "capability": capability,
        "phase": phase,
        "reason": None,
        "why": "",
        "in_place": ticked,
        "basis": ["law", "opinion"][: part % 3],
        "note": f"What office {part} adds." if part % 3 == 0 else "",
        "change": None,
        "answered_at": amina.at,
    }


@pytest.mark.parametrize(("backend", "anonymous"), [("sqlite", False), ("postgresql", True)])
def test_a_card_takes_no_more_statements_for_hundreds_than_for_five(engine: Engine, anonymous: bool) -> None:
    few = with_answers(engine, "amina", 5, anonymous=anonymous)
    many = with_answers(engine, "bola", MANY, anonymous=anonymous)
    for name, look in LOOKS.items():
        taken = []
        for chat in (few, many):
            with statements(engine) as heard:
                began = time.process_time()
                reply = chat.turn(look)
                span = time.process_time() - began
            taken.append(len(heard))
            assert fits(reply.card), name
        print(f"{name}: {taken[1]} statements, {1000 * span:.0f} ms")  # of the many
        assert taken[1] <= taken[0], name
        assert span < BEARABLE, name
