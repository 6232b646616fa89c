"""The languages there are catalogues for."""

from __future__ import annotations

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


def _tongue(code: str, model: str) -> Tongue:
    return Tongue(code, _catalogue(code, INTERFACE), _catalogue(code, model) if model else NullTranslations())


def _catalogue(code: str, domain: str) -> GNUTranslations | NullTranslations:
    return translation(domain, str(_folder()), [code], fallback=True)


def closest(wanted: str | None, available: Mapping[str, Tongue]) -> str:
    """The available language nearest to a tag such as `"pt-BR"`; English where none is near."""
    if not wanted:
        return "en"
    try:
        tag = wanted.replace("-", "_")
        return negotiate_locale([tag, tag.split("_")[0]], list(available)) or "en"
    except (UnknownLocaleError, ValueError):
        return "en"
