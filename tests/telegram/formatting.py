"""Formatted text: Telegram's HTML read into plain text and entities, measured in UTF-16 code units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from .errors import bad_request

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
NAME = re.compile(rb"[^\s>]*")
ATTRIBUTE = re.compile(rb"\s+([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]*)))?")
SPACE = re.compile(rb"\s*")
END_TAG = re.compile(rb"([^\s>]*)\s*")
COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{5,32})?(?![\w/])")
LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,:;!?)\]'\"]")


@dataclass(frozen=True, slots=True)
class Entity:
    """A styled stretch of text; offset and length in UTF-16 code units, length 1 or more."""

    type: str
    offset: int
    length: int
    url: str = ""
    language: str = ""
    custom_emoji_id: str = ""

    def as_json(self) -> dict[str, Any]:
        """A MessageEntity."""
        body: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        extra = {"url": self.url, "language": self.language, "custom_emoji_id": self.custom_emoji_id}
        return body | {name: value for name, value in extra.items() if value}


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text as shown, with its entities in order of appearance."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag waiting for its end; `at` in UTF-16 code units."""

    tag: str
    at: int
    argument: str = ""


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units: what every length limit of the Bot API counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def parse_html(source: str) -> Formatted:
    """Plain text and entities of Telegram's HTML; raises Refused, naming a byte offset, where it is malformed."""
    data = encoded(source)
    pieces: list[str] = []
    entities: list[Entity] = []
    tags: list[_Open] = []
    units = position = 0
    while position < len(data):
        if data.startswith(b"</", position):
            position = _close(data, position, tags, entities, units)
            continue
        if data[position] == ord("<"):
            position, tag = _open(data, position, units, tags)
            tags.append(tag)
            continue
        piece, position = _characters(data, position)
        pieces.append(piece)
        units += utf16_length(piece)
    if tags:
        raise _malformed(f'Can\'t find end tag corresponding to start tag "{tags[-1].tag}"')
    return Formatted("".join(pieces), _in_order(entities))


def encoded(text: str) -> bytes:
    """UTF-8 of `text`; raises Refused for half a surrogate pair."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space at either end, as messages are stored; entities move along and never end up empty."""
    text = formatted.text.replace("\r", "")
    kept = text.strip()
    lead = utf16_length(text[: len(text) - len(text.lstrip())]) if kept else 0
    end = utf16_length(kept)
    moved = []
    for entity in formatted.entities:
        start = max(entity.offset - lead, 0)
        length = min(entity.offset - lead + entity.length, end) - start
        if length > 0:
            moved.append(replace(entity, offset=start, length=length))
    return Formatted(kept, tuple(moved))


def with_detected(formatted: Formatted) -> Formatted:
    """With the commands and links that the server finds by itself, outside code and links already there."""
    entities = list(formatted.entities)
    fixed = {"code", "pre", "text_link"}
    taken = [(entity.offset, entity.offset + entity.length) for entity in entities if entity.type in fixed]
    for kind, pattern in (("url", LINK), ("bot_command", COMMAND)):
        for match in pattern.finditer(formatted.text):
            start = utf16_length(formatted.text[: match.start()])
            end = start + utf16_length(match.group())
            if all(end <= left or right <= start for left, right in taken):
                entities.append(Entity(kind, start, end - start))
                taken.append((start, end))
    return Formatted(formatted.text, _in_order(entities))


def _characters(data: bytes, position: int) -> tuple[str, int]:
    """The text up to the next tag or character reference, or one reference; an unknown one stays as written."""
    if data[position] == ord("&"):
        match = REFERENCE.match(data, position)
        if match and (character := _referenced(match)):
            return character, match.end()
        return "&", position + 1
    stops = [stop for stop in (data.find(b"<", position), data.find(b"&", position)) if stop >= 0]
    end = min(stops, default=len(data))
    return data[position:end].decode(), end


