"""The words of the audit trail: who, what, and about whom."""

from __future__ import annotations

from dialogs.cards import words
from dialogs.cards.rounds import terms
from dialogs.rounds.nouns import Role
from dialogs.tongue import Tongue
from framework.model import Model

OWN_DEEDS = {"exported", "imported"}
"""What the program does by itself, or for whoever runs it; any other deed of nobody was somebody's who is deleted."""


def who(role: Role | None, number: int, t: Tongue, action: str = "imported") -> str:
    """`Coordinator 1` or `Respondent 3`; the program, or somebody who was deleted, where it is nobody."""
    match role:
        case Role.COORDINATOR:
            return terms.coordinator(number, "", t)
        case Role.RESPONDENT:
            return terms.respondent(number, "", t)
        case None:
            return "Sounding" if action in OWN_DEEDS else t.gettext("Somebody whose data were deleted")


def action(word: str, t: Tongue) -> str:
    """What was done; a deed of another release as its word."""
    return _actions(t).get(word, word)


def _actions(t: Tongue) -> dict[str, str]:
    return {
        "created": t.gettext("Set the assessment up"),
        "changed": t.gettext("Changed its settings"),
        "closed": t.gettext("Closed it"),
        "reopened": t.gettext("Opened it"),
        "archived": t.gettext("Archived it"),
        "invited": t.gettext("Invited"),
        "revoked": t.gettext("Took an invitation back"),
        "passed-on": t.gettext("Passed a question on"),
        "joined": t.gettext("Came in"),
        "took-on": t.gettext("Took on a question that was passed on"),
        "assigned": t.gettext("Changed what is asked"),
        "removed": t.gettext("Removed"),
        "promoted": t.gettext("Made a coordinator"),
        "demoted": t.gettext("Ended being a coordinator"),
        "handed-over": t.gettext("Stopped being a coordinator"),
        "nudged": t.gettext("Reminded"),
        "nudged-all": t.gettext("Reminded all who had not finished"),
        "audit-sent": t.gettext("Asked for this list"),
        "agreed": t.gettext("Recorded what was agreed"),
        "planned": t.gettext("Put into the plan, or changed there"),
        "unplanned": t.gettext("Took out of the plan"),
        "shared": t.gettext("Shared the result with respondents"),
        "continued": t.gettext("Began the next assessment"),
        "exported": t.gettext("Took a file"),
        "imported": t.gettext("Brought in from a file"),
        "deleted": t.gettext("Had everything about them deleted"),
    }


def subject(word: str, t: Tongue, model: Model | None = None) -> str:
    """What a deed was about, such as `"respondent:3"` or `"invitation:7"`, in words; empty for the round itself.

    A capability by its name in the model of the round; by its identifier where the model is not known, or lacks it.
    """
    kind, _, about = word.partition(":")
    if kind == "capability":
        found = model.capabilities.get(about) if model else None
        return words.name(t, found) if found else about
    if word in {"participation", "coordinator"}:
        return t.gettext("Somebody whose data were deleted")
    if not about.isascii() or not about.isdecimal():
        return word
    n = int(about)
    match kind:
        case "respondent":
            return terms.respondent(n, "", t)
        case "coordinator":
            return terms.coordinator(n, "", t)
        case "invitation":
            return t.gettext("Invitation {n}", n=n)
        case "invitations":
            return t.ngettext("{n} invitation", "{n} invitations", n)
        case "people":
            return t.ngettext("{n} person", "{n} people", n)
        case "round":
            return t.gettext("Assessment {n}", n=n)
        case "after":
            return t.gettext("As the next one after assessment {n}", n=n)
        case _:
            return word
