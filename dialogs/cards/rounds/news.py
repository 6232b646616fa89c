"""What coordinators are told of, gathered into one message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dialogs.cards.rounds import terms
from dialogs.rounds.nouns import NoticeKind
from dialogs.screens import Item, Kicker, Paragraph, Screen, screen
from dialogs.tongue import Tongue
from framework.model import Model

NAMED = 6
"""Names in one list; the rest are counted."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened: `name` and `number` of the respondent, `subject` a section or a capability."""

    kind: NoticeKind
    number: int = 0
    name: str = ""
    subject: str = ""


def news(title: str, happened: Iterable[News], model: Model, t: Tongue, *, anonymous: bool = False) -> Screen:
    """One message about everything that happened, kind by kind. In an anonymous round closing it shows the results."""
    told = list(happened)
    items = [_item(kind, [one for one in told if one.kind is kind], model, t, anonymous) for kind in NoticeKind]
    return screen(
        t.direction,
        Kicker(terms.own(title, t)),
        *items,
        Paragraph(t.gettext("/progress shows how far everyone is.")),
    )


def _item(kind: NoticeKind, told: Sequence[News], model: Model, t: Tongue, anonymous: bool) -> Item | None:
    if not told:
        return None
    match kind:
        case NoticeKind.JOINED:
            return Item(t.gettext("Joined"), _names(told, t))
        case NoticeKind.SECTION_FINISHED:
            names = {domain.id: t.of(domain.name) for domain in model.domains}
            return Item(t.gettext("Finished a section"), _each(told, names, t))
        case NoticeKind.SUBMITTED:
            return Item(t.gettext("Submitted"), _names(told, t))
        case NoticeKind.PASSED_ON:
            names = {capability.id: t.of(capability.name) for capability in model.capabilities.values()}
            return Item(t.gettext("Passed on to a colleague"), _each(told, names, t))
        case NoticeKind.UNREACHABLE:
            return Item(t.gettext("Cannot be reached"), _names(told, t))
        case NoticeKind.ALL_FINISHED:
            return Item(t.gettext("All finished"), _all_finished(t, anonymous=anonymous))
        case NoticeKind.DELETED:
            return Item(t.gettext("Data deleted"), _deleted(len(told), t, anonymous=anonymous))


def _deleted(people: int, t: Tongue, *, anonymous: bool) -> str:
    """Nobody is named: that is what they asked for."""
    gone = t.ngettext(
        "{n} respondent had everything about them deleted, answers too. Whoever joined after them has a lower number "
        "now than in older files.",
        "{n} respondents had everything about them deleted, answers too. Whoever joined after them has a lower number "
        "now than in older files.",
        people,
    )
    if not anonymous:
        return gone
    return f"{gone} {t.gettext('Counts that were shown stay as they were, without notes, so that nobody is found.')}"


def _all_finished(t: Tongue, *, anonymous: bool) -> str:
    if anonymous:
        return t.gettext("Everyone who joined has finished. Close the assessment, and /results shows what came out.")
    return t.gettext("Everyone who joined has finished. /results shows what came out.")


def _names(told: Sequence[News], t: Tongue) -> str:
    return _listed(list(dict.fromkeys(terms.respondent(one.number, one.name, t) for one in told)), t)


def _listed(names: Sequence[str], t: Tongue) -> str:
    more = len(names) - NAMED
    rest = (t.ngettext("{n} more", "{n} more", more),) if more > 0 else ()
    return t.listed((*names[:NAMED], *rest))


def _each(told: Sequence[News], names: dict[str, str], t: Tongue) -> str:
    """A line for each person and what it is about."""
    lines = dict.fromkeys(
        t.gettext(
            "{name}: {what}", name=terms.respondent(one.number, one.name, t), what=names.get(one.subject, one.subject)
        )
        for one in told
    )
    more = len(lines) - NAMED
    rest = (t.ngettext("and {n} more", "and {n} more", more),) if more > 0 else ()
    return "\n".join((*list(lines)[:NAMED], *rest))
