"""Asked once more."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.cards import words
from dialogs.cards.joined import agreeing
from dialogs.cards.rounds import terms, told
from dialogs.rounds import clock
from dialogs.rounds.events import DeedConfirmed
from dialogs.rounds.states import Confirming, Deed
from dialogs.rounds.views import ConfirmView, Hurdle
from dialogs.screens import Block, Button, Heading, Paragraph, Quote, Screen, lines, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def confirm(sheet: Sheet, state: Confirming, view: ConfirmView, t: Tongue) -> Screen:
    """What a deed would do, and whether to do it; or why it cannot be done now."""
    question, meaning, answer = _words(sheet, state, view, t)
    yes = Button(answer, DeedConfirmed(state.deed, state.subject, view.listed or state.word))
    return screen(
        t.direction,
        terms.about(sheet, t),
        Heading(question),
        *((Paragraph(_hurdle(state.deed, view.hurdle, t)),) if view.hurdle else meaning),
        rows=((yes,) if view.allowed else None, (words.back(t),)),
    )


Words = tuple[str, tuple[Block, ...], str]
"""The question, what it means, and the button that says yes."""


def _words(sheet: Sheet, state: Confirming, view: ConfirmView, t: Tongue) -> Words:
    match state.deed:
        case Deed.NUDGE:
            return _nudge(sheet, view, t)
        case Deed.NUDGE_ALL:
            return _nudge_all(sheet, view, t)
        case Deed.REMOVE:
            return _remove(view, t)
        case Deed.PROMOTE:
            return _promote(view, t)
        case Deed.DEMOTE:
            return _demote(view, t)
        case Deed.LEAVE:
            return _leave(t)
        case Deed.REVOKE:
            return _revoke(view, t)
        case Deed.CLOSE:
            return _close(view, t)
        case Deed.REOPEN:
            return _reopen(t)
        case Deed.ARCHIVE:
            return _archive(t)
        case Deed.ACCEPT:
            return agreeing.accept(sheet, view, t)
        case Deed.SHARE:
            return agreeing.share(t)
        case Deed.NEXT_ROUND:
            return agreeing.next_round(t)
        case Deed.PASS_ON:
            return _pass_on(sheet, state, t)


def _hurdle(deed: Deed, why: Hurdle, t: Tongue) -> str:
    match why:
        case Hurdle.FINISHED:
            return t.gettext("They have finished. There is nothing to remind them of.")
        case Hurdle.NUDGED_LATELY:
            return t.gettext("They were reminded less than a day ago. You can remind them again tomorrow.")
        case Hurdle.UNREACHABLE:
            return t.gettext("They cannot be reached now: they may have blocked the chat. Please try another way.")
        case Hurdle.NOT_OPEN:
            return t.gettext("The assessment is not open now.")
        case Hurdle.NOBODY:
            return t.gettext(
                "There is nobody to remind now. Whoever has not finished was reminded less than a day ago, "
                "or cannot be reached."
            )
        case Hurdle.LAST:
            if deed is Deed.LEAVE:
                return t.gettext(
                    "You are the only coordinator. Make someone else one first: invite them as a coordinator, "
                    "or choose them under People."
                )
            return t.gettext("They are the only coordinator. Make someone else one first.")
        case Hurdle.DONE:
            return t.gettext("This is done already.")
        case Hurdle.NOT_PROMISED:
            return t.gettext(
                "Respondents were told that only coordinators see the result, so it cannot be shared here. "
                "You can still send them a file."
            )
        case Hurdle.NOT_CLOSED:
            return t.gettext("Close this assessment first. The next one begins where it ends.")


def _nudge(sheet: Sheet, view: ConfirmView, t: Tongue) -> Words:
    return (
        t.gettext("Remind {name}?", name=terms.respondent(view.number, view.name, t)),
        (
            Paragraph(t.gettext("They get this message, in their own language:")),
            *_sample(sheet, view, t),
            *_at_once(sheet, t),
        ),
        t.gettext("Send it"),
    )


def _nudge_all(sheet: Sheet, view: ConfirmView, t: Tongue) -> Words:
    return (
        t.gettext("Remind all who are not finished?"),
        (
            Paragraph(
                t.ngettext(
                    "{n} person gets this message, in their own language:",
                    "{n} people get this message, each in their own language:",
                    view.people,
                )
            ),
            *_sample(sheet, view, t),
            *_at_once(sheet, t),
            *_left_out(view, t),
        ),
        t.gettext("Send it"),
    )


def _sample(sheet: Sheet, view: ConfirmView, t: Tongue) -> Iterator[Quote]:
    """The message as it will go out, in the coordinator's language; its heading stands above this card as well."""
    if sheet.setup:
        _, *said = told.nudge(sheet.setup, view.today or clock.today(sheet), t).blocks
        yield Quote("\n".join(line for block in said for line in lines(block)))


