"""A word to the person, beside the card."""

from __future__ import annotations

from dialogs.commands import Remark
from dialogs.tongue import Tongue

FLEETING = {
    Remark.OLD_BUTTON,
    Remark.AMENDED,
    Remark.NOTE_KEPT,
    Remark.NOTE_DROPPED,
    Remark.CANCELLED,
    Remark.DEPTH_CHANGED,
    Remark.NUDGED,
    Remark.ALL_NUDGED,
    Remark.ASSIGNED,
    Remark.CHANGED,
    Remark.PREPARING,
}
"""Remarks that may vanish after a moment, where the channel has a place for such."""


def remark(t: Tongue, said: Remark) -> str:
    """What happened, what was kept, and the way on; one or two short sentences."""
    return _remarks(t)[said]


def _remarks(t: Tongue) -> dict[Remark, str]:
    return {
        Remark.OLD_BUTTON: t.gettext("That was an old button. Nothing changed. Please use this card."),
        Remark.CONSENT_FIRST: t.gettext("Please choose first: may Sounding keep your answers?"),
        Remark.DEPTH_FIRST: t.gettext("One choice first: quick or full?"),
        Remark.REFUSED: t.gettext("All right. Nothing about you was kept. Come back any time with /start."),
        Remark.WORDS_UNEXPECTED: t.gettext(
            "Your message was not kept: no question is open here. To write a note, open a question first."
        ),
        Remark.WORDS_EMPTY: t.gettext("There were no readable words in that message. Please write them again."),
        Remark.WORDS_TOO_LONG: t.gettext(
            "This note is full. Your last message was not added; what you wrote before is kept."
        ),
        Remark.NOTE_KEPT: t.gettext("Your note is kept."),
        Remark.NOTE_DROPPED: t.gettext("All right, it was not kept."),
        Remark.COMMAND_UNKNOWN: t.gettext("I do not know that command. /help lists them all."),
        Remark.INVITATION_UNKNOWN: t.gettext(
            "This invitation is not known here. Please ask the person who sent it for a new one."
        ),
        Remark.INVITATION_USED_UP: t.gettext(
            "This invitation has been used by as many people as it was made for. "
            "Please ask the person who sent it for a new one."
        ),
        Remark.INVITATION_EXPIRED: t.gettext(
            "The time to use this invitation is over. Please ask the person who sent it for a new one."
        ),
        Remark.INVITATION_REVOKED: t.gettext(
            "This invitation was withdrawn. If you think that you should take part, please ask the person who sent it."
        ),
        Remark.INVITATION_CLOSED: t.gettext("The assessment behind this invitation is closed. Nobody can join it now."),
        Remark.INVITATION_NOT_BEGUN: t.gettext(
            "This assessment has not begun yet. Please open the invitation again later; it stays good."
        ),
        Remark.INVITATION_TOO_FAST: t.gettext(
            "Too many codes did not work. Please wait an hour, then open your link or write your code again."
        ),
        Remark.INVITATION_NEEDED: t.gettext("To begin, you need an invitation."),
        Remark.NOTHING_TO_SUBMIT: t.gettext("There is nothing to submit yet. Pick a number to begin."),
        Remark.SUBMITTED: t.gettext(
            "Thank you. Your assessment is complete. Nobody is notified, and you can still change answers."
        ),
        Remark.HANDED_IN: t.gettext(
            "Thank you. Your answers are in, and the coordinators are told. You can change them until the assessment "
            "is closed."
        ),
        Remark.ALREADY_SUBMITTED: t.gettext("Your answers are already submitted. Changes count at once."),
        Remark.AMENDED: t.gettext("Kept. There is no need to submit again."),
        Remark.ALL_ANSWERED: t.gettext("That was the last open question. Please look over your answers."),
        Remark.ONE_LEFT: t.gettext("That is the only question still open."),
        Remark.LANGUAGE_UNKNOWN: t.gettext("That language is not available here."),
        Remark.NO_SUCH_NUMBER: t.gettext("This card has no such number. Please use one that it shows."),
        Remark.CANCELLED: t.gettext("All right. Everything you answered is kept."),
        Remark.WELCOME_BACK: t.gettext("Welcome back. Here is where you stopped."),
        Remark.DEPTH_CHANGED: t.gettext("Changed. Your answers stay as they are."),
        Remark.DEPTH_FIXED: t.gettext("Your coordinator chose this for everyone, so it cannot be changed here."),
        Remark.NO_PICTURES: t.gettext(
            "Pictures and videos are not kept here, and were not looked at. Please answer with the buttons or in words."
        ),
        Remark.NO_STICKERS: t.gettext("That is kind. To go on, please use the buttons."),
        Remark.NO_VOICE: t.gettext("Voice messages are not kept here, and were not listened to. Please write instead."),
        Remark.NO_FILES: t.gettext(
            "Files are not kept here, and were not opened. A link to a public document is welcome as a note."
        ),
        Remark.NO_CONTACTS: t.gettext(
            "Contacts are not kept here, so that nobody is named. Please go on with the buttons."
        ),
        Remark.NO_LOCATIONS: t.gettext("Places are not kept here. Please go on with the buttons."),
        Remark.NO_EDITS: t.gettext(
            "A change to an earlier message is not followed here. "
            "To change a note, open its question and write it again."
        ),
        Remark.NO_OTHER: t.gettext(
            "That cannot be used here, and was not kept. Please answer with the buttons or in words."
        ),
        **_round_remarks(t),
    }


