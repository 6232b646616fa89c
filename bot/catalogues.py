"""The languages there are catalogues for."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path

from babel import UnknownLocaleError, negotiate_locale

from dialogs.tongue import ENGLISH, Tongue

INTERFACE = "interface"


def _folder() -> Path:
    """Beside the code where it is installed, at the top of a checkout."""
    here = Path(__file__).parent
    return here / "locales" if (here / "locales").is_dir() else here.parent / "locales"


@cache
def tongues(model: str = "") -> Mapping[str, Tongue]:
    """Every language with an interface catalogue, by its code, English first: it is the source and needs none.

    `model` is the id of the model whose texts are to be spoken; a model without a catalogue speaks English.
    """
    found = sorted(path.parent.parent.name for path in _folder().glob(f"*/LC_MESSAGES/{INTERFACE}.mo"))
    return {"en": ENGLISH} | {code: _tongue(code, model) for code in found if code != "en"}


def tongue(code: str, model: str = "") -> Tongue:
    """The language with this code, with the texts of this model; English where there is no such language."""
    spoken = tongues(model)
    return spoken.get(code, spoken["en"])


def _tongue(code: str, model: str) -> Tongue:
    return Tongue(code, _catalogue(code, INTERFACE), _catalogue(code, model) if model else NullTranslations())


def _catalogue(code: str, domain: str) -> GNUTranslations | NullTranslations:
    found = translation(domain, str(_folder()), [code], class_=Filled, fallback=True)
    if isinstance(found, Filled):
        found.complete_from(InEnglish(code, domain))
    return found


class InEnglish(NullTranslations):
    """Says in English what a catalogue lacks, and says so in the log, once for each message."""

    def __init__(self, language: str, domain: str) -> None:
        super().__init__()
        self.catalogue = {"language": language, "domain": domain}
        self.missed: set[str] = set()

    def gettext(self, message: str) -> str:
        self._miss(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._miss(msgid1)
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context: str, message: str) -> str:
        self._miss(context)  # of a text of the model, its id
        return message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        self._miss(context)
        return msgid1 if n == 1 else msgid2

    def _miss(self, message: str) -> None:
        if message not in self.missed:
            import structlog  # hardly ever needed, and slow to load: a chat should start at once

            self.missed.add(message)
            # To standard error also where no log is set up: standard output belongs to the conversation.
            log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr))
            log.warning("text missing", message=message, **self.catalogue)


class Filled(GNUTranslations):
    """A catalogue that is completed in English where a message is missing or empty."""

    english: InEnglish

    def complete_from(self, english: InEnglish) -> None:
        self.english = english
        self.add_fallback(english)

    def gettext(self, message: str) -> str:
        return super().gettext(message) or self.english.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return super().ngettext(msgid1, msgid2, n) or self.english.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return super().pgettext(context, message) or self.english.pgettext(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return super().npgettext(context, msgid1, msgid2, n) or self.english.npgettext(context, msgid1, msgid2, n)


def closest(wanted: str | None, available: Mapping[str, Tongue]) -> str:
    """The available language nearest to a tag such as `"pt-BR"`; English where none is near."""
    if not wanted:
        return "en"
    try:
        tag = wanted.replace("-", "_")
        return negotiate_locale([tag, tag.split("_")[0]], list(available)) or "en"
    except (UnknownLocaleError, ValueError):
        return "en"
