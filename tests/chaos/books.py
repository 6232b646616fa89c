"""The other way to know what the answers should be: every update, carried out once and in order by the pure core.

What the database holds at any instant must be what the core makes of the updates that it says were handled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dialogs import memory, wire
from dialogs.commands import StoreAnswer
from dialogs.events import Attachment, AttachmentSent, Event, Received
from dialogs.sheet import Sheet, after
from dialogs.states import Conversation, Stranger
from dialogs.step import step
from dialogs.typed import heard
from framework.answers import Answer
from framework.model import Model
from tests.chaos.database import Contents, Kept
from tests.telegram.updates import Update, Updates

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass
class Recorded(Updates):
    """The bot's queue, which keeps what is confirmed too: every update that ever was, by chat, in order."""

    by_chat: dict[int, list[Update]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, chat_id: int, body: dict[str, Any]) -> Update | None:
        update = super().add(kind, chat_id, body)
        if update:
            self.by_chat[chat_id].append(update)
        return update

    @property
    def confirmed(self) -> int:
        """Every update with a number below this one is confirmed."""
        return self.waiting[0].id if self.waiting else self.next_id

    @property
    def numbers(self) -> Iterator[int]:
        return (update.id for updates in self.by_chat.values() for update in updates)


@dataclass(slots=True)
class Account:
    """One chat as the core has it after `carried` of its updates; `given` are the answers it stored, in order."""

    sheet: Sheet
    here: Conversation = field(default_factory=Conversation)
    carried: int = 0
    given: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def carry(self, update: Update) -> None:
        """One more update."""
        event, revision = _meaning(update)
        turn = step(self.sheet, self.here, Received(event, NOON, revision))
        self.sheet, self.here = after(self.sheet, turn.commands), self.here.moved_to(turn.state)
        self.carried += 1
        for command in turn.commands:
            if isinstance(command, StoreAnswer):
                self.given.setdefault(command.answer.capability, []).append(_row(command.answer))


@dataclass(slots=True)
class Books:
    """An account of each chat, which grows with what the database says was handled."""

    model: Model
    updates: Recorded
    accounts: dict[int, Account] = field(default_factory=dict)

    def audit(self, found: Contents) -> Iterator[str]:
        """What the database should hold and does not, or the other way round."""
        for number in sorted(set(self.updates.numbers) - found.handled):
            if number < self.updates.confirmed:
                yield f"update {number} is confirmed, and not in the database"
        for chat, updates in self.updates.by_chat.items():
            yield from (f"chat {chat}: {fault}" for fault in self._audit_chat(chat, updates, found))

    def _audit_chat(self, chat: int, updates: list[Update], found: Contents) -> Iterator[str]:
        account = self.accounts.setdefault(chat, Account(Sheet(self.model, ("en",), "en", open_to_all=True)))
        handled = [update.id in found.handled for update in updates]
        count = sum(handled)
        if not all(handled[:count]):
            yield "updates were not handled in their order"
        if count < account.carried:
            yield "updates that were handled are handled no more"
        for update in updates[account.carried : count]:
            account.carry(update)
        yield from _unlike(account, found.chats.get(chat))


def _unlike(account: Account, kept: Kept | None) -> Iterator[str]:
    """Where a stored chat differs from its account."""
    if kept is None or isinstance(account.here.state, Stranger):
        if kept or not isinstance(account.here.state, Stranger):
            yield "there should be a conversation" if kept is None else "there should be no conversation"
        return
    if (kept.revision, kept.state) != (account.here.revision, memory.stored(account.here.state)):
        yield f"the conversation is at card {kept.revision}, and should be at {account.here.revision}"
    if kept.submitted != account.sheet.submitted:
        yield f"submitted is {kept.submitted}"
    for capability in sorted(account.given.keys() | kept.revisions.keys() | kept.answers.keys()):
        should, stored = account.given.get(capability, []), [r.row for r in kept.revisions.get(capability, [])]
        if stored != should:
            yield f"{capability} has {len(stored)} revisions, and {len(should)} were given, or they differ"
        latest = kept.answers.get(capability)
        if (latest.row if latest else None) != (should[-1] if should else None):
            yield f"{capability}: the latest answer is not the one that was given last"


def _meaning(update: Update) -> tuple[Event, int | None]:
    """The event of an update, and the revision of the card that was tapped."""
    if update.kind == "callback_query":
        revision, event = wire.read(update.body["data"])
        return event, revision
    if update.kind == "edited_message":
        return AttachmentSent(Attachment.EDIT), None
    if "photo" in update.body:
        return AttachmentSent(Attachment.PICTURE), None
    return heard(update.body["text"]), None


def _row(answer: Answer) -> tuple[Any, ...]:
    """What `tests.chaos.database` reads of such an answer."""
    return (
        answer.phase,
        answer.reason.value if answer.reason else None,
        answer.why,
        tuple(sorted(answer.in_place)),
        tuple(sorted(basis.value for basis in answer.basis)),
        answer.note,
    )
