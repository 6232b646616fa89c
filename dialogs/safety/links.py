"""E-mail addresses, handles, profiles, and links to where material may lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.safety.patterns import Span, any_of
from dialogs.safety.words import links as known

_AT = r"(?:@|\s@\s|\s?[(\[{]\s?(?:at|arroba|arobase|@)\s?[)\]}]\s?)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punto|point|ponto)\s?[)\]}]\s?)"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+'-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,6}}")
_SPOKEN = tuple(
    re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}\s(?:{at})\s[\w-]{{2,63}}(?:\s(?:{dot})\s[\w-]{{2,63}}){{1,4}}")
    for at, dot in (("at", "dot"), ("arroba", "punto|ponto"), ("arobase|arrobase", "point"))
)
_HANDLE = re.compile(r"(?<![\w@./])@\w[\w.]{1,30}\w")
_NUMBERED = re.compile(r"(?<![\w#.])[a-z][\w.]{1,31}#\d{4}(?!\d)")
_NAMED = re.compile(rf"{any_of(known.PLATFORMS)}\s?(?:[:=]|is|es|est|é)\s{{0,2}}@?([\w.-]{{3,32}})")
_PIECE = re.compile(r"[^\s<>()\[\]{}\"«»،؛,;|]+")
_SCHEME = re.compile(r"(?:[a-z]{2,8}:/{1,3})?(?:www\.|m\.)?")
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_MEDIA = re.compile(rf"\.(?:{'|'.join(known.MEDIA)})$")
_HIDDEN = re.compile(rf"\.(?:{'|'.join(map(re.escape, known.HIDDEN_NETWORKS))})$")


def emails(text: str) -> Iterator[Span]:
    """Addresses in a folded text, also where a word or brackets stand for their sign."""
    for form in (_EMAIL, *_SPOKEN):
        yield from (found.span() for found in form.finditer(text))


def handles(text: str) -> Iterator[Span]:
    """Signs by which somebody is known somewhere, and links to profiles."""
    for form in (_HANDLE, _NUMBERED):
        yield from (found.span() for found in form.finditer(text))
    for found in _NAMED.finditer(text):
        if re.search(r"[\d_.-]\w", found[1]) and re.search(r"[^\W\d_]", found[1]):
            yield found.span(1)
    for span, address in _addresses(text):
        if any(_names_somebody(address, profile) for profile in known.PROFILES):
            yield span


def materials(text: str) -> Iterator[Span]:
    """Links to hidden networks, to hosts of files and texts, into closed groups, and straight to pictures and films."""
    for span, address in _addresses(text):
        host, _, path = re.split(r"[?#]", address)[0].partition("/")
        if (
            _HIDDEN.search(host.split(":")[0])
            or any(_lies_at(address, place) for place in (*known.HOSTS_OF_MATERIAL, *known.INVITATIONS))
            or (path and _MEDIA.search(path))
        ):
            yield span


def _addresses(text: str) -> Iterator[tuple[Span, str]]:
    """Web addresses with where they stand, without their scheme."""
    for piece in _PIECE.finditer(text):
        written = piece[0].rstrip(".:!?'*_~…")
        scheme = _SCHEME.match(written)
        address = written[scheme.end() :] if scheme else written
        if address.startswith("magnet:?") or _HOST.match(address):
            yield (piece.start(), piece.start() + len(written)), address


def _lies_at(address: str, place: str) -> bool:
    """Whether the address is at that host, on one below it, or below that path."""
    host = address.partition("/")[0]
    at = address[max(0, len(host) - len(place)) :] if host.endswith(f".{place}") else address
    return at.startswith(place) and (place.endswith("+") or not at[len(place) : len(place) + 1].isalnum())


def _names_somebody(address: str, profile: str) -> bool:
    return _lies_at(address, profile.rstrip("@")) and len(address.split(profile, 1)[-1].strip("/@?")) > 1
