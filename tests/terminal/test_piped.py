"""`sounding chat` with piped input: one line a turn, nothing lost, nothing twice."""

from __future__ import annotations

import signal
import subprocess
import threading
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.library import bundled
from bot.office import House, Office
from bot.storage.desks import read_answers
from bot.storage.engine import open_database, transaction
from bot.storage.tables import Conversation, Participation, Person
from bot.terminal.chat import chat
from bot.terminal.faces import Pipe
from framework.answers import Answer
from tests.keys import KEYS
from tests.storage.chats import answers, revisions, rows
from tests.terminal import walk
from tests.terminal.running import COMMAND, PATIENCE, chatted, end, environment, turns

LINES = walk.lines()


def told(engine: Engine, *lines: str | bytes, name: str = "alma") -> list[str]:
    """As `chatted`, in this process: for what does not concern the process."""
    said = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    out = StringIO()
    house = House(bundled(), ("en",), open_to_all=True, local=True)
    chat(Office(engine, house), Pipe(TextIOWrapper(BytesIO(said), "utf-8", "replace", newline="\n"), out), name)
    return turns(out.getvalue(), name)


def answers_of(engine: Engine, part: int = 1) -> dict[str, Answer]:
    with transaction(engine) as session:
        return dict(read_answers(session, [part])[part])


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The whole assessment without a break, turn by turn, in an empty folder and without any setting."""
    folder = tmp_path_factory.mktemp("unbroken")
    told = chatted(folder, None, *LINES)
    engine = open_database(f"sqlite:///{folder / 'sounding.db'}", KEYS)
    assert answers_of(engine) == walk.ANSWERS
    engine.dispose()
    return told


def test_all_capabilities_to_the_summary(tmp_path: Path, database: str, engine: Engine, unbroken: list[str]) -> None:
    told = chatted(tmp_path, database, *LINES, here=True)
    assert told == unbroken
    assert len(walk.ANSWERS) == 20
    assert answers_of(engine) == walk.ANSWERS
    assert "[Submit]" in told[-2]
    assert told[-1].startswith("alma: [Submit]\nbot: Thank you. Your assessment is complete. Nobody is notified,")
    assert "Your maturity summary" in told[-1]
    assert sum(": complete" in turn for turn in told) == 6
    with transaction(engine) as session:
        assert session.get_one(Participation, 1).submitted_at


KILLS = [(3, "at once"), (17, "echoed"), (40, "shown"), (len(LINES) - 1, "at once")]
"""At which line, and when: as soon as the line is written, once it is echoed, once its card is shown."""


@pytest.mark.parametrize("backend", ["sqlite"])  # on PostgreSQL, it is the service that is killed
def test_killed_again_and_again_it_ends_as_if_unbroken(
    tmp_path: Path, database: str, engine: Engine, unbroken: list[str]
) -> None:
    at = 0
    for line, moment in KILLS:
        at = killed_at(Piped(tmp_path, database), unbroken, at, line, moment)
    rest = chatted(tmp_path, database, *LINES[at:], here=True)
    assert rest[1:] == unbroken[at + 1 :]
    assert answers_of(engine) == walk.ANSWERS
    assert len(answers(engine)) == 20
    assert len(revisions(engine)) == taps_that_answer()
    assert (rows(engine, Person), rows(engine, Participation), rows(engine, Conversation)) == (1, 1, 1)


def taps_that_answer() -> int:
    """How many lines change an answer: a phase or a reason, each tick, each basis, each note or explanation."""
    return sum(
        1 + len(answer.in_place) + len(answer.basis) + bool(answer.note) + bool(answer.why)
        for answer in walk.ANSWERS.values()
    )


class Piped:
    """A chat that is spoken to line by line; given up after a while."""

    def __init__(self, folder: Path, database: str) -> None:
        self.process = subprocess.Popen(
            [COMMAND, "chat", "--as", "alma"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment(database),
        )
        self.watch = threading.Timer(PATIENCE, self.process.kill)
        self.watch.start()

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, expected: str) -> None:
        assert self.process.stdout
        assert self.process.stdout.read(len(expected.encode())).decode() == expected

    def hear_one_of(self, expected: list[str]) -> int:
        assert self.process.stdout
        heard = ""
        while heard not in expected:
            line = self.process.stdout.readline().decode()
            assert line, f"it said\n{heard}"
            heard += line
        return expected.index(heard)

    def kill(self) -> None:
        self.watch.cancel()
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(PATIENCE) == -signal.SIGKILL
        end(self.process)


def killed_at(chat: Piped, unbroken: list[str], at: int, line: int, moment: str) -> int:
    """Say the lines from `at` on and kill the process at `line`; the number of the line to go on with."""
    if at == 0:
        chat.hear(unbroken[0])
    else:
        before, after = waiting(unbroken[at - 1]), waiting(unbroken[at])
        at += chat.hear_one_of([before, after]) - 1
    for number in range(at, line):
        chat.say(LINES[number])
        chat.hear(unbroken[number + 1])
    chat.say(LINES[line])
    if moment == "echoed":
        chat.hear(unbroken[line + 1].partition("\nbot: ")[0] + "\n")
    elif moment == "shown":
        chat.hear(unbroken[line + 1])
    chat.kill()
    return line + 1


def waiting(turn: str) -> str:
    """The card that a turn left, as it is shown to one who comes back: without the remark in front."""
    card = "bot: " + turn.rpartition("\nbot: ")[2]
    first, second, rest = card.split("\n", 2)
    remarked = first.startswith("bot: That was the last open question.")
    return f"bot: {second.strip()}\n{rest}" if remarked else card


def test_speakers_are_kept_apart(engine: Engine) -> None:
    told(engine, "1", "1", "1", name="alma")
    told(engine, "1", "1", "4", name="ben")
    told(engine, "2", name="carla")
    again = told(engine, "2", name="alma")
    assert "1 of 20 answered" in again[0]
    first, second = list(walk.MODEL.capabilities)[:2]
    assert answers_of(engine, 1) == {first: Answer(first, "building"), second: Answer(second, "enhancement")}
    assert answers_of(engine, 2) == {first: Answer(first, "maturity")}
    assert (rows(engine, Person), rows(engine, Conversation)) == (2, 2)


def test_as_names_who_speaks(tmp_path: Path, database: str, engine: Engine) -> None:
    chatted(tmp_path, database, "1", name="alma", here=True)
    assert chatted(tmp_path, database, name="ben", here=True)[0].startswith("ben: /start\nbot: Welcome to Sounding")
    assert rows(engine, Person) == 1


ODD = {
    "nothing": b"0",
    "below nothing": b"-1",
    "a number too many": b"5",
    "a number without end": b"9" * 5000,
    "a fraction": b"1.0",
    "two numbers": b"1 2",
    "a raised digit": "²".encode(),
    "a zero byte": b"\0",
    "not UTF-8": b"\xff\xfe1",
    "half a surrogate": b"\xed\xa0\x80",
    "a long line": b"long " * 200_000,
    "a carriage return": b"yes\rno",
    "an escape": b"\x1b[2J",
    "markup": b"[bold]<b>&amp;",
}


def test_what_is_no_number_of_a_button_is_words(engine: Engine) -> None:
    _, *rest = told(engine, *ODD.values(), b"  ", b"")
    assert len(rest) == len(ODD)
    for turn in rest:
        assert "\nbot: Please choose first: may Sounding keep your answers?" in turn
    assert rows(engine, Person) == 0


def test_a_number_in_other_digits_presses_its_button(engine: Engine) -> None:
    assert told(engine, "١")[-1].startswith("alma: [I agree, begin]")


def test_harmful_characters_never_reach_the_database(tmp_path: Path, database: str, engine: Engine) -> None:
    phase_four = ["1", "2", "4", "5"]  # the last phase has nothing to tick, and what it rests on is passed over
    said: list[str | bytes] = [*phase_four, b"caf\xe9 \0ok\x1b[31m \xe2\x80\xaetea", b"w" * 9000, b"v" * 6000]
    chatted(tmp_path, database, *said, here=True)
    (answer,) = answers(engine)
    assert answer.note == "caf\N{REPLACEMENT CHARACTER} ok[31m tea\n" + "v" * 6000


@pytest.mark.parametrize("backend", ["sqlite"])  # it is about pipes
def test_a_reader_who_leaves_early_loses_nothing(tmp_path: Path, database: str, engine: Engine) -> None:
    said = "".join(f"{line}\n" for line in LINES[:8])
    (tmp_path / "said").write_text(said)
    command = f'"{COMMAND}" chat < said 2> err | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        cwd=tmp_path,
        env=environment(database),
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout.decode().splitlines() == ["you: /start", "0"]
    assert (tmp_path / "err").read_text() == ""


@pytest.mark.parametrize("backend", ["sqlite"])  # as above
def test_a_reader_who_leaves_in_the_middle_keeps_what_was_answered(
    tmp_path: Path, database: str, engine: Engine, unbroken: list[str]
) -> None:
    chat = Piped(tmp_path, database)
    chat.hear(unbroken[0])
    for number in range(6):
        chat.say(LINES[number])
        chat.hear(unbroken[number + 1])
    assert chat.process.stdout
    chat.process.stdout.close()
    chat.say(LINES[6])
    assert chat.process.stderr
    assert chat.process.stderr.read() == b""
    assert chat.process.wait(PATIENCE) == 0
    chat.watch.cancel()
    end(chat.process)
    first = next(iter(walk.MODEL.capabilities))
    assert answers_of(engine)[first].phase == walk.ANSWERS[first].phase


@pytest.mark.parametrize("backend", ["sqlite"])  # it is about signals
def test_an_interrupt_loses_nothing(tmp_path: Path, database: str, engine: Engine, unbroken: list[str]) -> None:
    chat = Piped(tmp_path, database)
    chat.hear(unbroken[0])
    for number in range(3):
        chat.say(LINES[number])
        chat.hear(unbroken[number + 1])
    chat.process.send_signal(signal.SIGINT)
    assert chat.process.stderr
    assert b"Traceback" not in chat.process.stderr.read()
    chat.process.wait(PATIENCE)
    chat.watch.cancel()
    end(chat.process)
    assert len(answers_of(engine)) == 1


def test_turns_are_cut_where_someone_speaks() -> None:
    assert turns("a: /start\nbot: x\na: 1\nbot: y\n", "a") == ["a: /start\nbot: x\n", "a: 1\nbot: y\n"]
