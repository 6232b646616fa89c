"""One run: people answer while the bot is killed and the network misbehaves; then calm, and the reckoning."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from sqlalchemy import Engine

from bot.library import bundled
from bot.storage.engine import open_database
from framework.reading import read_model
from tests.chaos import promises
from tests.chaos.books import Books, Recorded
from tests.chaos.database import contents, unsent
from tests.chaos.fleet import Fleet, fleet
from tests.chaos.letters import Postman, arrived, came_at_most_once
from tests.chaos.program import Died, Program
from tests.chaos.report import Report
from tests.chaos.respondent import Respondent, respondent
from tests.chaos.script import Act
from tests.chaos.weather import Weather
from tests.keys import KEYS
from tests.telegram import Server, serving

QUERY_SECONDS = 3.0
"""How long a tap may be answered; less than really, so that a restart makes some too old."""

SETTLING = 60.0
"""Seconds in which everything must have been sent once it is calm."""

FAULTS_MAX = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything.

    `pause` between acts, `patience`, `gap` between faults, `spell` between a start and the next kill, and `after` the
    last kill (up to three times that) are seconds; `slow` adds time-outs. Of several `processes`, one stands still for
    `stillness` seconds, and letters that must not come twice are written about every `letters` seconds.
    """

    people: int
    kills: int
    seed: int
    deadline: float
    pause: float
    patience: float
    gap: float
    spell: float
    after: float
    slow: bool
    processes: int = 1
    stillness: float = 0.0
    letters: float = 0.1

    def dice(self, about: str) -> Random:
        return Random(f"{self.seed}:{about}")


def long_plan(people: int, kills: int, seed: int, deadline: float, processes: int = 1) -> Plan:
    plan = Plan(people, kills, seed, deadline, pause=0.4, patience=3.0, gap=0.15, spell=3.0, after=30.0, slow=True)
    return replace(plan, processes=processes, stillness=40.0 if processes > 1 else 0.0)


def short_plan(people: int, kills: int, seed: int, deadline: float, processes: int = 1) -> Plan:
    plan = Plan(people, kills, seed, deadline, pause=0.01, patience=0.6, gap=0.12, spell=0.4, after=0.5, slow=False)
    return replace(plan, processes=processes)


@dataclass
class Storm:
    """The parts of a run, and what was found wrong so far."""

    plan: Plan
    server: Server
    fleet: Fleet
    engine: Engine
    people: list[Respondent]
    books: Books
    weather: Weather
    postman: Postman
    wrong: list[str] = field(default_factory=list)
    kills: int = 0

    def note(self, when: str, faults: Iterable[str]) -> None:
        self.wrong += [f"{when}: {fault}" for fault in faults]

    async def run(self) -> None:
        """Everything up to the reckoning. Raises Died and TimeoutError."""
        await self.fleet.start()
        weather = asyncio.create_task(self.weather.rage())
        post = asyncio.create_task(self._post())
        people = [asyncio.create_task(one.answer_everything()) for one in self.people]
        try:
            await self._meanwhile(self._kill_again_and_again(), people)
            await self._meanwhile(self._weather_on(), people)
            weather.cancel()
            post.cancel()
            await asyncio.gather(weather, post, return_exceptions=True)
            for one in self.people:
                one.mind.hurried = True
            await self._meanwhile(_every(people), people)
            await self._settle()
            await asyncio.gather(*map(self._try_the_card, self.people))
            await self._settle()
        finally:
            for task in (weather, post, *people):
                task.cancel()
            await asyncio.gather(weather, post, *people, return_exceptions=True)
        for code in await self.fleet.stop():
            if code:
                self.wrong.append(f"the bot was asked to stop, and ended with {code}")

    async def _post(self) -> None:
        """Write letters, where there are several processes that might send them twice."""
        if self.plan.processes > 1:
            await self.postman.walk()

    async def _meanwhile(self, work: Awaitable[object], people: list[asyncio.Task[None]]) -> None:
        """Await `work`; whatever fails in somebody's script, or in the weather, is raised at once."""
        doing = asyncio.ensure_future(work)
        waiting: set[asyncio.Future[object]] = {doing}
        try:
            while not doing.done():
                await asyncio.wait(waiting, timeout=0.5)
                for task in people:
                    if task.done():
                        task.result()
                if self.kills >= self.plan.kills:
                    self.fleet.check()
            doing.result()
        finally:
            doing.cancel()

    async def _weather_on(self) -> None:
        """Bad weather without kills, so that a time-out can run out; then until most are through, but not for long."""
        await asyncio.sleep(self.plan.after)
        with suppress(TimeoutError):
            async with asyncio.timeout(2 * self.plan.after):
                while not all(one.mind.submitted for one in self.people):  # noqa: ASYNC110  # many things lead there
                    await asyncio.sleep(0.1)

    async def _kill_again_and_again(self) -> None:
        dice = self.plan.dice("kills")
        still = None
        while self.kills < self.plan.kills:
            if self.plan.stillness and still is None and self.kills >= self.plan.kills // 3:
                number = dice.randrange(self.plan.processes)
                await self.fleet.programs[number].ready()
                still = asyncio.create_task(self.fleet.stand_still(number, self.plan.stillness))
                await asyncio.sleep(0)
            victim = self.fleet.victim()
            await self._instant(dice, victim)
            await victim.kill()
            self.kills += 1
            when = f"after kill {self.kills}"
            found = contents(victim.address)
            self.note(when, self.books.audit(found))
            self.note(when, promises.everybody_has_a_card(self.people, found))
            if len(self.wrong) > FAULTS_MAX:
                raise Died("so much is wrong already that there is no use in going on")
            await victim.start()
        if still is not None:
            await still

    async def _instant(self, dice: Random, victim: Program) -> None:
        """Wait for the moment of a kill: in the middle of starting, at any time, or just as something happens."""
        kind = dice.random()
        if kind < 0.15 and self.kills:
            await asyncio.sleep(dice.uniform(0.3, 1.5))
            return
        await victim.ready()
        await asyncio.sleep(dice.uniform(0.1, 2 * self.plan.spell))
        if kind < 0.4:
            await self.server.called.after(self.server.called.count, 1)
        elif kind < 0.7:
            updates = self.server.world.updates
            await updates.changes.after(updates.changes.count, 1)
            await asyncio.sleep(dice.uniform(0, 0.03))

    async def _settle(self) -> None:
        """Wait until every update is confirmed and everything is sent. Raises TimeoutError."""
        async with asyncio.timeout(SETTLING):
            await self.server.all_confirmed(SETTLING)
            while unsent(self.engine):  # noqa: ASYNC110  # it happens in another process
                await asyncio.sleep(0.1)

    async def _try_the_card(self, one: Respondent) -> None:
        """The card that is left works: it leads to the review, and from there back to the summary."""
        for action in ("go:review", "go:summary"):
            card = await one.look()
            if action not in card.actions:
                self.wrong.append(f"{one.mind.tag}: the card at the end has no {action}")
                return
            await one.do(Act(action), card)

    def reckon(self) -> None:
        """Compare what people saw with what the database holds."""
        found = contents(self.fleet.programs[0].address)
        end, people = "in the end", self.people
        self.note(end, self.books.audit(found))
        self.note(end, promises.answers_are_kept(people, found))
        self.note(end, promises.nothing_is_applied_twice(people, found))
        self.note(end, promises.one_card_is_live(people, found))
        self.note(end, promises.all_is_sent(found))
        self.note(end, promises.nobody_reads_what_others_wrote(people, self.server))
        self.note(end, promises.logs_are_silent(people, self.server, self.fleet.programs[0].log))
        self.note(end, came_at_most_once(self.postman, people))


