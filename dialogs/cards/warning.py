"""What stands wherever words can be written: that this is no reporting line, and where to turn instead."""

from __future__ import annotations

from dialogs.safety.held import territory_of
from dialogs.safety.help import Help
from dialogs.screens import Block, Fold, Paragraph
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue


def not_a_report(t: Tongue) -> str:
    return t.gettext("This is not a place to report a case. Please never name or describe a person here.")


def no_report(sheet: Sheet, t: Tongue) -> tuple[Block, ...]:
    """What stands below every request for words: the warning, and folded away where to turn."""
    return Paragraph(not_a_report(t)), Fold((Paragraph(where_to_turn(t, sheet)),))


def where_to_turn(t: Tongue, sheet: Sheet) -> str:
    """Numbers and addresses of the territory of the round or the invitation; in general words where none are known."""
    known = sheet.help.get(territory_of(sheet), Help())
    return " ".join((_emergency(t, known.emergency), _helpline(t, known.helpline), _hotline(t, known.hotline)))


def _emergency(t: Tongue, number: str) -> str:
    if number:
        return t.gettext("If a child is in danger, call {number}.", number=number)
    return t.gettext("If a child is in danger, call your national emergency number.")


def _helpline(t: Tongue, known: str) -> str:
    if known:
        return t.gettext("Helpline for children: {helpline}.", helpline=known)
    return t.gettext(
        "Helplines by country: {directory}.", directory="Child Helpline International, childhelplineinternational.org"
    )


def _hotline(t: Tongue, known: str) -> str:
    if known:
        return t.gettext("To report child sexual abuse material: {hotline}.", hotline=known)
    return t.gettext("Hotlines to report child sexual abuse material: {directory}.", directory="INHOPE, inhope.org")
