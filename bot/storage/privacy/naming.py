"""Taking the name and the numbers of a deleted person out of what stays: deeds, invitations, others' chats."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
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
    names = {*names_of(session, person), *labels}
    hide = _hiding(names)
    for chat in connection.execute(_COMPANY, given).all():
        here = {"of_channel": chat.channel, "of_address": chat.address}
        there = _turned_away(chat.state, person, set(parts))
        if there != chat.state:
            connection.execute(_AWAY, {**here, "there": there})
        for line in connection.execute(_MAIL, here).all() if names else ():
            hidden = hide(line.payload)
            if hidden != line.payload:
                connection.execute(_REWRITTEN, {"number": line.id, "content": hidden})


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


# Names in waiting messages

_HTML = {"words", "text", "record"}
"""What a message has in HTML, if it is no button and no answer to a tap."""

_TEXTS = {"caption", "label"}
"""What a file has in plain words."""

_OF_HTML = re.compile(r"<[^>]*>|&#?\w+;")

Hide = Callable[[str], str]


def _hiding(names: Collection[str]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Hides the names in a waiting message, and changes nothing else: somebody may be called like a word of ours."""
    known = {way for name in names if len(name) > 1 for way in (name, shortened(name, NAME))}  # no name is one letter
    plain, html = _hider(known), _hider({escape(name, quote) for name in known for quote in (True, False)})
    return lambda payload: {key: _part(key, value, plain, html) for key, value in payload.items()}


def _hider(ways: Collection[str]) -> Hide:
    """Hides these words where they stand as words of their own, and not in what HTML has in angles or as signs."""
    longest = sorted(ways, key=len, reverse=True)
    sought = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)|({_OF_HTML.pattern})")
    return lambda text: sought.sub(lambda found: found[1] or HIDDEN, text) if ways else text


def _part(key: str, value: Any, plain: Hide, html: Hide) -> Any:
    """One part of a message as the outbox keeps it: a card, words, a letter or a file."""
    match key, value:
        case _, str() if key in _HTML:
            return html(value)
        case _, str() if key in _TEXTS:
            return plain(value)
        case "answer", dict():
            return {name: plain(each) if name == "text" else each for name, each in value.items()}
        case "keyboard", list():
            return [[{**button, "text": plain(button["text"])} for button in row] for row in value]
        case "letter", dict():
            return {**value, "blocks": [_block(block, plain) for block in value["blocks"]]}
        case (("enclosure" | "about"), dict()):
            return {name: _part(name, each, plain, html) for name, each in value.items()}
        case "lines", list():
            return [_part("about", line, plain, html) for line in value]
        case _:
            return value


def _block(block: list[Any], plain: Hide) -> list[Any]:
    """A block of a letter, whose first word says what it is."""
    name, *rest = block
    inner = (_block(each, plain) if isinstance(each, list) else each for each in rest)
    return [name, *(plain(each) if isinstance(each, str) else each for each in inner)]
