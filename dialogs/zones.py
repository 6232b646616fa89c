"""Time zones by the cities that people type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from dialogs.dates import plain
from dialogs.territories import LIMIT, NAMED_IN, zone_name

ENOUGH = 3
"""Letters from which on the beginning of a city is looked for."""


def found_zones(typed: str) -> tuple[str, ...]:
    """The zones that are called after this city, or one that begins so, at most `LIMIT`; a zone's own name is one."""
    words = " ".join(plain(typed).replace("_", " ").split())
    if words in _index():
        return _index()[words][:LIMIT]
    if len(words) < ENOUGH:
        return ()
    found = [zone for name, zones in _index().items() if name.startswith(words) for zone in zones]
    return tuple(dict.fromkeys(found))[:LIMIT]


@cache
def all_zones() -> frozenset[str]:
    """Every zone that some territory has, and UTC."""
    named = {zone for zones in get_global("territory_zones").values() for zone in zones}
    return frozenset(zone for zone in named if not zone.startswith("Etc/")) | {"UTC"}


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    """Zones by the plain names of their cities in all languages, and by their own, older ones too."""
    index: dict[str, dict[str, None]] = {}
    locales = [Locale.parse(language) for language in NAMED_IN]
    older = [(old, new) for old, new in get_global("zone_aliases").items() if new in all_zones()]
    for own, zone in sorted([*((zone, zone) for zone in all_zones()), *older]):
        for name in (own, own.rpartition("/")[2], *(zone_name(zone, locale) for locale in locales)):
            index.setdefault(plain(name).replace("_", " "), {})[zone] = None
    return {name: tuple(zones) for name, zones in index.items()}
