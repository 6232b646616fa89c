"""People and groups that talk to the bot: what they do becomes updates, what the bot does shows in their chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from .chats import Access, Chat, transcript
from .formatting import Formatted, with_detected
from .keyboard import Button
from .messages import Message, Upload, User
from .world import Query, World

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on a button: the id of its query, the message as the person saw it, and the button."""

    query_id: str
    message: Message
    button: Button


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a phone, and their private chat with the bot. The first thing they say starts the bot."""

    world: World
    user: User
    chat: Chat

    @property
    def id(self) -> int:
        """The user's id, which is the private chat's id too."""
        return self.user.id

    def say(self, text: str) -> Message:
        """Write to the bot."""
        return _write(self.world, self._at_phone(), self.user, text)

    def send_photo(self, content: bytes = b"picture", caption: str = "") -> Message:
        """Send a picture."""
        return self._send(self.world.keep("photo", "photo.jpg", "image/jpeg", content, 90, 90), caption)

    def send_document(self, content: bytes = b"text", name: str = "notes.txt", caption: str = "") -> Message:
        """Send a file."""
        return self._send(self.world.keep("document", name, "application/octet-stream", content), caption)

    def send_sticker(self) -> Message:
        """Send a sticker."""
        return self._send(self.world.keep("sticker", "sticker.webp", "image/webp", b"sticker"))

    def send_voice(self) -> Message:
        """Send a voice message."""
        return self._send(self.world.keep("voice", "voice.ogg", "audio/ogg", b"voice"))

    def edit(self, message: Message, text: str) -> Message:
        """Change what they wrote before."""
        chat = self._at_phone()
        body = with_detected(Formatted(text))
        edited = chat.put(replace(chat.by_id[message.id], body=body, edited=int(self.world.now())))
        self.world.updates.add("edited_message", chat.id, self.world.shown(edited))
        return edited

    def forward(self, message: Message, to: Person) -> Message:
        """Show somebody else what the bot wrote; raises PermissionError where it is protected."""
        if message.protected:
            raise PermissionError("the bot lets nobody forward this message")
        return self.world.write(to.chat, self.user, message.body, file=message.file)

    def tap(self, wanted: str, message: Message | None = None) -> Tap:
        """Tap the button with this label or data: on `message` as it was then, else on the newest one that has it."""
        return _tap(self.world, self._at_phone(), self.user, wanted, message)

    def block(self) -> None:
        """Block the bot; what it sends is refused from now on."""
        self._become(Access.BLOCKED, "member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._become(Access.OPEN, "kicked", "member")

    def deactivate(self) -> None:
        """Delete the account; the bot hears nothing of it."""
        self.chat.access = Access.DEACTIVATED

    async def wait_for(self, met: Callable[[Chat], T | None], timeout: float = 5.0) -> T:
        """What `met` finds in the chat as soon as it is true; raises TimeoutError, showing the chat."""
        return await self.chat.wait_for(met, timeout)

    async def answered(self, tap: Tap, timeout: float = 5.0) -> str:
        """Wait until the bot answers a tap; the text of its toast, or ""."""
        answers = await self.chat.wait_for(
            lambda chat: [answer.text for answer in chat.answers if answer.query_id == tap.query_id], timeout
        )
        return answers[0]

    async def next_change(self, timeout: float = 5.0, since: int | None = None) -> int:
        """Wait for a change in the chat after number `since` (now, if not given); the latest number."""
        return await self.chat.next_change(timeout, since)

    def _at_phone(self) -> Chat:
        if self.chat.access in {Access.BLOCKED, Access.DEACTIVATED}:
            raise ValueError(f"{self.user.first_name} has {self.chat.access.value} the bot or the account")
        self.chat.access = Access.OPEN
        return self.chat

    def _send(self, upload: Upload, caption: str = "") -> Message:
        chat = self._at_phone()
        message = self.world.write(chat, self.user, with_detected(Formatted(caption)), file=upload)
        self.world.updates.add("message", chat.id, self.world.shown(message))
        return message

    def _become(self, access: Access, old: str, new: str) -> None:
        self.chat.access = access
        self.chat.changes.happen()
        _tell_membership(self.world, self.chat, self.user, old, new)


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat with the bot in it. In privacy mode the bot hears only commands and its own name."""

    world: World
    chat: Chat
    privacy: bool = True

    @property
    def id(self) -> int:
        """The chat's id, below 0."""
        return self.chat.id

    def say(self, person: Person, text: str) -> Message:
        """A person writes in the group."""
        heard = not self.privacy or text.startswith("/") or f"@{self.world.bot.username}" in text
        return _write(self.world, self.chat, person.user, text, heard=heard)

    def tap(self, person: Person, wanted: str, message: Message | None = None) -> Tap:
        """A person taps a button in the group."""
        return _tap(self.world, self.chat, person.user, wanted, message)

    def remove_bot(self, by: Person) -> None:
        """Throw the bot out."""
        self.chat.access = Access.REMOVED
        _tell_membership(self.world, self.chat, by.user, "member", "kicked")

    def upgrade(self, by: Person) -> Group:
        """Become a supergroup with another id; the old chat refuses messages and names the new one."""
        chat = Chat(-1_000_000_000_000 - abs(self.id), "supergroup", self.chat.name, Access.OPEN)
        self.world.chats[chat.id] = chat
        self.chat.access, self.chat.upgraded_to = Access.UPGRADED, chat.id
        for here, service, there in (
            (self.chat, "migrate_to_chat_id", chat.id),
            (chat, "migrate_from_chat_id", self.id),
        ):
            note = self.world.write(here, by.user, Formatted(""), service=service, service_value=there)
            self.world.updates.add("message", here.id, self.world.shown(note))
        return Group(self.world, chat, self.privacy)


