"""Somebody who talks to the bot, and what they see of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .content import Chat, Message, compact

FIRST_ID = 5_000_000_000  # beyond 32 bits, as many ids are
NUMBERED = re.compile(r"^\d+\. ")


class Stage(Enum):
    """How far a person is."""

    AWAY = "away"
    OPENING = "opening"
    READY = "ready"
    ANSWERING = "answering"
    FINISHED = "finished"


@dataclass(slots=True)
class Person:
    """Somebody in their private chat. `ahead` are the buttons they tap before the first question."""

    number: int
    chat: Chat
    ahead: tuple[str, ...]
    stage: Stage = Stage.AWAY
    card: Message | None = None  # the first question, until they begin to answer
    answers: dict[str, str] = field(default_factory=dict)  # phase by capability
    tapped: float = 0.0  # seconds of the clock that measures latency
    misled: bool = False  # whether the last card told another answer than the one they gave


def newcomer(number: int, ahead: tuple[str, ...]) -> Person:
    """A person who has not written yet, with a number from 0."""
    who = {"id": FIRST_ID + number, "first_name": f"Person {number}", "username": f"person_{number}"}
    user = compact({"id": who["id"], "is_bot": False, **who, "language_code": "en"})
    return Person(number, Chat(FIRST_ID + number, number, user, compact(who | {"type": "private"})), ahead)


def told_otherwise(text: str, names: Mapping[str, str], answers: Mapping[str, str]) -> bool:
    """Whether a list of answers ("3. Helpline: Integration") has a line that differs from what was answered.

    `names` and `answers` lead from a capability's name to its id, and from its id to the name of the phase.
    """
    for line in text.splitlines():
        name, _, verdict = NUMBERED.sub("", line).rpartition(": ")
        if name in names and answers.get(names[name]) != verdict:
            return True
    return False
