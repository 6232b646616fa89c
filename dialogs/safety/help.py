"""Where to turn instead of here, by territory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Help:
    """Numbers and addresses of one territory, as they are shown; empty ones are said in general words.

    `emergency` such as `"112 or 999"`; `helpline` for children and `hotline` for reports of material, each a name, a
    number or an address of up to 120 characters.
    """

    emergency: str = ""
    helpline: str = ""
    hotline: str = ""
