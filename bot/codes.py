"""The codes of invitations: random, easy to read out, and stored as a hash alone."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters that nobody mistakes for one another, read out or written by hand."""

LENGTH = 16
"""Characters of a code: 79 random bits."""

GROUP = 4


def new_code() -> str:
    """A new code, e.g. `"7KQ2-MXPD-4VTH-9BWE"`."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """What was typed, without strokes and spaces and in capitals; empty for what can be no code."""
    code = "".join(typed.split()).replace("-", "").upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def hashed(code: str) -> str:
    """What the database keeps of a code. Its randomness is enough: no salt, so that it can be looked up."""
    return hashlib.sha256(plain(code).encode()).hexdigest()
