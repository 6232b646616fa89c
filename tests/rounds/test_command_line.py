"""A round in the terminal: several people, each with a `sounding chat --as` of their own, on one database."""

from __future__ import annotations

import re
from pathlib import Path

from tests.terminal.running import sounding_here

CODE = re.compile(r"/start ([2-9A-Z-]{19})")


def chat(folder: Path, name: str, *lines: str, language: str = "en") -> str:
    """What a whole chat prints."""
    done = sounding_here(
        folder, "chat", "--as", name, "--lang", language, said="".join(f"{line}\n" for line in lines).encode()
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_a_round_with_three_people_each_in_a_terminal_of_their_own(tmp_path: Path) -> None:
    amina = chat(
        tmp_path,
        "amina",
        *(
            "[I agree, begin]",
            "/new",
            "Uganda",
            "[Leave the rest as proposed]",
            "[Quick or full]",
            "[Quick]",
            "[Set it up]",
        ),
        *("/invite", "[✓ Answer questions]", "[Untick all]", "[☐ Research and data]", "[Done]"),
        *(
            "[✓ 1 person]",
            "Université de Kampala",
            "[Français]",
            "[Leave the rest as proposed]",
            "[Make the invitation]",
        ),
    )
    (code,) = CODE.findall(amina)
    assert re.search(r"Invitation\s:\sUganda", amina)
    assert (tmp_path / "invitation.png").read_bytes().startswith(b"\x89PNG")

    beni = chat(
        tmp_path,
        "beni",
        *(f"/start {code}", "1", "Beni Kato", "6", "1"),  # agrees, a name, a sector, takes part
        *("2", "3", "/review", "3"),  # both questions, and submits
        language="fr",
    )
    assert "Merci. Vos réponses sont arrivées" in beni

    carla = chat(tmp_path, "carla", f"/start {code}")
    assert "has been used" in carla.replace("\n", " ") or "used up" in carla.replace("\n", " ")

    later = chat(tmp_path, "amina", "/progress", "[As a picture]", "/people", "/round", "[Who did what]")
    assert "Submitted" in later
    assert "1 person: 0 not begun, 0 in progress, 1 finished" in later
    assert (tmp_path / "progress.png").read_bytes().startswith(b"\x89PNG")
    audit = (tmp_path / "audit.csv").read_text("utf-8-sig")
    assert "Coordinator 1" in audit
    assert "Beni Kato" not in audit
