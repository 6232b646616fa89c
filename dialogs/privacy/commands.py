"""What a turn asks of the world about what is kept of a person; always of the one whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SendMyData:
    """Send everything that is kept of them, as JSON and as text to read."""


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Delete everything that is kept of them; nobody is left whom this chat knows."""


PrivacyCommand = SendMyData | ForgetMe
