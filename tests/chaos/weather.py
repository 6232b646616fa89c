"""The network's weather: faults of every kind, one after the other, on calls that the dice choose."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.telegram import Fault, Server
from tests.telegram.errors import QUERY_EXPIRED, SECOND_POLLER

METHODS = (
    "*",
    "getUpdates",
    "getUpdates",
    "sendMessage",
    "sendMessage",
    "editMessageText",
    "editMessageText",
    "answerCallbackQuery",
    "deleteMessage",
)
"""The calls that faults are about, more often those that matter."""

SHOWING = ("sendMessage", "editMessageText")
POLLER_SECONDS = 1
LASTING = 2.0
"""Seconds after which a fault that met no call is taken back."""

AT_ONCE = 3
"""Faults in force; with more, a bot that makes few calls because of them would meet nothing else."""

SHARE = 0.6
"""The chance that a fault hits a call that it fits."""

TIMEOUT = 21.0
"""Seconds of silence that are longer than the bot waits for an answer.

The call is then not carried out: one that is, long after its sender was killed, would undo what came since, and no
bot could help it. "cut after" is for what is carried out without the bot hearing of it.
"""

Rule = dict[str, Any]

KINDS: dict[str, Callable[[Random], Rule]] = {
    "500": lambda dice: {"method": dice.choice(METHODS), "status": 500},
    "502": lambda dice: {"method": dice.choice(METHODS), "status": 502},
    "429 retry_after": lambda dice: {"method": dice.choice(METHODS), "retry_after": 1},
    "delay": lambda dice: {"method": dice.choice(METHODS), "delay": dice.uniform(0.02, 0.8)},
    "cut before": lambda dice: {"method": dice.choice(METHODS), "cut": "before"},
    "cut after": lambda dice: {"method": dice.choice(METHODS), "cut": "after"},
    "truncated": lambda dice: {"method": dice.choice(METHODS), "truncated": True},
    "edit not found": lambda _: {
        "method": "editMessageText",
        "status": 400,
        "description": "Bad Request: message to edit not found",
    },
    "can't be edited": lambda _: {
        "method": "editMessageText",
        "status": 400,
        "description": "Bad Request: message can't be edited",
    },
    "query too old": lambda _: {
        "method": "answerCallbackQuery",
        "status": 400,
        "description": f"Bad Request: {QUERY_EXPIRED}",
    },
    "409": lambda _: {"method": "getUpdates", "status": 409, "description": f"Conflict: {SECOND_POLLER}"},
    "second poller": lambda _: {},
}
RARE = {"409": 0.3, "second poller": 0.3}
"""How likely some faults are, beside 1 for the others: after these the bot waits long."""

TIMED_OUT: dict[str, Callable[[Random], Rule]] = {
    "time-out": lambda dice: {"method": dice.choice(SHOWING), "delay": TIMEOUT, "cut": "before"},
}


@dataclass(slots=True)
class Weather:
    """Faults about every `gap` seconds, until it is cancelled; `met` counts the calls they met, by kind.

    Where nobody is `polling`, faults of that are left out.
    """

    server: Server
    dice: Random
    gap: float
    slow: bool
    polling: bool = True
    met: Counter[str] = field(default_factory=Counter)
    _about: list[tuple[float, str, Fault]] = field(default_factory=list)

    async def rage(self) -> None:
        """One fault after the other; good weather when cancelled."""
        kinds = KINDS | TIMED_OUT if self.slow else KINDS
        if not self.polling:
            kinds = {kind: rule for kind, rule in kinds.items() if kind not in RARE}
        weights = [RARE.get(kind, 1.0) for kind in kinds]
        async with ClientSession(timeout=ClientTimeout(total=2 * POLLER_SECONDS)) as http:
            try:
                while True:
                    await asyncio.sleep(self.dice.expovariate(1 / self.gap))
                    kind = self.dice.choices(list(kinds), weights)[0]
                    rule = kinds[kind](self.dice)
                    if self.polling or rule["method"] != "getUpdates":
                        await self._strike(kind, rule, http)
            finally:
                self._clear(float("inf"))

    async def _strike(self, kind: str, rule: Rule, http: ClientSession) -> None:
        now = asyncio.get_running_loop().time()
        self._clear(now - LASTING)
        if kind == "second poller":
            self.met[kind] += 1
            await self._poll_beside(http)
        elif len(self._about) < AT_ONCE:
            times = 1 if kind == "time-out" else self.dice.choice((1, 1, 2, 4))
            self._about.append((now, kind, self.server.fault(times=times, probability=SHARE, **rule)))

    async def _poll_beside(self, http: ClientSession) -> None:
        """Somebody else polls with the bot's token, for a moment, and confirms nothing."""
        url = f"{self.server.url}/bot{self.server.token}/getUpdates"
        try:
            async with http.post(url, json={"timeout": POLLER_SECONDS}) as answer:
                await answer.read()
        except (ClientError, TimeoutError):
            return  # the fault was met by the one who made it

    def _clear(self, before: float) -> None:
        """Take back what is spent or older, and count what it met."""
        rules = self.server.faults.rules
        for entry in list(self._about):
            since, kind, fault = entry
            if fault.spent or since < before:
                self.met[kind] += fault.hits
                self._about.remove(entry)
                rules.remove(fault)
