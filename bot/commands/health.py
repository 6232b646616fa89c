"""`sounding health`: ask the service on this computer how it is, as a container's health check does."""

from __future__ import annotations

from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Annotated

import typer

from bot.commands.opening import settings, stop

FAULT = 1
"""Exit code where the service does not answer, or is not ready."""

PATIENCE = 10.0
"""Seconds for an answer."""

ANYWHERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  # nothing is opened here


def health(
    ready: Annotated[bool, typer.Option("--ready", help="Ask whether it can take work, too.")] = False,
) -> None:
    """Ask `sounding run` on this computer whether it is alive; exit with 1 if it is not."""
    address = settings().health_listen
    if address is None:
        raise stop("SOUNDING_HEALTH_LISTEN is not set, so nothing tells; see the README")
    host, _, port = address.rpartition(":")
    connection = HTTPConnection(ANYWHERE.get(host, host).strip("[]"), int(port), timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz" if ready else "/healthz")
        answer = connection.getresponse()
        well, said = answer.status == HTTPStatus.OK, answer.read().decode("utf-8", "replace").strip()
    except (OSError, HTTPException) as error:
        raise stop(f"nothing answers at {address} ({type(error).__name__})", FAULT) from None
    finally:
        connection.close()
    typer.echo(said, err=not well)
    if not well:
        raise typer.Exit(FAULT)