def _referenced(match: re.Match[bytes]) -> str:
    """The character a reference stands for, or nothing for one that Telegram does not know."""
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal is not None else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _open(data: bytes, start: int, units: int, tags: list[_Open]) -> tuple[int, _Open]:
    """Read a start tag at `start`; returns the position behind it."""
    match = NAME.match(data, start + 1)
    assert match is not None
    position = match.end()
    if position >= len(data):
        raise _malformed(f"Unclosed start tag at byte offset {start}")
    tag = match.group().decode().lower()
    if tag not in STYLES:
        raise _malformed(f'Unsupported start tag "{tag}" at byte offset {start}')
    if tag == "blockquote" and any(outer.tag == tag for outer in tags):
        # Documented as not allowed; the wording is ours.
        raise _malformed(f'Tag "blockquote" can\'t be nested at byte offset {start}')
    argument = ""
    while attribute := ATTRIBUTE.match(data, position):
        position = attribute.end()
        argument = _argument(tag, attribute, start) or argument
    space = SPACE.match(data, position)
    position = space.end() if space else position
    if not data.startswith(b">", position):
        raise _malformed(f"Unclosed start tag at byte offset {start}")
    if tag == "span" and argument != "spoiler":
        raise _malformed(f'Tag "span" must have class "tg-spoiler" at byte offset {start}')
    return position + 1, _Open(tag, units, argument)


def _argument(tag: str, attribute: re.Match[bytes], start: int) -> str:
    """What an attribute means for its tag, or nothing."""
    name = attribute.group(1).decode().lower()
    values = [value for value in attribute.groups()[1:] if value is not None]
    if not values:
        if tag == "blockquote" and name == "expandable":
            return name
        raise _malformed(
            f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {start}'
        )
    value = REFERENCE.sub(lambda match: (_referenced(match) or match.group().decode()).encode(), values[0]).decode()
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return name
        case _:
            return ""


def _close(data: bytes, start: int, tags: list[_Open], entities: list[Entity], units: int) -> int:
    """Read an end tag at `start` and note the entity that it ends; returns the position behind it."""
    if not tags:
        raise _malformed(f"Unexpected end tag at byte offset {start}")
    match = END_TAG.match(data, start + 2)
    assert match is not None
    if not data.startswith(b">", match.end()):
        raise _malformed(f"Unclosed end tag at byte offset {start}")
    tag = tags.pop()
    found = match.group(1).decode().lower()
    if found and found != tag.tag:
        raise _malformed(f'Unmatched end tag at byte offset {start}, expected "</{tag.tag}>", found "</{found}>"')
    if units > tag.at:
        _note(tag, units - tag.at, entities)
    return match.end() + 1


def _note(tag: _Open, length: int, entities: list[Entity]) -> None:
    """Append the entity of a finished tag; code that fills its block of code gives the block its language."""
    entity = Entity(STYLES[tag.tag], tag.at, length)
    inner = entities[-1] if entities else None
    same = inner is not None and (inner.offset, inner.length) == (entity.offset, entity.length)
    match tag.tag:
        case "pre" if same and inner is not None and inner.type == "code" and inner.language:
            entities[-1] = replace(inner, type="pre")
            return
        case "code":
            entity = replace(entity, language=tag.argument)
        case "a":
            if not tag.argument:
                return
            entity = replace(entity, url=tag.argument)
        case "tg-emoji":
            if not tag.argument.isdigit():
                raise _malformed("Invalid custom emoji identifier specified")
            entity = replace(entity, custom_emoji_id=tag.argument)
        case "blockquote" if tag.argument:
            entity = replace(entity, type="expandable_blockquote")
    entities.append(entity)


def _in_order(entities: list[Entity]) -> tuple[Entity, ...]:
    """By place, the enclosing one first; a language belongs to blocks of code alone."""
    plain = [entity if entity.type == "pre" else replace(entity, language="") for entity in entities]
    return tuple(sorted(plain, key=lambda entity: (entity.offset, -entity.length)))


def _malformed(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
