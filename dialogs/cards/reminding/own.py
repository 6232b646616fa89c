"""Reminders of one's own answers: those that come by themselves, and what `/remind` shows."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards.reminding import why
from dialogs.cards.reminding.shared import back, few, title
from dialogs.events import Asked, Place
from dialogs.reminding.events import Continued, RemindersStopped, RemindersWanted, Snoozed
from dialogs.reminding.policy import Policy, Why
from dialogs.reminding.views import ReminderView, Stand
from dialogs.reminding.wishes import Wish
from dialogs.screens import Block, Button, Heading, Lines, Meter, Paragraph, Row, Screen, screen
from dialogs.sheet import Sheet
from dialogs.states import Called, Occasion
from dialogs.tongue import Tongue

OCCASIONS = {Occasion.REMINDER, Occasion.ASKED}

SECTIONS = 4
"""Sections that a reminder names."""


def finished(sheet: Sheet, view: ReminderView, t: Tongue) -> Screen:
    """What `/remind` shows to someone who has submitted."""
    return screen(
        t.direction,
        title(sheet, view.title, t),
        Heading(t.gettext("Your reminders")),
        Paragraph(why.in_words(view.due, view.zone, view.today, t)),
        rows=((back(t),),),
    )


def reminder(sheet: Sheet, state: Called, view: ReminderView, t: Tongue) -> Screen:
    """What is open, how long it may take, until when, and when to hear of it again."""
    asked = state.occasion is Occasion.ASKED
    said, where = _coming(sheet, state, view, t), title(sheet, view.title, t)
    news = Paragraph(said) if said else None
    heading = Heading(t.gettext("Your reminders") if asked else _heading(view.stand, t))
    return screen(
        t.direction,
        *((where, heading, news) if asked else (news, where, heading, _meter(view, t))),
        *_open(view, t),
        _deadline(view, t),
        rows=(
            (_go_on(sheet, state, view, t),),
            tuple(Button(_wish(wish, t), Snoozed(wish)) for wish, _ in view.wishes),
            _switch(state, view, t),
            (back(t),) if asked else None,
        ),
    )


def _heading(stand: Stand, t: Tongue) -> str:
    match stand:
        case Stand.NEVER_BEGAN:
            return t.gettext("Your questions are waiting for you")
        case Stand.IN_THE_MIDDLE:
            return t.gettext("Ready to go on?")
        case Stand.TO_SUBMIT:
            return t.gettext("One step is left")


def _coming(sheet: Sheet, state: Called, view: ReminderView, t: Tongue) -> str:
    """What was just wished for; to someone who asked, in any case when the next one comes."""
    if view.stopped:
        return t.gettext("You get no more reminders of this assessment. /remind turns them on again.")
    if view.due.why is Why.ASKED_FOR and view.due.at is not None:
        return why.promised(view.due.at, view.zone, view.today, t)
    if state.occasion is Occasion.ASKED:
        return why.in_words(view.due, view.zone, view.today, t, _policy(sheet, state))
    return ""


def _policy(sheet: Sheet, state: Called) -> Policy | None:
    """That of the assessment, where the sheet is about it: someone alone has the usual one."""
    if state.round != sheet.current:
        return None
    return sheet.setup.policy if sheet.setup is not None else Policy()


def _meter(view: ReminderView, t: Tongue) -> Meter | None:
    if view.stand is not Stand.IN_THE_MIDDLE:
        return None
    done, total = view.answered, view.asked
    return Meter(done, total, t.gettext("{done} of {total} answered", done=done, total=total))


def _open(view: ReminderView, t: Tongue) -> Iterator[Block]:
    match view.stand:
        case Stand.NEVER_BEGAN:
            yield Paragraph(
                t.ngettext(
                    "{n} question is ready for you. Every tap is kept at once: stop when you like.",
                    "{n} questions are ready for you. Every tap is kept at once: stop when you like.",
                    view.asked,
                )
            )
        case Stand.IN_THE_MIDDLE:
            yield Paragraph(t.gettext("What you answered is kept. Still open:"))
        case Stand.TO_SUBMIT:
            yield Paragraph(
                t.ngettext(
                    "{n} question, and it is answered. Thank you. Please look over your answer and submit it.",
                    "All {n} questions are answered. Thank you. Please look over your answers and submit them.",
                    view.asked,
                )
            )
            return
    yield Lines(few([_section(view, *part, t) for part in view.sections], SECTIONS, t))
    yield Paragraph(_time(view, t))


def _section(view: ReminderView, domain: str, answered: int, asked: int, t: Tongue) -> str:
    found = view.model.by_domain.get(domain)
    name = t.of(found.name) if found else domain
    return t.gettext("{section}: {done} of {total}", section=name, done=answered, total=asked)


def _time(view: ReminderView, t: Tongue) -> str:
    if view.own_pace:
        return t.ngettext(
            "This is likely to take about {n} minute, at your pace so far.",
            "This is likely to take about {n} minutes, at your pace so far.",
            view.minutes,
        )
    return t.ngettext(
        "This is likely to take about {n} minute.", "This is likely to take about {n} minutes.", view.minutes
    )


def _deadline(view: ReminderView, t: Tongue) -> Paragraph | None:
    if view.deadline is None:
        return None
    when = t.relative(view.deadline, view.today)
    if view.deadline >= view.today:
        day = t.date(view.deadline, view.today)
        return Paragraph(t.gettext("Deadline: {date} ({relative}).", date=day, relative=when))
    if view.stand is Stand.TO_SUBMIT:
        return Paragraph(t.gettext("The deadline was {when}. You can still submit.", when=when))
    return Paragraph(t.gettext("The deadline was {when}. You can still answer.", when=when))


def _go_on(sheet: Sheet, state: Called, view: ReminderView, t: Tongue) -> Button:
    if view.stand is not Stand.TO_SUBMIT:
        return Button(t.gettext("Continue"), Continued())
    here = state.round == sheet.current and sheet.quest is not None
    return Button(t.gettext("Look over and submit"), Asked(Place.REVIEW) if here else Continued())


def _wish(wish: Wish, t: Tongue) -> str:
    match wish:
        case Wish.LATER_TODAY:
            return t.gettext("Later today")
        case Wish.TOMORROW:
            return t.gettext("Tomorrow")
        case Wish.NEXT_WEEK:
            return t.gettext("Next week")


def _switch(state: Called, view: ReminderView, t: Tongue) -> Row:
    """Stopping is on every reminder, and on what `/remind` shows while there is something to stop."""
    if view.stopped:
        return (Button(t.gettext("Remind me again"), RemindersWanted()),)
    if state.occasion is Occasion.REMINDER or view.due.at is not None:
        return (Button(t.gettext("Stop reminding me"), RemindersStopped()),)
    return ()
