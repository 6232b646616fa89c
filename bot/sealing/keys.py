"""Keys that seal words and open them again. Nothing here says or prints a key but `new_key`."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

REMEMBERED = 4096
"""How many short texts are opened once and not again: a coordinator's card reads the names of a whole round."""

SHORT = 400
"""Letters of a token whose text is short: a name, a label, a line."""

SHOWN = 8
"""Hex digits of a fingerprint that people are shown."""


class WrongKeys(ValueError):
    """What was given cannot be used as keys; the message is one clear line that quotes none of them."""


class CannotOpen(Exception):
    """Something is sealed with a key that was not given, or was changed since; the message quotes nothing of it."""


def new_key() -> str:
    """A new random key, as a setting has it: 44 letters of A-Z a-z, digits, _ and -, with = at the end."""
    return Fernet.generate_key().decode("ascii")


def fingerprint(key: str) -> str:
    """What a key is called where the key itself must not stand: its SHA-256 in hex."""
    return sha256(urlsafe_b64decode(key)).hexdigest()


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys in their order: the first seals, all open. Raises WrongKeys for none, and for what is no key."""

    keys: tuple[str, ...] = field(repr=False)
    _each: tuple[Fernet, ...] = field(init=False, repr=False, compare=False)
    _all: MultiFernet = field(init=False, repr=False, compare=False)
    _opened: Callable[[str], bytes] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.keys:
            raise WrongKeys("there is no key in it; `sounding keys new` prints one")
        each = tuple(_fernet(key, place, len(self.keys)) for place, key in enumerate(self.keys, 1))
        object.__setattr__(self, "_each", each)
        object.__setattr__(self, "_all", MultiFernet(each))
        object.__setattr__(self, "_opened", lru_cache(REMEMBERED)(self._all.decrypt))

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """In the order of the keys, each once."""
        return tuple(dict.fromkeys(map(fingerprint, self.keys)))

    def seal(self, words: bytes) -> str:
        return self._all.encrypt(words).decode("ascii")

    def open(self, token: str) -> bytes:
        """What was sealed. Raises CannotOpen."""
        try:
            return self._opened(token) if len(token) <= SHORT else self._all.decrypt(token)
        except InvalidToken:
            raise CannotOpen("something in the database is sealed with a key that was not given") from None

    def resealed(self, token: str) -> str:
        """The same words under the first key, at the time they were sealed first. Raises CannotOpen."""
        try:
            return self._all.rotate(token).decode("ascii")
        except InvalidToken:
            raise CannotOpen("something in the database is sealed with a key that was not given") from None

    def holder(self, token: str) -> str | None:
        """The fingerprint of the key that this is sealed with; None for none of these."""
        pairs = zip(self.keys, self._each, strict=True)
        return next((fingerprint(key) for key, one in pairs if _fits(one, token)), None)

    def holds_first(self, token: str) -> bool:
        """Whether the first key has sealed this."""
        return _fits(self._each[0], token)


def keyring(given: str) -> Keyring:
    """The keys in a text, with commas or line ends between them. Raises WrongKeys."""
    return Keyring(tuple(re.split(r"[,\s]+", given.strip(", \t\r\n"))) if given.strip(", \t\r\n") else ())


def _fernet(key: str, place: int, among: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        which = f"key {place} of {among} is" if among > 1 else "it is"
        raise WrongKeys(f"{which} no key; `sounding keys new` prints one to copy whole") from None


def _fits(one: Fernet, token: str) -> bool:
    """Whether this key has sealed it; told by the signature, without opening it."""
    try:
        one.extract_timestamp(token)
    except InvalidToken:
        return False
    return True
