"""What lies in a chat: messages, who wrote them, and the files they carry."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from .formatting import Entity, Formatted
from .keyboard import Button, Rows, rows_as_json


@dataclass(frozen=True, slots=True)
class User:
    """Someone with a Telegram account; the bot is one too."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    is_bot: bool = False

    def as_json(self) -> dict[str, Any]:
        """A User."""
        body: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        extra = {"username": self.username, "language_code": self.language_code}
        return body | {name: value for name, value in extra.items() if value}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `kind` is the field of the message that holds it ("photo", "document", ...)."""

    kind: str
    file_id: str
    name: str
    mime: str
    content: bytes
    width: int = 0  # pixels; 0 where nobody measured
    height: int = 0

    def as_json(self) -> dict[str, Any]:
        """The fields of a message that describe the file."""
        base: dict[str, Any] = {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_size": len(self.content),
        }
        match self.kind:
            case "photo":
                return {"photo": [base | {"width": self.width, "height": self.height}]}
            case "sticker":
                shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
                return {"sticker": base | shape}
            case "voice":
                return {"voice": base | {"duration": 1, "mime_type": self.mime}}
            case _:
                return {self.kind: base | {"file_name": self.name, "mime_type": self.mime}}


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands at a moment; an edit makes another with the same id.

    Ids count from 1 in each chat. Times are whole seconds since 1970, in UTC.
    """

    chat_id: int
    id: int
    sender: User
    date: int
    body: Formatted
    rows: Rows = ()
    file: Upload | None = None
    edited: int | None = None
    source: str = ""  # the HTML that the bot sent, where it sent HTML
    reply_to: int | None = None
    service: str = ""  # name of the field that makes this a service message
    service_value: int | str = ""
    protected: bool = False  # clients let nobody forward or save it; set when it is sent, and no edit changes it

    @property
    def text(self) -> str:
        """Plain text or caption, as shown."""
        return self.body.text

    @property
    def html(self) -> str:
        """The text as HTML: what the bot sent, or the plain text escaped."""
        return self.source or escape(self.text, quote=False)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Styles of the text, in order."""
        return self.body.entities

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.sender.is_bot

    @property
    def buttons(self) -> list[Button]:
        """All its buttons, row by row."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[list[str]]:
        """What is written on its buttons, by row."""
        return [[button.label for button in row] for row in self.rows]

    def button(self, wanted: str) -> Button | None:
        """The button with this label or this data, the label first."""
        by_label = (button for button in self.buttons if button.label == wanted)
        by_data = (button for button in self.buttons if button.data == wanted)
        return next(by_label, None) or next(by_data, None)

    def as_json(self, chat: dict[str, Any]) -> dict[str, Any]:
        """A Message in `chat`, a Chat."""
        body: dict[str, Any] = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": chat,
            "date": self.date,
        }
        if self.edited is not None:
            body["edit_date"] = self.edited
        prefix = "caption" if self.file else "text"
        if self.text:
            body[prefix] = self.text
        if self.entities:
            name = "caption_entities" if self.file else "entities"
            body[name] = [entity.as_json() for entity in self.entities]
        if self.file:
            body |= self.file.as_json()
        if self.rows:
            body["reply_markup"] = rows_as_json(self.rows)
        if self.protected:
            body["has_protected_content"] = True
        if self.service:
            body[self.service] = self.service_value
        return body
