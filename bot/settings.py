"""Settings: from the environment, a `.env` file, or files of secrets. the README lists them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from dotenv import dotenv_values
from pydantic import AnyHttpUrl, Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from bot.sealing.keys import WrongKeys, keyring
from bot.storage.engine import WrongDatabaseURL, database_url

PREFIX = "SOUNDING_"
SECRETS = "SOUNDING_SECRETS_DIR"
PLAIN = {
    "bool_parsing": "it must be true or false",
    "string_pattern_mismatch": "it must be text or json",
    "url_parsing": "it must be an address such as https://example.org",
    "float_parsing": "it must be a number",
}
"""Plainer words for what pydantic says."""

ANYONE = "anyone"
"""The owners, where everybody may set up assessments of many."""

PORT_LIMIT = 65535
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


class WrongSetting(Exception):
    """A setting that cannot be used; the message is one clear line."""


class Settings(BaseSettings):
    """Every setting, with its default."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_token: SecretStr | None = Field(default=None, description="The token that BotFather gives.")
    telegram_api: AnyHttpUrl = Field(
        default=AnyHttpUrl("https://api.telegram.org"), description="The base address of the Bot API server."
    )
    database_url: Annotated[str, StringConstraints(min_length=1)] = Field(
        default="sqlite:///sounding.db", description="The database: SQLite or PostgreSQL."
    )
    webhook_url: AnyHttpUrl | None = Field(
        default=None, description="Where Telegram delivers updates; unset, they are fetched by long polling."
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="What Telegram sends along with each delivery; unset, it is derived from the token."
    )
    webhook_listen: str = Field(
        default="127.0.0.1:8080", description="The address and port that deliveries arrive at, behind your proxy."
    )
    health_listen: str | None = Field(
        default=None, description="The address and port that tell how the process is doing; unset, none does."
    )
    messages_per_second: Annotated[float, Field(gt=0, le=1000)] = Field(
        default=30.0, description="How many messages a second go out that nobody is waiting for."
    )
    seconds_per_chat: Annotated[float, Field(ge=0, le=3600)] = Field(
        default=1.0, description="Seconds between two such messages to one chat."
    )
    open: bool = Field(default=False, description="Whether anyone may assess alone, without an invitation.")
    owners: str = Field(
        default="", description="Who may set up assessments of many: Telegram user numbers with commas, or anyone."
    )
    help_file: Path | None = Field(
        default=None, description="A file that says where to turn with a case, by territory; unset, in general words."
    )
    secret_keys: SecretStr | None = Field(
        default=None, description="Keys that seal what people write, with commas between; the first one seals."
    )
    secrets_dir: Path | None = Field(default=None, description="A folder with one file per secret setting.")
    log_format: Annotated[str, StringConstraints(pattern="^(text|json)$")] = Field(
        default="text", description="How log lines look: text or json."
    )

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, address: str) -> str:
        try:
            database_url(address)
        except WrongDatabaseURL as error:
            raise ValueError(str(error)) from None
        return address

    @field_validator("secret_keys")
    @classmethod
    def _usable_keys(cls, given: SecretStr | None) -> SecretStr | None:
        if given is not None:
            try:
                keyring(given.get_secret_value())
            except WrongKeys as wrong:
                raise ValueError(str(wrong)) from None
        return given

    @field_validator("owners")
    @classmethod
    def _known_owners(cls, named: str) -> str:
        numbers = all(re.fullmatch(r"\s*[1-9][0-9]{0,18}\s*", number) for number in named.split(","))
        if named and not numbers and named.strip().casefold() != ANYONE:
            raise ValueError("it must be anyone, or Telegram user numbers such as 7000000001,7000000002")
        return named

    @field_validator("webhook_url")
    @classmethod
    def _safe_address(cls, address: AnyHttpUrl | None) -> AnyHttpUrl | None:
        if address is not None and address.scheme != "https" and address.host not in LOOPBACK:
            raise ValueError("it must begin with https://")
        return address

    @field_validator("webhook_listen")
    @classmethod
    def _possible_port(cls, address: str) -> str:
        if not _is_address(address):
            raise ValueError("it must look like 127.0.0.1:8080")
        return address

    @field_validator("health_listen")
    @classmethod
    def _possible_health_port(cls, address: str | None) -> str | None:
        if address is not None and not _is_address(address):
            raise ValueError("it must look like 127.0.0.1:9100")
        return address

    @field_validator("webhook_secret")
    @classmethod
    def _sendable_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("it may have 1 to 256 letters of A-Z a-z, digits, _ and -")
        return secret

    @field_validator("telegram_token")
    @classmethod
    def _plausible_token(cls, token: SecretStr | None) -> SecretStr | None:
        number, _, rest = token.get_secret_value().partition(":") if token else ("1", "", "x")
        if not (number.isdigit() and rest):
            raise ValueError("it should look like 123456:ABC..., as BotFather gives it")
        return token


def _is_address(address: str) -> bool:
    host, _, port = address.rpartition(":")
    return bool(host and port.isdecimal() and int(port) <= PORT_LIMIT)


def owners_of(chosen: Settings) -> frozenset[str] | None:
    """The chats whose people may set up assessments of many, as `"7000000001"`; None where anyone may."""
    if chosen.owners.strip().casefold() == ANYONE:
        return None
    return frozenset(number.strip() for number in chosen.owners.split(",") if number.strip())


def variables() -> dict[str, str]:
    """The name of each setting's variable, and what it is for."""
    return {PREFIX + name.upper(): field.description or "" for name, field in Settings.model_fields.items()}


def read_settings() -> Settings:
    """The settings that hold now. Raises WrongSetting."""
    _refuse_unknown()
    folder = os.environ.get(SECRETS) or _from_file().get(SECRETS)
    if folder and not Path(folder).is_dir():
        raise WrongSetting(f"{SECRETS}: there is no folder {folder}")
    try:
        return Settings(_secrets_dir=folder or None)
    except SettingsError as error:
        raise WrongSetting(_unread_secret(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper().removeprefix(PREFIX)
        reason = PLAIN.get(first["type"], first["msg"].removeprefix("Value error, "))
        raise WrongSetting(f"{name}: {reason}") from None


def _unread_secret(error: SettingsError) -> str:
    """What to say of a file of a secret; pydantic names its field in quotation marks."""
    name = "".join(re.findall(r'field "(\w+)"', str(error))).upper()
    binary = isinstance(error.__cause__, UnicodeDecodeError)
    return f"{PREFIX}{name}: its file in {SECRETS} {'is not a text in UTF-8' if binary else 'cannot be read'}"


def _from_file() -> Mapping[str, str | None]:
    try:
        return dotenv_values(".env")
    except UnicodeDecodeError:
        raise WrongSetting(".env is not a text in UTF-8") from None


def _refuse_unknown() -> None:
    """A misspelt setting must not pass for one that is not set."""
    known = variables()
    given = [*os.environ, *_from_file()]
    for name in given:
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name.removeprefix(PREFIX), [each.removeprefix(PREFIX) for each in known], 1)
            raise WrongSetting(f"{name} is not a setting" + (f"; did you mean {PREFIX}{near[0]}?" if near else ""))
