"""Who is measured: Sounding, and the plain peers that a user would pick."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

BESIDE = Path(sys.prefix) / "bench"
"""Where `make bench` installs what cannot live beside Sounding: aiogram needs an older pydantic."""

TOKEN = "7000000001:AAFakeTokenForBenchmarks_0123456789ab"

OPENING = ("agree", "depth:quick")
"""The buttons between /start and the first question, in Sounding as in its peers."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot: what it is called, what it is, the command that starts it, and whose versions are told."""

    name: str
    meaning: str
    command: tuple[str, ...]
    packages: tuple[str, ...] = ()
    measured: bool = True  # whether it takes part where nobody is named


def _peer(name: str, module: str, meaning: str, *packages: str, measured: bool = True) -> Contender:
    return Contender(name, meaning, (sys.executable, "-m", f"tests.bench.peers.{module}"), packages, measured)


CONTENDERS = (
    Contender(
        "sounding",
        "Sounding on SQLite, every answer committed (synchronous=FULL) before its update is acknowledged",
        (str(Path(sys.executable).with_name("sounding")), "run"),
        ("sqlalchemy",),
    ),
    _peer("ptb", "ptb_conversation", "ConversationHandler, nothing persisted", "python-telegram-bot", "httpx"),
    _peer("ptb-pickle", "ptb_pickle", "ConversationHandler with PicklePersistence, written once a minute"),
    _peer("aiogram", "aiogram_memory", "Dispatcher with its FSM in memory", "aiogram", "aiohttp", "pydantic"),
    _peer("least", "least", "no peer: the least a bot can do, to see what the server can give", measured=False),
)
BY_NAME = {contender.name: contender for contender in CONTENDERS}


def environment(url: str) -> dict[str, str]:
    """What a contender finds around it; `url` is the address of the server it is to use."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SOUNDING_", "PYTHON"))}
    return inherited | {
        "SOUNDING_TELEGRAM_TOKEN": TOKEN,
        "SOUNDING_TELEGRAM_API": url,
        "SOUNDING_DATABASE_URL": "sqlite:///sounding.db",
        "SOUNDING_OPEN": "true",
        "BENCH_TOKEN": TOKEN,
        "BENCH_API": url,
    }


def search_path(contender: Contender) -> dict[str, str]:
    """The variable that puts aiogram before what is installed for Sounding; nothing for all others.

    A path longer than need be would cost: httpx looks along it for a module that is not there, twice a call and more.
    """
    return {"PYTHONPATH": str(BESIDE)} if "aiogram" in contender.packages else {}


def versions(contender: Contender) -> Mapping[str, str]:
    """The version of each package that matters to it, by name; empty where one is missing."""
    found = {}
    for package in contender.packages:
        places = [*search_path(contender).values(), *sys.path]
        distribution = next(iter(metadata.distributions(name=package, path=places)), None)
        if distribution is None:
            return {}
        found[package] = distribution.version
    return found


def missing(contender: Contender) -> bool:
    """Whether it cannot take part, because a package is not installed."""
    return bool(contender.packages) and not versions(contender)
