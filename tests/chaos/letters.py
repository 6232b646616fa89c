"""Letters that must not come twice, written into the outbox beside everything else, as a coordinator's deed does."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.engine import transaction
from bot.storage.rounds.mailbox import Reader, post
from bot.telegram.updates import CHANNEL
from dialogs.screens import Paragraph, Screen
from tests.chaos.respondent import Respondent

SIGN = "Letter "


@dataclass(slots=True)
class Postman:
    """Writes one to somebody about every `gap` seconds; `written` counts them by chat."""

    engine: Engine
    people: list[Respondent]
    dice: Random
    gap: float
    written: Counter[int] = field(default_factory=Counter)

    async def walk(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(self.dice.expovariate(1 / self.gap))
            one = self.dice.choice(self.people)
            if one.known > 0:
                self._write(one)

    def _write(self, one: Respondent) -> None:
        chat = one.person.id
        reader = Reader(0, CHANNEL, str(chat), "en")
        letter = Screen((Paragraph(f"{SIGN}{self.written[chat]} to {one.mind.tag}"),))
        try:
            with transaction(self.engine) as session:
                post(session, [(reader, letter)], datetime.now(UTC))
        except SQLAlchemyError:
            return
        self.written[chat] += 1


def came_at_most_once(postman: Postman, people: Iterable[Respondent]) -> Iterator[str]:
    """No letter came twice, and those to one chat came in their order."""
    for one in people:
        came = arrived(one)
        for number, times in Counter(came).items():
            if times > 1:
                yield f"{one.mind.tag}: letter {number} came {times} times"
        if came != sorted(came):
            yield f"{one.mind.tag}: letters came in the order {came}"
        if unknown := {number for number in came if number >= postman.written[one.person.id]}:
            yield f"{one.mind.tag}: letters that nobody wrote: {unknown}"


def arrived(one: Respondent) -> list[int]:
    """The numbers of the letters in this person's chat, from above."""
    said = (message.text for message in one.person.chat.from_bot)
    return [int(text.removeprefix(SIGN).split()[0]) for text in said if text.startswith(SIGN)]
