"""Countries and territories by their code: their names, what people call them, their weekends and time zones.

Names, weeks and zones are those of CLDR. Codes are those of ISO 3166-1, such as `"UG"`, and `"XK"`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

NAMED_IN = ("en", "ar", "es", "fr", "pt")
"""The languages in which a territory is found by its name."""

LIMIT = 8
"""How many candidates are offered at most: a card with more is not read."""

ENOUGH = 3
"""Letters from which on a part of a name is looked for: fewer begin a word almost everywhere."""

# CLDR also names groups, an unknown region, and parts of countries that ISO 3166-1 has no code for.
_NO_TERRITORY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_CODE = re.compile("[A-Z]{2}")

_SHORT_FORMS = {
    "AE": "uae eau",
    "BA": "bosnia bosnie bosnia-herzegovina البوسنة",
    "CD": "drc rdc drcongo congo dr|democratic republic of the congo|république démocratique du congo"
    "|república democrática do congo|zaire|الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية|الكونغو|congo",
    "CF": "rca|centrafrique",
    "CG": "congo|الكونغو|republic of congo|congo republic",
    "CI": "ivory coast|cote divoire|costa de marfil|costa do marfim|كوت ديفوار",
    "CV": "cabo verde|cape verde|cap vert",
    "CZ": "czech republic|república checa|república tcheca|république tchèque|التشيك",
    "FM": "micronesia",
    "GB": "uk britain|great britain|england|scotland|wales|northern ireland|grande-bretagne|angleterre|gran bretaña"
    "|inglaterra|grã-bretanha|بريطانيا|إنجلترا|إنكلترا",
    "KN": "st kitts",
    "KP": "dprk|rpdc",
    "KR": "rok",
    "LA": "lao pdr|lao",
    "LC": "st lucia",
    "LY": "libyan arab jamahiriya",
    "MK": "macedonia|macédoine|macedônia|macedónia|مقدونيا",
    "MM": "burma|birmanie|birmania|بورما",
    "NL": "holland|holanda|hollande|pays bas|هولندا",
    "PG": "png",
    "PS": "palestine|palestina|فلسطين|دولة فلسطين",
    "RU": "russian federation|fédération de russie|federación de rusia",
    "SA": "ksa|السعودية",
    "ST": "sao tome",
    "SZ": "swaziland|suazilandia|سوازيلاند",
    "TL": "east timor|timor|timor oriental|timor leste|تيمور الشرقية",
    "TR": "turkey|turkiye|turquía",
    "TW": "chinese taipei",
    "TZ": "tanganyika|zanzibar",
    "US": "usa us america eeuu eua|ee uu|united states of america|états-unis d’amérique"
    "|estados unidos de américa|estados unidos da américa|أمريكا|أميركا|الولايات المتحدة الأمريكية",
    "VA": "holy see|saint-siège|santa sede|santa sé|الفاتيكان",
    "VN": "viet nam",
    "ZA": "rsa",
}
"""What people write instead of the name: forms of one word parted by spaces in the first part, longer ones by `|`."""

_WEEKENDS = {"BD": (4, 5), "BN": (4, 6), "DJ": (4, 5), "MV": (4, 5), "PS": (4, 5)}
"""Days off of public offices where CLDR has no entry, and would say Saturday and Sunday."""

_FIRST_DAYS = dict.fromkeys(("AO", "CV", "GW", "ST", "TL"), 0)
"""Babel hands Brazil's Sunday down to them; CLDR means Monday."""

_MAIN_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide",
    "BR": "America/Sao_Paulo America/Bahia America/Fortaleza America/Recife America/Manaus",
    "CA": "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax",
    "CD": "Africa/Kinshasa Africa/Lubumbashi",
    "CL": "America/Santiago",
    "CY": "Asia/Nicosia",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid Atlantic/Canary",
    "FM": "Pacific/Chuuk Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta Asia/Makassar Asia/Jayapura",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City America/Monterrey America/Tijuana",
    "MY": "Asia/Kuala_Lumpur",
    "PF": "Pacific/Tahiti",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk",
    "US": "America/New_York America/Chicago America/Los_Angeles America/Denver America/Phoenix",
    "UZ": "Asia/Tashkent",
    "XK": "Europe/Belgrade",
}
"""The zones where most people live, most first, where CLDR's own order is another; the rest follows."""


@cache
def territories() -> tuple[str, ...]:
    """The codes of all countries and territories, in alphabetical order."""
    return tuple(sorted(code for code in _names("en") if _CODE.fullmatch(code) and code not in _NO_TERRITORY))


def territory_name(code: str, locale: Locale) -> str:
    """The name in the language; the code itself where there is none."""
    return str(locale.territories.get(code, code))


def _names(language: str) -> Mapping[str, str]:
    return Locale.parse(language).territories


# Found by what people type


