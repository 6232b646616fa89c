"""The real `sounding` in a folder of its own: as a process, or in this one where the process is not what is tested."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from tests.keys import KEY

COMMAND = str(Path(sys.executable).with_name("sounding"))
PATIENCE = 30.0
"""Seconds until a process that says nothing is given up."""


def environment(database: str | None = None, **more: str) -> dict[str, str]:
    """What the process sees: the tests' key, and nothing of who runs them. Without `database`, the default is used."""
    settings = {"SOUNDING_DATABASE_URL": database} if database else {}
    usual = {"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1", "SOUNDING_SECRET_KEYS": KEY}
    return usual | settings | more


def sounding(
    folder: Path, *arguments: str, said: bytes = b"", database: str | None = None, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        input=said,
        capture_output=True,
        cwd=folder,
        env=environment(database, **variables),
        timeout=PATIENCE,
        check=False,
    )


def sounding_here(
    folder: Path, *arguments: str, said: bytes = b"", database: str | None = None, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """The same in this process, which need not start first."""
    from bot.main import app

    with chdir(folder), _closed_in_the_end():
        done = CliRunner().invoke(app, arguments, input=said, env=environment(database, **variables))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout_bytes, done.stderr_bytes)


@contextmanager
def _closed_in_the_end() -> Iterator[None]:
    """A command ends its process with connections open; here they are closed when it is done."""
    from bot.storage import engine

    opening, opened = engine.open_database, []

    def noted(*given: Any) -> Engine:
        opened.append(opening(*given))
        return opened[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "open_database", noted)
        yield
    for each in opened:
        each.dispose()


def chatted(
    folder: Path, database: str | None, *lines: str | bytes, name: str = "alma", here: bool = False
) -> list[str]:
    """Every turn of a piped chat as it was printed, the first card included; `here` in this process."""
    said = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    done = (sounding_here if here else sounding)(folder, "chat", "--as", name, said=said, database=database)
    assert (done.returncode, done.stderr) == (0, b"")
    return turns(done.stdout.decode(), name)


def turns(printed: str, name: str = "alma") -> list[str]:
    """A transcript cut before everything the person said; what is printed before that comes first."""
    return re.split(rf"(?<=\n)(?={re.escape(name)}: )", printed)


def end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that a process is gone."""
    with suppress(ProcessLookupError):
        process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()
