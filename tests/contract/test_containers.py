"""The container files, read as data: pins, loopback, no default secrets, health order, least rights.

Building and starting the images needs a container engine; these tests hold what can be held without one.
"""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.contract.repository import ROOT, files, text

SECRETS = ("NEO4J_PASSWORD", "LIANTU_READ_KEYS")
VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)(:\?|:-)([^}]*)\}")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded = yaml.safe_load(text("docker-compose.yml"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def dockerfile() -> list[tuple[str, str]]:
    return list(_instructions(text("Dockerfile")))


def test_compose_starts_neo4j_and_the_api_and_nothing_else(compose: dict[str, Any]) -> None:
    assert list(compose["services"]) == ["neo4j", "api"]


def test_neo4j_is_pinned_to_a_patch_of_the_long_term_release(compose: dict[str, Any]) -> None:
    assert re.fullmatch(r"neo4j:5\.26\.\d+-community", compose["services"]["neo4j"]["image"])


def test_every_port_is_published_on_loopback_only(compose: dict[str, Any]) -> None:
    ports = {name: service.get("ports", []) for name, service in compose["services"].items()}

    assert all(ports.values())
    assert [
        port for listed in ports.values() for port in listed if not re.fullmatch(r"127\.0\.0\.1:\$\{\w+:-\d+\}:\d+", port)
    ] == []
    assert not any("network_mode" in service or "expose" in service for service in compose["services"].values())


def test_compose_refuses_to_start_without_password_and_read_key() -> None:
    uses = [(name, mark, tail) for name, mark, tail in VARIABLE.findall(text("docker-compose.yml")) if name in SECRETS]

    assert {name for name, _, _ in uses} == set(SECRETS)
    assert [name for name, mark, tail in uses if mark != ":?" or not tail] == []


def test_no_variable_of_compose_is_used_without_a_default_or_a_refusal() -> None:
    lines = [line for line in text("docker-compose.yml").splitlines() if not line.lstrip().startswith("#")]
    used = re.findall(r"(?<!\$)\$\{?([A-Z0-9_]+)", "\n".join(lines))

    assert used == [name for name, _, _ in VARIABLE.findall("\n".join(lines))]


def test_the_api_waits_until_neo4j_is_healthy(compose: dict[str, Any]) -> None:
    assert compose["services"]["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "cypher-shell" in compose["services"]["neo4j"]["healthcheck"]["test"][1]


def test_the_health_check_keeps_the_password_out_of_arguments_and_of_the_server_environment(compose: dict[str, Any]) -> None:
    service = compose["services"]["neo4j"]
    words = shlex.split(service["healthcheck"]["test"][1].replace("$$", "$"))

    assert words[:2] == ["NEO4J_USERNAME=neo4j", "NEO4J_PASSWORD=${NEO4J_AUTH#neo4j/}"]
    assert words[2:] == ["cypher-shell", "RETURN 1"]
    assert "NEO4J_PASSWORD" not in service["environment"]


def test_the_data_of_neo4j_outlives_its_container(compose: dict[str, Any]) -> None:
    assert "neo4j-data:/data" in compose["services"]["neo4j"]["volumes"]
    assert set(compose["volumes"]) == {"neo4j-data", "neo4j-logs"}


def test_the_api_runs_with_least_rights(compose: dict[str, Any]) -> None:
    api = compose["services"]["api"]

    assert api["read_only"] is True
    assert api["cap_drop"] == ["ALL"]
    assert "privileged" not in api
    assert all("no-new-privileges:true" in service["security_opt"] for service in compose["services"].values())


def test_every_image_of_the_dockerfile_has_an_exact_line_of_python(dockerfile: list[tuple[str, str]]) -> None:
    images = [argument.split()[0] for name, argument in dockerfile if name == "FROM"]

    assert len(images) == 2
    assert set(images) == {"python:3.11-slim-bookworm"}


def test_the_image_installs_from_the_lock_with_hashes_only(dockerfile: list[tuple[str, str]]) -> None:
    installs = [argument for name, argument in dockerfile if name == "RUN" and "pip install" in argument]

    assert len(installs) == 2
    assert "--require-hashes -r /source/requirements.lock" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]
    assert not any("apt-get" in argument for name, argument in dockerfile if name == "RUN")


def test_the_image_runs_as_a_user_without_rights(dockerfile: list[tuple[str, str]]) -> None:
    names = [name for name, _ in dockerfile]

    assert dict(dockerfile)["USER"] == "10001:10001"
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert not any(re.search(r"PASSWORD|KEYS|TOKEN", argument) for name, argument in dockerfile if name in {"ENV", "ARG"})


def test_the_image_is_healthy_when_the_service_is_ready(dockerfile: list[tuple[str, str]]) -> None:
    check = dict(dockerfile)["HEALTHCHECK"]

    command = json.loads(check.partition("CMD ")[2])

    assert command[:2] == ["python", "-c"]
    assert "/health/ready" in command[2]
    ast.parse(command[2])


def test_everything_that_the_image_copies_is_let_through(dockerfile: list[tuple[str, str]]) -> None:
    allowed = {line.removeprefix("!").rstrip("/") for line in text(".dockerignore").splitlines() if line.startswith("!")}

    assert [name for name in sorted(allowed) if not (ROOT / name).exists()] == []
    assert {"requirements.lock", "pyproject.toml", "README.md", "docs", "api", "graph", "liantu", "loaders"} == allowed
    assert not any(name.startswith(".env") and name != ".env.example" for name in files())


def _instructions(held: str) -> Iterator[tuple[str, str]]:
    lines = [line for line in held.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for instruction in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        name, _, argument = instruction.partition(" ")
        yield name, argument
