"""Chats as turns need them: read many at once, locked, with what their people answered so far."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Engine, Row, bindparam, select
from sqlmodel import Session

from bot.library import kept_model, model_from
from bot.storage.tables import METADATA
from dialogs import memory
from dialogs.sheet import Sheet
from dialogs.states import Conversation
from framework.answers import Answer, Answers, Basis, Depth, Questionnaire, Reason
from framework.model import Model

conversation, participation, assessment, answer = (
    METADATA.tables[name] for name in ("conversation", "participation", "assessment", "answer")
)


@dataclass(frozen=True, slots=True)
class House:
    """What the operator decided, for every person alike. `model` is the file that new assessments begin on."""

    model: str
    languages: tuple[str, ...]
    open_to_all: bool
    local: bool = False


@dataclass(slots=True)
class Recent:
    """Answers used lately, each set with the version of its participation that it belongs to.

    A set counts only while the database still has that version; it is put here after a commit, never before.
    """

    size: int = 2000
    _kept: OrderedDict[int, tuple[int, Answers]] = field(default_factory=OrderedDict)

    def get(self, number: int, version: int) -> Answers | None:
        kept = self._kept.get(number)
        if kept is None or kept[0] != version:
            return None
        self._kept.move_to_end(number)
        return kept[1]

    def put(self, number: int, version: int, answers: Answers) -> None:
        self._kept[number] = (version, answers)
        self._kept.move_to_end(number)
        if len(self._kept) > self.size:
            self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Office:
    """Where turns are carried out: a database, what the operator decided, and what was used lately.

    `process` names the process that sends what its turns lead to.
    """

    engine: Engine
    house: House
    process: str | None = None
    recent: Recent = field(default_factory=Recent)

    def remember(self, desks: Iterable[Desk]) -> None:
        """What was committed need not be read again. Call it after the commit, never before."""
        for desk in desks:
            if desk.participation is not None:
                self.recent.put(desk.participation, desk.version, desk.sheet.answers)


@dataclass(slots=True)
class Desk:
    """One chat as a batch of turns has it: what is stored, and what its turns so far made of that.

    `stored` says whether the database has a row of it; `card` is the message that is its live card; `version`
    counts the changes of the participation's answers.
    """

    channel: str
    address: str
    sheet: Sheet
    here: Conversation = field(default_factory=Conversation)
    person: int | None = None
    participation: int | None = None
    version: int = 0
    card: str | None = None
    stored: bool = False
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

# A statement of its own: only one that begins after the lock was had is sure to see what was committed before it.
_PARTS = (
    select(participation, assessment.c.title, assessment.c.alone, assessment.c.model_hash)
    .join_from(participation, assessment)
    .where(participation.c.id.in_(bindparam("parts", expanding=True)))
)


def load_desks(session: Session, office: Office, channel: str, languages: dict[str, str]) -> dict[str, Desk]:
    """The desks of these chats, locked until the transaction ends. `languages` has what a new chat begins in."""
    connection = session.connection()
    rows = connection.execute(_LOCKED, {"of_channel": channel, "addresses": sorted(languages)}).all()
    wanted = [row.participation_id for row in rows if row.participation_id is not None]
    parts = connection.execute(_PARTS, {"parts": wanted}).all() if wanted else []
    answers = _answers_of(session, office.recent, parts)
    sheets = {part.id: (part, answers[part.id]) for part in parts}
    desks = {
        row.address: _desk(session, office.house, row, *sheets.get(row.participation_id, (None, {}))) for row in rows
    }
    for address, language in languages.items():
        if address not in desks:
            desks[address] = Desk(channel, address, _blank(office.house, language))
    return desks


def _blank(house: House, language: str, *, consented: bool = False) -> Sheet:
    return Sheet(
        model=model_from(house.model),
        languages=house.languages,
        language=language,
        open_to_all=house.open_to_all,
        local=house.local,
        consented=consented,
    )


def _desk(session: Session, house: House, row: Row[Any], part: Row[Any] | None, answers: Answers) -> Desk:
    sheet = _blank(house, row.language, consented=row.person_id is not None)
    if part is not None:
        asked = tuple(part.capabilities) if part.capabilities is not None else None
        sheet = replace(
            sheet,
            title=part.title,
            alone=part.alone,
            quest=_questionnaire(kept_model(session, part.model_hash), Depth(part.depth), asked),
            answers=answers,
            submitted=part.submitted_at is not None,
        )
    return Desk(
        row.channel,
        row.address,
        sheet,
        Conversation(memory.restored(row.state), row.revision),
        row.person_id,
        row.participation_id,
        part.version if part is not None else 0,
        row.card,
        stored=True,
    )


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
        found[line.participation_id][line.capability] = _answer(line)
    return dict(found)


def _answer(row: Row[Any]) -> Answer:
    return Answer(
        capability=row.capability,
        phase=row.phase,
        reason=Reason(row.reason) if row.reason else None,
        why=row.why,
        in_place=frozenset(row.in_place),
        basis=frozenset(map(Basis, row.basis)),
        note=row.note,
    )