async def storm(plan: Plan, folder: Path, address: str | None = None) -> Report:
    """Run the plan with the log in `folder`, which is empty; what came of it.

    The database is a file in that folder, or at this address; several processes need one on PostgreSQL.
    """
    began = time.monotonic()
    async with _gathered(plan, folder, address or f"sqlite:///{folder / 'sounding.db'}") as now:
        try:
            async with asyncio.timeout(plan.deadline):
                await now.run()
            now.reckon()
        except Died as died:
            now.wrong.append(str(died))
        except TimeoutError:
            now.wrong += [f"not through after {time.monotonic() - began:.0f} s", *_stuck(now.people)]
    return _report(now, time.monotonic() - began)


@asynccontextmanager
async def _gathered(plan: Plan, folder: Path, address: str) -> AsyncIterator[Storm]:
    async with serving(seed=plan.seed) as server:
        updates = Recorded()
        server.world.updates, server.world.query_lifetime = updates, QUERY_SECONDS
        people = [
            respondent(server.person(f"Perpetua{number:03}"), number, f"{plan.seed}", plan.pause, plan.patience)
            for number in range(plan.people)
        ]
        books = Books(read_model(bundled()), updates)
        weather = Weather(server, plan.dice("weather"), plan.gap, plan.slow, polling=plan.processes == 1)
        engine = open_database(address, KEYS)
        postman = Postman(engine, people, plan.dice("letters"), plan.letters)
        try:
            async with fleet(folder, server, address, plan.processes, plan.dice("balancer")) as programs:
                yield Storm(plan, server, programs, engine, people, books, weather, postman)
        finally:
            engine.dispose()


async def _every(people: Iterable[asyncio.Task[None]]) -> None:
    """Wait until everybody is through."""
    for task in people:
        await task


def _stuck(people: Iterable[Respondent]) -> list[str]:
    waiting = [one for one in people if not one.mind.leaving]
    return [f"{one.mind.tag} is at: {_glimpse(one)}" for one in waiting][:5]


def _glimpse(one: Respondent) -> str:
    card = one.person.chat.card
    return f"{card.text[:80]!r} {card.labels}" if card else "no card at all"


def _report(now: Storm, seconds: float) -> Report:
    people = now.people
    answers = [known for one in people for capability, known in one.mind.answers.items() if capability]
    return Report(
        seed=now.plan.seed,
        people=len(people),
        updates=sum(map(len, now.books.updates.by_chat.values())),
        kills=now.kills,
        starts=now.fleet.starts,
        processes=now.plan.processes,
        elsewhere=now.fleet.balancer.elsewhere if now.fleet.balancer else 0,
        letters=now.postman.written.total(),
        arrived=sum(len(arrived(one)) for one in people),
        faults=now.weather.met,
        answers=len(answers),
        parts=sum(known.parts for known in answers),
        acknowledged=sum(one.seen for one in people),
        doubts=sum(len(known.doubts) for known in answers),
        twins=sum(one.twins for one in people),
        nudges=sum(one.nudges for one in people),
        seconds=seconds,
        wrong=now.wrong,
    )
