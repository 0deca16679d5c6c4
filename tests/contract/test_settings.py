"""The settings that people find in the repository are the ones that the program reads."""

from __future__ import annotations

import re

import yaml

from api.limits import limit_fields
from liantu.settings import Settings, setting_names
from tests.contract.repository import text

# Bounds of a request: every one has a default that few change, so docs/settings.md alone lists them.
BOUNDS = {declared.setting for declared in limit_fields()}


def _examples() -> dict[str, str]:
    return dict(re.findall(r"^#?([A-Z0-9_]+)=(.*)$", text(".env.example"), re.MULTILINE))


def test_the_example_file_lists_every_setting_but_the_bounds_of_requests() -> None:
    assert set(_examples()) == set(setting_names()) - BOUNDS


def test_the_example_file_shows_the_defaults() -> None:
    defaults = {str(field.validation_alias): field.default for field in Settings.model_fields.values()}
    shown = {name: value for name, value in _examples().items() if value and name != "NEO4J_URI"}

    assert shown == {name: str(defaults[name]) for name in shown}


def test_no_secret_has_an_example_value() -> None:
    assert {name: value for name, value in _examples().items() if value and re.search(r"PASSWORD|KEYS", name)} == {}


def test_compose_hands_the_api_only_settings_that_exist() -> None:
    services = yaml.safe_load(text("docker-compose.yml"))["services"]

    assert set(services["api"]["environment"]) <= set(setting_names())
