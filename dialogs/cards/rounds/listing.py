"""The assessments one has a part in."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.cards import words
from dialogs.cards.rounds import terms
from dialogs.events import Asked, Place
from dialogs.rounds.events import RoundOpened
from dialogs.rounds.nouns import Post, Role, Status
from dialogs.rounds.states import ListingRounds
from dialogs.screens import Button, Heading, Item, Paragraph, Screen, in_rows, screen
from dialogs.sheet import Sheet
from dialogs.tongue import Tongue

PAGE = 8
"""Assessments on one page."""


def rounds(sheet: Sheet, state: ListingRounds, t: Tongue) -> Screen:
    """Every assessment, to turn to; archived ones come last."""
    posts = sorted(sheet.posts, key=lambda post: post.status is Status.ARCHIVED)
    count = max(1, -(-len(posts) // PAGE))
    page = min(state.page, count - 1)
    shown = posts[page * PAGE : (page + 1) * PAGE]
    buttons = tuple(
        Button(words.chosen(t, label, on=post.number == sheet.current), RoundOpened(post.number), soft=label)
        for post, label in zip(shown, _labels(shown, t), strict=True)
    )
    create = Button(t.gettext("Set up a new one"), Asked(Place.NEW))
    return screen(
        t.direction,
        Heading(t.gettext("Your assessments")),
        *(Item(terms.own(_title(post, t), t), _part(post, t)) for post in shown),
        Paragraph(_advice(sheet, t)),
        rows=(
            *in_rows(buttons, 1),
            words.pages(t, page, count),
            (create,) if sheet.may_create else None,
            (words.back(t),) if sheet.posts else None,
            (Button(t.gettext("Language"), Asked(Place.LANGUAGE)), Button(t.gettext("Help"), Asked(Place.HELP))),
        ),
    )


def _labels(posts: Sequence[Post], t: Tongue) -> list[str]:
    """Their titles; with numbers where two have the same."""
    titles = [_title(post, t) for post in posts]
    if len(set(titles)) == len(titles):
        return titles
    return [words.numbered(t, number, title) for number, title in enumerate(titles, 1)]


def _title(post: Post, t: Tongue) -> str:
    return post.title or t.gettext("Your own assessment")


def _part(post: Post, t: Tongue) -> str:
    """What someone does there, and whether it is still going on."""
    if post.alone:
        return t.gettext("You assess on your own.")
    match post.status:
        case Status.DRAFT:
            return t.gettext("Not open yet.")
        case Status.CLOSED:
            return t.gettext("Closed. Answers can be read, not changed.")
        case Status.ARCHIVED:
            return t.gettext("Archived.")
        case Status.OPEN if post.coordinates and Role.RESPONDENT in post.roles:
            return t.gettext("Open. You coordinate and answer.")
        case Status.OPEN if post.coordinates:
            return t.gettext("Open. You coordinate.")
        case Status.OPEN:
            return t.gettext("Open. You answer.")


def _advice(sheet: Sheet, t: Tongue) -> str:
    if sheet.posts:
        return t.gettext("Pick the one that you want to turn to.")
    if sheet.may_create:
        return t.gettext("You have no part in an assessment yet. Set one up, or open an invitation that you were sent.")
    return t.gettext("You have no part in an assessment now. To take part, open the invitation that you were sent.")


def gone(sheet: Sheet, t: Tongue) -> Screen:
    """What was to be shown is not there any more, or not for this person."""
    listed = Button(t.gettext("Your assessments"), Asked(Place.ROUNDS))
    overview = Button(t.gettext("Coordinate"), Asked(Place.ROUND))
    return screen(
        t.direction,
        Heading(t.gettext("Not here any more")),
        Paragraph(t.gettext("What you were looking for is not there any more. Please go on from here.")),
        rows=((overview, listed) if sheet.coordinates else (listed,), (words.back(t),)),
    )
