"""The real `sounding`, as a process in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("sounding"))
PATIENCE = 30.0
"""Seconds until a process that says nothing is given up."""


def environment(database: str | None = None, **more: str) -> dict[str, str]:
    """What the process sees: nothing of who runs the tests. Without `database`, the default is used."""
    settings = {"SOUNDING_DATABASE_URL": database} if database else {}
    return {"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"} | settings | more


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


def chatted(folder: Path, database: str | None, *lines: str | bytes, name: str = "alma") -> list[str]:
    """Every turn of a piped chat as it was printed, the first card included."""
    said = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    done = sounding(folder, "chat", "--as", name, said=said, database=database)
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
