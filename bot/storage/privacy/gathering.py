"""Everything that is kept of one person, row by row, under names that stay; docs/data-dictionary.md says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, or_, select
from sqlmodel import Session

from bot.left import Kind
from bot.storage.privacy.chats import chats_of, hash_of, in_chats
from bot.storage.tables import METADATA

tables = METADATA.tables
participation, coordinator, invitation, release, release_part = (
    tables[name] for name in ("participation", "coordinator", "invitation", "release", "release_part")
)

FORMAT, VERSION = "sounding-person", 1

Kept = dict[str, Any]
"""Rows by the names of their columns, or what is made of them."""

ANSWER = ("capability", "phase", "reason", "why", "in_place", "basis", "note", "change", "marked", "answered_at")
PART = ("name", "sector", "depth", "capabilities", "joined_at", "submitted_at", "nudged_at", "removed_at")
CHAT = ("channel", "address", "language", "state", "revision", "card", "unreachable_since", "updated_at")
ROUND = ("id", "title", "alone", "territory", "anonymous", "status", "created_at", "closed_at", "previous_id")
LEAD = ("name", "since", "muted", "digest", "digest_hour")
INVITED = ("id", "role", "capabilities", "label", "language", "places", "taken", "until", "created_at", "revoked_at")
TIMER = ("kind", "due_at", "sent", "asked_for", "stopped_at", "told_of")
SAID = ("capability", "phase", "reason", "dissent", "at")
DEED = ("at", "action", "subject")
VIEW = ("capability", "at", "block")
WAITING = ("channel", "address", "created_at", "payload")
ASIDE = ("channel", "address", "set_aside_at", "error", "content")

_PARTS = select(participation).where(participation.c.person_id == bindparam("person")).order_by(participation.c.id)
_SHOWN = (
    select(release_part.c.participation_id, release_part.c.block, release.c.capability, release.c.at)
    .join_from(release_part, release)
    .where(release_part.c.participation_id.in_(bindparam("parts", expanding=True)))
    .order_by(release.c.id)
)


def own_data(session: Session, number: int, now: datetime) -> Kept | None:
    """Everything about the person with this number; None where there is none. Moments are aware, in UTC."""
    person = _first(_rows(session, tables["person"], "id", number))
    if person is None:
        return None
    chats = chats_of(session, number)
    hashes = [hash_of(channel, address) for channel, address in chats]
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now,
        "consent": {"version": person.consent_version, "at": person.consented_at},
        "reminded_at": person.reminded_at,
        "chats": [
            {**_some(line, CHAT), "assessment": line.assessment_id}
            for line in _rows(session, tables["conversation"], "person_id", number)
        ],
        "assessments": _assessments(session, number),
        "waiting": [
            _some(line, WAITING)
            for line in in_chats(session, tables["outgoing"], chats)
            if line.payload.get("enclosure", {}).get("kind") != Kind.MINE
        ],
        "set_aside": [_some(line, ASIDE) for line in in_chats(session, tables["set_aside"], chats)],
        "counted": [
            {"kind": getattr(line, "kind", "code"), "at": line.at}
            for name in ("spent", "failed_code")
            for line in _among(session, tables[name], "chat_hash", hashes)
        ],
    }


def _assessments(session: Session, number: int) -> list[Kept]:
    """Of each assessment what concerns this person; nothing that others said."""
    parts = {part.assessment_id: part for part in session.connection().execute(_PARTS, {"person": number})}
    theirs = {part.id for part in parts.values()}
    leads = _by_round(_rows(session, coordinator, "person_id", number))
    deeds = _by_round(_deeds(session, number, theirs))
    timers = _by_round(_rows(session, tables["timer"], "person_id", number))
    agreed = _by_round(_rows(session, tables["agreement_revision"], "person_id", number))
    invited = _by_round(_invitations(session, number, theirs))
    rounds = sorted({*parts, *leads, *deeds, *timers, *agreed, *invited})
    about = {line.id: line for line in _among(session, tables["assessment"], "id", rounds)}
    answers = _by_part(_among(session, tables["answer"], "participation_id", theirs))
    revisions = _by_part(_among(session, tables["answer_revision"], "participation_id", theirs))
    shown = _by_part(list[Row[Any]](session.connection().execute(_SHOWN, {"parts": sorted(theirs)})))
    return [
        {
            **_some(about[each], ROUND),
            "model": about[each].model_hash,
            "part": _part(parts[each], answers, revisions, shown) if each in parts else None,
            "coordinator": _some(leads[each][0], LEAD) if each in leads else None,
            "reminders": _several(timers, each, TIMER),
            "invitations": _several(invited, each, INVITED),
            "agreements": _several(agreed, each, SAID),
            "deeds": _several(deeds, each, DEED),
        }
        for each in rounds
    ]


def _part(
    part: Row[Any],
    answers: Mapping[int, list[Row[Any]]],
    revisions: Mapping[int, list[Row[Any]]],
    shown: Mapping[int, list[Row[Any]]],
) -> Kept:
    return {
        "number": part.id,
        **_some(part, PART),
        "invitation": part.invitation_id,
        "previous": part.previous_id,
        "answers": _several(answers, part.id, ANSWER),
        "revisions": _several(revisions, part.id, ANSWER),
        "counted_in": _several(shown, part.id, VIEW),
    }


def _deeds(session: Session, number: int, parts: Iterable[int]) -> list[Row[Any]]:
    """What they did, and what was done about them."""
    entry = tables["audit_entry"]
    named = [f"coordinator:{number}", *(f"participation:{part}" for part in parts)]
    query = select(entry).where(or_(entry.c.person_id == number, entry.c.subject.in_(named))).order_by(entry.c.id)
    return list(session.connection().execute(query))


def _invitations(session: Session, number: int, parts: Iterable[int]) -> list[Row[Any]]:
    """Those that they made, with those by which they passed a question on."""
    made = or_(invitation.c.created_by == number, invitation.c.passed_by.in_(sorted(parts)))
    return list(session.connection().execute(select(invitation).where(made).order_by(invitation.c.id)))


def _rows(session: Session, table: Table, column: str, value: int) -> list[Row[Any]]:
    return _among(session, table, column, [value])


def _among(session: Session, table: Table, column: str, values: Iterable[Any]) -> list[Row[Any]]:
    """The rows of a table with one of these values, in the order of their keys."""
    query = select(table).where(table.c[column].in_(sorted(values))).order_by(*table.primary_key)
    return list(session.connection().execute(query))


def _first(lines: list[Row[Any]]) -> Row[Any] | None:
    return lines[0] if lines else None


def _by_round(lines: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for line in lines:
        found.setdefault(line.assessment_id, []).append(line)
    return found


def _by_part(lines: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for line in lines:
        found.setdefault(line.participation_id, []).append(line)
    return found


def _several(grouped: Mapping[int, list[Row[Any]]], number: int, names: Iterable[str]) -> list[Kept]:
    return [_some(line, names) for line in grouped.get(number, ())]


def _some(line: Row[Any], names: Iterable[str]) -> Kept:
    return {name: getattr(line, name) for name in names}
