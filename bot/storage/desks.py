"""Chats as turns need them: read many at once, locked, with what their people answered so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session

from bot.library import kept_model, model_from
from bot.office import House, Office, Recent
from bot.storage.posts import Held, held_by, setup_of
from bot.storage.tables import METADATA
from dialogs import memory
from dialogs.reminding.digests import Digest
from dialogs.sheet import Sheet
from dialogs.states import Conversation
from framework.answers import Answer, Answers, Basis, Depth, Questionnaire, Reason
from framework.model import Model

conversation, answer = (METADATA.tables[name] for name in ("conversation", "answer"))


@dataclass(slots=True)
class Desk:
    """One chat as a batch of turns has it: what is stored, and what its turns so far made of that.

    `stored` says whether the database has a row of it; `card` is the message that is its live card and
    `protected` that it was sent so, see `Reply`; `version` counts the changes of the participation's answers;
    `unreachable` that the person could not be written to when it was read.
    """

    channel: str
    address: str
    sheet: Sheet
    here: Conversation = field(default_factory=Conversation)
    person: int | None = None
    assessment: int | None = None
    participation: int | None = None
    version: int = 0
    card: str | None = None
    protected: bool = False
    stored: bool = False
    unreachable: bool = False
    answers: list[dict[str, Any]] = field(default_factory=list)
    """Answers to be written, in the order they were given."""


_LOCKED = (
    select(conversation)
    .where(
        conversation.c.channel == bindparam("of_channel"),
        conversation.c.address.in_(bindparam("addresses", expanding=True)),
    )
    .order_by(conversation.c.address)
    .with_for_update()
)


def load_desks(
    session: Session, office: Office, channel: str, languages: dict[str, str], now: datetime | None = None
) -> dict[str, Desk]:
    """The desks of these chats, locked until the transaction ends. `languages` has what a new chat begins in."""
    at = now or datetime.now(UTC)
    rows = session.connection().execute(_LOCKED, {"of_channel": channel, "addresses": sorted(languages)}).all()
    # A statement of its own: only one that begins after the lock was had is sure to see what was committed before it.
    held = held_by(session, {row.person_id for row in rows if row.person_id is not None})
    desks = {row.address: _desk(office.house, row, at) for row in rows}
    _furnish(session, office, office.recent, desks.values(), held)
    for address, language in languages.items():
        if address not in desks:
            desks[address] = Desk(channel, address, _blank(office.house, address, language, at))
    return desks


def reloaded(session: Session, office: Office, desk: Desk, now: datetime) -> Desk:
    """The desk with its sheet as the database has it by now; nothing of it may be waiting to be written."""
    held = held_by(session, {desk.person} if desk.person is not None else ())
    fresh = replace(desk, sheet=_blank(office.house, desk.address, desk.sheet.language, now))
    _furnish(session, office, Recent(), [fresh], held)
    return fresh


def _blank(house: House, address: str, language: str, at: datetime) -> Sheet:
    return Sheet(
        model=model_from(house.model),
        languages=house.languages,
        language=language,
        spoken=house.languages,
        open_to_all=house.open_to_all,
        local=house.local,
        may_create=house.may_create(address),
        help=house.help,
        at=at,
    )


def _desk(house: House, row: Row[Any], at: datetime) -> Desk:
    return Desk(
        row.channel,
        row.address,
        _blank(house, row.address, row.language, at),
        Conversation(memory.restored(row.state), row.revision),
        row.person_id,
        row.assessment_id,
        row.participation_id,
        card=row.card,
        protected=row.protected,
        stored=True,
        unreachable=row.unreachable_since is not None,
    )


def _furnish(session: Session, office: Office, recent: Recent, desks: Iterable[Desk], held: Mapping[int, Held]) -> None:
    """Put each desk where its person still has a part, with what they are asked there and what they answered.

    What they were removed from is no longer on it.
    """
    seats = [(desk, *_seated(desk, held.get(desk.person or 0, Held()))) for desk in desks]
    parts = [part for _, _, part in seats if part is not None]
    answers = _answers_of(session, recent, parts)
    earlier = [part.previous_id for part in parts if part.previous_id is not None]
    before = read_answers(session, earlier) if earlier else {}
    for desk, theirs, part in seats:
        place = _place(session, office.house, desk, theirs)
        asked = _asked(session, part, answers, before) if part is not None else {}
        desk.sheet = replace(desk.sheet, **place, **asked)


def _seated(desk: Desk, held: Held) -> tuple[Held, Row[Any] | None]:
    """Seat the desk; the row of the part in which its person answers, where they do."""
    desk.assessment = held.at(desk.assessment, desk.participation)
    part = held.parts.get(desk.assessment or 0)
    desk.participation, desk.version = (part.id, part.version) if part is not None else (None, 0)
    return held, part


def _place(session: Session, house: House, desk: Desk, held: Held) -> dict[str, Any]:
    """What a sheet says of where its person is."""
    round_ = held.rounds.get(desk.assessment or 0)
    setup = setup_of(round_) if round_ is not None else None
    spoken = tuple(code for code in house.languages if code in setup.languages) if setup else ()
    return {
        "model": kept_model(session, round_.round_model_hash) if round_ and setup else desk.sheet.model,
        "consented": desk.person is not None,
        "posts": held.posts,
        "former": held.former,
        "current": desk.assessment,
        "setup": setup,
        "muted": held.muted(desk.assessment),
        "digest": held.digests.get(desk.assessment or 0, Digest()),
        "shared": round_ is not None and round_.round_shared_at is not None,
        "title": round_.round_title if round_ is not None else "",
        "alone": round_.round_alone if round_ is not None else True,
        "languages": spoken or house.languages,
    }


def _asked(
    session: Session, part: Row[Any], answers: Mapping[int, Answers], before: Mapping[int, Answers]
) -> dict[str, Any]:
    """What a sheet says of what its person is asked; `before` has answers in the round before."""
    asked = tuple(part.capabilities) if part.capabilities is not None else None
    return {
        "quest": _questionnaire(kept_model(session, part.round_model_hash), Depth(part.depth), asked),
        "answers": answers[part.id],
        "before": before.get(part.previous_id, {}),
        "submitted": part.submitted_at is not None,
    }


_QUESTIONNAIRES: dict[tuple[str, Depth, tuple[str, ...] | None], Questionnaire] = {}


def _questionnaire(model: Model, depth: Depth, asked: tuple[str, ...] | None) -> Questionnaire:
    """What a person is asked, on the model that the assessment began with; the same object for the same questions."""
    key = (model.hash, depth, asked)
    if key not in _QUESTIONNAIRES:
        capabilities = tuple(c for c in model.capabilities if asked is None or c in asked)
        _QUESTIONNAIRES[key] = Questionnaire(model, capabilities, depth)
    return _QUESTIONNAIRES[key]


def _answers_of(session: Session, recent: Recent, parts: Sequence[Row[Any]]) -> dict[int, Answers]:
    """The answers of these participations, from memory where the version says they are current."""
    known = {part.id: recent.get(part.id, part.version) for part in parts}
    unknown = [number for number, answers in known.items() if answers is None]
    found = {number: answers for number, answers in known.items() if answers is not None}
    return {**found, **read_answers(session, unknown)} if unknown else found


def read_answers(session: Session, participations: Sequence[int]) -> dict[int, Answers]:
    """The latest answers of these participations."""
    found: dict[int, dict[str, Answer]] = {number: {} for number in participations}
    query = select(answer).where(answer.c.participation_id.in_(sorted(found)))
    for line in session.connection().execute(query):
        found[line.participation_id][line.capability] = answer_of(line)
    return dict(found)


_REASONS: dict[str | None, Reason | None] = {None: None, **{each.value: each for each in Reason}}
_BASES = {each.value: each for each in Basis}
"""Looked up, for making members of an enumeration takes longer: a joined result reads thousands of answers."""


def answer_of(row: Row[Any]) -> Answer:
    """The answer in a row of `answer`, or of `answer_revision`."""
    return Answer(
        row.capability,
        row.phase,
        _REASONS[row.reason],
        row.why,
        frozenset(row.in_place),
        frozenset([_BASES[each] for each in row.basis]),
        row.note,
        row.change,
        row.marked,
    )
