"""The methods about the bot itself: who it is, its commands, its descriptions."""

from __future__ import annotations

import json
import re
from typing import Any

from .errors import bad_request
from .parameters import Given
from .world import World

COMMANDS_MAX = 100
COMMAND_LENGTH_MAX = 32
COMMAND_DESCRIPTION_MAX = 256
COMMAND = re.compile(r"[a-z0-9_]+")
PROFILE_MAX = {"name": 64, "description": 512, "short_description": 120}  # characters


def get_me(world: World, given: Given) -> dict[str, Any]:
    """getMe"""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return world.bot.as_json() | abilities


def set_my_commands(world: World, given: Given) -> bool:
    """setMyCommands"""
    commands = [_command(fields) for fields in given.decoded("commands", list, "commands")]
    if len(commands) > COMMANDS_MAX:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if any(not COMMAND.fullmatch(command["command"]) for command in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    world.commands[_scope(given)] = commands
    return True


def delete_my_commands(world: World, given: Given) -> bool:
    """deleteMyCommands"""
    world.commands.pop(_scope(given), None)
    return True


def get_my_commands(world: World, given: Given) -> list[dict[str, str]]:
    """getMyCommands"""
    return world.commands.get(_scope(given), [])


def set_profile(world: World, given: Given, field: str) -> bool:
    """setMyName, setMyDescription, setMyShortDescription"""
    text = given.text(field)
    if len(text) > PROFILE_MAX[field]:
        # Nobody seems to have published the server's own words for this.
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    world.profile[field, _language(given)] = text
    return True


def get_profile(world: World, given: Given, field: str) -> dict[str, str]:
    """getMyName, getMyDescription, getMyShortDescription; falls back to the text for every language"""
    profile = world.profile
    return {field: profile.get((field, _language(given))) or profile.get((field, ""), "")}


def log_out(world: World, given: Given) -> bool:
    """logOut"""
    world.logged_out = True
    return True


def close(world: World, given: Given) -> bool:
    """close"""
    return True


def _command(fields: object) -> dict[str, str]:
    if not isinstance(fields, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(fields.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = fields["command"].strip().removeprefix("/")
    description = fields["description"].strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > COMMAND_LENGTH_MAX:
        raise bad_request(f"command length must not exceed {COMMAND_LENGTH_MAX}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > COMMAND_DESCRIPTION_MAX:
        raise bad_request(f"command description length must not exceed {COMMAND_DESCRIPTION_MAX}")
    return {"command": command, "description": description}


def _scope(given: Given) -> tuple[str, str]:
    scope = given.decoded("scope", dict, "BotCommandScope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), _language(given)


def _language(given: Given) -> str:
    """A two-letter language code, or nothing; raises Refused for anything else."""
    code = given.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code
