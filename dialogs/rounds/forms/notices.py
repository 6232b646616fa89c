"""What a coordinator is told of at once, and how often they get a digest."""

from __future__ import annotations

from dialogs.commands import Remark, Turn
from dialogs.reminding.digests import Digest, Rhythm
from dialogs.rounds.commands import MuteNotices
from dialogs.rounds.forms.calendar import WAS
from dialogs.rounds.forms.fields import Field, Form, Values, joined, parted
from dialogs.rounds.forms.numbers import hour_field
from dialogs.rounds.nouns import NoticeKind
from dialogs.rounds.states import AtRound, Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

USUAL = Digest()


# What is told at once


def _kinds_label(t: Tongue) -> str:
    return t.gettext("Told at once")


def _kinds_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("What do you want to be told of? What happens within a few minutes comes as one message.")


def _kind_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return {
        NoticeKind.JOINED: t.gettext("Someone joins"),
        NoticeKind.SECTION_FINISHED: t.gettext("Someone finishes a section"),
        NoticeKind.SUBMITTED: t.gettext("Someone submits their answers"),
        NoticeKind.PASSED_ON: t.gettext("A question is passed on"),
        NoticeKind.UNREACHABLE: t.gettext("Someone cannot be reached"),
        NoticeKind.ALL_FINISHED: t.gettext("Everybody has finished"),
        NoticeKind.DELETED: t.gettext("Someone has their data deleted"),
    }[NoticeKind(value)]


def _kinds(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return tuple(NoticeKind)


def _told(sheet: Sheet, _state: Filling | None = None) -> str:
    return joined(kind for kind in NoticeKind if kind not in sheet.muted)


def _kinds_said(sheet: Sheet, state: Filling, value: tuple[str, ...], t: Tongue) -> str:
    """All or none in a word; they would be a long line."""
    if not value:
        return t.gettext("Nothing")
    if len(value) == len(NoticeKind):
        return t.gettext("Everything")
    return t.listed(_kind_said(sheet, state, each, t) for each in value)


KINDS = Field("kinds", _kinds_label, _kinds_asked, _kind_said, _kinds, _told, several=True, sum_up=_kinds_said)


# The digest


def _rhythm_label(t: Tongue) -> str:
    return t.gettext("Digest")


def _rhythm_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext(
        "How often do you want a digest: who moved, who is stuck, what is left? Where nothing happened, none is sent."
    )


def _rhythm_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return {
        Rhythm.NEVER: t.gettext("Never"),
        Rhythm.DAILY: t.gettext("Every working day"),
        Rhythm.WEEKLY: t.gettext("First working day of the week"),
    }[Rhythm(value)]


def _rhythms(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (Rhythm.WEEKLY, Rhythm.DAILY, Rhythm.NEVER)


def _has_digest(_sheet: Sheet, state: Filling) -> bool:
    return state.values.get("rhythm", USUAL.rhythm) != Rhythm.NEVER


RHYTHM = Field(
    "rhythm", _rhythm_label, _rhythm_asked, _rhythm_said, _rhythms, lambda sheet, _state: sheet.digest.rhythm
)

HOUR = hour_field(
    "hour",
    lambda t: t.gettext("Digest hour"),
    lambda t: t.gettext("At what hour should the digest come, in the time zone of the assessment?"),
    USUAL.hour,
    _has_digest,
)


# The form


def _begin(sheet: Sheet, _subject: int) -> Values:
    hour = str(sheet.digest.hour)
    return {"kinds": _told(sheet), "rhythm": sheet.digest.rhythm.value, "hour": hour, f"{WAS}hour": hour}


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Notices")


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Save")


def _accept(sheet: Sheet, state: Filling) -> Turn:
    wanted = parted(state.values["kinds"])
    muted = frozenset(kind for kind in NoticeKind if kind not in wanted)
    digest = Digest(Rhythm(state.values["rhythm"]), int(state.values.get("hour", sheet.digest.hour)))
    return Turn(AtRound(), (MuteNotices(muted, digest),), Remark.CHANGED)


NOTICES = Form((KINDS, RHYTHM, HOUR), _title, _button, _accept, begin=_begin, onward=False)
