"""What people set out to do, done: as turns in their chats, and as lines in the diary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.simulating.chats import Chat
from bot.simulating.diary import COORDINATOR, Happening, Kind
from bot.simulating.founding import come_in
from bot.simulating.posting import deliver_letters
from bot.simulating.reacting import Act, Doing, by_themselves
from bot.simulating.stage import Stage
from dialogs.events import Asked, PhaseChosen, Place, Submitted
from dialogs.reminding.events import Continued, RemindersStopped, Snoozed
from dialogs.reminding.wishes import Wish
from dialogs.rounds.events import DeedAsked, DeedConfirmed, FieldOpened, FormAccepted, FormOpened, ValueChosen
from dialogs.rounds.states import Deed, FormKind

MORE_TIME = timedelta(weeks=1)

WISHES = {Wish.LATER_TODAY: "Later today", Wish.TOMORROW: "Tomorrow", Wish.NEXT_WEEK: "Next week"}


def act_out(stage: Stage, act: Act, at: datetime) -> None:
    """Do it. `at` is now, in UTC: not before the act's own time."""
    _DONE[act.doing](stage, act, at)


def _seen(stage: Stage, act: Act, at: datetime, what: Happening = Happening.ACTIVE) -> None:
    """They wrote to the bot; so it is let in again, where it was blocked."""
    stage.blocked.discard(act.person)
    stage.seen[act.person] = at
    stage.note(at, act.person, what)


def _join(stage: Stage, act: Act, at: datetime) -> None:
    person, chat = stage.people[act.person], stage.chats[act.person]
    _seen(stage, act, at, Happening.JOINED)
    come_in(chat, stage.code, person, at)
    stage.diary.answered[person.number] = 0
    _answer(stage, replace(act, doing=Doing.ANSWER, left=person.some(person.nature.first)), at)


def _sit(stage: Stage, act: Act, at: datetime) -> None:
    """Go on where they stopped: by the button of a reminder that is still the newest card, or by the command."""
    chat = stage.chats[act.person]
    if act.message is not None and stage.seen.get(act.person, act.message.at) > act.message.at:
        act.message.did.append("came by themselves")
        return
    if chat.buttons(Continued):
        chat.tap(at, Continued)
    else:
        chat.turn(at, Asked(Place.HERE))
    _seen(stage, act, at)
    if act.message is not None:
        act.message.did.append(f"went on {_when(stage, act, at)}")
    _answer(stage, act, at)


def _when(stage: Stage, act: Act, at: datetime) -> str:
    """The time, and the day where it is another one than that of the message."""
    local = stage.local(at)
    same = act.message is not None and act.message.at.date() == local.date()
    return f"{local:%H:%M}" if same else f"{local:%a} {local.day}, {local:%H:%M}"


def _answer(stage: Stage, act: Act, at: datetime) -> None:
    """The question on the card, where they want to answer one; then the next in a while."""
    person, chat = stage.people[act.person], stage.chats[act.person]
    phases = chat.buttons(PhaseChosen)
    if not (act.left and phases):
        _rise(stage, act, at)
        return
    chat.press(at, person.chance.choice(phases))
    _seen(stage, act, at)
    stage.diary.answered[act.person] += 1
    soon = at + timedelta(seconds=person.chance.randint(15, 90))
    stage.expect(replace(act, at=soon, doing=Doing.ANSWER, left=act.left - 1, done=act.done + 1))


def _rise(stage: Stage, act: Act, at: datetime) -> None:
    """The end of a sitting: hand in what is complete, unless one forgets to, or come back another day."""
    person, chat = stage.people[act.person], stage.chats[act.person]
    if act.message is not None and act.done:
        act.message.did.append(f"answered {act.done}")
    if chat.buttons(Submitted) and (person.nature.submits or act.message is not None):
        chat.tap(at, Submitted)
        _seen(stage, act, at)
        stage.note(at, act.person, Happening.SUBMITTED)
        if act.message is not None:
            act.message.did.append("handed in")
    elif person.nature.pause and chat.buttons(PhaseChosen):
        stage.expect(by_themselves(person, stage.week, stage.local(at), person.nature.pause))


