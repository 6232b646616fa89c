"""The documentation says what is there: nothing is missing from it, and it names nothing that does not exist."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.core import TyperGroup

from bot import main
from bot.settings import SECRETS, Settings, variables
from bot.storage.tables import METADATA
from dialogs import events, memory, wire
from dialogs.cards import commands
from dialogs.cards.asides import coordinators_commands
from dialogs.sheet import Sheet
from dialogs.tongue import ENGLISH
from dialogs.typed import heard
from framework.reading import faults_of
from framework.shapes import MODEL, Each, Keys, Named, Numbered, Shape
from tests.dialogs.talking import Talk
from tests.models import model
from tests.terminal.running import sounding_here

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = ROOT / "README.md"
EXAMPLE = ROOT / ".env.example"

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IN_TICKS = re.compile(r"`([^`\n]+)`")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(page: str, language: str = "") -> list[str]:
    """The fenced blocks of a page that are in this language."""
    return [block for found, block in FENCED.findall(page) if found == language]


def prose(page: str) -> str:
    """The page without its fenced blocks."""
    return FENCED.sub("", page)


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level, start = heading.split(maxsplit=1)[0], page.index(f"{heading}\n")
    end = re.search(rf"^#{{1,{len(level)}}} ", page[start + len(heading) :], re.MULTILINE)
    return page[start : start + len(heading) + end.start()] if end else page[start:]


def rows(table: str) -> list[list[str]]:
    """The rows of the tables in a part of a page, without their headings; cells as they are written."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = [place for place, row in enumerate(cells) if all(re.fullmatch("-+", cell) for cell in row)]
    return [row for place, row in enumerate(cells) if place not in rules and place + 1 not in rules]


def first_words(table: str) -> list[str]:
    """What stands in ticks in the first column."""
    return [found[1] for row in rows(table) if (found := IN_TICKS.match(row[0]))]


def test_a_table_is_read_as_it_is_written() -> None:
    table = "| name | note |\n| --- | --- |\n| `one` | a |\n| two | |\n"
    assert rows(table) == [["`one`", "a"], ["two", ""]]
    assert first_words(table) == ["one"]


# The command line


def leaves(group: TyperGroup, before: str) -> Iterator[tuple[str, set[str]]]:
    """Every command with its options and arguments, as in `("sounding chat", {"--as", "--lang"})`."""
    for name, command in group.commands.items():
        path = f"{before} {name}"
        if isinstance(command, TyperGroup):
            yield from leaves(command, path)
        else:
            options = {option for parameter in command.params for option in parameter.opts}
            yield path, {option if option.startswith("-") else option.upper() for option in options}


@cache
def command_line() -> Mapping[str, set[str]]:
    group = typer.main.get_command(main.app)
    assert isinstance(group, TyperGroup)
    return dict(leaves(group, "sounding"))


def test_every_command_and_option_is_in_the_readme() -> None:
    table = section(text("README.md"), "## Commands")
    assert first_words(table) == list(command_line())
    for row in rows(table):
        command = row[0].strip("`")
        named = {word.split()[0] for word in IN_TICKS.findall(row[1]) if re.match(r"--|[A-Z]{2,}$", word)}
        assert named == command_line()[command], command
        assert command in row[2], f"no example of {command}"


@pytest.mark.parametrize("page", [*PAGES, EXAMPLE], ids=lambda page: page.name)
def test_no_page_names_a_command_that_does_not_exist(page: Path) -> None:
    groups = {path.rpartition(" ")[0] for path in command_line()}
    for path in re.findall(r"(?<![\w.-])sounding(?: [a-z]+)+(?=[ `\n])", code(page), re.MULTILINE):
        assert path in groups or any(f"{path} ".startswith(f"{known} ") for known in command_line()), path


def code(page: Path) -> str:
    """What of a page is code: fenced blocks, and words in ticks."""
    whole = page.read_text("utf-8")
    fenced = [block for _, block in FENCED.findall(whole)]
    return "\n".join([*(f"`{word}`" for word in IN_TICKS.findall(prose(whole))), *fenced])


# Settings


def default(name: str) -> str:
    value = Settings.model_fields[name.removeprefix("SOUNDING_").lower()].default
    return "" if value is None else str(value).lower().rstrip("/")


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    table = section(text("README.md"), "## Settings")
    assert sorted(first_words(table)) == sorted(variables())
    for row in rows(table):
        name = row[0].strip("`")
        assert row[1] == (f"`{default(name)}`" if default(name) else "none")


