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

Reader = Callable[[bytes], None]

SEEDS = {
    "buttons": [b"1f:phase:helpline:integration", b"0:tick:helpline.integration.2:1", b"a:people:all:3"],
    "updates": [b'{"update_id":1,"message":{"chat":{"id":1,"type":"private"},"text":"/start 7KQ2-MXPD-4VTH-9BWE"}}'],
    "exports": [b'{"format":"sounding-round","version":1,"model":{}}'],
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
    atheris.instrument_all()  # of all that is loaded by now; its import hooks would instrument every library as well
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[sys.argv[1]]):
            Path(folder, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], reader)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
