"""What a message says and offers, read once however many people are shown it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tests.telegram.errors import bad_request
from tests.telegram.formatting import utf16_length
from tests.telegram.keyboard import check_rows, parse_rows, rows_as_json
from tests.telegram.parameters import Given
from tests.telegram.sending import TEXT_MAX, formatted_text

from .reading import REMEMBERED


@dataclass(frozen=True, slots=True)
class Body:
    """A text: as shown, and as the fields of a Message, with a comma in front."""

    text: str
    fields: bytes


@dataclass(frozen=True, slots=True)
class Question:
    """What a card asks: a capability, and the data of the button for each phase, in their order."""

    capability: str
    phases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Inline buttons: their data in order, the question they are for, and as a field of a Message with a comma."""

    data: tuple[str, ...] = ()
    question: Question | None = None
    fields: bytes = b""

    def find(self, words: str) -> str | None:
        """The data of the button that says `words`, alone or behind something of the bot's own."""
        return next((data for data in self.data if data == words or data.endswith(f":{words}")), None)


@dataclass(slots=True)
class Message:
    """A message of the bot in a chat, as it is now; `json` is a Message."""

    id: int
    date: int
    body: Body
    keys: Keyboard
    json: bytes


@dataclass(slots=True)
class Chat:
    """A private chat: the number of its person, that person and itself as JSON, and the bot's messages by id."""

    id: int
    number: int
    user: bytes
    chat: bytes
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0

    def next_id(self) -> int:
        """The number of a new message."""
        self.last_id += 1
        return self.last_id


@lru_cache(REMEMBERED)
def body(text: str, mode: str, entities: str) -> Body:
    """The text parameter of a call as it is stored; raises Refused as the strict server does."""
    shown = formatted_text(Given({"text": text, "parse_mode": mode, "entities": entities}))
    if utf16_length(shown.text) > TEXT_MAX:
        raise bad_request("message is too long")
    fields = b',"text":' + compact(shown.text)
    if shown.entities:
        fields += b',"entities":' + compact([entity.as_json() for entity in shown.entities])
    return Body(shown.text, fields)


@lru_cache(REMEMBERED)
def keyboard(markup: str) -> Keyboard:
    """The reply_markup parameter of a call; raises Refused as the strict server does."""
    rows = parse_rows(markup)
    if not rows:
        return Keyboard()
    check_rows(rows)
    data = tuple(button.data for row in rows for button in row if button.data)
    return Keyboard(data, _question(data), b',"reply_markup":' + compact(rows_as_json(rows)))


def compact(value: Any) -> bytes:
    """JSON without spaces, all in ASCII, as Telegram's."""
    return json.dumps(value, separators=(",", ":")).encode()


def _question(data: tuple[str, ...]) -> Question | None:
    """Buttons for phases carry `phase:CAPABILITY:PHASE`, perhaps behind something of the bot's own."""
    split = {name: name.split(":")[-3:] for name in data}
    phases = {words[2]: name for name, words in split.items() if len(words) == 3 and words[0] == "phase"}
    if not phases:
        return None
    return Question(split[next(iter(phases.values()))][1], phases)
