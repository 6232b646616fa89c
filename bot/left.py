"""What a turn leaves in the chat besides its card: messages that stay, pictures and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dialogs.screens import Screen


class Kind(StrEnum):
    """What is to be made, when it is sent."""

    QR = "qr"  # of an invitation: `link`
    INVITATIONS = "invitations"  # many at once: `lines`, each label, sections, language, link and code
    PROGRESS = "progress"  # a picture: `round`, `person`
    AUDIT = "audit"  # a table: `round`, `person`
    RESULT = "result"  # of a round: `round`, `person`, `file`, and `table` for one of several
    OWN = "own"  # of one's own answers: `participation`, `person`, `file`
    MINE = "mine"  # everything that is kept of a `person`, in a `form`


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that is made when it is sent, from what `about` says. `caption` stands below it; `language` is its own.

    Where it shows a round, `about` names the person it is for, and whether they may see it is asked again then; and the
    chat that it is sent to (`channel`, `address`), which must be that person's.
    """

    kind: Kind
    caption: str
    language: str
    about: Mapping[str, Any] = field(default_factory=dict)


Left = Screen | Enclosure


def stored(enclosure: Enclosure) -> dict[str, Any]:
    """The enclosure as JSON."""
    return {
        "kind": enclosure.kind.value,
        "caption": enclosure.caption,
        "language": enclosure.language,
        "about": dict(enclosure.about),
    }


def restored(content: Mapping[str, Any]) -> Enclosure:
    """The enclosure that was stored. Raises KeyError and ValueError for what is none."""
    return Enclosure(Kind(content["kind"]), content["caption"], content["language"], content["about"])


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent. `picture` when it is shown in the chat; `protected` as in `bot.turns.Reply`."""

    name: str
    content: bytes
    picture: bool = False
    protected: bool = False
