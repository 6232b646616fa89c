"""What must hold, in the end and at every instant; each function names what does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from tests.chaos.database import NOTHING, Contents
from tests.chaos.expected import differences
from tests.chaos.respondent import Respondent
from tests.chaos.views import View, cards
from tests.telegram import Server


def answers_are_kept(people: Iterable[Respondent], found: Contents) -> Iterator[str]:
    """Everything that somebody saw taken up is in the database: the latest answer, and in its revisions."""
    for one in people:
        kept = found.chats.get(one.person.id)
        if kept is None or not kept.submitted:
            yield f"{one.mind.tag}: " + ("nothing is stored" if kept is None else "not submitted, but was told so")
            continue
        for capability, expected in one.mind.answers.items():
            if not capability:
                continue
            stored, revisions = kept.answers.get(capability, NOTHING), kept.revisions.get(capability, [])
            about = f"{one.mind.tag}, {capability}"
            yield from (f"{about}: {difference}" for difference in differences(expected, stored))
            if stored is not NOTHING and (not revisions or revisions[-1].row != stored.row):
                yield f"{about}: the latest answer is not the last revision"
        if unknown := kept.answers.keys() - one.mind.answers.keys():
            yield f"{one.mind.tag}: answers that nobody gave: {', '.join(sorted(unknown))}"


def nothing_is_applied_twice(people: Iterable[Respondent], found: Contents) -> Iterator[str]:
    """No more revisions than the person did things, and none that says the same as the one before."""
    for one in people:
        revisions = found.chats[one.person.id].revisions if one.person.id in found.chats else {}
        for capability, given in revisions.items():
            if len(given) > (acts := one.mind.answers[capability].acts):
                yield f"{one.mind.tag}, {capability}: {len(given)} revisions of {acts} acts"
            if any(before.row == after.row for before, after in pairwise(given)):
                yield f"{one.mind.tag}, {capability}: the same answer twice in a row"


def everybody_has_a_card(people: Iterable[Respondent], found: Contents) -> Iterator[str]:
    """At every instant: the card that waits is on the screen, or stands in the outbox."""
    for one in people:
        kept = found.chats.get(one.person.id)
        if kept is None or one.swept or found.waiting.get(one.person.id):
            continue
        if not live_cards(one, kept.revision):
            shown = [(card.message.id, card.revision) for card in cards(one.person.chat)]
            yield (
                f"{one.mind.tag}: card {kept.revision} is neither on the screen nor in the outbox; "
                f"on the screen are (message, card): {shown}"
            )


def one_card_is_live(people: Iterable[Respondent], found: Contents) -> Iterator[str]:
    """In the end: exactly one message has buttons that still mean something."""
    for one in people:
        kept = found.chats.get(one.person.id)
        live = live_cards(one, kept.revision) if kept else []
        if len(live) != 1:
            yield f"{one.mind.tag}: {len(live)} live cards of revision {kept.revision if kept else None}"


def nobody_reads_what_others_wrote(people: list[Respondent], server: Server) -> Iterator[str]:
    """What was typed stays in the chat it was typed in."""
    owners = {one.person.id: one.mind.tag for one in people}
    for chat in server.world.chats.values():
        said = "\n".join(message.text for message in chat.messages)
        others = [tag for number, tag in owners.items() if number != chat.id and tag in said]
        if others:
            yield f"the chat of {owners.get(chat.id)} shows words of {', '.join(others)}"


def logs_are_silent(people: Iterable[Respondent], server: Server, log: Path) -> Iterator[str]:
    """Neither words nor names nor the token are in the log, and nothing went wrong that nobody foresaw."""
    written = log.read_text("utf-8", "replace")
    for one in people:
        if one.mind.tag in written or one.person.user.first_name in written:
            yield f"the log has words or the name of {one.mind.tag}"
    if server.token in written:
        yield "the log has the token"
    if "Traceback" in written:
        yield "the log has a traceback"


def all_is_sent(found: Contents) -> Iterator[str]:
    if found.waiting:
        yield f"the outbox still holds {sum(found.waiting.values())} rows"
    yield from (f"set aside: {case}" for case in found.aside)


def live_cards(one: Respondent, revision: int) -> list[View]:
    """The messages in a person's chat whose buttons are of this revision."""
    return [card for card in cards(one.person.chat) if card.revision == revision]
