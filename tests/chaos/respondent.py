"""A person on their phone: looks at the card, acts, waits until it is taken up, and gets impatient."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from random import Random

from tests.chaos.expected import Expected
from tests.chaos.script import Act, Mind, next_act
from tests.chaos.views import QUESTION, Kind, View, cards
from tests.telegram import Message, Person

OLD_MAX = 40


class Outcome(Enum):
    """What a card tells of an act."""

    OPEN = "nothing yet"
    SEEN = "taken up"
    PASSED = "the conversation has gone on, and it cannot be told what became of the act"


@dataclass(slots=True)
class Respondent:
    """Seconds: they act after about `pause`, and again when nothing happened for about `patience`."""

    person: Person
    mind: Mind
    pause: float
    patience: float
    known: int = -1  # the newest revision they have seen
    seen: int = 0  # acts they saw taken up
    doubted: int = 0
    nudges: int = 0
    swept: bool = False  # whether they deleted a card, and have not seen another one yet
    twins: int = 0  # cards shown twice without being asked for
    _old: list[View] = field(default_factory=list)
    _said: list[Message] = field(default_factory=list)
    _asked: int = 0  # how often they asked for the card, and have not seen it again yet
    _lowest: int = 0  # the newest message with buttons they have seen

    async def answer_everything(self) -> None:
        """Until the summary, with nothing left that they want to do."""
        self.person.say("/start")
        while True:
            card = await self.look()
            stale = card.revision < self.known
            act = Act(card.actions[0]) if stale else next_act(self.mind, card)
            if act is None:
                return
            await asyncio.sleep(self.mind.dice.expovariate(1 / self.pause))
            await self.do(act, card, counts=not stale)

    async def do(self, act: Act, card: View, *, counts: bool = True) -> None:
        """Act, and wait until the next card tells what became of it. `counts` is false on a card known to be old."""
        answer = self.mind.answers[act.capability]
        if counts and act.part:
            for value in act.values or ("",):
                answer.attempt(act.part, value)
        self._perform(act, card)
        outcome = await self._outcome(act, card)
        if act.action == "submit" and outcome is Outcome.SEEN:
            self.mind.submitted = True
        if not (counts and act.part):
            return
        if outcome is Outcome.SEEN:
            self.seen += 1
            for value in act.values:
                answer.seen(act.part, value)
        else:
            self.doubted += 1
            answer.doubt(act.part)

    async def look(self) -> View:
        """The card before them, asked for when there is none."""
        while (card := self._glance()) is None:
            if not await self.person.chat.changes.after(self.person.chat.changes.count, self._while()):
                self._ask_again()
        return card

    def _glance(self) -> View | None:
        shown = cards(self.person.chat)
        card = shown[-1] if shown else None
        for above, below in pairwise(shown):
            if below.message.id > self._lowest:
                self._lowest = below.message.id
                self._compare(above.message, below.message)
        if card and card.revision >= self.known:
            self.swept = self.swept and card.revision == self.known
            self.known = card.revision
        return card

    def _compare(self, above: Message, below: Message) -> None:
        """Count a card that came although the same one is still there."""
        if (above.body, above.rows) == (below.body, below.rows):
            if self._asked:
                self._asked -= 1
            else:
                self.twins += 1

    def _perform(self, act: Act, card: View) -> None:
        if act.words:
            self._said.append(self.person.say(act.words))
        else:
            self.person.tap(card.data(act.action), card.message)
            if self.mind.chance(0.12):
                self.person.tap(card.data(act.action), card.message)
        self._old = [*self._old[-OLD_MAX:], card]
        if self.mind.chance(0.06):
            self._stray(card)

    def _stray(self, card: View) -> None:
        """What people do besides; none of it may change an answer."""
        match self.mind.dice.randrange(4):
            case 0:
                self.person.send_photo(caption=self.mind.words())
            case 1 if self._said and self._said[-1].id in self.person.chat.by_id:
                self.person.edit(self._said[-1], self.mind.words())
            case 2 if older := [view for view in self._old if view.revision < card.revision]:
                old = self.mind.dice.choice(older)
                self.person.tap(old.data(self.mind.dice.choice(old.actions)), old.message)
            case 3 if card.message.id in self.person.chat.by_id and self.mind.chance(0.5):
                self.person.chat.remove(card.message.id)
                self.swept = True

    async def _outcome(self, act: Act, card: View) -> Outcome:
        """Wait for a card that tells; tap again, or ask for the card, when nothing changes for a while."""
        changes = self.person.chat.changes
        while True:
            seen, now = changes.count, self._glance()
            if now and (told := outcome(act, card, now)) is not Outcome.OPEN:
                return told
            if not await changes.after(seen, self._while()):
                self._nudge(act, now)

    def _nudge(self, act: Act, now: View | None) -> None:
        if act.action and now and act.action in now.actions and self.mind.dice.random() < 0.5:
            self.nudges += 1
            self.person.tap(now.data(act.action), now.message)
        else:
            self._ask_again()

    def _ask_again(self) -> None:
        self.nudges += 1
        self._asked += 1
        self.person.say("/continue" if self.known >= 0 else "/start")

    def _while(self) -> float:
        return self.patience * self.mind.dice.uniform(0.6, 1.4)


def respondent(person: Person, number: int, seed: str, pause: float, patience: float) -> Respondent:
    """A person with a script of their own."""
    mind = Mind(f"quokka{number:03}", Random(f"{seed}:{number}"), defaultdict(Expected))
    return Respondent(person, mind, pause, patience)


def outcome(act: Act, before: View, now: View) -> Outcome:
    """What the card `now` tells of an act on the card `before`."""
    newer, here = now.revision > before.revision, now.capability == act.capability
    verb = act.action.split(":")[0] or ("words" if act.part else "")
    match verb:
        case "phase":
            taken = newer and here and now.kind in {Kind.TICKING, Kind.WEIGHING}
        case "why":
            taken = newer and here and now.kind is Kind.WRITING
        case "tick" | "basis":
            flipped = act.action[:-1] + ("0" if act.action.endswith("1") else "1")
            taken = now.revision == before.revision and flipped in now.actions
        case "clear":
            taken = here and now.revision == before.revision and "clear" not in {a.split(":")[0] for a in now.actions}
        case "keep":
            taken = newer and here and now.kind in QUESTION
        case "words":
            shown = act.words.split(",")[0] + "," in now.message.text
            taken = shown and now.kind is (Kind.WRITING if act.values else Kind.OFFERING) and here
        case "submit":
            taken = newer and now.kind is Kind.SUMMARY
        case "":  # a command: the card is shown again below
            taken = now.message.id > before.message.id
        case _:
            taken = newer
    if taken:
        return Outcome.SEEN
    return Outcome.PASSED if newer else Outcome.OPEN
