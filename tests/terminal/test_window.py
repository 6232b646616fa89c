"""`sounding chat` on a terminal, by a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from bot.library import bundled, model_from
from tests.storage.chats import answers
from tests.terminal.running import COMMAND, PATIENCE, end, environment

CTRL_C, CTRL_D, ENTER = "\x03", "\x04", "\r"
LISTENING = "\x1b[?2004h"  # what is pasted is marked: a line is being edited
WHERE_IS_THE_CURSOR, AT_THE_BOTTOM = "\x1b[6n", b"\x1b[50;1R"
STYLE = re.compile(r"\x1b\[([0-9;]*)m")
CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")
COLOURS = {*map(str, (*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)))}


class Window:
    """A terminal of a given width with `sounding chat` in it; `raw` is all it has written."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self.master, self.process, self.raw, self.seen, self.closed = master, process, "", 0, False

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def reads(self, wanted: str) -> str:
        """Wait for a text; all that came since the last one."""
        self._until(lambda: wanted in self._new, wanted)
        read, self.seen = self._new, len(self.raw)
        return read

    def prompts(self) -> str:
        """Wait until it listens to keys; the card above."""
        self._until(lambda: LISTENING in self.raw[self.seen :], "the prompt")
        return self.reads("alma:")

    def leaves(self) -> int:
        """Wait for the end; the exit status."""
        self._until(lambda: self.closed, "its end")
        return self.process.wait(PATIENCE)

    @property
    def _new(self) -> str:
        return CONTROL.sub("", self.raw[self.seen :])

    @property
    def text(self) -> str:
        """What was written, without colours and movements."""
        return CONTROL.sub("", self.raw)

    @property
    def styles(self) -> set[str]:
        return {code for codes in STYLE.findall(self.raw) for code in codes.split(";")}

    def _until(self, met: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not met():
            assert time.monotonic() < deadline, f"waited for {what!r} in\n{self.text}"
            if select.select([self.master], [], [], 0.05)[0]:
                self._read()

    def _read(self) -> None:
        try:
            new = os.read(self.master, 65536).decode()
        except OSError:  # nobody holds the other side any more
            self.closed = True
            return
        self.raw += new
        for _ in range(new.count(WHERE_IS_THE_CURSOR)):
            os.write(self.master, AT_THE_BOTTOM)


@contextmanager
def window(folder: Path, database: str, columns: int = 100, **variables: str) -> Iterator[Window]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(
        [COMMAND, "chat", "--as", "alma"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        env=environment(database, TERM="xterm-256color", **variables),
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Window(master, process)
    finally:
        end(process)
        os.close(master)


def test_a_number_words_and_a_longer_look(tmp_path: Path, database: str, engine: Engine) -> None:
    model = model_from(bundled())
    first = next(iter(model.capabilities.values()))
    with window(tmp_path, database) as shown:
        assert "\n 1  I agree, begin    2  No, thank you" in shown.prompts()
        assert {"32", "36"} & shown.styles
        for line in ("1", "2"):
            shown.type(line + ENTER)
            card = shown.prompts()
        folded = first.stages[0].criteria[0].text.source[:40]
        assert folded not in card
        assert "? shows more" in card
        shown.type("?" + ENTER)
        assert folded in shown.prompts()
        shown.type("an early note" + ENTER)
        assert "Keep this as a note?" in shown.prompts()
        shown.type("1" + ENTER)
        assert "Your note is kept." in shown.prompts()
        shown.type("3" + ENTER)
        shown.prompts()
        shown.type(CTRL_D)
        shown.reads("Everything is kept. The same command goes on from here.")
        assert shown.leaves() == 0
        assert "Traceback" not in shown.text
    (answer,) = answers(engine)
    assert (answer.capability, answer.phase, answer.note) == (first.id, model.phases[2].id, "an early note")


def test_ctrl_c_in_half_a_line_loses_nothing_else(tmp_path: Path, database: str, engine: Engine) -> None:
    with window(tmp_path, database) as shown:
        shown.prompts()
        for line in ("1", "1", "2"):
            shown.type(line + ENTER)
            shown.prompts()
        shown.type("half a line" + CTRL_C)
        shown.reads("Everything is kept.")
        assert shown.leaves() == 0
        assert "Traceback" not in shown.text
    assert [answer.phase for answer in answers(engine)] == ["enhancement"]


def test_a_narrow_window_without_colours(tmp_path: Path, database: str) -> None:
    with window(tmp_path, database, columns=40, NO_COLOR="1") as shown:
        card = shown.prompts()
        for line in ("1", "2"):
            shown.type(line + ENTER)
            card += shown.prompts()
        assert max(len(line) for line in card.splitlines()) <= 40
        assert "capability" in " ".join(card.split())
        assert not shown.styles & COLOURS
