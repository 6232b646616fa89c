"""What a person can do about what is kept of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataAsked:
    """They want everything that is kept of them, as files."""


@dataclass(frozen=True, slots=True)
class ForgetConfirmed:
    """They read what goes and what stays, and want it deleted."""


PrivacyEvent = DataAsked | ForgetConfirmed
