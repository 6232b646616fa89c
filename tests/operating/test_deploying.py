"""The Dockerfile, compose.yaml and what lies in docs/deploy: whole, careful, and fitting the program."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import SECRETS, Settings, variables
from tests.operating.image import instructions, sent_to_the_builder, stage

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
PROXY = (ROOT / "docs" / "deploy" / "haproxy.cfg").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
BOTS = ("bot", "bot-2")


def unit() -> configparser.RawConfigParser:
    parsed = configparser.RawConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    parsed.read(ROOT / "docs" / "deploy" / "sounding.service", "utf-8")
    return parsed


# The image


def test_the_image_runs_as_a_fixed_user_who_is_not_root() -> None:
    last = dict(stage(DOCKERFILE, 2))
    user, group = last["USER"].split(":")
    assert user.isdecimal()
    assert int(user) >= 10000
    assert f"sounding:x:{user}:{group}:" in DOCKERFILE
    assert (last["VOLUME"], last["WORKDIR"]) == ("/data", "/data")


def test_only_what_is_pinned_by_hash_is_installed() -> None:
    installed = [rest for word, rest in instructions(DOCKERFILE) if word == "RUN" and " install " in rest]
    pip = [rest for rest in installed if "-m pip" in rest]
    assert len(pip) == 2
    assert all("--require-hashes" in rest or "--no-deps --no-build-isolation" in rest for rest in pip)
    assert not re.search(r"https?://", DOCKERFILE)
    assert not re.search(r"FROM \S+:latest", DOCKERFILE)


def test_nothing_secret_goes_to_the_builder() -> None:
    sent = sent_to_the_builder((ROOT / ".dockerignore").read_text("utf-8"))
    assert all((ROOT / name).exists() for name in sent)
    assert not {".env", "secrets", "sounding.db", ".git"} & set(sent)


# compose.yaml


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_held_tight(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert "mem_limit" in service
    assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", []))


def test_one_process_runs_unless_many_are_asked_for() -> None:
    assert {name for name, service in SERVICES.items() if "profiles" not in service} == {"bot", "database"}
    assert {name for name, service in SERVICES.items() if service.get("profiles") == ["many"]} == {"bot-2", "proxy"}
    assert {**SERVICES["bot-2"], "profiles": None} == {**SERVICES["bot"], "profiles": None}


def test_the_settings_exist_and_the_secrets_are_files() -> None:
    bot = SERVICES["bot"]
    assert set(bot["environment"]) <= {*variables(), SECRETS}
    assert set(bot["secrets"]) <= set(variables())
    assert not set(bot["secrets"]) & set(bot["environment"])
    for service in SERVICES.values():
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "/secrets/" in ignored


def test_a_service_waits_for_what_it_needs() -> None:
    for service in SERVICES.values():
        assert set(service.get("depends_on", [])) <= set(SERVICES)
    assert SERVICES["bot"]["depends_on"]["database"] == {"condition": "service_healthy"}
    assert "healthcheck" in SERVICES["database"]
    assert "HEALTHCHECK" in DOCKERFILE


def test_the_proxy_leads_to_the_processes_that_are_ready() -> None:
    settings = SERVICES["bot"]["environment"]
    port, health = (settings[f"SOUNDING_{name}_LISTEN"].rpartition(":")[2] for name in ("WEBHOOK", "HEALTH"))
    assert re.findall(r"^\s+server (\S+) (\S+)$", PROXY, re.MULTILINE) == [(bot, f"{bot}:{port}") for bot in BOTS]
    assert "uri /readyz" in PROXY
    assert f"check port {health}" in PROXY
    mounted = SERVICES["proxy"]["volumes"][0].split(":")[0]
    assert (ROOT / mounted).exists()
    assert set(SERVICES["proxy"]["depends_on"]) == set(BOTS)


# The unit


def test_the_unit_starts_the_service_with_settings_that_exist() -> None:
    service = unit()["Service"]
    assert service["ExecStart"].endswith("/bin/sounding run")
    text = (ROOT / "docs" / "deploy" / "sounding.service").read_text("utf-8")
    assert set(re.findall(r"SOUNDING_[A-Z_]+", text)) <= {*variables(), SECRETS}
    assert re.findall(r"^Environment=SOUNDING_(\w+)=", text, re.MULTILINE) == ["SECRETS_DIR", "HEALTH_LISTEN"]
    assert "secret_keys" in Settings.model_fields


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("CapabilityBoundingSet", ""),
        ("UMask", "0077"),
        ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"),
    ],
)
def test_the_unit_is_held_tight(name: str, value: str) -> None:
    assert unit()["Service"][name] == value
