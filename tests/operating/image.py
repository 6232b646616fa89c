"""`make image-check`: the commands that make the image, carried out in a folder, and what it starts, started.

An image cannot be built everywhere; its commands can. They are read from the Dockerfile, and only /opt/sounding and
/src are other folders here. At the end stand the sizes.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.channel.phones import until
from tests.keys import KEY
from tests.telegram import Server, serving

ROOT = Path(__file__).parents[2]
BASE_MB = 50
"""About the size of the image that it begins with, unpacked, which is not looked up here."""

LIMIT_MB = 350


def instructions(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Each instruction with what follows it, continued lines joined and comments left out."""
    lines = "\n".join(line for line in dockerfile.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n", " ", lines).splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield word, " ".join(rest.split())


def stage(dockerfile: str, number: int) -> list[tuple[str, str]]:
    """The instructions of one stage, counted from 1."""
    stages: list[list[tuple[str, str]]] = [[]]
    for word, rest in instructions(dockerfile):
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages[number]


def sent_to_the_builder(ignored: str) -> list[str]:
    """What `.dockerignore` lets through; it forbids everything first."""
    lines = [line for line in ignored.splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def build(folder: Path) -> Path:
    """Carry out the first stage below this folder; where it installed to."""
    source, made = folder / "src", folder / "opt" / "sounding"
    source.mkdir()
    made.parent.mkdir()
    for name in sent_to_the_builder((ROOT / ".dockerignore").read_text("utf-8")):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copyfile(ROOT / name, source / name)
    for word, rest in stage((ROOT / "Dockerfile").read_text("utf-8"), 1):
        if word == "RUN":
            command = rest.replace("/opt/sounding", str(made)).replace("python -m", f"{sys.executable} -m", 1)
            print(f"$ {rest}", flush=True)
            subprocess.run(["/bin/sh", "-ec", command], cwd=source, env=bare(folder), check=True)
    return made


def bare(folder: Path, **more: str) -> dict[str, str]:
    """What a container has around it: nothing of who runs this, but the way to packages."""
    ways = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name.endswith("_PROXY")}
    return (
        {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_QUIET": "1",
        }
        | ways
        | more
    )


def megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) / 1e6


def files_in(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


async def start(folder: Path, made: Path, server: Server) -> None:
    """Start what the image starts, and ask it as its health check does."""
    last = dict(stage((ROOT / "Dockerfile").read_text("utf-8"), 2))
    command = [*json.loads(last["ENTRYPOINT"]), *json.loads(last["CMD"])]
    asking = json.loads(last["HEALTHCHECK"].partition("CMD ")[2])
    data = folder / "data"
    data.mkdir(mode=0o700)
    around = bare(
        folder,
        PATH=f"{made / 'bin'}:/usr/bin:/bin",
        SOUNDING_TELEGRAM_TOKEN=server.token,
        SOUNDING_TELEGRAM_API=server.url,
        SOUNDING_SECRET_KEYS=KEY,
        SOUNDING_HEALTH_LISTEN="127.0.0.1:9187",
    )
    before = files_in(made)
    for turn in ("first", "second"):
        server.calls.clear()
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(*command, cwd=data, env=around)
        await until(lambda: server.calls_of("deleteWebhook"), 60)
        print(f"{turn} start: {time.perf_counter() - began:.2f} s until updates are asked for")
        for more in ([], ["--ready"]):
            asked = await asyncio.create_subprocess_exec(*asking, *more, cwd=data, env=around)
            assert await asked.wait() == 0, asking
        process.terminate()
        assert await process.wait() == 0
    assert (data / "sounding.db").exists()
    written = files_in(made) - before
    assert not written, f"it writes where the image can only be read: {sorted(written)[:3]}"


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sounding-image-") as name:
        made = build(Path(name))
        async with serving() as server:
            await start(Path(name), made, server)
        size = megabytes(made)
    print(f"installed: {size:.0f} MB; with about {BASE_MB} MB of the base image {size + BASE_MB:.0f} MB of {LIMIT_MB}")
    sys.exit(size + BASE_MB > LIMIT_MB)


if __name__ == "__main__":
    asyncio.run(main())