def _at_once(sheet: Sheet, t: Tongue) -> Iterator[Paragraph]:
    """A coordinator's reminder waits for no working hours, so they should know when it is late there."""
    if clock.resting(sheet):
        yield Paragraph(t.gettext("It goes out at once, although it is now outside working hours there."))


def _left_out(view: ConfirmView, t: Tongue) -> Iterator[Paragraph]:
    if view.skipped:
        yield Paragraph(
            t.ngettext(
                "{n} is left out, reminded less than a day ago.",
                "{n} are left out, reminded less than a day ago.",
                view.skipped,
            )
        )
    if view.unreachable:
        yield Paragraph(t.ngettext("{n} cannot be reached now.", "{n} cannot be reached now.", view.unreachable))


def _remove(view: ConfirmView, t: Tongue) -> Words:
    return (
        t.gettext("Remove {name}?", name=terms.respondent(view.number, view.name, t)),
        (
            Paragraph(
                t.gettext(
                    "They can answer no more, from this moment, and are told so. What they answered stays. "
                    "A new invitation can bring them back."
                )
            ),
        ),
        t.gettext("Remove"),
    )


def _promote(view: ConfirmView, t: Tongue) -> Words:
    return (
        t.gettext("Make {name} a coordinator?", name=terms.respondent(view.number, view.name, t)),
        (
            Paragraph(
                t.gettext(
                    "They can then do all that you can: invite and remove people, follow progress, change the settings "
                    "and close the assessment. They keep answering as before."
                )
            ),
        ),
        t.gettext("Make a coordinator"),
    )


def _demote(view: ConfirmView, t: Tongue) -> Words:
    return (
        t.gettext("End the coordinator's role of {name}?", name=terms.coordinator(view.number, view.name, t)),
        (Paragraph(t.gettext("From this moment they coordinate no more, and are told so. Answers of theirs stay.")),),
        t.gettext("End it"),
    )


def _leave(t: Tongue) -> Words:
    return (
        t.gettext("Hand the assessment over?"),
        (
            Paragraph(
                t.gettext(
                    "The other coordinators go on without you. You see no more of its progress; "
                    "if you answer questions in it, you go on with those."
                )
            ),
        ),
        t.gettext("Hand it over"),
    )


def _revoke(view: ConfirmView, t: Tongue) -> Words:
    used = (
        Paragraph(
            t.ngettext("{n} person came in with it and stays.", "{n} people came in with it and stay.", view.people)
        )
        if view.people
        else None
    )
    meaning = Paragraph(t.gettext("Nobody else can join with it. You can always make a new one."))
    return (
        t.gettext("Withdraw this invitation?"),
        (meaning, used) if used else (meaning,),
        t.gettext("Withdraw it"),
    )


def _close(view: ConfirmView, t: Tongue) -> Words:
    return (
        t.gettext("Close the assessment?"),
        (
            *_missing(view, t),
            Paragraph(
                t.gettext(
                    "After that, answers can be read and no longer changed, and nobody can join. Respondents are told. "
                    "You can open it again."
                )
            ),
        ),
        t.gettext("Close it"),
    )


def _missing(view: ConfirmView, t: Tongue) -> Iterator[Paragraph]:
    """What closing now would leave undone."""
    if not view.people:
        yield Paragraph(t.gettext("Nobody has joined yet."))
    elif not view.missing:
        yield Paragraph(t.gettext("Everybody who joined has finished."))
    else:
        yield Paragraph(
            t.ngettext(
                "{n} person has not finished. What they answered so far counts.",
                "{n} people have not finished. What they answered so far counts.",
                view.missing,
            )
        )
    if view.unheld and view.people:
        yield Paragraph(
            t.ngettext("{n} question was asked of nobody.", "{n} questions were asked of nobody.", view.unheld)
        )


def _reopen(t: Tongue) -> Words:
    return (
        t.gettext("Open the assessment?"),
        (Paragraph(t.gettext("Respondents are told, and can answer and change answers.")),),
        t.gettext("Open it"),
    )


def _archive(t: Tongue) -> Words:
    return (
        t.gettext("Archive the assessment?"),
        (Paragraph(t.gettext("It moves to the end of your list. Everything in it stays, and can still be read.")),),
        t.gettext("Archive it"),
    )


def _pass_on(sheet: Sheet, state: Confirming, t: Tongue) -> Words:
    capability = sheet.model.capabilities.get(state.word)
    return (
        t.gettext("Pass this question on to a colleague?"),
        (
            *((Paragraph(words.name(t, capability)),) if capability else ()),
            Paragraph(
                t.gettext(
                    "You get a message to forward to one colleague, who can then answer this question. "
                    "Neither of you sees what the other answers. Your coordinator is told that it was passed on."
                )
            ),
        ),
        t.gettext("Pass it on"),
    )
