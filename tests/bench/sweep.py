"""One sweep over what is due, in databases of different sizes: it is to cost what is due, not what exists."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from sqlalchemy import Engine, func, select

from bot.storage.engine import open_database, transaction, upgrade
from bot.storage.reminding.sweeping import sweep_due
from bot.storage.tables import METADATA
from tests.bench.participations import DUE, NOW, due_again, fill
from tests.bench.postgres import database_on, server
from tests.keys import KEYS

outgoing = METADATA.tables["outgoing"]

WARMING = 2
"""Sweeps of each database that do not count: its pages, and the statements, are new to everybody."""


class SweptWrongly(RuntimeError):
    """A sweep did not write a reminder for everybody who was due, and for nobody else."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What sweeps of one database took, in milliseconds, oldest first; among how many participations."""

    database: str
    participations: int
    taken: list[float] = field(default_factory=list)


def measured(sizes: Sequence[int], sweeps: int, folder: Path | None) -> list[list[Swept]]:
    """For each database, what sweeps took at each size. Sizes take turns, so that what disturbs one disturbs all."""
    with tempfile.TemporaryDirectory(prefix="sounding-sweep-", dir=folder) as place, server(folder) as running:
        on_files = [(size, f"sqlite:///{Path(place) / f'{size}.db'}") for size in sizes]
        on_server = [(size, database_on(running, f"sweep_{size}")) for size in sizes]
        return [_race("sqlite", on_files, sweeps), _race("postgresql", on_server, sweeps)]


def _race(name: str, databases: Sequence[tuple[int, str]], sweeps: int) -> list[Swept]:
    engines = {size: open_database(address, KEYS) for size, address in databases}
    results = {size: Swept(name, size) for size in engines}
    try:
        for size, engine in engines.items():
            upgrade(engine)
            fill(engine, size)
        for turn in range(WARMING + sweeps):
            for size, engine in engines.items():
                due_again(engine)
                taken = swept(engine)
                if turn >= WARMING:
                    results[size].taken.append(taken)
    finally:
        for engine in engines.values():
            engine.dispose()
    return list(results.values())


def swept(engine: Engine) -> float:
    """The milliseconds of one sweep, commits included. Raises SweptWrongly."""
    begun = time.perf_counter()
    while True:
        with transaction(engine) as session:
            if not sweep_due(session, NOW):
                break
    taken = (time.perf_counter() - begun) * 1000
    with transaction(engine) as session:
        written = session.connection().scalar(select(func.count()).select_from(outgoing))
    if written != DUE:
        raise SweptWrongly(f"{written} reminders were written for {DUE} people who were due")
    return taken


# As text


def table(rows: Sequence[Sequence[Swept]]) -> str:
    """A line for each database, with the ratio of the largest to the smallest."""
    first = rows[0]
    cells = [["", *(f"among {each.participations:,}" for each in first), "ratio"]]
    cells += [[row[0].database, *(_spread(each.taken, 1) for each in row), _ratio(row)] for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = [f"One sweep, {DUE:,} due: ms, medians with the lowest and the highest of {len(first[0].taken)}"]
    lines += ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    return "\n".join(lines)


def _ratio(row: Sequence[Swept]) -> str:
    """How many times as long it takes among the most participations as among the fewest, turn by turn."""
    fewest, most = row[0], row[-1]
    return _spread([large / small for small, large in zip(fewest.taken, most.taken, strict=True)], 2)


def _spread(values: Sequence[float], digits: int) -> str:
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"
