"""`sounding doctor`: what Sounding stands on, and what to do where something is wrong with it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, SecretStr
from sqlalchemy import make_url

from bot.checks import clock, disk, telegram
from bot.checks.clock import compared_with_database, off_by
from bot.checks.disk import short_of_space
from bot.checks.telegram import webhook_faults
from bot.settings import Settings
from tests.channel.phones import until
from tests.telegram import Server, serving
from tests.terminal.running import sounding

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOOK = "https://bot.example.org/sounding"


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    (tmp_path / "sounding.db").write_bytes(sqlite_template.read_bytes())
    (tmp_path / "sounding.db").chmod(0o600)
    return tmp_path


async def doctor(folder: Path, server: Server, *arguments: str, **variables: str) -> tuple[int, list[str]]:
    usual = {"SOUNDING_TELEGRAM_TOKEN": server.token, "SOUNDING_TELEGRAM_API": server.url} | variables
    done = await asyncio.to_thread(partial(sounding, folder, "doctor", *arguments, **usual))  # type: ignore[arg-type]
    assert done.stderr == b"", done.stderr
    return done.returncode, done.stdout.decode().splitlines()


async def test_telegram_is_asked_and_all_is_well(folder: Path) -> None:
    async with serving() as server:
        assert await doctor(folder, server) == (0, ["All is well."])
        assert [call.method for call in server.calls] == ["getMe", "getWebhookInfo"]


async def test_a_token_that_is_refused_is_a_fault_unless_nobody_is_asked(folder: Path) -> None:
    async with serving() as server:
        wrong = "7000000002:AAnother"
        code, (line,) = await doctor(folder, server, SOUNDING_TELEGRAM_TOKEN=wrong)
        assert code == 1
        assert line.startswith("SOUNDING_TELEGRAM_TOKEN: Telegram does not accept this token.")
        assert wrong not in line
        server.calls.clear()
        assert await doctor(folder, server, "--offline", SOUNDING_TELEGRAM_TOKEN=wrong) == (0, ["All is well."])
        assert not server.calls


async def test_a_server_that_is_away_is_a_fault_without_the_token(folder: Path) -> None:
    async with serving() as server:
        code, (line,) = await doctor(folder, server, SOUNDING_TELEGRAM_API="http://127.0.0.1:9")
        assert code == 1
        assert line.startswith("The Bot API server cannot be reached (")
        assert server.token not in line
        server.fault("getMe", status=502)
        code, (line,) = await doctor(folder, server)
        assert line.startswith("The Bot API server answers with 502.")


async def test_a_webhook_that_does_not_agree_with_the_setting_is_a_fault(folder: Path) -> None:
    async with serving() as server:
        code, (line,) = await doctor(folder, server, SOUNDING_WEBHOOK_URL=HOOK)
        assert (code, line) == (
            1,
            "Telegram does not deliver to SOUNDING_WEBHOOK_URL. Start `sounding run`, which registers it.",
        )


async def test_a_clock_that_is_off_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as server:
        monkeypatch.setattr(telegram, "off_by", lambda shown, *rest: off_by(shown + timedelta(minutes=2), *rest))
        chosen = _settings(server)
        (line,) = await telegram.faults_at_telegram(chosen)
        assert line.startswith("This computer's clock is 1")
        assert "seconds behind that of the Bot API server" in line
        await until(lambda: server.calls_of("getWebhookInfo"))


def _settings(server: Server) -> Settings:
    return Settings(telegram_token=SecretStr(server.token), telegram_api=AnyHttpUrl(server.url))


def test_the_clock_of_the_database_server_is_looked_at(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(compared_with_database(database)) == []
    if database.startswith("sqlite"):
        return
    monkeypatch.setattr(clock, "OFF", timedelta(seconds=-1))
    (line,) = compared_with_database(database)
    assert "that of the database server" in line


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-31, "31 seconds ahead of"), (-30, None), (0, None), (2, None), (32, None), (33, "31 seconds behind")],
)
def test_half_a_minute_is_no_matter(seconds: int, said: str | None) -> None:
    """The other clock was asked within two seconds, and may have shown its time at any of them."""
    found = list(off_by(NOON + timedelta(seconds=seconds), NOON, NOON + timedelta(seconds=2), "somebody"))
    assert len(found) == (said is not None)
    assert all(said in line for line in found if said)


def info(**more: object) -> dict[str, object]:
    return {"url": HOOK, "pending_update_count": 0} | more


@pytest.mark.parametrize(
    ("told", "wanted", "said"),
    [
        (info(), HOOK, None),
        (info(url=""), "", None),
        ({}, "", None),
        (info(), "", "SOUNDING_WEBHOOK_URL is not set"),
        (info(url="https://other.example.org/"), HOOK, "but to another address"),
        (info(pending_update_count=99), HOOK, None),
        (info(pending_update_count=1200), HOOK, "1,200 updates wait at Telegram"),
        (info(last_error_date=NOON.timestamp() - 60, last_error_message="Wrong response"), HOOK, "11:59 UTC: Wrong"),
        (info(last_error_date=NOON.timestamp() - 7200, last_error_message="Wrong response"), HOOK, None),
    ],
)
def test_what_telegram_says_of_its_deliveries(told: dict[str, object], wanted: str, said: str | None) -> None:
    found = list(webhook_faults(told, wanted, NOON))
    assert len(found) == (said is not None)
    assert all(said in line for line in found if said)


def test_a_disk_that_is_nearly_full_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = make_url(f"sqlite:///{folder / 'sounding.db'}")
    assert list(short_of_space(url)) == []
    monkeypatch.setattr(disk, "LEAST", 10**18)
    (line,) = short_of_space(url)
    assert "free beside sounding.db" in line
    assert list(short_of_space(make_url("postgresql://host/sounding"))) == []