def _wish(stage: Stage, act: Act, at: datetime) -> None:
    """Another time for the reminder, unless something else has taken its place by now."""
    chat = stage.chats[act.person]
    if offered := chat.buttons(Snoozed):
        chosen = stage.people[act.person].chance.choice(offered)
        chat.press(at, chosen)
        _seen(stage, act, at, Happening.WISHED)
        if isinstance(chosen.event, Snoozed):
            stage.wished[act.person] = WISHES[chosen.event.wish]
        if act.message is not None:
            act.message.did.append(f"tapped {stage.wished[act.person]}")


def _stop(stage: Stage, act: Act, at: datetime) -> None:
    """No more reminders; some days later they come back all the same."""
    person, chat = stage.people[act.person], stage.chats[act.person]
    chat.tap(at, RemindersStopped)
    _seen(stage, act, at, Happening.STOPPED)
    if act.message is not None:
        act.message.did.append("tapped Stop reminding me")
    stage.expect(by_themselves(person, stage.week, stage.local(at), person.nature.away))


def _block(stage: Stage, act: Act, at: datetime) -> None:
    """Nothing arrives any more until they write again. The bot learns of it when it writes to them."""
    stage.blocked.add(act.person)
    if act.message is not None:
        act.message.did.append("blocked the bot")
    person = stage.people[act.person]
    stage.expect(by_themselves(person, stage.week, stage.local(at), person.nature.away))


# The coordinator


def _nudge(stage: Stage, act: Act, at: datetime) -> None:
    """Remind everybody who has not finished, where the digest offers that."""
    chat = stage.chats[COORDINATOR]
    if chat.buttons(DeedAsked, deed=Deed.NUDGE_ALL):
        chat.tap(at, DeedAsked, deed=Deed.NUDGE_ALL)
        _confirm(chat, at, Deed.NUDGE_ALL)
        reached = deliver_letters(stage, at, Kind.NUDGE, "by hand, to all who are missing")
        _tell(stage, act, at, f"reminded {reached}")


def _extend(stage: Stage, act: Act, at: datetime) -> None:
    """Give more time, by the button of the message about the deadline where that is still there."""
    chat = stage.chats[COORDINATOR]
    day = (stage.plan.deadline + MORE_TIME).isoformat()
    if chat.buttons(FieldOpened, field="deadline"):
        chat.tap(at, FieldOpened, field="deadline")
    else:  # a digest has taken its place
        chat.turn(at, FormOpened(FormKind.SETTINGS), FieldOpened("deadline"))
    chat.turn(at, ValueChosen("deadline", day), FormAccepted(FormKind.SETTINGS))
    stage.extended = True
    deliver_letters(stage, at, Kind.NEWS, "there is another deadline")
    _tell(stage, act, at, "gave one more week")


def _close(stage: Stage, act: Act, at: datetime) -> None:
    """Close the round, which the newest card may or may not offer by now."""
    chat = stage.chats[COORDINATOR]
    if chat.buttons(DeedAsked, deed=Deed.CLOSE):
        chat.tap(at, DeedAsked, deed=Deed.CLOSE)
    else:
        chat.turn(at, DeedAsked(Deed.CLOSE))
    _confirm(chat, at, Deed.CLOSE)
    stage.note(at, COORDINATOR, Happening.CLOSED)
    deliver_letters(stage, at, Kind.NEWS, "the round is closed")
    _tell(stage, act, at, "closed the round")


def _confirm(chat: Chat, at: datetime, deed: Deed) -> None:
    chat.tap(at, DeedConfirmed, deed=deed)


def _tell(stage: Stage, act: Act, at: datetime, did: str) -> None:
    if act.message is not None:
        act.message.did.append(f"{did} {_when(stage, act, at)}")


_DONE: Mapping[Doing, Callable[[Stage, Act, datetime], None]] = {
    Doing.JOIN: _join,
    Doing.SIT: _sit,
    Doing.ANSWER: _answer,
    Doing.WISH: _wish,
    Doing.STOP: _stop,
    Doing.BLOCK: _block,
    Doing.NUDGE: _nudge,
    Doing.EXTEND: _extend,
    Doing.CLOSE: _close,
}
