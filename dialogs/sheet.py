"""What the database knows that a conversation may read, and what a turn's commands make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dialogs.commands import BeginAlone, ChangeDepth, ChangeLanguage, Command, KeepConsent, StoreAnswer, Submit
from dialogs.reminding.digests import Digest
from dialogs.rounds.nouns import NoticeKind, Offer, Post, Setup, Status
from dialogs.safety.help import Help
from framework.answers import Answers, Questionnaire
from framework.model import Model

CONSENT_VERSION = "2026-11.2"
"""Changes with every change to the meaning of the consent card."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's part in one assessment, as far as their own conversation may see it.

    `model` is what a new self-assessment would use; in a round of many, the model of the round. `quest` is None until
    an assessment has begun, and for someone who only coordinates. `open_to_all` says whether anyone may assess alone;
    `local` that the chat never leaves this computer; `may_create` whether this person may set up a round. `at` is now,
    aware, in UTC. `posts` are the person's assessments, the newest first, and `current` the number of the one this
    chat is about, whose `setup` is here too. `former` says that they were
    removed from one. `offer` is the invitation that was just brought, or is being answered;
    `filled_in` what the form that is being opened says already, where only the database knows it. `spoken` are all
    languages there are here, where `languages` are those of the assessment. `muted` is what this coordinator is not
    told of, and `digest` when they get one. `before` are the person's own
    answers in the round before this one, and `shared` says that its results may be seen by those who answered. `help`
    is where to turn with a case, by territory (ISO 3166).
    """

    model: Model
    languages: tuple[str, ...]
    language: str
    open_to_all: bool
    local: bool = False
    consented: bool = False
    title: str = ""
    alone: bool = True
    quest: Questionnaire | None = None
    answers: Answers = field(default_factory=dict)
    submitted: bool = False
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    posts: tuple[Post, ...] = ()
    former: bool = False
    current: int | None = None
    setup: Setup | None = None
    may_create: bool = False
    offer: Offer | None = None
    spoken: tuple[str, ...] = ()
    muted: frozenset[NoticeKind] = frozenset()
    filled_in: Mapping[str, str] = field(default_factory=dict)
    digest: Digest = field(default_factory=Digest)
    before: Answers = field(default_factory=dict)
    shared: bool = False
    help: Mapping[str, Help] = field(default_factory=dict)

    @property
    def welcome(self) -> bool:
        """Whether someone without an invitation has anything to do here."""
        return self.open_to_all or self.may_create

    @property
    def post(self) -> Post | None:
        """The person's part in the assessment that their chat is about now."""
        return next((post for post in self.posts if post.number == self.current), None)

    @property
    def coordinates(self) -> bool:
        """Whether they are a coordinator of that assessment."""
        return self.post is not None and self.post.coordinates

    @property
    def read_only(self) -> bool:
        """Whether the round takes no answers any more, or not yet."""
        return self.post is not None and self.post.status is not Status.OPEN


def after(sheet: Sheet, commands: Iterable[Command]) -> Sheet:
    """The sheet once the commands are carried out."""
    for command in commands:
        match command:
            case KeepConsent():
                sheet = replace(sheet, consented=True)
            case BeginAlone(depth=depth):
                sheet = replace(sheet, quest=Questionnaire.whole(sheet.model, depth), answers={}, submitted=False)
            case ChangeDepth(depth=depth) if sheet.quest:
                sheet = replace(sheet, quest=replace(sheet.quest, depth=depth))
            case StoreAnswer(answer=answer):
                sheet = replace(sheet, answers={**sheet.answers, answer.capability: answer})
            case Submit():
                sheet = replace(sheet, submitted=True)
            case ChangeLanguage(language=language):
                sheet = replace(sheet, language=language)
            case _:
                pass
    return sheet
