"""Reading a person's sheet and carrying out a turn's commands. Everything here takes a session and never commits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.library import keep_model, kept_model, model_from
from bot.storage.engine import inserted_once
from bot.storage.tables import (
    Answer,
    AnswerRevision,
    Assessment,
    Conversation,
    HandledUpdate,
    Participation,
    Person,
)
from dialogs import memory, states
from dialogs.commands import BeginAlone, ChangeDepth, ChangeLanguage, Command, KeepConsent, StoreAnswer, Submit
from dialogs.sheet import Sheet
from framework import answers
from framework.answers import Basis, Depth, Questionnaire, Reason


@dataclass(frozen=True, slots=True)
class House:
    """What the operator decided, for every person alike. `model` is the file that new assessments begin on."""

    model: str
    languages: tuple[str, ...]
    open_to_all: bool
    local: bool = False


def claim_update(session: Session, channel: str, update_id: int, now: datetime) -> bool:
    """Mark an update as carried out by this transaction; False when an earlier one did."""
    row = {"channel": channel, "update_id": update_id, "handled_at": now}
    return inserted_once(session, HandledUpdate, row)


def locked_conversation(session: Session, channel: str, address: str, language: str, now: datetime) -> Conversation:
    """The chat's conversation, locked until the turn is committed; begun as a stranger's where there is none."""
    query = (
        select(Conversation)
        .where(col(Conversation.channel) == channel, col(Conversation.address) == address)
        .with_for_update()
    )
    found = session.exec(query).one_or_none()
    if found is not None:
        return found
    row = {
        "channel": channel,
        "address": address,
        "language": language,
        "state": memory.stored(states.Stranger()),
        "revision": 0,
        "updated_at": now,
    }
    inserted_once(session, Conversation, row)
    return session.exec(query).one()


def read_sheet(session: Session, house: House, conversation: Conversation) -> Sheet:
    """What the conversation may know: this person's own part in one assessment, and nobody else's."""
    sheet = Sheet(
        model=model_from(house.model),
        languages=house.languages,
        language=conversation.language,
        open_to_all=house.open_to_all,
        local=house.local,
        consented=conversation.person_id is not None,
    )
    if conversation.participation_id is None:
        return sheet
    part, assessment = session.exec(
        select(Participation, Assessment)
        .join(Assessment, col(Assessment.id) == Participation.assessment_id)
        .where(Participation.id == conversation.participation_id)
    ).one()
    return Sheet(
        model=sheet.model,
        languages=sheet.languages,
        language=sheet.language,
        open_to_all=sheet.open_to_all,
        local=sheet.local,
        consented=sheet.consented,
        title=assessment.title,
        alone=assessment.alone,
        quest=questionnaire(session, part, assessment),
        answers=read_answers(session, conversation.participation_id),
        submitted=part.submitted_at is not None,
    )


def questionnaire(session: Session, part: Participation, assessment: Assessment) -> Questionnaire:
    """What this person is asked, on the model that the assessment began with."""
    model = kept_model(session, assessment.model_hash)
    asked = tuple(model.capabilities)
    if part.capabilities is not None:
        asked = tuple(capability for capability in asked if capability in part.capabilities)
    return Questionnaire(model, asked, Depth(part.depth))


def read_answers(session: Session, participation_id: int) -> answers.Answers:
    rows = session.exec(select(Answer).where(Answer.participation_id == participation_id))
    return {row.capability: _answer(row) for row in rows}


def _answer(row: Answer) -> answers.Answer:
    return answers.Answer(
        capability=row.capability,
        phase=row.phase,
        reason=Reason(row.reason) if row.reason else None,
        why=row.why,
        in_place=frozenset(row.in_place),
        basis=frozenset(Basis(basis) for basis in row.basis),
        note=row.note,
    )


def carry_out(
    session: Session, house: House, conversation: Conversation, commands: Iterable[Command], now: datetime
) -> None:
    """Write what a turn asked for."""
    for command in commands:
        match command:
            case KeepConsent(version=version):
                person = Person(consent_version=version, consented_at=now)
                session.add(person)
                session.flush()
                conversation.person_id = person.id
            case BeginAlone(depth=depth):
                _begin_alone(session, house, conversation, depth, now)
            case ChangeDepth(depth=depth):
                _participation(session, conversation).depth = depth.value
            case StoreAnswer(answer=answer):
                record_answer(session, _participation_id(conversation), answer, now)
            case Submit():
                _participation(session, conversation).submitted_at = now
            case ChangeLanguage(language=language):
                conversation.language = language


def record_answer(session: Session, participation_id: int, answer: answers.Answer, now: datetime) -> None:
    """Insert or replace the answer and append its revision. `now` is aware, in UTC."""
    words: dict[str, Any] = {
        "phase": answer.phase,
        "reason": answer.reason.value if answer.reason else None,
        "why": answer.why,
        "in_place": sorted(answer.in_place),
        "basis": sorted(basis.value for basis in answer.basis),
        "note": answer.note,
        "answered_at": now,
    }
    key: dict[str, Any] = {"participation_id": participation_id, "capability": answer.capability}
    session.merge(Answer(**key, **words))
    session.add(AnswerRevision(**key, **words))


def _begin_alone(session: Session, house: House, conversation: Conversation, depth: Depth, now: datetime) -> None:
    model = keep_model(session, house.model)
    assessment = Assessment(model_hash=model.hash, alone=True, created_at=now)
    session.add(assessment)
    session.flush()
    part = Participation(
        person_id=_known(conversation.person_id), assessment_id=_known(assessment.id), depth=depth.value, joined_at=now
    )
    session.add(part)
    session.flush()
    conversation.participation_id = part.id


def _participation_id(conversation: Conversation) -> int:
    return _known(conversation.participation_id)


def _known(number: int | None) -> int:
    """A row's number that must be there by now. Raises LookupError."""
    if number is None:
        raise LookupError("the row has no number yet")
    return number


def _participation(session: Session, conversation: Conversation) -> Participation:
    return session.get_one(Participation, _participation_id(conversation))