def found_territories(typed: str) -> tuple[str, ...]:
    """The territories that may be meant, best first, at most `LIMIT`; empty where none is near.

    A code or a whole name stands alone, however many longer names contain it: Niger is not Nigeria. Only then come
    names with a word that begins so, names that stand within what was typed, and names that are spelled much alike.
    """
    code = typed.strip().upper()
    if code in territories():
        return (code,)
    words = _plain(typed)
    for step in _STEPS if len(words) >= ENOUGH else _STEPS[:1]:
        if found := list(dict.fromkeys(step(words)))[:LIMIT]:
            return tuple(found)
    return ()


def _called(words: str) -> Iterator[str]:
    yield from _index().get(words, ())


def _beginning(words: str) -> Iterator[str]:
    """First the names that begin with the words, then those with a later word that does."""
    for mark in ("^", " "):
        for name, codes in _index().items():
            if f"^{name}".find(f"{mark}{words}") >= 0:
                yield from codes


def _within(words: str) -> Iterator[str]:
    """Names that are part of what was typed, but not those that are part of another such name."""
    inside = [name for name in _index() if len(name) >= ENOUGH and f" {name} " in f" {words} "]
    for name in sorted(inside, key=len, reverse=True):
        if not any(f" {name} " in f" {other} " for other in inside if other != name):
            yield from _index()[name]


def _alike(words: str) -> Iterator[str]:
    if len(words) > ENOUGH:
        for name in get_close_matches(words, _index(), n=LIMIT, cutoff=0.8):
            yield from _index()[name]


_STEPS: tuple[Callable[[str], Iterator[str]], ...] = (_called, _beginning, _within, _alike)


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    """Territories by every name they go by, made plain; names in English first."""
    index: dict[str, list[str]] = {}
    named = [(_names(language).get(code, ""), code) for language in NAMED_IN for code in territories()]
    for name, code in named:
        index.setdefault(_plain(name), []).append(code)
    for code, forms in _SHORT_FORMS.items():
        one_word, *longer = forms.split("|")
        for form in (one_word, *one_word.split(), *longer):
            index.setdefault(_plain(form), []).append(code)
    for name, code in named:
        for part in re.split(r"[()]", name):  # as in "Myanmar (Burma)"; but "Hong Kong (China)" is not China
            index.setdefault(_plain(part), [code])
    return {name: tuple(dict.fromkeys(codes)) for name, codes in index.items() if name}


_ALIKE_IN_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ء": None, "ـ": None})
_NO_LETTERS = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"\bو?ال(?=\w\w)")
_SMALL_WORDS = re.compile(
    r"\b(?:the|of|and|la|les?|l|el|l[oa]s|lo|os?|as|de|du|des|d|del|d[oa]s?|et|y|e|republi(?:c|que|ca)|جمهوريه|و)\b"
)


def _plain(text: str) -> str:
    """The words without case, accents, marks and small words; Arabic ones without article and variants of letters."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = _NO_LETTERS.sub(" ", bare.replace(".", "").translate(_ALIKE_IN_ARABIC))
    return " ".join(_SMALL_WORDS.sub(" ", _ARTICLE.sub("", words)).split())


# Weeks and time zones


@cache
def _week(territory: str) -> Locale | None:
    """The locale that CLDR takes for the territory; None where nobody lives, or the code is not known."""
    try:
        return Locale.parse(f"und_{territory}")
    except (UnknownLocaleError, ValueError):
        return None


def weekend(territory: str) -> frozenset[int]:
    """The days off, Monday 0 to Sunday 6; Saturday and Sunday where nothing is known."""
    if territory in _WEEKENDS:
        return frozenset(_WEEKENDS[territory])
    week = _week(territory)
    first, last = (week.weekend_start, week.weekend_end) if week else (5, 6)
    return frozenset((first + more) % 7 for more in range((last - first) % 7 + 1))


def first_day(territory: str) -> int:
    """The day a week begins with in calendars, Monday 0 to Sunday 6; Monday where nothing is known."""
    week = _week(territory)
    return _FIRST_DAYS.get(territory, week.first_week_day if week else 0)


def zones(territory: str) -> tuple[str, ...]:
    """The time zones of a territory, as in `"Africa/Kampala"`, where most people live first; empty for an unknown."""
    main = _MAIN_ZONES.get(territory, "").split()
    return tuple(dict.fromkeys([*main, *get_global("territory_zones").get(territory, ())]))


def zone_name(zone: str, locale: Locale) -> str:
    """What a time zone is called after in the language: a city, such as "Kampala"."""
    older = (old for old, new in get_global("zone_aliases").items() if new == zone)  # CLDR keeps the first name
    for name in (zone, *older):
        if city := locale.time_zones.get(name, {}).get("city"):
            return str(city)
    return zone.rpartition("/")[2].replace("_", " ")