def join_bot(world: World, chat: Chat, by: User) -> None:
    """Someone adds the bot to a group."""
    world.chats[chat.id] = chat
    _tell_membership(world, chat, by, "left", "member")


def _write(world: World, chat: Chat, sender: User, text: str, *, heard: bool = True) -> Message:
    message = world.write(chat, sender, with_detected(Formatted(text)))
    if heard:
        world.updates.add("message", chat.id, world.shown(message))
    return message


def _tap(world: World, chat: Chat, user: User, wanted: str, seen: Message | None) -> Tap:
    choices = [seen] if seen else [message for message in reversed(chat.messages) if message.from_bot]
    for message in choices:
        if button := message.button(wanted):
            return _send_tap(world, chat, user, message, button)
    raise LookupError(f"no button {wanted!r} in this chat:\n{transcript(chat)}")


def _send_tap(world: World, chat: Chat, user: User, message: Message, button: Button) -> Tap:
    if button.data is None:
        raise LookupError(f"the button {button.label!r} opens {button.url!r}: the bot does not hear of it")
    query = Query(str(4_000_000_000_000_000 + world.number()), chat.id, message.id, world.now())
    world.queries[query.id] = query
    current = chat.by_id.get(message.id)
    gone = {"chat": chat.as_json(), "message_id": message.id, "date": 0}
    body: dict[str, Any] = {
        "id": query.id,
        "from": user.as_json(),
        "message": world.shown(current) if current else gone,
        "chat_instance": str(chat.id * 7919),
        "data": button.data,
    }
    world.updates.add("callback_query", chat.id, body)
    return Tap(query.id, message, button)


def _tell_membership(world: World, chat: Chat, by: User, old: str, new: str) -> None:
    bot = world.bot.as_json()
    states: dict[str, dict[str, Any]] = {state: {"user": bot, "status": state} for state in (old, new)}
    if "kicked" in states:
        states["kicked"]["until_date"] = 0
    body = {
        "chat": chat.as_json(),
        "from": by.as_json(),
        "date": int(world.now()),
        "old_chat_member": states[old],
        "new_chat_member": states[new],
    }
    world.updates.add("my_chat_member", chat.id, body)
