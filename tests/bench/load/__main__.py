"""The process: says on its output where it listens, when everybody is ready and how it went; `go` begins the count.

It ends when its input does. Every line, either way, is one JSON object or the word `go`.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import math
import sys
import time
from collections.abc import AsyncIterator, Sequence
from importlib import resources
from itertools import count
from typing import Any

from framework.reading import read_model

from .crowd import Crowd
from .http import Connection
from .methods import Api
from .people import newcomer
from .push import Push

MODEL = "model-national-response.yaml"


def main() -> None:
    """Serve as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load")
    parser.add_argument("--token", required=True)
    parser.add_argument("--people", type=int, required=True, help="how many there are")
    parser.add_argument("--at-once", type=int, required=True, help="how many of them answer at the same time")
    parser.add_argument("--opening", nargs="*", default=[], help="buttons to tap before the first question")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds added to every call")
    parser.add_argument("--ports", type=int, nargs="*", default=[], help="push updates to these, once all have asked")
    parser.add_argument("--by-chat", action="store_true", help="push those of a chat to the same port each time")
    parser.add_argument("--deadline", type=float, default=300.0, help="seconds after which it is over anyway")
    gc.disable()  # what a bounded run leaves behind fits in memory, and a pause here would look like the bot's
    asyncio.run(serve(parser.parse_args()))


async def serve(given: argparse.Namespace) -> None:
    """Let the people come, and serve until the input ends."""
    loop = asyncio.get_running_loop()
    model = read_model((resources.files("framework") / "models" / MODEL).read_text("utf-8"))
    people = [newcomer(number, tuple(given.opening)) for number in range(given.people + 1)]
    account = Account()
    crowd = Crowd(
        given.token,
        model,
        people,
        given.at_once,
        on_opened=lambda: tell({"said": "opened"}),
        on_finished=lambda: tell(account.closed(crowd)),
    )
    server = await loop.create_server(lambda: Connection(crowd.api, given.latency), "127.0.0.1", 0)
    tell({"said": "ready", "url": f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"})
    if given.ports:
        asked = count(1)
        crowd.api.queue = Push(ports=given.ports, by_chat=given.by_chat)
        crowd.api.registered = lambda: crowd.open() if next(asked) == len(given.ports) else None
    else:
        crowd.open()
    loop.call_later(given.deadline, give_up, crowd, account)
    async for line in lines():
        if line == "go":
            account.open(crowd)
            crowd.go()
    server.close()


def give_up(crowd: Crowd, account: Account) -> None:
    """The time is over, whoever is not through."""
    if not crowd.ended:
        tell(account.closed(crowd))


class Account:
    """What the server had done when the count began, and the figures when it ends."""

    def __init__(self) -> None:
        self._cpu = self._calls = self._polls = 0.0

    def open(self, crowd: Crowd) -> None:
        self._cpu, (self._calls, self._polls) = time.process_time(), called(crowd.api)

    def closed(self, crowd: Crowd) -> dict[str, Any]:
        """The figures, as one line to the other process."""
        calls, polls = called(crowd.api)
        return {
            "said": "finished" if crowd.ended else "late",
            "people": len(crowd.counted),
            "through": crowd.finished if crowd.began else 0,
            "unanswered": len(crowd.api.queries),
            "misled": sum(person.misled for person in crowd.people),
            "refusals": dict(crowd.api.refusals),
            "seconds": (crowd.ended or time.perf_counter()) - crowd.began if crowd.began else 0.0,
            "server_seconds": time.process_time() - self._cpu,
            "updates": len(crowd.latencies) if crowd.began else 0,
            "calls": calls - self._calls,
            "polls": polls - self._polls,
            "p50": percentile(crowd.latencies, 50),
            "p99": percentile(crowd.latencies, 99),
        }


def called(api: Api) -> tuple[int, int]:
    """How many calls there were, and how many more for updates."""
    polls = api.calls["getupdates"]
    return api.calls.total() - polls, polls


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent are not above; 0 where there is none."""
    return sorted(values)[max(math.ceil(len(values) * percent / 100) - 1, 0)] if values else 0.0


def tell(fact: dict[str, Any]) -> None:
    """One line to the other process."""
    print(json.dumps(fact), flush=True)


async def lines() -> AsyncIterator[str]:
    """The lines of the input, as they come."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield line.decode().strip()


if __name__ == "__main__":
    main()