def test_the_example_of_settings_lists_them_with_their_defaults() -> None:
    listed = dict(line.lstrip("# ").split("=", 1) for line in text(".env.example").splitlines() if "=" in line)
    assert listed == {name: default(name) for name in variables()}


@pytest.mark.parametrize("page", [*PAGES, EXAMPLE, ROOT / "Dockerfile"], ids=lambda page: page.name)
def test_no_page_names_a_setting_that_does_not_exist(page: Path) -> None:
    named = set(re.findall(r"SOUNDING_[A-Z][A-Z_]*", page.read_text("utf-8")))
    assert named <= {*variables(), SECRETS}


# The database


def test_the_data_dictionary_has_every_table_and_column_and_no_other() -> None:
    page = text("docs/data-dictionary.md")
    written = {
        name: first_words(section(page, f"## `{name}`")) for name in re.findall(r"^## `(.+)`$", page, re.MULTILINE)
    }
    there = {table.name: [column.name for column in table.columns] for table in METADATA.sorted_tables}
    assert set(written) == set(there)
    for name, columns in there.items():
        assert sorted(written[name]) == sorted(columns), name


# The conversation


def test_every_chat_command_is_in_the_readme() -> None:
    table = section(text("README.md"), "## In the chat")
    listed = {**commands(ENGLISH), **coordinators_commands(ENGLISH)}
    assert first_words(table) == [f"/{command}" for command in listed]


def test_every_state_and_button_is_in_the_page_on_conversations() -> None:
    page = text("docs/conversation.md")
    states = {row[0].strip("`"): row[1].strip("`") for row in rows(section(page, "## Where a conversation can be"))}
    assert states == {name: kind.__name__ for name, kind in memory.NAMES.items()}
    buttons = {row[0].strip("`"): row[1].strip("`") for row in rows(section(page, "## Buttons"))}
    assert buttons == {verb: kind.__name__ for kind, (verb, _) in wire._FORMS.items()}
    for data in blocks(section(page, "## Buttons")):
        assert not isinstance(wire.read(data.strip())[1], events.ButtonLost)


def test_the_state_shown_in_the_documentation_can_be_read() -> None:
    for name in ("docs/conversation.md", "docs/data-dictionary.md"):
        for form in re.findall(r'`(\{"at".+?\})`', text(name)):
            assert memory.stored(memory.restored(json.loads(form))) == json.loads(form)


# The model's format


def unused(shape: Shape, shown: list[Any], name: str) -> Iterator[str]:
    """The keys of a shape that none of the values shown has, each with the way to it."""
    match shape:
        case Keys(known=known):
            for key, inner in known.items():
                found = [value[key] for value in shown if key in value]
                yield from unused(inner, found, f"{name} {key}") if found else (f"{name} {key}",)
        case Each(entry=inner):
            yield from unused(inner, [entry for value in shown for entry in value], name)
        case Named(value=inner) | Numbered(value=inner):
            yield from unused(inner, [entry for value in shown for entry in value.values()], name)


def test_the_page_on_the_model_format_has_an_example_that_is_a_model_and_uses_every_key() -> None:
    (example,) = blocks(text("docs/model-format.md"), "yaml")
    assert not faults_of(example)
    assert not list(unused(MODEL, [yaml.safe_load(example)], "model"))


# Links and paths


