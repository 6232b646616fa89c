"""`/healthz`, `/readyz` and `/metrics`: how the service is doing, told on a port of its own."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, text

from bot.office import Office
from bot.storage.engine import transaction
from bot.storage.tables import Outgoing
from bot.telegram import service
from bot.watching import looking
from bot.watching.figures import OUTCOMES
from bot.watching.looking import Lookout, Sight, Waiting
from bot.watching.pulse import BOUNDS, FAULTS, HARMLESS, OTHER, Pulse, Spread
from bot.watching.server import STUCK, answering, reasons
from tests.channel.phones import Phone, until
from tests.channel.test_api import free_port
from tests.channel.test_webhook import settings
from tests.storage.chats import HOUSE, NOON
from tests.telegram import Server, serving
from tests.terminal.running import sounding

ROOT = Path(__file__).parents[2]
LOGGED = re.compile(r'\blog\.(?:warning|error|exception)\(\s*"([^"]+)"')


@pytest.fixture(autouse=True)
def always_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "FRESH", 0.0)


@asynccontextmanager
async def watched(server: Server, engine: Engine, **more: object) -> AsyncIterator[tuple[service.Service, str]]:
    """The channel in this process, and where it tells how it is."""
    chosen = settings(server, free_port()).model_copy(update=more)
    parts = service.assembled(Office(engine, HOUSE, process="test"), chosen)
    async with answering("127.0.0.1:0", parts.pulse, Lookout(engine)) as port:
        working = asyncio.create_task(service.work(parts))
        try:
            yield parts, f"http://127.0.0.1:{port}"
        finally:
            await service.wind_down(working, parts)


async def asked(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


def figures(page: str) -> dict[str, float]:
    """Every figure by its name, with its labels where it has some."""
    return {
        sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


async def test_it_is_ready_once_it_takes_updates_in(engine: Engine) -> None:
    async with serving() as server:
        server.fault("getMe", status=502, times=None)
        async with watched(server, engine, webhook_url=None) as (parts, url):
            assert await asked(f"{url}/healthz") == (200, "alive\n")
            assert await asked(f"{url}/readyz") == (503, "starting: Telegram has not accepted the token yet\n")
            server.faults.clear()
            await until(lambda: parts.pulse.taking_in)
            assert await asked(f"{url}/readyz") == (200, "ready\n")


async def test_what_people_do_is_counted(engine: Engine) -> None:
    async with serving() as server, watched(server, engine, webhook_url=None) as (parts, url):
        alma = Phone(server, engine, server.person("Alma Garcia-Montero"), parts.sender)
        await alma.begin("Full")
        _, page = await asked(f"{url}/metrics")
        told = figures(page)
        assert told["sounding_updates_total{message}"] == 1
        assert told["sounding_updates_total{callback_query}"] == 2
        assert told["sounding_turns_total"] == told["sounding_turn_seconds_count"] == 3
        assert told["sounding_reply_seconds_count"] == 3 <= told["sounding_messages_total{sent}"]
        assert told["sounding_reply_seconds_sum"] >= told["sounding_turn_seconds_sum"] > 0
        assert told["sounding_commit_seconds_count"] >= 3
        assert told["sounding_up_to_date"] == 1
        assert told["sounding_outbox_messages{reply}"] == 0
        assert told["process_resident_memory_bytes"] > 0
        assert "Alma" not in page
        assert str(alma.person.id) not in page


async def test_what_the_database_shows_is_told(engine: Engine) -> None:
    async with serving() as server, watched(server, engine, webhook_url=None) as (parts, url):
        await until(lambda: parts.pulse.taking_in)
        with transaction(engine) as session:
            row = Outgoing(channel="telegram", address="7", payload={"words": "x"}, owner="other", created_at=NOON)
            session.add(row)
        told = figures((await asked(f"{url}/metrics"))[1])
        assert told["sounding_outbox_messages{reply}"] == 1
        assert told["sounding_outbox_oldest_seconds{reply}"] > STUCK
        assert (await asked(f"{url}/readyz"))[0] == 200  # something was sent lately, as far as this process knows
        parts.pulse.sent_at -= 2 * STUCK
        status, why = await asked(f"{url}/readyz")
        assert status == 503
        assert re.fullmatch(r"1 replies wait, the oldest for \d+ s, and none is sent\n", why)


async def test_a_database_that_is_away_or_of_another_release_is_a_reason(engine: Engine) -> None:
    async with serving() as server, watched(server, engine, webhook_url=None) as (parts, url):
        await until(lambda: parts.pulse.taking_in)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        assert await asked(f"{url}/readyz") == (503, "the database is of another release of Sounding\n")
        told = figures((await asked(f"{url}/metrics"))[1])
        assert told["sounding_up_to_date"] == 0
        assert "sounding_outbox_messages{reply}" not in told
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE alembic_version RENAME TO gone"))
        assert (await asked(f"{url}/readyz"))[0] == 503
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO alembic_version"))


async def test_by_webhook_it_is_ready_once_telegram_knows_the_address(engine: Engine) -> None:
    async with serving() as server:
        server.fault("setWebhook", status=502, times=None)
        async with watched(server, engine) as (parts, url):
            await until(lambda: parts.pulse.started)
            assert await asked(f"{url}/readyz") == (503, "starting: updates are not taken in yet\n")
            server.faults.clear()
            await until(lambda: parts.pulse.taking_in)
            assert await asked(f"{url}/readyz") == (200, "ready\n")


def test_a_look_waits_for_no_writer(engine: Engine) -> None:
    lookout = Lookout(engine)
    with transaction(engine) as session:
        session.connection().execute(text("DELETE FROM spent"))
        assert lookout.look().fault == ""
    lookout.thread.shutdown()


def test_every_fault_in_the_log_is_of_a_kind() -> None:
    lines = {line for path in sorted((ROOT / "bot").rglob("*.py")) for line in LOGGED.findall(path.read_text("utf-8"))}
    for line in lines:
        assert line.startswith((*FAULTS, *HARMLESS)), f"{line}: say in bot/watching/pulse.py of which kind it is"


def test_a_line_of_the_log_is_counted_once_and_left_as_it_is() -> None:
    pulse = Pulse()
    for level, line in [("info", "started"), ("warning", "message refused"), ("error", "text nobody knows")]:
        event = {"event": line, "chat": "7"}
        assert pulse.note_line(None, level, event) == {"event": line, "chat": "7"}
    assert pulse.faults == {"refused": 1, OTHER: 1}


def test_labels_do_not_grow_with_what_comes_in() -> None:
    pulse = Pulse()
    for number in range(50):
        pulse.note_update({"update_id": number, f"kind_{number}": {}})
    assert pulse.updates == {OTHER: 50}
    assert set(OUTCOMES) == {"sent", "refused", "retried", "unreachable"}


@pytest.mark.parametrize("seconds", [0.0, *BOUNDS, 1000.0])
def test_a_duration_is_in_the_class_whose_bound_it_does_not_exceed(seconds: float) -> None:
    spread = Spread()
    spread.add(seconds, 2)
    place = spread.classes.index(2)
    assert place == len(BOUNDS) or seconds <= BOUNDS[place]
    assert place == 0 or seconds > BOUNDS[place - 1]
    assert spread.total == 2 * seconds


def test_replies_that_wait_are_no_fault_while_others_are_sent() -> None:
    pulse = Pulse(started=True, taking_in=True)
    sight = Sight(0.0, replies=Waiting(3, 500.0))
    assert reasons(pulse, sight) == []


# The command


def test_health_says_whether_anybody_answers(tmp_path: Path) -> None:
    done = sounding(tmp_path, "health")
    assert (done.returncode, done.stderr) == (
        2,
        b"SOUNDING_HEALTH_LISTEN is not set, so nothing tells; see the README\n",
    )
    port = free_port()
    done = sounding(tmp_path, "health", SOUNDING_HEALTH_LISTEN=f"127.0.0.1:{port}")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"nothing answers at 127.0.0.1:")


def test_a_port_that_is_no_port_stops_the_start(tmp_path: Path) -> None:
    done = sounding(tmp_path, "health", SOUNDING_HEALTH_LISTEN="9100")
    assert (done.returncode, done.stderr) == (2, b"SOUNDING_HEALTH_LISTEN: it must look like 127.0.0.1:9100\n")


async def test_health_asks_the_running_service(engine: Engine, tmp_path: Path) -> None:
    async with serving() as server, watched(server, engine, webhook_url=None) as (parts, url):
        await until(lambda: parts.pulse.taking_in)
        address = url.removeprefix("http://")
        done = await asyncio.to_thread(sounding, tmp_path, "health", "--ready", SOUNDING_HEALTH_LISTEN=address)
        assert (done.returncode, done.stdout) == (0, b"ready\n")
        parts.pulse.taking_in = False
        done = await asyncio.to_thread(sounding, tmp_path, "health", "--ready", SOUNDING_HEALTH_LISTEN=address)
        assert (done.returncode, done.stderr) == (1, b"starting: updates are not taken in yet\n")
