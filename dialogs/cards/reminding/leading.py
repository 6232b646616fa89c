"""What coordinators are written to about: how their round moved, and that its last day is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dialogs.cards import words
from dialogs.cards.reminding.shared import back, few, title
from dialogs.cards.rounds import terms
from dialogs.events import Asked, Place, WentBack
from dialogs.reminding.events import Continued
from dialogs.reminding.views import DeadlineView, DigestView, Move
from dialogs.rounds.events import DeedAsked, FieldOpened, FormOpened
from dialogs.rounds.nouns import Setup
from dialogs.rounds.states import Deed, FormKind
from dialogs.rounds.views import PersonLine
from dialogs.screens import Block, Bullets, Button, Heading, Kicker, Lines, Meter, Paragraph, Row, Screen, screen
from dialogs.sheet import Sheet
from dialogs.states import Called
from dialogs.tongue import Tongue
from framework.model import Model

PEOPLE = 4
"""People in one list; the rest are counted."""

NAMES = 4
"""Capabilities in one list."""


def digest(sheet: Sheet, state: Called, view: DigestView, t: Tongue) -> Screen:
    """Who moved and who is stuck, how far the round is, and what nobody holds."""
    since = t.date(view.since.date(), view.today)
    return screen(
        t.direction,
        title(sheet, view.setup.title, t),
        Heading(t.gettext("New since {date}", date=since)),
        Lines((_finished(view.finished, view.people, t), *_until(view.setup, view.today, t))),
        *_listed(t.gettext("Who moved"), (_moved(move, view.setup, t) for move in view.moved), PEOPLE, t),
        *_people(t.gettext("Not seen for some time"), view.stuck, view.setup, view.today, t),
        *_capabilities(t.gettext("Asked of nobody"), view.model, view.unheld, t),
        rows=_rows(
            sheet,
            state,
            (
                (Button(t.gettext("Progress"), Asked(Place.PROGRESS)), _results(t)),
                (_nudge(t),) if view.to_nudge else (),
                (_settings(t),),
                (back(t),),
            ),
            t,
        ),
    )


def _settings(t: Tongue) -> Button:
    return Button(t.gettext("Digest settings"), FormOpened(FormKind.NOTICES))


def _results(t: Tongue) -> Button:
    return Button(t.gettext("Results"), Asked(Place.RESULTS))


def _nudge(t: Tongue) -> Button:
    return Button(t.gettext("Remind all who are not finished"), DeedAsked(Deed.NUDGE_ALL))


def _rows(sheet: Sheet, state: Called, here: tuple[Row, ...], t: Tongue) -> tuple[Row, ...]:
    """What can be done; first the chat turns to the assessment, where it is about another one."""
    if state.round == sheet.current:
        return here
    return ((Button(t.gettext("Open this assessment"), Continued()),), (back(t),))


def _listed(label: str, lines: Iterable[str], most: int, t: Tongue) -> tuple[Block, ...]:
    """The first of them below a label; nothing where there are none."""
    shown = few(list(lines), most, t)
    return (Kicker(label), Bullets(shown)) if shown else ()


def _people(label: str, some: Sequence[PersonLine], setup: Setup, today: date, t: Tongue) -> tuple[Block, ...]:
    return _listed(label, (_person(line, setup, today, t) for line in some), PEOPLE, t)


def _capabilities(label: str, model: Model, some: Sequence[str], t: Tongue) -> tuple[Block, ...]:
    return _listed(label, (words.name(t, model.capabilities[c]) for c in some if c in model.capabilities), NAMES, t)


def _name(line: PersonLine, setup: Setup, t: Tongue) -> str:
    """The name; in an anonymous assessment the number, whatever is known."""
    return terms.respondent(line.number, "" if setup.anonymous else line.name, t)


def _moved(move: Move, setup: Setup, t: Tongue) -> str:
    joined = t.pgettext("what someone did", "joined") if move.joined else ""
    answered = t.ngettext("answered {n} question", "answered {n} questions", move.new) if move.new else ""
    submitted = t.pgettext("what someone did", "submitted") if move.submitted else ""
    what = t.listed(part for part in (joined, answered, submitted) if part)
    return t.gettext("{name}: {what}", name=_name(move.line, setup, t), what=what)


def _person(line: PersonLine, setup: Setup, today: date, t: Tongue) -> str:
    """How far someone is, and when they were here last."""
    name, done, total = _name(line, setup, t), line.answered, line.asked
    if line.unreachable:
        return t.gettext("{name}: {done} of {total}, cannot be reached", name=name, done=done, total=total)
    if line.seen_at is None:
        return t.gettext("{name}: {done} of {total}", name=name, done=done, total=total)
    seen = t.relative(line.seen_at.date(), today)
    return t.gettext("{name}: {done} of {total}, here {when}", name=name, done=done, total=total, when=seen)


def _finished(done: int, people: int, t: Tongue) -> str:
    return t.ngettext("{done} of {n} person has finished.", "{done} of {n} people have finished.", people, done=done)


def _until(setup: Setup, today: date, t: Tongue) -> tuple[str, ...]:
    """One line about the deadline, where there is one."""
    if setup.deadline is None:
        return ()
    when = t.relative(setup.deadline, today)
    if setup.deadline < today:
        return (t.gettext("The deadline was {when}. Answers are still taken.", when=when),)
    day = t.date(setup.deadline, today)
    return (t.gettext("Deadline: {date} ({relative}).", date=day, relative=when),)


def deadline(sheet: Sheet, state: Called, view: DeadlineView, t: Tongue) -> Screen:
    """What is in, what is missing, and what can be done about it."""
    return screen(
        t.direction,
        title(sheet, view.setup.title, t),
        Heading(_all_in(view, t) if _complete(view) else t.gettext("What is in, and what is missing")),
        Lines(_until(view.setup, view.today, t) if view.open else (t.gettext("The assessment is closed."),)),
        Meter(
            view.answered,
            view.asked,
            t.gettext("{done} of {total} answered", done=view.answered, total=view.asked),
        )
        if view.asked
        else None,
        None if _complete(view) else Paragraph(_so_far(view, t)),
        *_people(t.gettext("Not finished yet"), view.missing, view.setup, view.today, t),
        *_capabilities(t.gettext("Answered by nobody yet"), view.model, view.unanswered, t),
        Paragraph(_choice(view, t)) if view.open and state.round == sheet.current else None,
        rows=_rows(sheet, state, _deadline_rows(view, t), t),
    )


def _complete(view: DeadlineView) -> bool:
    return view.people > 0 and not view.missing


def _all_in(view: DeadlineView, t: Tongue) -> str:
    return t.ngettext(
        "Everything is in: {n} person has finished", "Everything is in: all {n} people have finished", view.people
    )


def _so_far(view: DeadlineView, t: Tongue) -> str:
    if not view.people:
        return t.gettext("Nobody has joined yet. Invite people to begin.")
    return _finished(view.finished, view.people, t)


def _choice(view: DeadlineView, t: Tongue) -> str:
    if _complete(view):
        return t.gettext("You can close it now. Until then, everyone can still change their answers.")
    return t.gettext("You can close it, extend it, or wait. Until you close it, people can still answer.")


def _deadline_rows(view: DeadlineView, t: Tongue) -> tuple[Row, ...]:
    if not view.open:
        return ((_results(t), Button(t.gettext("Progress"), Asked(Place.PROGRESS))), (back(t),))
    return (
        (_results(t),) if view.people else (),
        (Button(t.gettext("Close the assessment"), DeedAsked(Deed.CLOSE)),),
        (Button(t.gettext("Extend the deadline"), FieldOpened("deadline")),),
        (_nudge(t),) if view.missing else (),
        (Button(t.gettext("Wait"), WentBack()),),
    )
