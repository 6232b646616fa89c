"""How the work for a text grows with its length."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

SHORT, TIMES = 1500, 4
TRIES = 2


def growth(work: Callable[[str], object], piece: str) -> float:
    """How many times longer a text takes that is `TIMES` times longer: about that, or its square if it is bad."""
    work(piece)  # what is loaded and remembered once does not count
    return _least(work, _repeated(piece, SHORT * TIMES)) / max(_least(work, _repeated(piece, SHORT)), 1e-3)


def _repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _least(work: Callable[[str], object], text: str) -> float:
    """The processor's time of the fastest of some tries: others who use the machine only ever add to it."""
    taken = []
    for _ in range(TRIES):
        begun = process_time()
        work(text)
        taken.append(process_time() - begun)
    return min(taken)
