"""A conversation of several people on one database, as the terminal has it, with a clock and codes of its own.

A line is what somebody writes or taps, `amina: /new` or `beni: [Begin]`; a tap names a button of that person's newest
card, and a number that is typed is written down as the button it presses. `(an hour later)`, `(2 days later)` move the
clock. `{code}` stands for the newest code that was made, `{code 1}` for the first. Comments begin with `#`;
`# model: garden` and `# languages: en fr` choose where it takes place, and `# owners: amina` who may set up a round
(anyone, without it).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from bot.codes import ALPHABET, LENGTH, grouped
from bot.office import Door, House, Office
from bot.storage.engine import transaction
from bot.storage.rounds.collecting import collect_for
from bot.storage.rounds.mailbox import fetched
from bot.terminal import chat as terminal
from bot.terminal.faces import Pipe
from bot.turns import Incoming, Reply, take_turn
from dialogs.events import Event
from dialogs.screens import Screen
from dialogs.typed import heard

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday."""

MODELS = {
    "garden": Path(__file__).parents[1] / "models" / "garden.yaml",
    "national": Path(__file__).parents[2] / "framework" / "models" / "model-national-response.yaml",
}

_HEADER = re.compile(r"# (model|languages|owners): (.+)")
_SAID = re.compile(r"(?!bot:)([^\s#:(][^:]*): (.*)")
_LATER = re.compile(r"\((an?|\d+) (minute|hour|day)s? later\)")
_CODE = re.compile(r"\{code(?: (\d+))?\}")


@dataclass
class Company:
    """Everybody on one database."""

    engine: Engine
    header: dict[str, str]
    now: datetime = NOON
    newest: dict[str, Reply] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        content = MODELS[self.header.get("model", "garden")].read_text("utf-8")
        languages = tuple(self.header.get("languages", "en").split())
        owners = frozenset(self.header["owners"].split()) if "owners" in self.header else None
        house = House(content, languages, open_to_all=False, local=False, owners=owners)
        self.office = Office(self.engine, house, door=Door(code=self._new_code))

    def _new_code(self) -> str:
        """A code that is the same in every run."""
        self.codes.append(_numbered(len(self.codes) + 1))
        return self.codes[-1]

    def says(self, name: str, line: str) -> str:
        """What the terminal prints for a line of somebody's."""
        line = _CODE.sub(lambda found: self.codes[int(found[1]) - 1 if found[1] else -1], line)
        before = self.newest.get(name)
        event, revision = self._meant(name, line)
        reply = take_turn(self.office, Incoming(terminal.CHANNEL, name, event, self.now, revision))
        assert reply is not None
        self.newest[name] = reply
        out = io.StringIO()
        terminal._show(self.office, Pipe(io.StringIO(), out), reply, self._mail(name), before.card if before else None)
        return out.getvalue()

    def pressed(self, name: str, line: str) -> str:
        """A number as the button that it presses; any other line as it is."""
        button = terminal._pressed(self.newest[name].card, line) if name in self.newest else None
        return f"[{button.label}]" if button else line

    def _mail(self, name: str) -> list[Screen]:
        with transaction(self.engine) as session:
            collect_for(session, terminal.CHANNEL, name, self.now)
            return fetched(session, terminal.CHANNEL, name)

    def _meant(self, name: str, line: str) -> tuple[Event, int | None]:
        if not (line.startswith("[") and line.endswith("]")):
            return heard(line), None
        card = self.newest[name]
        for button in card.card.buttons:
            if button.label == line[1:-1]:
                return button.event, card.revision
        raise LookupError(f"{name} has no {line}; there are: {[button.label for button in card.card.buttons]}")


def _numbered(number: int) -> str:
    letters = [ALPHABET[(number * 7 + place * 11) % len(ALPHABET)] for place in range(LENGTH)]
    return grouped("".join(letters))


def replayed(engine: Engine, text: str) -> str:
    """The transcript with everything that the bot says said anew; what people do, and comments, stay."""
    lines = text.splitlines()
    company = Company(engine, {found[1]: found[2] for line in lines if (found := _HEADER.fullmatch(line))})
    return "".join(_replayed(company, lines))


def _replayed(company: Company, lines: list[str]) -> Iterator[str]:
    for line in lines:
        if later := _LATER.fullmatch(line):
            yield f"{line}\n"
            number = int(later[1]) if later[1].isdigit() else 1
            company.now += timedelta(**{f"{later[2]}s": number})
        elif line.startswith("#"):
            yield f"{line}\n"
        elif said := _SAID.fullmatch(line):
            words = company.pressed(said[1], said[2])
            yield f"{said[1]}: {words}\n"
            yield company.says(said[1], words)
