"""What a button carries: a revision and an event in at most 64 bytes, e.g. `"1f:phase:helpline:integration"`.

What comes back is untrusted: anything that is not the exact form of an event reads as `ButtonLost`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialogs import events
from dialogs.events import ButtonLost, Event, Place
from dialogs.privacy import events as privacy
from dialogs.reminding import events as reminding
from dialogs.reminding.wishes import Wish
from dialogs.results import events as results
from dialogs.results.events import FileKind
from dialogs.rounds import events as rounds
from dialogs.rounds.nouns import Standing
from dialogs.rounds.states import Deed, FormKind
from dialogs.safety import events as safety
from framework.answers import Basis, Depth, Reason
from framework.comparing import Change

LIMIT = 64
"""Bytes."""

NUMBER_DIGITS = 19

_PAGES = {str(page): page for page in range(1000)}

Reader = Callable[[str], Any]


def _flag(word: str) -> bool:
    return {"0": False, "1": True}[word]


def _count(word: str) -> int:
    return _PAGES[word]


def _number(word: str) -> int:
    """The number of a row, as it is written here: whole, of 63 bits, without signs or leading zeros."""
    if not (word.isascii() and word.isdecimal() and len(word) < NUMBER_DIGITS and str(int(word)) == word):
        raise ValueError(word)
    return int(word)


def _standing(word: str) -> Standing | None:
    return None if word == "all" else Standing(word)


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
    rounds.RoundOpened: ("round", {"round": _number}),
    rounds.PeopleListed: ("people", {"standing": _standing, "page": _count}),
    rounds.PersonOpened: ("person", {"participation": _number}),
    rounds.InvitationOpened: ("invitation", {"invitation": _number}),
    rounds.FormOpened: ("form", {"form": FormKind, "subject": _number}),
    rounds.FieldOpened: ("field", {"field": str}),
    rounds.ValueChosen: ("take", {"field": str, "value": str}),
    rounds.ValueTicked: ("mark", {"field": str, "value": str, "on": _flag}),
    rounds.FieldDone: ("done", {"field": str}),
    rounds.FormAccepted: ("accept", {"form": FormKind}),
    rounds.DeedAsked: ("ask-deed", {"deed": Deed, "subject": _number, "word": str}),
    rounds.DeedConfirmed: ("deed", {"deed": Deed, "subject": _number, "word": str}),
    rounds.PictureAsked: ("picture", {}),
    rounds.AuditAsked: ("audit", {}),
    events.ChangeExplained: ("because", {"capability": str, "change": Change}),
    results.SpreadOpened: ("spread", {"capability": str}),
    results.AgreementBegun: ("agreed", {"capability": str}),
    results.StepOpened: ("step", {"capability": str}),
    results.PlanningBegun: ("plan", {"capability": str}),
    results.PriorityDropped: ("unplan", {"capability": str}),
    results.FileAsked: ("file", {"kind": FileKind, "own": _flag}),
    reminding.Continued: ("continue", {}),
    reminding.Snoozed: ("snooze", {"wish": Wish}),
    reminding.RemindersStopped: ("quiet", {}),
    reminding.RemindersWanted: ("remind", {}),
    safety.CaseDenied: ("no-case", {}),
    safety.WordsInsisted: ("insist", {}),
    safety.PartsLeftOut: ("spare", {}),
    safety.WordsWithdrawn: ("withdraw", {}),
    privacy.DataAsked: ("my-data", {}),
    privacy.ForgetConfirmed: ("forget", {}),
}
_BY_VERB = {verb: (kind, readers) for kind, (verb, readers) in _FORMS.items()}


def written(revision: int, event: Event) -> str:
    """The button's data. Raises KeyError for an event that no button can carry."""
    return sealed(revision, words(event))


def sealed(revision: int, said: str) -> str:
    """The button's data from its words."""
    return f"{revision:x}:{said}"


def words(event: Event) -> str:
    """What a button says besides its revision. Raises KeyError for an event that no button can carry."""
    verb, readers = _FORMS[type(event)]
    return ":".join([verb, *(_word(getattr(event, name)) for name in readers)])


def _word(value: object) -> str:
    """`value` as one word of a button; a standing that is None means everybody."""
    if value is None:
        return "all"
    return str(int(value)) if isinstance(value, bool) else str(value)


def read(data: str) -> tuple[int, Event]:
    """The revision and the event of a button; revision -1, which no card has, with `ButtonLost`."""
    try:
        revision, verb, *said = data.split(":")
        kind, readers = _BY_VERB[verb]
        values = {name: reader(word) for (name, reader), word in zip(readers.items(), said, strict=True)}
        event: Event = kind(**values)
        if written(int(revision, 16), event) != data:
            raise ValueError(data)
        return int(revision, 16), event
    except (KeyError, ValueError):
        return -1, ButtonLost()
