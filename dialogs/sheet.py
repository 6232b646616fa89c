"""What the database knows that a conversation may read, and what a turn's commands make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dialogs.commands import BeginAlone, ChangeDepth, ChangeLanguage, Command, KeepConsent, StoreAnswer, Submit
from framework.answers import Answers, Questionnaire
from framework.model import Model

CONSENT_VERSION = "2026-11"
"""Changes with every change to the meaning of the consent card."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's part in one assessment, as far as their own conversation may see it.

    `model` is what a new self-assessment would use. `quest` is None until an assessment has begun.
    `open_to_all` says whether anyone may assess alone; `local` that the chat never leaves this computer.
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
