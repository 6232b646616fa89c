"""What carries an invitation out of the chat: a message to be forwarded with its picture, or a file of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.catalogues import tongue
from bot.left import Enclosure, Kind, Left
from bot.library import kept_model
from bot.office import Office
from bot.storage.posts import setup_of
from bot.storage.rounds.authority import Coordination
from bot.storage.rounds.offers import names_of
from dialogs.cards.rounds import letters
from dialogs.rounds.commands import Ticket
from dialogs.rounds.nouns import Setup


def letter(session: Session, office: Office, row: Row[Any], ticket: Ticket, code: str) -> tuple[Left, ...]:
    """The message that carries an invitation, and the picture of its way in; `row` has the round (`round_...`)."""
    model, way = kept_model(session, row.round_model_hash), _way(office, code)
    t, setup = tongue(ticket.language, model.id), _setup(row)
    message = letters.invitation(setup, ticket, names_of(session, row.round_id), model, way, t)
    return message, Enclosure(Kind.QR, letters.caption(setup, way, t), t.code, {"link": way.shown})


def passed_on(session: Session, office: Office, row: Row[Any], ticket: Ticket, code: str) -> tuple[Left, ...]:
    """The message with which a respondent passes one capability on."""
    model, way = kept_model(session, row.round_model_hash), _way(office, code)
    return (letters.passed_on(_setup(row), ticket, model, way, tongue(ticket.language, model.id)),)


def file(
    session: Session,
    office: Office,
    row: Row[Any],
    made: Sequence[tuple[Ticket, str]],
    right: Coordination,
    language: str,
) -> Enclosure:
    """All of them as lines of a file, for the coordinator to give out."""
    model = kept_model(session, row.round_model_hash)
    t = tongue(language, model.id)
    lines = [
        {
            "label": ticket.label,
            "sections": letters.sections(model, ticket.capabilities, t),
            "language": ticket.language,
            "code": way.code,
            "link": way.link,
        }
        for ticket, way in ((ticket, _way(office, code)) for ticket, code in made)
    ]
    about = {"round": right.round, "person": right.person, "lines": lines}
    return Enclosure(Kind.INVITATIONS, letters.file_caption(len(lines), t), t.code, about)


def _way(office: Office, code: str) -> letters.Way:
    return letters.Way(code, office.door.link + code if office.door.link else "")


def _setup(row: Row[Any]) -> Setup:
    setup = setup_of(row)
    if setup is None:
        raise LookupError("someone who assesses alone invites nobody")
    return setup
