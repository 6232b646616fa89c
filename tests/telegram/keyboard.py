"""Reply markup as a bot sends it: checked, and read into rows of buttons."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .errors import bad_request

BUTTONS_MAX = 100
ROW_MAX = 12  # TDLib silently leaves out what is beyond
DATA_BYTES_MAX = 64
OTHER_KINDS = {
    "callback_game",
    "copy_text",
    "login_url",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "web_app",
}


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: what is written on it, and 1..64 bytes of data or an address to open."""

    label: str
    data: str | None = None
    url: str | None = None
    other: str = ""  # JSON object of every other field, or empty

    def as_json(self) -> dict[str, Any]:
        """An InlineKeyboardButton."""
        body: dict[str, Any] = {"text": self.label}
        if self.data is not None:
            body["callback_data"] = self.data
        if self.url is not None:
            body["url"] = self.url
        return body | (json.loads(self.other) if self.other else {})


Rows = tuple[tuple[Button, ...], ...]


def parse_rows(raw: str) -> Rows:
    """Rows of a reply_markup parameter, empty when it holds no inline button; raises Refused.

    Other kinds of keyboard are accepted and show nothing. Rows without buttons and buttons without text
    vanish, as they do on the real server.
    """
    if not raw:
        return ()
    try:
        markup = json.loads(raw)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    keyboard = markup.get("inline_keyboard", [])
    if not isinstance(keyboard, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    rows = [_row(row) for row in keyboard]
    return tuple(row for row in rows if row)


def check_rows(rows: Rows) -> None:
    """Raises Refused for what the server finds only when it stores the message: too many buttons, bad data."""
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS_MAX:
        raise bad_request("reply markup is too long")
    if any(button.data is not None and not 0 < len(button.data.encode()) <= DATA_BYTES_MAX for button in buttons):
        raise bad_request("BUTTON_DATA_INVALID")


def rows_as_json(rows: Rows) -> dict[str, Any]:
    """An InlineKeyboardMarkup."""
    return {"inline_keyboard": [[button.as_json() for button in row] for row in rows]}


def _row(row: object) -> tuple[Button, ...]:
    if not isinstance(row, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    buttons = [_button(button) for button in row]
    return tuple(button for button in buttons if button.label)[:ROW_MAX]


def _button(fields: object) -> Button:
    if not isinstance(fields, dict):
        raise _unreadable("expected an Object")
    if not isinstance(fields.get("text"), str):
        raise _unreadable('Can\'t find field "text"')
    data, url = fields.get("callback_data"), fields.get("url")
    if data is None and url is None and not OTHER_KINDS & fields.keys():
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if url is not None and not _opens(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    other = {name: value for name, value in fields.items() if name not in {"text", "callback_data", "url"}}
    return Button(fields["text"], data, url, json.dumps(other, sort_keys=True) if other else "")


def _opens(url: str) -> bool:
    """Whether Telegram takes an address: a known scheme and a host with a dot."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    return parts.scheme in {"tg", "ton"} or (parts.scheme in {"http", "https"} and "." in (parts.hostname or ""))


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")
