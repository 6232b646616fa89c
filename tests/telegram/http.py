"""The Bot API over HTTP: finds the method, applies faults, answers, writes the call down."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from aiohttp import web

from .errors import Refused
from .faults import Fault
from .journal import Call
from .methods import METHODS, perform
from .parameters import Given, read_parameters, whole_number
from .server import Server

BODY_BYTES_MAX = 60_000_000


def application(server: Server) -> web.Application:
    """An application that answers for `server` at /bot<token>/<method>."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return await _answer(server, request)

    app = web.Application(client_max_size=BODY_BYTES_MAX)
    app.router.add_route("GET", "/{path:.*}", answer)
    app.router.add_route("POST", "/{path:.*}", answer)
    return app


async def _answer(server: Server, request: web.Request) -> web.StreamResponse:
    token, _, name = request.path.removeprefix("/bot").partition("/")
    if not request.path.startswith("/bot") or not name:
        return _response(Refused(404, "Not Found"))
    if token != server.token:
        return _response(Refused(401, "Unauthorized"))
    started, number = time.monotonic(), server.begin()
    given, problem = await _read(request)
    chat_id = chat_of(server, given)
    fault = server.faults.strike(name.lower(), chat_id)
    await _pause(server, server.latency + (fault.delay if fault else 0.0))
    outcome = problem or await _outcome(server, name, given, fault)
    delivered = outcome is not None and not isinstance(outcome, Refused)
    spelled = METHODS.get(name.lower(), name)
    status, text = _status(outcome, fault)
    server.note(Call(number, spelled, given.params, chat_id, started, time.monotonic(), status, text, delivered))
    if fault and fault.cut and request.transport:
        request.transport.abort()
    return _response(outcome, halved=bool(fault and fault.truncated))


async def _read(request: web.Request) -> tuple[Given, Refused | None]:
    """What a request gives, or nothing and why it cannot be read."""
    try:
        return await read_parameters(request), None
    except Refused as refused:
        return Given(), refused
    except web.HTTPRequestEntityTooLarge:
        return Given(), Refused(413, "Request Entity Too Large")


async def _outcome(server: Server, name: str, given: Given, fault: Fault | None) -> Any:
    """The result of a call, the Refused that it met, or None where a fault kept it from being handled."""
    if fault and (refusal := fault.refusal()):
        return refusal
    if fault and fault.cut == "before":
        return None
    method = METHODS.get(name.lower())
    if method is None:
        return Refused(404, "Not Found: method not found")
    try:
        return await perform(server, method, given)
    except Refused as refused:
        return refused


def chat_of(server: Server, given: Given) -> int | None:
    """The chat a call is about: its chat_id, or the chat of the tap it answers."""
    if (number := whole_number(given.text("chat_id"))) is not None:
        return number
    query = server.world.queries.get(given.text("callback_query_id"))
    return query.chat_id if query else None


async def _pause(server: Server, seconds: float) -> None:
    """Wait, but no longer than the server lives."""
    if seconds <= 0:
        return
    try:
        await asyncio.wait_for(server.closing.wait(), seconds)
    except TimeoutError:
        return


def _status(outcome: object, fault: Fault | None) -> tuple[int, str]:
    if fault and fault.cut:
        return 0, f"connection cut {fault.cut} the call was handled"
    return (outcome.status, outcome.description) if isinstance(outcome, Refused) else (200, "")


def _response(outcome: Any, *, halved: bool = False) -> web.Response:
    if isinstance(outcome, Refused):
        status, body = outcome.status, outcome.as_json()
    else:
        status, body = 200, {"ok": True, "result": outcome}
    headers = {}
    if isinstance(outcome, Refused) and outcome.retry_after is not None:
        headers["Retry-After"] = str(outcome.retry_after)
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(
        status=status,
        text=text[: len(text) // 2] if halved else text,
        content_type="application/json",
        headers=headers,
    )
