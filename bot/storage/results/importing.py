"""A round that was exported, read into a database as one that is closed.

Its people are not here: rows stand in for them who agreed to nothing and have no chat, so nobody can write to them.
Whatever the answers lead to is not read but found again, and has to be what the file says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bot.catalogues import tongues
from bot.codes import hashed, new_code
from bot.files.report import Person, Report
from bot.library import keep_model
from bot.storage.results.entries import Refused, check
from bot.storage.results.reporting import whole_report
from bot.storage.rounds.auditing import audit
from bot.storage.tables import METADATA
from bot.storage.writing import answer_row
from dialogs.rounds.nouns import Role, Status
from framework.agreed import Agreement
from framework.joined import Voice

__all__ = ["Imported", "Refused", "import_round"]

assessment, person, participation, coordinator, invitation, answer, answer_revision = (
    METADATA.tables[name]
    for name in (
        "assessment",
        "person",
        "participation",
        "coordinator",
        "invitation",
        "answer",
        "answer_revision",
    )
)
agreement, agreement_revision, priority = (
    METADATA.tables[name] for name in ("agreement", "agreement_revision", "priority")
)

NO_CONSENT = ""
"""The wording that someone agreed to who is not here: none."""

_ROUND = insert(assessment).returning(assessment.c.id)
_PEOPLE = insert(person).returning(person.c.id, sort_by_parameter_order=True)
_PARTS = insert(participation).returning(participation.c.id, sort_by_parameter_order=True)


@dataclass(frozen=True, slots=True)
class Imported:
    """The number that a round has here, how many respondents, and the code that makes somebody its coordinator."""

    number: int
    people: int
    code: str


def import_round(session: Session, report: Report, text: str, now: datetime) -> Imported:
    """Keep the round; `text` is that of its model's file. Raises Refused; then nothing may be committed."""
    check(report)
    closed = _closed(report)
    keep_model(session, text)
    number: int = session.connection().execute(_ROUND, _round(closed)).scalar_one()
    leads = _coordinators(session, number, closed)
    _answers(session, closed, _participations(session, number, closed))
    _recorded(session, number, closed, leads)
    code = new_code()
    session.connection().execute(insert(invitation), _way_in(number, leads[0], closed, code, now))
    audit(session, number, None, "imported", "", now)
    _compare(closed, whole_report(session, number, closed.made_at))
    return Imported(number, len(report.people), code)


def _closed(report: Report) -> Report:
    """The round as it is from now on. One that went on when its file was made ends with the file."""
    return replace(report, status=Status.CLOSED, closed_at=report.closed_at or report.made_at)


def _round(report: Report) -> dict[str, Any]:
    setup = report.setup
    before = {each: {"phase": was.phase, "changes": dict(was.changes)} for each, was in report.before.items()}
    return {
        "title": setup.title,
        "alone": False,
        "model_hash": report.model.hash,
        "created_at": report.opened_at,
        "territory": setup.territory,
        "depth": setup.depth.value,
        "deadline": setup.deadline,
        "zone": setup.zone,
        "days_off": sorted(setup.days_off),
        "quiet_from": setup.quiet[0],
        "quiet_until": setup.quiet[1],
        "languages": list(setup.languages),
        "anonymous": setup.anonymous,
        "audience": setup.audience.value,
        "policy": asdict(setup.policy),
        "retention": setup.retention,
        "protected": setup.protected,
        "status": report.status.value,
        "closed_at": report.closed_at,
        "imported": {"previous_title": report.previous_title, "before": before},
    }


def _strangers(session: Session, many: int, report: Report) -> list[int]:
    """The numbers of so many people who are not here."""
    if not many:
        return []
    rows: list[dict[str, Any]] = [
        {"consent_version": NO_CONSENT, "consented_at": report.opened_at} for _ in range(many)
    ]
    return list(session.connection().scalars(_PEOPLE, rows))