def anchors(page: Path) -> set[str]:
    """What the headings of a page can be reached by, as the hosts of repositories make it."""
    headings = re.findall(r"^#+ (.+)$", prose(page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


PATH = re.compile(r"(?!\.venv/)(\.?\w[\w.-]*(/[\w.-]+)+/?|\w+/|[\w.-]*\.(md|py|toml|lock|example))")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_exists(page: Path) -> None:
    for word in IN_TICKS.findall(prose(page.read_text("utf-8"))):
        if PATH.fullmatch(word):
            assert (ROOT / word).exists(), word


def test_the_tree_in_the_readme_names_folders_that_exist() -> None:
    (tree,) = blocks(section(text("README.md"), "## Where things live"))
    folders = [line.split()[0] for line in tree.splitlines()]
    assert all((ROOT / folder).is_dir() for folder in folders)
    assert {"bot/", "dialogs/", "framework/", "tests/", "docs/"} <= set(folders)


@pytest.mark.parametrize("page", [page for page in PAGES if page != README], ids=lambda page: page.name)
def test_the_readme_leads_to_every_page(page: Path) -> None:
    assert f"]({page.relative_to(ROOT)}" in text("README.md")


# Conversations that are printed in the documentation


def printed_conversations() -> list[tuple[str, str]]:
    found = [(page.name, block) for page in PAGES for block in blocks(page.read_text("utf-8"))]
    return [(name, block) for name, block in found if block.startswith("alma: /start\n")]


@pytest.mark.parametrize(("page", "block"), printed_conversations(), ids=[name for name, _ in printed_conversations()])
def test_a_printed_conversation_is_what_the_terminal_prints(page: str, block: str, tmp_path: Path) -> None:
    wanted = turns(block)
    said = [turn.splitlines()[0].removeprefix("alma: ") for turn in wanted]
    found = turns(chat(tmp_path, "alma", *as_typed(said)))
    assert len(found) == len(wanted)
    for shown, whole in zip(wanted, found, strict=True):
        assert re.fullmatch(uncut(shown), whole), f"{page} shows\n{shown}\nand the terminal prints\n{whole}"


def turns(transcript: str) -> list[str]:
    """The transcript, parted before each line of the person."""
    return re.split(r"^(?=alma: )", transcript, flags=re.MULTILINE)[1:]


def uncut(turn: str) -> str:
    """A pattern in which a line that is an ellipsis stands for any lines, and one at the end for the rest of a line."""
    parts = []
    for line in turn.splitlines():
        kept = line.removesuffix("…")
        if kept == line:
            parts.append(f"{re.escape(line)}\n")
        elif kept.strip() in {"", "bot:"}:
            parts.append(rf"{'bot: ' * kept.startswith('bot:')}(?:.*\n)+")
        else:
            parts.append(rf"{re.escape(kept)}.*\n")
    return "".join(parts)


def as_typed(said: list[str]) -> Iterator[str]:
    """What a person said after `/start`, with each tap as the number of its button."""
    talk = Talk(Sheet(model=model("national"), languages=("en",), language="en", open_to_all=True, local=True))
    for line in said:
        if line.startswith("["):
            labels = [f"[{button.label}]" for button in talk.drawn[-1][1].buttons]
            yield str(labels.index(line) + 1)
            turn = talk.turn(*talk.tap(line[1:-1]))
        else:
            if talk.drawn:
                yield line
            turn = talk.turn(heard(line))
        list(talk.screens(turn))


def chat(folder: Path, name: str, *lines: str) -> str:
    """What `sounding chat` prints with these lines as its input, in a folder of its own."""
    done = sounding_here(folder, "chat", "--as", name, said="".join(f"{line}\n" for line in lines).encode())
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


# What an operator is told to do


def test_what_an_operator_hands_over_deletes_all_of_one_person_and_nothing_else(tmp_path: Path) -> None:
    for name in ("alma", "ben"):
        chat(tmp_path, name, "1", "2", "2", "1", "/summary")
    with closing(sqlite3.connect(tmp_path / "sounding.db")) as database:
        for name in ("alma", "ben"):
            leave_behind(database, name)
        database.commit()
        before = counts(database)
    assert "`/forget` deletes" in section(text("docs/operating.md"), "## When someone asks for their data")
    chat(tmp_path, "alma", "/mydata", "1", "/forget", "1")
    assert {path.name for path in tmp_path.glob("my-data*")} == {"my-data.json", "my-data.txt"}
    theirs = {
        "person",
        "assessment",
        "participation",
        "answer",
        "answer_revision",
        "conversation",
        "set_aside",
        "timer",
    }
    with closing(sqlite3.connect(tmp_path / "sounding.db")) as database:
        assert all(before[table] for table in theirs)
        assert counts(database) == {table: n // 2 if table in theirs else n for table, n in before.items()}


def leave_behind(database: sqlite3.Connection, name: str) -> None:
    """What else may hold something of a person: an update that failed."""
    database.execute(
        "INSERT INTO set_aside (channel, update_id, address, error, place, content, set_aside_at)"
        " VALUES ('terminal', 1, ?, 'KeyError', '', '', '2099-11-21')",
        (name,),
    )


LOGGED = re.compile(r'\blog\.(?:info|warning|error|exception)\(\s*"([^"]+)"')


def test_the_operating_guide_explains_every_line_that_is_logged_and_no_other() -> None:
    logged = {line for path in sorted((ROOT / "bot").rglob("*.py")) for line in LOGGED.findall(path.read_text("utf-8"))}
    explained = {
        line for row in rows(section(text("docs/operating.md"), "## Is it well?")) for line in IN_TICKS.findall(row[0])
    }
    assert logged
    for line in explained:
        assert any(real.startswith(line) for real in logged), f"{line} is never logged"
    for line in logged:
        assert any(line.startswith(known) for known in explained), f"{line} is not explained"


def counts(database: sqlite3.Connection) -> dict[str, int]:
    """Rows by table."""
    names = [table.name for table in METADATA.sorted_tables]
    return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608  # our own names
