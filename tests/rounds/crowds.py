"""A round of many people at once, written straight into the database; and what a turn costs there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, insert, update

from bot.library import bundled, keep_model
from bot.storage.engine import transaction
from bot.storage.tables import METADATA
from dialogs.sheet import CONSENT_VERSION
from tests.rounds.people import Speaker

person, participation, conversation, answer, assessment = (
    METADATA.tables[name] for name in ("person", "participation", "conversation", "answer", "assessment")
)


def on_the_whole_model(amina: Speaker) -> None:
    """Put amina's round on the model that comes with Sounding."""
    number = amina.round
    with transaction(amina.engine) as session:
        model = keep_model(session, bundled())
        session.connection().execute(update(assessment).where(assessment.c.id == number).values(model_hash=model.hash))


def crowd(amina: Speaker, people: int, name: str = "Office {n}") -> list[int]:
    """So many more respondents: of three, one has not begun, one answered half, one everything. Their numbers."""
    number, capabilities = amina.round, list(amina.desk.sheet.model.capabilities)
    with transaction(amina.engine) as session:
        connection = session.connection()
        agreed = [{"consent_version": CONSENT_VERSION, "consented_at": amina.at} for _ in range(people)]
        who = list(connection.scalars(insert(person).returning(person.c.id, sort_by_parameter_order=True), agreed))
        parts = list(
            connection.scalars(
                insert(participation).returning(participation.c.id, sort_by_parameter_order=True),
                [_part(amina, number, each, name.format(n=n)) for n, each in enumerate(who, 1)],
            )
        )
        connection.execute(insert(conversation), [_chat(amina, number, each) for each in who])
        given = [
            _answer(amina, part, capability)
            for n, part in enumerate(parts)
            for capability in capabilities[: len(capabilities) * (n % 3) // 2]
        ]
        if given:
            connection.execute(insert(answer), given)
    return parts


def _part(amina: Speaker, number: int, who: int, name: str) -> dict[str, Any]:
    return {
        "person_id": who,
        "assessment_id": number,
        "depth": "full",
        "joined_at": amina.at,
        "version": 0,
        "name": name,
    }


def _chat(amina: Speaker, number: int, who: int) -> dict[str, Any]:
    return {
        "channel": "test",
        "address": f"crowd {who}",
        "person_id": who,
        "assessment_id": number,
        "language": ("en", "ar", "es", "fr", "pt")[who % 5],
        "state": {"at": "stranger"},
        "revision": 0,
        "updated_at": amina.at,
    }


def _answer(amina: Speaker, part: int, capability: str) -> dict[str, Any]:
    return {
        "participation_id": part,
        "capability": capability,
        "phase": None,
        "reason": "dont-know",
        "why": "",
        "in_place": [],
        "basis": [],
        "note": "",
        "answered_at": amina.at,
    }


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements that the database is given meanwhile."""
    heard: list[str] = []

    def hear(*said: Any) -> None:
        heard.append(said[2])

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", hear)
