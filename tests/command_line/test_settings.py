"""Settings, by the command line: what is wrong stops it with one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.main import app
from bot.settings import owners_of, read_settings

TOKEN = "7000000001:AAFakeTokenForTestsOnly"
CANNOT_BE_OPENED = (
    "SOUNDING_DATABASE_URL: the database cannot be opened ((sqlite3.OperationalError) unable to open database file)"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def sounding(*arguments: str, **variables: str) -> Result:
    return CliRunner().invoke(app, arguments, env=dict(variables))


WRONG: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "no token": (("run",), {}, "SOUNDING_TELEGRAM_TOKEN is not set; BotFather gives it, see the README"),
    "an empty token": (
        ("run",),
        {"SOUNDING_TELEGRAM_TOKEN": ""},
        "SOUNDING_TELEGRAM_TOKEN is not set; BotFather gives it, see the README",
    ),
    "half a token": (
        ("run",),
        {"SOUNDING_TELEGRAM_TOKEN": "AAFakeToken"},
        "SOUNDING_TELEGRAM_TOKEN: it should look like 123456:ABC..., as BotFather gives it",
    ),
    "a misspelt setting": (
        ("run",),
        {"SOUNDING_TELEGRAM_TOKN": TOKEN},
        "SOUNDING_TELEGRAM_TOKN is not a setting; did you mean SOUNDING_TELEGRAM_TOKEN?",
    ),
    "an unknown setting": (("chat",), {"SOUNDING_X": "1"}, "SOUNDING_X is not a setting"),
    "neither yes nor no": (
        ("chat",),
        {"SOUNDING_OPEN": "perhaps"},
        "SOUNDING_OPEN: it must be true or false",
    ),
    "an address without a scheme": (
        ("run",),
        {"SOUNDING_TELEGRAM_API": "api.telegram.org"},
        "SOUNDING_TELEGRAM_API: it must be an address such as https://example.org",
    ),
    "a form of log that is not there": (
        ("run",),
        {"SOUNDING_LOG_FORMAT": "xml"},
        "SOUNDING_LOG_FORMAT: it must be text or json",
    ),
    "a database that is not supported": (
        ("chat",),
        {"SOUNDING_DATABASE_URL": "mysql://alma:hunter2@localhost/sounding"},
        "SOUNDING_DATABASE_URL: mysql is not supported; use sqlite or postgresql",
    ),
    "no address of a database": (
        ("db", "check"),
        {"SOUNDING_DATABASE_URL": "hunter2"},
        "SOUNDING_DATABASE_URL: it is not a database address such as sqlite:///sounding.db",
    ),
    "a password with signs": (
        ("db", "check"),
        {"SOUNDING_DATABASE_URL": "postgresql://alma:hun@ter:2hunter2@localhost/sounding"},
        "SOUNDING_DATABASE_URL: it is not a database address such as sqlite:///sounding.db",
    ),
    "a database in memory": (
        ("chat",),
        {"SOUNDING_DATABASE_URL": "sqlite://"},
        "SOUNDING_DATABASE_URL: it names no file; write sqlite:///sounding.db or sqlite:////var/lib/sounding.db",
    ),
    "a folder that is not there": (
        ("chat",),
        {"SOUNDING_DATABASE_URL": "sqlite:////nowhere/sounding.db"},
        CANNOT_BE_OPENED,
    ),
    "a folder where nothing can be made": (
        ("db", "upgrade"),
        {"SOUNDING_DATABASE_URL": "sqlite:////proc/sounding.db"},
        CANNOT_BE_OPENED,
    ),
    "owners by their names": (
        ("run",),
        {"SOUNDING_OWNERS": "@alma"},
        "SOUNDING_OWNERS: it must be anyone, or Telegram user numbers such as 7000000001,7000000002",
    ),
    "one owner too few": (
        ("run",),
        {"SOUNDING_OWNERS": "7000000001,,"},
        "SOUNDING_OWNERS: it must be anyone, or Telegram user numbers such as 7000000001,7000000002",
    ),
    "a group as an owner": (
        ("run",),
        {"SOUNDING_OWNERS": "-1001234567890"},
        "SOUNDING_OWNERS: it must be anyone, or Telegram user numbers such as 7000000001,7000000002",
    ),
    "no secrets": (
        ("run",),
        {"SOUNDING_SECRETS_DIR": "/nowhere"},
        "SOUNDING_SECRETS_DIR: there is no folder /nowhere",
    ),
    "a language that is not there": (
        ("chat", "--lang", "tlh"),
        {},
        "--lang: there is no language 'tlh' here; there are: en, ar, es, fr, pt",
    ),
    "no name": (("chat", "--as", " "), {}, "--as: a name has 1 to 64 printable characters"),
    "a name with a line break": (("chat", "--as", "a\nb"), {}, "--as: a name has 1 to 64 printable characters"),
    "a long name": (("chat", "--as", "x" * 65), {}, "--as: a name has 1 to 64 printable characters"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_stops_the_start_with_one_line(here: Path, case: str) -> None:
    arguments, variables, line = WRONG[case]
    done = sounding(*arguments, **variables)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{line}\n")
    assert "hunter2" not in done.output
    assert list(here.iterdir()) == []


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    done = sounding("db", "upgrade", SOUNDING_DATABASE_URL="postgresql://alma:hunter2@127.0.0.1:1/sounding")
    assert done.exit_code == 2
    assert done.stderr.startswith("SOUNDING_DATABASE_URL: the database cannot be opened (")
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.output


def token() -> str | None:
    found = read_settings().telegram_token
    return found.get_secret_value() if found else None


def test_secrets_come_from_files(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "sounding_telegram_token").write_text(f"{TOKEN}\n")
    assert token() is None
    (here / ".env").write_text(f"SOUNDING_SECRETS_DIR={secrets}\n")
    assert token() == TOKEN
    (here / ".env").unlink()
    monkeypatch.setenv("SOUNDING_SECRETS_DIR", str(secrets))
    assert token() == TOKEN


def test_the_environment_wins_over_the_file_and_that_over_secrets(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sounding_telegram_token").write_text("1:secret")
    monkeypatch.setenv("SOUNDING_SECRETS_DIR", str(tmp_path))
    assert token() == "1:secret"
    (here / ".env").write_text("SOUNDING_TELEGRAM_TOKEN=2:file\nSOUNDING_OPEN=yes\nOTHER=1\n")
    assert token() == "2:file"
    monkeypatch.setenv("SOUNDING_TELEGRAM_TOKEN", "3:environment")
    assert token() == "3:environment"
    assert read_settings().open


def test_a_misspelt_setting_in_the_file_is_found(here: Path) -> None:
    (here / ".env").write_text("SOUNDING_DATABASE=sqlite:///other.db\n")
    done = sounding("db", "check")
    assert (done.exit_code, done.stderr) == (
        2,
        "SOUNDING_DATABASE is not a setting; did you mean SOUNDING_DATABASE_URL?\n",
    )


OWNERS: dict[str, frozenset[str] | None] = {
    "": frozenset(),
    "7000000001": frozenset({"7000000001"}),
    " 7000000001, 7000000002 ": frozenset({"7000000001", "7000000002"}),
    "anyone": None,
    "Anyone": None,
}


@pytest.mark.parametrize("named", OWNERS)
def test_owners_are_numbers_or_anyone(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDING_OWNERS", named)
    assert owners_of(read_settings()) == OWNERS[named]


def test_without_owners_nobody_may_set_up_assessments() -> None:
    assert owners_of(read_settings()) == frozenset()


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDING_TELEGRAM_TOKEN", TOKEN)
    assert TOKEN not in repr(read_settings())
