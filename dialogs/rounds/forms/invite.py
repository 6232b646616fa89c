"""An invitation: for whom, to what, and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogs.commands import Remark, Turn
from dialogs.rounds.commands import Invite, Ticket
from dialogs.rounds.forms.fields import Field, Form, Read, Unread, joined, parted
from dialogs.rounds.forms.terms import NAME
from dialogs.rounds.forms.use import LANGUAGE, PLACES, UNTIL, answers, own_language, until_of
from dialogs.rounds.nouns import Role
from dialogs.rounds.states import Filling, ListingInvitations
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

# Not now


def over(sheet: Sheet, _state: Filling) -> bool:
    """Whether the assessment is closed or archived."""
    return sheet.post is not None and sheet.post.over


def _over_label(t: Tongue) -> str:
    return t.gettext("Closed")


def _over_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("This assessment is closed. Open it again first, then do this.")


def _over_said(_sheet: Sheet, _state: Filling, _value: str, _t: Tongue) -> str:
    return ""


def _over_read(_sheet: Sheet, _state: Filling, _words: str) -> Read:
    return Unread(Remark.REOPEN_FIRST)


NOT_NOW = Field("over", _over_label, _over_asked, _over_said, read=_over_read, applies=over, resets=("over",))
"""Stands alone in a form that a closed assessment has no use for: it says so, and takes no answer."""


def while_open(*fields: Field) -> tuple[Field, ...]:
    """The fields of a form that asks nothing in a closed assessment."""
    return NOT_NOW, *(replace(field, applies=_unless_over(field)) for field in fields)


def _unless_over(field: Field) -> Callable[[Sheet, Filling], bool]:
    return lambda sheet, state: not over(sheet, state) and field.applies(sheet, state)


# As what


def _role_label(t: Tongue) -> str:
    return t.gettext("To do what")


def _role_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("What should they do?")


def _role_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return t.gettext("Coordinate with you") if value == Role.COORDINATOR else t.gettext("Answer questions")


def _roles(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return tuple(Role)


def _answering(_sheet: Sheet, _state: Filling) -> str:
    return Role.RESPONDENT.value


ROLE = Field("role", _role_label, _role_asked, _role_said, _roles, _answering)


# About what


def _sections_label(t: Tongue) -> str:
    return t.gettext("Sections")


def _sections_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Which sections should they answer?")


def _section_said(sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    domain = sheet.model.by_domain.get(value)
    return t.of(domain.name) if domain else value


def _sections(sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return tuple(domain.id for domain in sheet.model.domains)


def _all_sections(sheet: Sheet, state: Filling) -> str:
    return joined(_sections(sheet, state))


def _sections_summed(sheet: Sheet, state: Filling, value: tuple[str, ...], t: Tongue) -> str:
    if len(value) == len(sheet.model.domains):
        return t.gettext("all sections")
    return t.listed(_section_said(sheet, state, each, t) for each in value)


def _sections_fault(_sheet: Sheet, _state: Filling, value: str) -> Remark | None:
    return None if parted(value) else Remark.TICK_ONE


SECTIONS = Field(
    "sections",
    _sections_label,
    _sections_asked,
    _section_said,
    _sections,
    _all_sections,
    several=True,
    applies=answers,
    fault=_sections_fault,
    sum_up=_sections_summed,
)


def capabilities_of(sheet: Sheet, sections: tuple[str, ...]) -> tuple[str, ...] | None:
    """What these sections ask; None where that is everything."""
    asked = tuple(c for c, capability in sheet.model.capabilities.items() if capability.domain in sections)
    return None if len(asked) == len(sheet.model.capabilities) else asked


# For whom


def _label_label(t: Tongue) -> str:
    return t.gettext("Who it is for")


def _label_asked(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Who is it for? An office or a role helps you to find it again. The invitation shows it.")


def _label_said(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return value or t.gettext("Not said")


def _label_offered(_sheet: Sheet, _state: Filling, value: str, t: Tongue) -> str:
    return value or t.gettext("Leave it open")


def _unlabelled(_sheet: Sheet, _state: Filling) -> tuple[str, ...]:
    return ("",)


LABEL = Field("label", _label_label, _label_asked, _label_said, _unlabelled, read=NAME.read, offer=_label_offered)


# The form


def _title(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("A new invitation")


def _button(_sheet: Sheet, _state: Filling, t: Tongue) -> str:
    return t.gettext("Make the invitation")


def _accept(sheet: Sheet, state: Filling) -> Turn:
    chosen = state.values
    leads = not answers(sheet, state)
    ticket = Ticket(
        role=Role.COORDINATOR if leads else Role.RESPONDENT,
        capabilities=None if leads else capabilities_of(sheet, parted(chosen["sections"])),
        places=1 if leads else int(chosen["places"]),
        until=until_of(state),
        language=chosen.get("language", own_language(sheet, state)),
        label=chosen["label"],
    )
    return Turn(ListingInvitations(), (Invite((ticket,)),), Remark.INVITED)


INVITE = Form(
    while_open(ROLE, SECTIONS, PLACES, LABEL, LANGUAGE, UNTIL),
    _title,
    _button,
    _accept,
    hurried=True,
)