def _round_remarks(t: Tongue) -> dict[Remark, str]:
    """What is said around assessments of many people."""
    return {
        Remark.NOT_COORDINATOR: t.gettext(
            "This is for coordinators of the assessment, and you are not one of them now."
        ),
        Remark.NO_QUESTIONS: t.gettext("You are asked no questions in this assessment."),
        Remark.WORDS_AT_ROUND: t.gettext("Words are not needed here. Please use the buttons."),
        Remark.ROUND_UNKNOWN: t.gettext("You have no part in that assessment. /assessments lists yours."),
        Remark.ROUND_CLOSED: t.gettext(
            "This assessment is closed, so answers stay as they are. Your coordinator can open it again."
        ),
        Remark.MAY_NOT_CREATE: t.gettext("To set up an assessment for several people, ask whoever runs this bot."),
        Remark.ALREADY_IN: t.gettext("You are in this assessment already. Nothing changed."),
        Remark.GONE: t.gettext("That is not there any more. Nothing changed."),
        Remark.VALUE_UNREADABLE: t.gettext("That could not be read. Please use a button, or write it as shown."),
        **_form_remarks(t),
        Remark.TICK_ONE: t.gettext("Please tick at least one."),
        Remark.TICK_FEWER: t.gettext("Something must be left to answer. Please tick fewer."),
        Remark.NUDGED: t.gettext("The reminder is on its way."),
        Remark.NUDGED_LATELY: t.gettext("They were reminded less than a day ago. Nothing was sent."),
        Remark.ALL_NUDGED: t.gettext("The reminders are on their way."),
        Remark.NOBODY_TO_NUDGE: t.gettext("There is nobody to remind now. Nothing was sent."),
        Remark.REMOVED: t.gettext("Removed. What they answered stays in the assessment."),
        Remark.ASSIGNED: t.gettext("Changed. They see it on their next card."),
        Remark.PROMOTED: t.gettext("They are a coordinator now."),
        Remark.DEMOTED: t.gettext("They are not a coordinator any more."),
        Remark.HANDED_OVER: t.gettext("You do not coordinate that assessment any more. Thank you for your work."),
        Remark.LAST_COORDINATOR: t.gettext("An assessment needs a coordinator. Make someone else one first."),
        Remark.REVOKED: t.gettext("This invitation lets nobody in any more. Who came in with it stays."),
        Remark.CHANGED: t.gettext("Changed."),
        Remark.CLOSED: t.gettext("Closed. Answers can be read, and no longer changed."),
        Remark.REOPENED: t.gettext("It is open. Respondents can answer."),
        Remark.ARCHIVED: t.gettext("Archived. It stays readable under /assessments."),
        Remark.JOINED: t.gettext("You are in. Here is where you begin."),
        Remark.TERMS_CHANGED: t.gettext("The terms have changed. Please read them again."),
        Remark.BY_INVITATION: t.gettext(
            "Here nobody knows who answers under which number. To let someone coordinate, invite them to do so."
        ),
        Remark.REOPEN_FIRST: t.gettext("This assessment is closed. Open it again first, then do this."),
        Remark.TOO_MANY_PLACES: t.gettext("One invitation can let in between 1 and 1000 people."),
        Remark.LIST_UNREADABLE: t.gettext("No line could be read. Please write one line for each person, as shown."),
        Remark.LIST_TOO_LONG: t.gettext("That is more than 500 lines. Please make the list in parts."),
        Remark.QUESTIONS_ADDED: t.gettext("Your new questions are here. What you answered before is kept."),
        Remark.INVITED_MANY: t.gettext("The file above has a code for each person. Keep it safe: it is not kept here."),
        Remark.CREATED: t.gettext("The assessment is set up. Next, invite people."),
        Remark.INVITED: t.gettext("The message above is ready to be forwarded."),
        Remark.PASSED_ON: t.gettext("The message above is ready to be forwarded to your colleague."),
        Remark.NO_REMINDERS: t.gettext("You are asked nothing here, so there is nothing to remind you of."),
        Remark.NOT_SHARED: t.gettext("The joined result is not shared yet. This is your own summary."),
        Remark.RECORDED: t.gettext("Recorded."),
        Remark.PLANNED: t.gettext("It is in the plan."),
        Remark.ACCEPTED: t.gettext("Accepted. What people see differently waits for you to talk about it."),
        Remark.SHARED: t.gettext("Shared. Everybody who takes part is told."),
        Remark.NOT_PROMISED: t.gettext("Respondents were told that only coordinators see the result."),
        Remark.CLOSE_FIRST: t.gettext("Close this assessment first."),
        Remark.CHANGED_MEANWHILE: t.gettext("This has changed meanwhile. Please look at it again first."),
        Remark.NEXT_BEGUN: t.gettext("The next assessment is ready as a draft. Set its deadline, then open it."),
        Remark.NOTHING_KEPT: t.gettext(
            "Nothing about you is kept here. A greeting without an answer is forgotten within a day."
        ),
        Remark.FORGOTTEN: t.gettext("Everything about you is deleted. Thank you for your time."),
        Remark.FILES_LATER: t.gettext(
            "You asked for many files in a short time. Please wait ten minutes, then ask again."
        ),
        Remark.KEPT_AS_WRITTEN: t.gettext("Kept as you wrote it, and marked for the coordinators."),
        Remark.KEPT_WITHOUT: t.gettext("Kept without those parts."),
        Remark.CASE_NOT_KEPT: t.gettext("What you wrote was not kept. Nobody who could help reads this chat."),
        Remark.WORDS_TOO_MANY: t.gettext("That is more than can be kept here. Your last message was not added."),
        Remark.PREPARING: t.gettext("Preparing. It will be here in a moment."),
    }


