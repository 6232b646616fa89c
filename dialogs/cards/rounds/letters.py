"""Messages that carry an invitation: to be forwarded, and read by someone who has never heard of this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from dialogs.cards import words
from dialogs.cards.rounds import terms
from dialogs.rounds.commands import Ticket
from dialogs.rounds.nouns import Role, Setup
from dialogs.screens import Heading, Paragraph, Screen, screen
from dialogs.tongue import Tongue
from framework.model import Model


@dataclass(frozen=True, slots=True)
class Way:
    """How someone gets in: by a link, where the channel has links, or by what they write."""

    code: str
    link: str = ""

    @property
    def command(self) -> str:
        return f"/start {self.code}"

    @property
    def shown(self) -> str:
        """What a picture of it holds."""
        return self.link or self.command


def invitation(setup: Setup, ticket: Ticket, names: Sequence[str], model: Model, way: Way, t: Tongue) -> Screen:
    """An invitation, in its own language. It names who invites; nobody is named who takes part."""
    leads = ticket.role is Role.COORDINATOR
    return screen(
        t.direction,
        Heading(t.gettext("Invitation: {title}", title=setup.title)),
        Paragraph(t.gettext("For: {label}", label=ticket.label)) if ticket.label else None,
        Paragraph(invited_by(names, t)) if names else None,
        *map(Paragraph, (_leading(t),) if leads else _answering(setup, ticket, model, t)),
        *map(Paragraph, _way_in(way, t)),
        *map(Paragraph, _limits(ticket, t)),
        Paragraph(_until_agreed(t)),
    )


def passed_on(setup: Setup, ticket: Ticket, model: Model, way: Way, t: Tongue) -> Screen:
    """One question that a colleague passes on; it does not say who."""
    asked = t.listed(t.of(model.capabilities[each].name) for each in ticket.capabilities or ())
    return screen(
        t.direction,
        Heading(t.gettext("A question for you: {capability}", capability=asked)),
        Paragraph(
            t.gettext(
                "A colleague was asked this in the assessment “{title}” and thinks that you know better.",
                title=setup.title,
            )
        ),
        Paragraph(time(len(ticket.capabilities or ()), setup, t)),
        *map(Paragraph, _way_in(way, t)),
        Paragraph(_lets_in(1, t)),
        Paragraph(_until_agreed(t)),
    )


def invited_by(names: Sequence[str], t: Tongue) -> str:
    return t.gettext("Invited by: {names}", names=t.listed(terms.own(name, t) for name in names))


def _leading(t: Tongue) -> str:
    return t.gettext(
        "You are asked to coordinate: to invite the people who know, to follow how far they are, "
        "and to bring their answers together."
    )


def _answering(setup: Setup, ticket: Ticket, model: Model, t: Tongue) -> Iterator[str]:
    yield t.gettext(
        "You are asked where your country stands against child sexual exploitation and abuse online: {sections}.",
        sections=sections(model, ticket.capabilities, t, inside=True),
    )
    yield time(len(model.capabilities if ticket.capabilities is None else ticket.capabilities), setup, t)


def time(capabilities: int, setup: Setup, t: Tongue) -> str:
    """How many questions there are, and how long they take."""
    minutes = words.minutes(capabilities, setup.depth)
    count = t.ngettext("{n} question", "{n} questions", capabilities)
    span = t.ngettext("about {n} minute", "about {n} minutes", minutes)
    return t.gettext("{questions}, {minutes}, whenever it suits you.", questions=count, minutes=span)


def _way_in(way: Way, t: Tongue) -> Iterator[str]:
    if way.link:
        yield t.gettext("To begin, open {link}", link=way.link)
        yield t.gettext("Or write this to the bot: {command}", command=way.command)
    else:
        yield t.gettext("To begin, write this in Sounding: {command}", command=way.command)


def _limits(ticket: Ticket, t: Tongue) -> Iterator[str]:
    """For how many people it is, and until when."""
    if ticket.places > 1:
        yield _lets_in(ticket.places, t)
    if ticket.until:
        yield t.gettext("It can be used until {date}.", date=t.date(ticket.until))


def _lets_in(places: int, t: Tongue) -> str:
    return t.ngettext("It lets {n} person in.", "It lets {n} people in.", places)


def _until_agreed(t: Tongue) -> str:
    return t.gettext("Until you agree, only the number and language of your chat are kept, to reply to you.")


def caption(setup: Setup, way: Way, t: Tongue) -> str:
    """Below the picture of the way in."""
    if way.link:
        return t.gettext("{title}: point your camera here to open the invitation.", title=setup.title)
    return t.gettext("{title}: point your camera here to read what to write.", title=setup.title)


def file_caption(count: int, t: Tongue) -> str:
    return t.ngettext(
        "{n} invitation, for one person. Only this file has its code.",
        "{n} invitations, each for one person. Only this file has their codes.",
        count,
    )


def sections(model: Model, capabilities: Sequence[str] | None, t: Tongue, *, inside: bool = False) -> str:
    """What is asked, in a few words: whole sections by their names, others with how much of them.

    `inside` of a sentence. Names of sections have commas and an "and" themselves, so semicolons part them.
    """
    if capabilities is None or set(capabilities) >= set(model.capabilities):
        return t.gettext("all sections") if inside else t.gettext("All sections")
    first, *rest = _parts(model, capabilities, t) if capabilities else ("",)
    if not rest:
        return t.isolated(first)
    return reduce(lambda said, more: t.gettext("{one}; {another}", one=said, another=more), rest, first)


def _parts(model: Model, capabilities: Sequence[str], t: Tongue) -> Iterator[str]:
    for domain in model.domains:
        whole = [capability.id for capability in domain.capabilities]
        asked = [each for each in whole if each in capabilities]
        name = t.of(domain.name)
        if len(asked) == len(whole):
            yield name
        elif len(asked) == 1:
            yield t.of(model.capabilities[asked[0]].name)
        elif asked:
            yield t.gettext("{section} ({n} of {total})", section=name, n=len(asked), total=len(whole))
