"""Taking the name and the numbers of a deleted person out of what stays: deeds, invitations, others' chats."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session

from bot.storage.tables import METADATA
from dialogs import memory
from dialogs.cards.rounds.terms import NAME
from dialogs.rounds.nouns import Role
from dialogs.rounds.states import Deed, FormKind, ListingPeople
from dialogs.typed import shortened

participation, coordinator, conversation, invitation, outgoing, audit_entry = (
    METADATA.tables[name]
    for name in ("participation", "coordinator", "conversation", "invitation", "outgoing", "audit_entry")
)

_ROUNDS: Any = bindparam("rounds", expanding=True)

# Deeds


def clear_subjects(session: Session, person: int, parts: Collection[int]) -> None:
    """What was done about the person was done about a respondent or a coordinator."""
    named = {f"coordinator:{person}": "coordinator", **{f"participation:{part}": "participation" for part in parts}}
    for subject, nobody in named.items():
        query = update(audit_entry).where(audit_entry.c.subject == subject).values(subject=nobody)
        session.connection().execute(query)


# Invitations

_CAME_BY = (
    select(participation.c.person_id, participation.c.invitation_id, invitation.c.label)
    .join_from(participation, invitation, invitation.c.id == participation.c.invitation_id)
    .where(
        participation.c.invitation_id.in_(
            select(participation.c.invitation_id).where(participation.c.person_id == bindparam("person"))
        )
    )
)
_LEADING = select(invitation.c.id, invitation.c.label, invitation.c.assessment_id).where(
    invitation.c.assessment_id.in_(_ROUNDS), invitation.c.role == Role.COORDINATOR.value, invitation.c.taken > 0
)
_CAME_TO_LEAD = select(audit_entry.c.assessment_id, audit_entry.c.person_id).where(
    audit_entry.c.assessment_id.in_(_ROUNDS),
    audit_entry.c.action == "joined",
    audit_entry.c.subject.startswith(f"{Role.COORDINATOR.value}:"),
)
_UNLABEL = update(invitation).where(invitation.c.id.in_(bindparam("numbers", expanding=True))).values(label="")


def names_of(session: Session, person: int) -> set[str]:
    """The names or offices that this person gave."""
    columns = participation.c.name, coordinator.c.name
    queries = (select(column).where(column.table.c.person_id == person) for column in columns)
    return {name for query in queries for name in session.connection().scalars(query) if name}


def clear_labels(session: Session, person: int, led: Collection[int]) -> set[str]:
    """Take off an invitation for whom it was, where nobody else came by it; what stood there.

    Which invitation a coordinator came by is kept nowhere: it is one of those that were used, and surely each of them
    where nobody else came to lead.
    """
    connection, given = session.connection(), {"rounds": sorted(led)}
    came = connection.execute(_CAME_BY, {"person": person}).all()
    shared = {line.invitation_id for line in came if line.person_id != person}
    theirs = {line.invitation_id: line.label for line in came if line.invitation_id not in shared}
    names = {name.casefold() for name in names_of(session, person)}
    others = {line.assessment_id for line in connection.execute(_CAME_TO_LEAD, given) if line.person_id != person}
    for used in connection.execute(_LEADING, given):
        if used.assessment_id not in others or used.label.casefold() in names:
            theirs[used.id] = used.label
    if theirs:
        connection.execute(_UNLABEL, {"numbers": sorted(theirs)})
    return {label for label in theirs.values() if label}


# Other people's chats

_COMPANY = (
    select(conversation.c.channel, conversation.c.address, conversation.c.state)
    .where(
        conversation.c.person_id != bindparam("person"),
        or_(
            conversation.c.person_id.in_(
                select(participation.c.person_id).where(participation.c.assessment_id.in_(_ROUNDS))
            ),
            conversation.c.person_id.in_(
                select(coordinator.c.person_id).where(coordinator.c.assessment_id.in_(_ROUNDS))
            ),
        ),
    )
    .order_by(conversation.c.channel, conversation.c.address)
)
_OF_CHAT = (
    conversation.c.channel == bindparam("of_channel"),
    conversation.c.address == bindparam("of_address"),
)
_AWAY = update(conversation).where(*_OF_CHAT).values(state=bindparam("there"), revision=conversation.c.revision + 1)
_MAIL = select(outgoing.c.id, outgoing.c.payload).where(
    outgoing.c.channel == bindparam("of_channel"), outgoing.c.address == bindparam("of_address")
)
_REWRITTEN = update(outgoing).where(outgoing.c.id == bindparam("number")).values(payload=bindparam("content"))

HIDDEN = "…"
"""Stands in waiting messages where the name was."""


def clear_traces(
    session: Session, person: int, labels: Collection[str], parts: Collection[int], rounds: Collection[int]
) -> None:
    """Turn away whoever in these rounds is just looking at the person, and take their names out of waiting messages.

    `labels` are what invitations called them.
    """
    connection, given = session.connection(), {"person": person, "rounds": sorted(rounds)}
    names = _ways_of_writing({*names_of(session, person), *labels})
    for chat in connection.execute(_COMPANY, given).all():
        here = {"of_channel": chat.channel, "of_address": chat.address}
        there = _turned_away(chat.state, person, set(parts))
        if there != chat.state:
            connection.execute(_AWAY, {**here, "there": there})
        for line in connection.execute(_MAIL, here).all() if names else ():
            hidden = _hidden(line.payload, names)
            if hidden != line.payload:
                connection.execute(_REWRITTEN, {"number": line.id, "content": hidden})


def _ways_of_writing(names: Collection[str]) -> list[str]:
    """The names as messages may hold them, the longest first; a single letter is no name."""
    known = (name for name in names if len(name) > 1)
    ways = {way for name in known for way in (name, shortened(name, NAME), escape(name), escape(name, quote=False))}
    return sorted(ways, key=len, reverse=True)


def _turned_away(state: Any, person: int, parts: set[int]) -> Any:
    """The stored state, at the list of people where it was about the person."""
    if not isinstance(state, Mapping):
        return state
    if _is_about(state, person, parts):
        return memory.stored(ListingPeople())
    return {**state, "back": _turned_away(state["back"], person, parts)} if "back" in state else dict(state)


def _is_about(state: Mapping[str, Any], person: int, parts: set[int]) -> bool:
    match state:
        case {"at": "looking-at-person", "participation": part}:
            return part in parts
        case {"at": "confirming", "deed": Deed.DEMOTE, "subject": subject}:
            return bool(subject == person)
        case {"at": "confirming", "deed": Deed.NUDGE | Deed.REMOVE | Deed.PROMOTE, "subject": subject}:
            return subject in parts
        case {"at": "filling", "form": FormKind.ASSIGN, "subject": subject}:
            return subject in parts
        case _:
            return False


def _hidden(content: Any, names: Collection[str]) -> Any:
    """The message with the names hidden, wherever they stand."""
    match content:
        case str():
            for name in names:
                content = content.replace(name, HIDDEN)
            return content
        case list():
            return [_hidden(each, names) for each in content]
        case dict():
            return {key: _hidden(each, names) for key, each in content.items()}
        case _:
            return content
