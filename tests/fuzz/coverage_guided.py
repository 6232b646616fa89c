"""Bytes that are led by what they reach, with atheris, for three readers: buttons, updates and exports.

It is no dependency of Sounding's: it brings a compiler's run-time along, and is worth an hour now and then, not a
place in every installation. Where it is installed beside what Sounding needs:

    python -m tests.fuzz.coverage_guided buttons -runs=100000
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from typing import Any

Reader = Callable[[bytes], None]

SEEDS = {
    "buttons": [b"1f:phase:helpline:integration", b"0:tick:helpline.integration.2:1", b"a:people:all:3"],
    "updates": [b'{"update_id":1,"message":{"chat":{"id":1,"type":"private"},"text":"/start 7KQ2-MXPD-4VTH-9BWE"}}'],
    "exports": [b'{"format":"sounding-round","version":1,"model":{}}'],
}

MODULES = {
    "buttons": ["dialogs.wire"],
    "updates": ["bot.telegram.webhook", "bot.telegram.updates", "bot.packing", "dialogs.typed", "dialogs.wire"],
    "exports": ["bot.files.exchange", "bot.library"],
}


def readers() -> dict[str, Reader]:
    """What reads bytes; each raises for what must not happen."""
    from bot.files.exchange import Unreadable, read_json
    from tests.fuzz.telegram import read_body, understand
    from tests.fuzz.words import read_button

    def read_update(body: bytes) -> None:
        from bot.telegram.webhook import _update

        read_body(body)
        understand(_update(body))

    def read_export(content: bytes) -> None:
        try:
            read_json(content)
        except Unreadable as fault:
            assert "\n" not in str(fault).rstrip(".")  # noqa: PT017  # a file may as well be right

    return {
        "buttons": lambda data: read_button(data.decode("utf-8", "replace")),
        "updates": read_update,
        "exports": read_export,
    }


def main() -> int:
    """Run the reader that is named until libFuzzer is told to stop; 2 where that is not possible here."""
    if find_spec("atheris") is None:
        print("atheris is not installed; `make fuzz` needs nothing more than `make test` does.", file=sys.stderr)
        return 2
    if len(sys.argv) < 2 or sys.argv[1] not in SEEDS:
        print(f"Name one of: {', '.join(SEEDS)}", file=sys.stderr)
        return 2
    atheris, reader = import_module("atheris"), readers()[sys.argv[1]]
    _instrument(atheris)
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[sys.argv[1]]):
            Path(folder, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], reader)
        atheris.Fuzz()
    return 0


def _instrument(atheris: Any) -> None:
    """Have it see which lines of ours are reached, and none of the libraries': that would take minutes."""
    for name in MODULES[sys.argv[1]]:
        module = import_module(name)
        for function in [each for each in vars(module).values() if isinstance(each, FunctionType)]:
            if function.__module__ == name:
                atheris.instrument_func(function)


if __name__ == "__main__":
    sys.exit(main())
