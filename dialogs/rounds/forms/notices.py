"""What a coordinator is told of."""

from __future__ import annotations

from dialogs.commands import Remark, Turn
from dialogs.rounds.commands import MuteNotices
from dialogs.rounds.forms.fields import Field, Form, joined, parted
from dialogs.rounds.nouns import NoticeKind
from dialogs.rounds.states import AtRound, Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def _label(t: Tongue) -> str:
    return t.gettext("Notices")


def _ask(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("What do you want to be told of? What happens within a few minutes comes as one message.")


def _say(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return {
        NoticeKind.JOINED: t.gettext("Someone joins"),
        NoticeKind.SECTION_FINISHED: t.gettext("Someone finishes a section"),
        NoticeKind.SUBMITTED: t.gettext("Someone submits their answers"),
        NoticeKind.PASSED_ON: t.gettext("A question is passed on"),
        NoticeKind.UNREACHABLE: t.gettext("Someone cannot be reached"),
        NoticeKind.ALL_FINISHED: t.gettext("Everybody has finished"),
    }[NoticeKind(value)]


def _kinds(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return tuple(NoticeKind)


def _wanted(sheet: Sheet, _state: Filling) -> str:
    return joined(kind for kind in NoticeKind if kind not in sheet.muted)


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Notices")


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Done")


def _accept(_sheet: Sheet, state: Filling) -> Turn:
    wanted = parted(state.values.get("kinds", ""))
    muted = frozenset(kind for kind in NoticeKind if kind not in wanted)
    return Turn(AtRound(), (MuteNotices(muted),), Remark.CHANGED)


NOTICES = Form(
    (Field("kinds", _label, _ask, _say, _kinds, _wanted, several=True),),
    _title,
    _button,
    _accept,
    straight=True,
)