def _form_remarks(t: Tongue) -> dict[Remark, str]:
    """What is said while a form is being filled in."""
    return {
        Remark.FORM_LEFT: t.gettext("All right. Nothing was set up or changed."),
        Remark.TERRITORY_UNKNOWN: t.gettext(
            "No country or territory of that name was found. Please write it another way, or choose a button."
        ),
        Remark.CITY_UNKNOWN: t.gettext("No time zone has that name. Please write the capital, or another large city."),
        Remark.DAY_UNREADABLE: t.gettext("That could not be read as a day. Please write it like this: 15 March 2027."),
        Remark.DAY_PAST: t.gettext("That day is over. Please choose one that is still to come."),
        Remark.DAY_TOO_FAR: t.gettext("That day is more than five years away. Please choose an earlier one."),
        Remark.NO_WORKING_DAY: t.gettext("Please leave at least one working day: reminders are sent on those."),
        Remark.NO_LANGUAGE: t.gettext("Please tick at least one language."),
        Remark.TEXT_TOO_LONG: t.gettext("That is too long. Please write it in fewer words."),
        Remark.NUMBER_OUT_OF_RANGE: t.gettext("That number is too small or too large. The card says what is possible."),
        Remark.HOUR_QUIET: t.gettext(
            "That hour is a quiet one, when nobody is written to. Please choose another. "
            "“Its settings” at /round has the quiet hours."
        ),
        Remark.DEPTH_HELD: t.gettext("Somebody has answered, so quick or full stays as it is. Nothing changed."),
        Remark.PROMISED: t.gettext(
            "People have joined on these terms, so who sees names and results stays as it is, and nothing is kept "
            "longer than they were told. Nothing changed."
        ),
    }
