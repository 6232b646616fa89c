"""Parameters of a call, from wherever a client puts them: query, form, multipart or JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from .errors import bad_request


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a multipart body."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What a call was given; values are text, as the Bot API treats them, nested ones as JSON."""

    params: dict[str, str] = field(default_factory=dict)
    files: dict[str, Attached] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value, or nothing."""
        return self.params.get(name, "")

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        """A whole number moved into its range, as the real server does; 0 where it is none."""
        raw = self.text(name)
        if not raw:
            return default
        return min(max(whole_number(raw) or 0, lowest), highest)

    def flag(self, name: str) -> bool:
        """A truth value."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def decoded(self, name: str, kind: type, what: str) -> Any:
        """A JSON value of type `kind`, empty where none is given; raises Refused, naming `what`."""
        raw = self.text(name)
        if not raw:
            return kind()
        try:
            value = json.loads(raw)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None
        if not isinstance(value, kind):
            raise bad_request(f"expected an {'Array' if kind is list else 'Object'} as {what}")
        return value


def whole_number(raw: str) -> int | None:
    """The whole number that `raw` writes, if it does."""
    return int(raw) if re.fullmatch(r"-?[0-9]{1,18}", raw) else None


async def read_parameters(request: web.Request) -> Given:
    """Everything a request gives, its body over its query; raises Refused for a body that is no JSON."""
    params = dict(request.query)
    files: dict[str, Attached] = {}
    if request.content_type == "application/json":
        params |= _from_json(await request.text())
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, FileField):
                files[name] = Attached(value.filename, value.content_type, value.file.read())
            else:
                params[name] = value if isinstance(value, str) else bytes(value).decode()
    return Given(params, files)


def _from_json(body: str) -> dict[str, str]:
    if not body:
        return {}
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    given = {name: value for name, value in values.items() if value is not None}
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
