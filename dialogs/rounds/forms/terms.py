"""What a round is called, how deep it goes, and on which terms people take part."""

from __future__ import annotations

from dialogs.commands import Remark
from dialogs.rounds.clock import today
from dialogs.rounds.forms.fields import Field, Read, Unread, joined, parted
from dialogs.rounds.nouns import Audience
from dialogs.rounds.states import Filling
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue, own_name, plain
from framework.answers import Depth

TEXT_LIMIT = 100
"""Characters of a title or a name."""

NAMED, ANONYMOUS = "named", "anonymous"


def one_line(_sheet: Sheet, _state: Filling, words: str) -> Read:
    """What was typed as one line, where it is short enough for a title or a name."""
    line = " ".join(words.split())
    return line if len(line) <= TEXT_LIMIT else Unread(Remark.TEXT_TOO_LONG)


def _left_out(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return ("",)


# The title


def default_title(t: Tongue, territory: str, year: int) -> str:
    """`Uganda 2026`: what a round is called that got no title of its own."""
    if territory:
        title = t.gettext("{territory} {year}", territory=t.territory(territory), year=str(year))
    else:
        title = t.gettext("Assessment {year}", year=str(year))
    return plain(title)  # it is kept, and isolated anew wherever it is shown


def _title_label(t: Tongue) -> str:
    return t.gettext("Title")


def _title_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("What is it called? Everybody who takes part will read it. Write a title, or take this one.")


def _title_said(sheet: Sheet, state: Filling, value: str, t: Tongue) -> str:
    return value or default_title(t, state.values.get("territory", ""), today(sheet, state).year)


TITLE = Field("title", _title_label, _title_asked, _title_said, _left_out, read=one_line)


# Quick or full


def _depth_label(t: Tongue) -> str:
    return t.gettext("Quick or full")


def _depth_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("How much should people be asked?")


def _depth_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Quick") if value == Depth.QUICK else t.gettext("Full")


def _depth_meaning(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    if value == Depth.QUICK:
        return t.gettext("The phase of each capability, and no more: half a minute each.")
    return t.gettext(
        "Also what is in place of the next phase, what the answer is based on, and a note: two minutes each."
    )


def _depths(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (Depth.FULL.value, Depth.QUICK.value)


def _full(_sheet: Sheet, _state: Filling) -> str:
    return Depth.FULL.value


DEPTH = Field("depth", _depth_label, _depth_asked, _depth_said, _depths, _full, meaning=_depth_meaning, width=2)


# Languages


def _languages_label(t: Tongue) -> str:
    return t.gettext("Languages")


def _languages_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("In which languages may people answer? Everyone chooses their own among these.")


def language_said(_sheet: Sheet, _state: Filling, value: str, _t: Tongue) -> str:
    return own_name(value)


def spoken(sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    """Every language there is here."""
    return sheet.spoken or sheet.languages


def _all_spoken(sheet: Sheet, state: Filling) -> str:
    return joined(spoken(sheet, state))


def _several_spoken(sheet: Sheet, state: Filling) -> bool:
    return len(spoken(sheet, state)) > 1


def _languages_fault(_sheet: Sheet, _state: Filling, value: str) -> Remark | None:
    return None if parted(value) else Remark.NO_LANGUAGE


LANGUAGES = Field(
    "languages",
    _languages_label,
    _languages_asked,
    language_said,
    spoken,
    _all_spoken,
    several=True,
    applies=_several_spoken,
    fault=_languages_fault,
    width=2,
)


# Names, and who sees the result


def _names_label(t: Tongue) -> str:
    return t.gettext("Names")


def _names_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Should answers carry the names of those who gave them? Nobody can change this once people join.")


def _names_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Anonymous") if value == ANONYMOUS else t.gettext("With names")


def _names_meaning(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    if value == ANONYMOUS:
        return t.gettext("Nobody is asked for a name. Coordinators see no name, and no group of fewer than three.")
    return t.gettext("Everybody gives a name or an office. Coordinators see it beside their answers.")


def _names(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (NAMED, ANONYMOUS)


def _named(_sheet: Sheet, _state: Filling) -> str:
    return NAMED


NAMES = Field("names", _names_label, _names_asked, _names_said, _names, _named, meaning=_names_meaning, width=2)


def _audience_label(t: Tongue) -> str:
    return t.gettext("Who sees results")


def _audience_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Who may see the joined result, once coordinators share it?")


def _audience_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Respondents as well") if value == Audience.RESPONDENTS else t.gettext("Coordinators alone")


def _audiences(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return (Audience.COORDINATORS.value, Audience.RESPONDENTS.value)


def _coordinators(_sheet: Sheet, _state: Filling) -> str:
    return Audience.COORDINATORS.value


AUDIENCE = Field("audience", _audience_label, _audience_asked, _audience_said, _audiences, _coordinators)


# The coordinator


def _name_label(t: Tongue) -> str:
    return t.gettext("Who invites")


def _name_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Invitations say who invites. Write your name, or that of your office.")


def _name_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return value or t.gettext("No name")


NAME = Field("name", _name_label, _name_asked, _name_said, _left_out, read=one_line)


def _answers_label(t: Tongue) -> str:
    return t.gettext("Your own part")


def _answers_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("You will coordinate. Will you answer the questions as well?")


def _answers_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Coordinate and answer") if value == "yes" else t.gettext("Coordinate only")


def _both(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return ("no", "yes")


def _no(_sheet: Sheet, _state: Filling) -> str:
    return "no"


ANSWERS = Field("answers", _answers_label, _answers_asked, _answers_said, _both, _no)
