"""`python -m tests.pictures`: every kind of screen as a picture, or a transcript as a chat."""

from __future__ import annotations

import argparse
from fnmatch import fnmatch
from pathlib import Path

from bot.catalogues import tongues
from tests.pictures.bubbles import shown
from tests.pictures.drawing import Panel, cut_labels, drawn, sheet
from tests.pictures.kinds import screens
from tests.pictures.stories import story

ROOT = Path(__file__).parents[2]
COLUMNS = 6
"""Of a contact sheet."""


def main() -> None:
    """Draw what the arguments ask for, and say where it is."""
    given = arguments()
    for path in given.transcript:
        for language in given.lang or [None]:
            chat = story(path.read_text("utf-8"), language)
            keep(given.out / "-".join(filter(None, [path.stem, language])), drawn(chat, unfolded=given.unfolded))
    for language in [] if given.transcript else given.lang or tongues():
        draw_kinds(language, given)


def draw_kinds(language: str, given: argparse.Namespace) -> None:
    """One picture for each kind of screen, and one with all of them; tells which labels their buttons cut off."""
    wanted = given.kind or ["*"]
    panels = [
        Panel(name, (shown(screen),))
        for name, screen in screens(language).items()
        if any(fnmatch(name, pattern) for pattern in wanted)
    ]
    for panel in panels:
        keep(given.out / language / panel.caption, drawn(panel.chat, unfolded=given.unfolded))
    columns = min(COLUMNS, len(panels)) or 1
    keep(given.out / f"all-{language}", sheet(panels, columns=columns, unfolded=given.unfolded))
    print(f"{given.out}: {len(panels)} kinds in {language}")
    for label in dict.fromkeys(cut_labels(panels)):
        print(f"  too long for its button: {label}")


def keep(path: Path, picture: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(f"{path.name}.png").write_bytes(picture)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("transcript", nargs="*", type=Path, help="draw these transcripts instead of every screen")
    parser.add_argument("--lang", nargs="+", choices=list(tongues()), help="in these languages (default: all)")
    parser.add_argument("--kind", nargs="+", help='only screens of these names, as in "asking" or "review*"')
    parser.add_argument("--unfolded", action="store_true", help="folded quotations opened")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "build" / "pictures", help="the folder (default: %(default)s)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
