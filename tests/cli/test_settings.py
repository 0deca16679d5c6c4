"""Settings: what is read, refused and said about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.limits import limit_fields
from graph.errors import SettingsError
from liantu.settings import check_serving, is_loopback, read_settings, setting_names, setting_warnings

SECRET = "geheim-0123456789"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests, and no .env of theirs."""
    for name in list(os.environ):
        if name.startswith(("LIANTU_", "NEO4J_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_are_those_of_the_documents() -> None:
    settings = read_settings()

    assert (settings.host, settings.port, settings.data, settings.neo4j_uri) == ("127.0.0.1", 8000, Path("liantu-data"), None)
    assert settings.hosts() == ("localhost", "127.0.0.1", "[::1]")
    assert settings.introspection_policy() == "on"
    assert (settings.limits().depth, settings.limits().body_bytes) == (20, 262_144)


def test_environment_wins_over_the_file_and_an_option_over_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LIANTU_PORT=1\nLIANTU_HOST=localhost\nLIANTU_MAX_DEPTH=7\n", encoding="utf-8")
    monkeypatch.setenv("LIANTU_PORT", "2")

    assert (read_settings().port, read_settings().host, read_settings().limits().depth) == (2, "localhost", 7)
    assert read_settings(port=3, host=None).port == 3


def test_lists_are_split_and_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_READ_KEYS", f" {SECRET}, b ,")
    monkeypatch.setenv("NEO4J_URI", "neo4j://db:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)

    settings = read_settings()

    assert [key.get_secret_value() for key in settings.read_keys] == [SECRET, "b"]
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)


def test_an_empty_value_means_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_PASSWORD", "LIANTU_READ_KEYS", "LIANTU_INTROSPECTION", "LIANTU_PLAN_TEXT"):
        monkeypatch.setenv(name, "")

    settings = read_settings()

    assert (settings.neo4j_uri, settings.neo4j_password, settings.read_keys, settings.introspection) == (None, None, (), None)
    assert settings.plan_text is None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LIANTU_PORT": "abc"}, "LIANTU_PORT is wrong"),
        ({"LIANTU_PORT": "70000"}, "LIANTU_PORT is wrong"),
        ({"LIANTU_MAX_DEPTH": "0"}, "LIANTU_MAX_DEPTH is wrong"),
        ({"LIANTU_INTROSPECTION": "maybe"}, "LIANTU_INTROSPECTION is wrong"),
        ({"LIANTU_CORS_ORIGINS": "*"}, "«*», which is not an origin"),
        ({"LIANTU_CORS_ORIGINS": "https://a.cn/path"}, "not an origin"),
        ({"LIANTU_ALLOWED_HOSTS": "http://a.cn"}, "not a host name"),
        ({"LIANTU_ALLOWED_HOSTS": "a.cn:80"}, "not a host name"),
        ({"LIANTU_READ_KEYS": "has space"}, "LIANTU_READ_KEYS has a key with a space"),
        ({"NEO4J_URI": "neo4j://db"}, "NEO4J_PASSWORD is not"),
        ({"NEO4J_URI": "http://db", "NEO4J_PASSWORD": SECRET}, "NEO4J_URI must be an address"),
        ({"NEO4J_URI": "neo4j://", "NEO4J_PASSWORD": SECRET}, "NEO4J_URI must be an address"),
        ({"NEO4J_URI": f"neo4j://u:{SECRET}@db", "NEO4J_PASSWORD": SECRET}, "NEO4J_URI holds credentials"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence_without_secrets(
    environment: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as raised:
        read_settings()

    assert said in str(raised.value)
    assert SECRET not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_several_wrong_values_are_reported_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_PORT", "x")
    monkeypatch.setenv("LIANTU_MAX_ALIASES", "y")

    with pytest.raises(SettingsError, match=r"LIANTU_PORT.*LIANTU_MAX_ALIASES"):
        read_settings()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "plan.example.cn"])
def test_the_api_does_not_listen_beyond_loopback_without_read_keys(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_HOST", host)

    with pytest.raises(SettingsError, match="LIANTU_READ_KEYS"):
        check_serving(read_settings())

    monkeypatch.setenv("LIANTU_READ_KEYS", "k")
    check_serving(read_settings())
    assert read_settings().introspection_policy() == "keys"


@pytest.mark.parametrize(
    ("host", "expected"), [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("LocalHost", True), ("10.0.0.1", False)]
)
def test_loopback_is_known_by_address_and_name(host: str, *, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_concrete_address_answers_to_its_own_name_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_HOST", "192.168.1.5")
    assert read_settings().hosts()[-1] == "192.168.1.5"

    monkeypatch.setenv("LIANTU_ALLOWED_HOSTS", "Plan.Example.CN")
    assert read_settings().hosts() == ("plan.example.cn",)


def test_unknown_names_are_reported_with_the_nearest_known_one(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LIANTU_READ_KEY=x\nOTHER=1\n", encoding="utf-8")

    warnings = setting_warnings({"LIANTU_PROT": "1", "LIANTU_HOST": "x", "PATH": "/"}, tmp_path / ".env")

    assert warnings == (
        "LIANTU_PROT is not a setting and is ignored. Did you mean LIANTU_PORT?",
        "LIANTU_READ_KEY is not a setting and is ignored. Did you mean LIANTU_READ_KEYS?",
    )


def test_every_bound_is_a_setting_and_no_name_stands_twice() -> None:
    names = setting_names()

    assert {declared.setting for declared in limit_fields()} <= set(names)
    assert len(set(names)) == len(names)