def _coordinators(session: Session, number: int, report: Report) -> list[int]:
    """Who coordinated it, in their order; where nobody is named, one without a name, who lets the first one in."""
    names = report.coordinators or ("",)
    people = _strangers(session, len(names), report)
    rows: list[dict[str, Any]] = [
        {"assessment_id": number, "person_id": who, "name": name, "muted": [], "since": report.opened_at}
        for who, name in zip(people, names, strict=True)
    ]
    session.connection().execute(insert(coordinator), rows)
    return people


def _participations(session: Session, number: int, report: Report) -> list[int]:
    """Everybody's part, in order; of those who were removed, the file has the answers alone."""
    progress = {each.number: each for each in report.people}
    people = _strangers(session, len(report.voices), report)
    rows = [
        _part(number, who, voice, progress.get(voice.number), report)
        for who, voice in zip(people, report.voices, strict=True)
    ]
    return list(session.connection().scalars(_PARTS, rows)) if rows else []


def _part(number: int, who: int, voice: Voice, progress: Person | None, report: Report) -> dict[str, Any]:
    everything = len(voice.asked) == len(report.model.capabilities)
    return {
        "person_id": who,
        "assessment_id": number,
        "depth": report.setup.depth.value,
        "capabilities": None if everything else list(voice.asked),
        "joined_at": progress.joined_at if progress else report.opened_at,
        "submitted_at": progress.submitted_at if progress else None,
        "removed_at": None if progress else report.closed_at,
        "version": 0,
        "name": voice.name,
        "sector": voice.sector,
    }


def _answers(session: Session, report: Report, parts: list[int]) -> None:
    """Every answer, and itself as its one revision; the file does not say when it was given."""
    given = report.closed_at or report.made_at
    rows = [
        answer_row(part, said, given)
        for part, voice in zip(parts, report.voices, strict=True)
        for said in voice.answers.values()
    ]
    if rows:
        session.connection().execute(insert(answer), rows)
        session.connection().execute(insert(answer_revision), rows)


def _recorded(session: Session, number: int, report: Report, leads: list[int]) -> None:
    """What was agreed with its history, and the plan."""
    connection = session.connection()
    for table, said in ((agreement, report.agreements.values()), (agreement_revision, report.history)):
        rows = [_agreement(number, each, leads) for each in said]
        if rows:
            connection.execute(insert(table), rows)
    plan = [{"assessment_id": number, "changed_at": report.closed_at, **asdict(each)} for each in report.plan]
    if plan:
        connection.execute(insert(priority), plan)


def _agreement(number: int, said: Agreement, leads: list[int]) -> dict[str, Any]:
    return {
        "assessment_id": number,
        "capability": said.capability,
        "phase": said.phase,
        "reason": said.reason,
        "dissent": said.dissent,
        "person_id": leads[said.by - 1] if said.by else None,
        "at": said.at,
    }


def _way_in(number: int, inviting: int, report: Report, code: str, now: datetime) -> dict[str, Any]:
    """The invitation of the one who coordinates it from now on; like any other, it is kept as a hash alone."""
    spoken = [each for each in report.setup.languages if each in tongues()]
    return {
        "assessment_id": number,
        "code_hash": hashed(code),
        "role": Role.COORDINATOR.value,
        "capabilities": None,
        "label": "",
        "language": spoken[0] if spoken else "en",
        "places": 1,
        "taken": 0,
        "until": None,
        "created_by": inviting,
        "created_at": now,
    }


def _compare(wanted: Report, found: Report) -> None:
    """Raise Refused where the round does not lead to what its file says."""
    ours, theirs = _comparable(found), _comparable(wanted)
    for name, part in theirs.items():
        if part == ours[name]:
            continue
        here: object = ours[name]
        if isinstance(part, Mapping) and isinstance(here, Mapping):
            differing = next(key for key in (*part, *here) if part.get(key) != here.get(key))
            raise Refused(f"{name}.{differing}: this does not follow from the rest of the file.")
        raise Refused(f"{name}: this does not follow from the rest of the file.")


def _comparable(report: Report) -> dict[str, Any]:
    parts = {each.name: getattr(report, each.name) for each in fields(Report) if each.name != "number"}
    return parts | {"plan": {each.capability: each for each in report.plan}}
