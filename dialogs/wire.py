"""What a button carries: a revision and an event in at most 64 bytes, e.g. `"1f:phase:helpline:integration"`.

What comes back is untrusted: anything that is not the exact form of an event reads as `ButtonLost`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialogs import events
from dialogs.events import ButtonLost, Event, Place
from framework.answers import Basis, Depth, Reason

LIMIT = 64
"""Bytes."""

_PAGES = {str(page): page for page in range(1000)}

Reader = Callable[[str], Any]


def _flag(word: str) -> bool:
    return {"0": False, "1": True}[word]


def _count(word: str) -> int:
    return _PAGES[word]


_FORMS: Mapping[type[Any], tuple[str, Mapping[str, Reader]]] = {
    events.ConsentGiven: ("agree", {}),
    events.ConsentRefused: ("refuse", {}),
    events.DepthChosen: ("depth", {"depth": Depth}),
    events.PhaseChosen: ("phase", {"capability": str, "phase": str}),
    events.JudgementDeclined: ("judge", {"capability": str}),
    events.ReasonChosen: ("why", {"capability": str, "reason": Reason}),
    events.CriterionTicked: ("tick", {"criterion": str, "on": _flag}),
    events.BasisTicked: ("basis", {"capability": str, "basis": Basis, "on": _flag}),
    events.MovedOn: ("next", {"capability": str}),
    events.NoteKept: ("keep", {"capability": str}),
    events.WordsCleared: ("clear", {"capability": str}),
    events.SectionOpened: ("open", {"domain": str}),
    events.CapabilityOpened: ("ask", {"capability": str, "review": _flag}),
    events.PageTurned: ("page", {"page": _count}),
    events.AdviceOpened: ("advice", {}),
    events.NotesOpened: ("notes", {}),
    events.ContextOpened: ("context", {}),
    events.Submitted: ("submit", {}),
    events.LanguageChosen: ("lang", {"language": str}),
    events.WentBack: ("back", {}),
    events.Asked: ("go", {"place": Place}),
}
_BY_VERB = {verb: (kind, readers) for kind, (verb, readers) in _FORMS.items()}


def written(revision: int, event: Event) -> str:
    """The button's data. Raises KeyError for an event that no button can carry."""
    verb, readers = _FORMS[type(event)]
    values = (getattr(event, name) for name in readers)
    return ":".join([f"{revision:x}", verb, *(str(int(v)) if isinstance(v, bool) else str(v) for v in values)])


def read(data: str) -> tuple[int, Event]:
    """The revision and the event of a button; revision -1, which no card has, with `ButtonLost`."""
    try:
        revision, verb, *words = data.split(":")
        kind, readers = _BY_VERB[verb]
        values = {name: reader(word) for (name, reader), word in zip(readers.items(), words, strict=True)}
        event: Event = kind(**values)
        if written(int(revision, 16), event) != data:
            raise ValueError(data)
        return int(revision, 16), event
    except (KeyError, ValueError):
        return -1, ButtonLost()
