"""Where turns are carried out: the database, what the operator decided, and what was used lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from bot.codes import new_code
from bot.storage.engine import truncate_wal
from dialogs.safety.help import Help
from framework.answers import Answers

if TYPE_CHECKING:
    from bot.storage.desks import Desk


@dataclass(frozen=True, slots=True)
class House:
    """What the operator decided, for every person alike. `model` is the file that new assessments begin on.

    `owners` are the chats whose people may set up rounds of many; None when anyone may. `help` is where to turn with a
    case, by territory.
    """

    model: str
    languages: tuple[str, ...]
    open_to_all: bool
    local: bool = False
    owners: frozenset[str] | None = frozenset()
    help: Mapping[str, Help] = field(default_factory=dict)

    def may_create(self, address: str) -> bool:
        """Whether this chat's person may set up a round: anyone on their own computer, else an owner."""
        return self.local or self.owners is None or address in self.owners


@dataclass(slots=True)
class Recent:
    """Answers used lately, each set with the version of its participation that it belongs to.

    A set counts only while the database still has that version; it is put here after a commit, never before.
    """

    size: int = 2000
    _kept: OrderedDict[int, tuple[int, Answers]] = field(default_factory=OrderedDict)

    def get(self, number: int, version: int) -> Answers | None:
        kept = self._kept.get(number)
        if kept is None or kept[0] != version:
            return None
        self._kept.move_to_end(number)
        return kept[1]

    def clear(self) -> None:
        """Remember nothing: parts were deleted, and others may get their numbers."""
        self._kept.clear()

    def put(self, number: int, version: int, answers: Answers) -> None:
        self._kept[number] = (version, answers)
        self._kept.move_to_end(number)
        if len(self._kept) > self.size:
            self._kept.popitem(last=False)

    def drop(self, numbers: Iterable[int]) -> None:
        """What was deleted is not to be had from here, nor by whoever gets its number."""
        for number in numbers:
            self._kept.pop(number, None)


@dataclass(slots=True)
class Traces:
    """Whether something was deleted that may still be `left` in the log of the database."""

    left: bool = False


@dataclass(slots=True)
class Door:
    """How people come in. `link` is what an invitation's code is put behind; empty where there are no links.

    `code` makes the random part of an invitation; it is of 80 bits and more.
    """

    link: str = ""
    code: Callable[[], str] = new_code


@dataclass(frozen=True, slots=True)
class Office:
    """Where turns are carried out: a database, what the operator decided, and what was used lately.

    `process` names the process that sends what its turns lead to.
    """

    engine: Engine
    house: House
    process: str | None = None
    recent: Recent = field(default_factory=Recent)
    door: Door = field(default_factory=Door)
    traces: Traces = field(default_factory=Traces)

    def wipe(self) -> None:
        """Leave nothing of what was deleted in the log of the database. Call it after the commit, never before."""
        if self.traces.left:
            truncate_wal(self.engine)
            self.traces.left = False

    def remember(self, desks: Iterable[Desk]) -> None:
        """What was committed need not be read again. Call it after the commit, never before."""
        for desk in desks:
            if desk.participation is not None:
                self.recent.put(desk.participation, desk.version, desk.sheet.answers)
