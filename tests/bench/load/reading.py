"""The parameters of a call, from wherever a client puts them; values are text, nested ones as JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from urllib.parse import unquote_plus

from tests.telegram.errors import bad_request

Params = dict[str, str]

REMEMBERED = 8192
"""Different values, heads and texts that are kept; people who answer the same question send and see the same ones."""


def read(query: bytes, content_type: bytes, body: bytes) -> Params:
    """Everything that a call gives, its body over its query; raises Refused for a body that is no JSON."""
    params = _form(query) if query else {}
    if not body:
        return params
    if content_type.startswith(b"application/json"):
        return params | _json(body)
    if content_type.startswith(b"multipart/form-data"):
        return params | _multipart(content_type, body)
    return params | _form(body)


def _form(data: bytes) -> Params:
    params: Params = {}
    for pair in data.split(b"&"):
        name, _, value = pair.partition(b"=")
        params[name.decode()] = _unquoted(value)
    return params


@lru_cache(REMEMBERED)
def _unquoted(value: bytes) -> str:
    return unquote_plus(value.decode())


def _json(body: bytes) -> Params:
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    given = {name: value for name, value in values.items() if value is not None}
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}


def _multipart(content_type: bytes, body: bytes) -> Params:
    """Plain fields of a multipart body; there are no files here."""
    boundary = content_type.partition(b"boundary=")[2].strip(b'"')
    params: Params = {}
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0]
        params[name.decode()] = value.removesuffix(b"\r\n").decode()
    return params
