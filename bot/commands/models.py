"""`sounding framework`: checking and showing maturity models."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opening import stop


def show(
    file: Annotated[Path | None, typer.Argument(help="A model; without it, the one Sounding brings.")] = None,
) -> None:
    """Print a model for reading."""
    from bot.library import bundled
    from framework.faults import FaultyModel
    from framework.presenting import present_model
    from framework.reading import read_model

    try:
        typer.echo(present_model(read_model(_content(file) if file else bundled())))
    except FaultyModel:
        raise stop(f"{file} has faults; `sounding framework check {file}` lists them", 1) from None


def check(file: Annotated[Path, typer.Argument(help="The model to check.")]) -> None:
    """Name the line and the reason of every fault; exit with 1 if there is one."""
    from framework.reading import faults_of

    faults = faults_of(_content(file))
    for fault in faults:
        typer.echo(f"{file}:{fault.line}: {fault.reason}")
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{file}: no faults")


def _content(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise stop(f"{file}: {error.strerror}", 1) from None
    except UnicodeDecodeError:
        raise stop(f"{file}: not a text in UTF-8", 1) from None
