"""One update that was set aside, for the operator: how it is built, and what people wrote only where that is asked."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from bot.storage.tables import METADATA

set_aside = METADATA.tables["set_aside"]

PLAIN = {"type", "status", "language_code"}
"""Fields whose words are the messenger's own."""

WORD = 24
"""Characters of the longest word in such a field; what is longer is none of the messenger's."""

_CONTENT = select(set_aside.c.content).where(set_aside.c.id == bindparam("number"))


def set_aside_as(session: Session, number: int, *, reveal: bool) -> str:
    """The update with this number on the list, as indented JSON in ASCII. Raises LookupError where there is none."""
    content = session.connection().scalar(_CONTENT, {"number": number})
    if content is None:
        raise LookupError(number)
    update = json.loads(content)
    return json.dumps(update if reveal else masked(update), indent=2, ensure_ascii=True)


def masked(part: Any, name: str = "") -> Any:
    """The update with its numbers and the names of its fields; of what anybody may have written, only the length."""
    match part:
        case dict():
            return {key: masked(value, key) for key, value in part.items()}
        case list():
            return [masked(value, name) for value in part]
        case str():
            own = (
                name in PLAIN
                and len(part) <= WORD
                and part.isascii()
                and part.replace("_", "").replace("-", "").isalnum()
            )
            return part if own else f"({len(part)} characters)"
        case _:
            return part
