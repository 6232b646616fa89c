"""Where to turn with a case, by territory, from a file that the operator wrote; docs/help-file.example.yaml is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from dialogs.safety.help import Help
from dialogs.territories import territories
from dialogs.typed import harmful
from framework.faults import Fault, quoted, unknown_word
from framework.nodes import Scalar, Table, parse_nodes

LONGEST = 120
"""Characters of one text."""

KEYS = tuple(field.name for field in fields(Help))


class WrongHelpFile(ValueError):
    """A file that cannot be used; the message is one clear line."""


def load_help(path: Path | None) -> Mapping[str, Help]:
    """What the file says, by territory; nothing without a file. Raises WrongHelpFile."""
    if path is None:
        return {}
    try:
        return read_help(path.read_text("utf-8"))
    except OSError as error:
        raise WrongHelpFile(f"{path} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise WrongHelpFile(f"{path} is not a text in UTF-8") from None
    except WrongHelpFile as wrong:
        raise WrongHelpFile(f"{path}, {wrong}") from None


def read_help(text: str) -> Mapping[str, Help]:
    """The same from its text, as in `{"PT": Help("112", "116 111")}`. Raises WrongHelpFile with its first fault."""
    if all(line.strip() in {"", "---"} or line.lstrip().startswith("#") for line in text.splitlines()):
        raise WrongHelpFile("line 1: the file says nothing; write a territory, such as PT, and its numbers below it")
    root, unread = parse_nodes(text)
    found = sorted((*unread, *(_faults(root) if isinstance(root, Table) else ())))
    if found:
        raise WrongHelpFile(str(found[0]))
    if not isinstance(root, Table):
        raise WrongHelpFile("line 1: the file must begin with a territory, such as PT, and a colon")
    return {code: _help(root.table(code)) for code in root.entries}


def _help(known: Table) -> Help:
    return Help(**{key: " ".join(known.text(key).split()) for key in KEYS})


def _faults(root: Table) -> Iterator[Fault]:
    for code, known in root.entries.items():
        if code not in territories():
            yield unknown_word(root.line_of(code), "territory", code, (), "write its ISO 3166 code, such as PT")
        elif isinstance(known, Table) and known.entries:
            yield from _territory(known)
        else:
            yield Fault(root.line_of(code), f"below {code} stands at least one of {', '.join(KEYS)}, with a colon")


def _territory(known: Table) -> Iterator[Fault]:
    for key, value in known.entries.items():
        line = known.line_of(key)
        if key not in KEYS:
            yield unknown_word(line, "key", key, KEYS, f"there are {', '.join(KEYS)}")
        elif not isinstance(value, Scalar) or not value.text:
            yield Fault(line, f"{key} must be a number, a name or an address; take it out where there is none")
        elif len(value.text) > LONGEST:
            yield Fault(line, f"{key} has {len(value.text)} characters, and {LONGEST} is the most")
        elif bad := next((each for each in value.text if harmful(each) and each not in "\n\t"), ""):
            yield Fault(line, f"{key} has a character that nobody can read: {quoted(bad)}; take it out")
