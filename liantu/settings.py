"""Everything that the environment may set: one class, the only reader of the environment and of `.env`.

    settings = read_settings()
    settings.data        -> PosixPath('liantu-data')

The bounds of a request (`LIANTU_MAX_DEPTH` and so on) are declared in `api.limits` and become settings here. Values come from, in this
order: the command line, the environment, the file `.env` of the working directory, the defaults.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, create_model
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.limits import Limits, limit_fields
from graph.errors import SettingsError

ENV_FILE = ".env"
PREFIX = "LIANTU_"
# Names that answer on a machine of one's own; a browser sends one of them as Host.
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

Introspection = Literal["on", "keys", "off"]


def _split(value: object) -> object:
    """Turn `a, b` into its parts; anything else is left to the field's own check."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _absent_when_empty(value: object) -> object:
    # `NEO4J_URI=` in a file or a compose file means: not set.
    return None if value == "" else value


_Keys = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_split)]
_Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
_Text = Annotated[str | None, BeforeValidator(_absent_when_empty)]
_Secret = Annotated[SecretStr | None, BeforeValidator(_absent_when_empty)]
_File = Annotated[Path | None, BeforeValidator(_absent_when_empty)]


def _setting(name: str, default: Any, about: str, **bounds: Any) -> Any:
    return Field(default, validation_alias=name, description=about, **bounds)


class DeclaredSettings(BaseSettings):
    """The settings that are declared here; `Settings` adds the bounds of a request."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, extra="ignore", frozen=True, populate_by_name=True, hide_input_in_errors=True
    )

    host: str = _setting("LIANTU_HOST", "127.0.0.1", "Address the API listens on.", min_length=1)
    port: int = _setting("LIANTU_PORT", 8000, "TCP port the API listens on.", ge=1, le=65535)
    data: Path = _setting(
        "LIANTU_DATA", Path("liantu-data"), "Folder of the embedded store; made when it is not there, printed at start."
    )
    neo4j_uri: _Text = _setting(
        "NEO4J_URI",
        None,
        "Address of the Neo4j that is the store (`bolt://`, `neo4j://`, `+s`, `+ssc`); unset: the embedded store.",
    )
    neo4j_username: str = _setting("NEO4J_USERNAME", "neo4j", "User of that Neo4j.")
    neo4j_password: _Secret = _setting("NEO4J_PASSWORD", None, "Password of that Neo4j; needed with `NEO4J_URI`.")
    neo4j_database: _Text = _setting("NEO4J_DATABASE", None, "Database of that Neo4j; unset: its default database.")
    neo4j_test_uri: _Text = _setting(
        "NEO4J_TEST_URI",
        None,
        "Neo4j that the tests use and wipe; refused unless it is empty or marked by an earlier test run.",
    )
    neo4j_test_username: str = _setting("NEO4J_TEST_USERNAME", "neo4j", "User of the tests' Neo4j.")
    neo4j_test_password: _Secret = _setting("NEO4J_TEST_PASSWORD", None, "Password of the tests' Neo4j.")
    read_keys: _Keys = _setting(
        "LIANTU_READ_KEYS", (), "API keys that may read, separated by commas; needed before the API listens beyond loopback."
    )
    write_keys: _Keys = _setting(
        "LIANTU_WRITE_KEYS", (), "API keys that may also write, separated by commas; unset: nothing writes over HTTP."
    )
    allowed_hosts: _Names = _setting(
        "LIANTU_ALLOWED_HOSTS",
        (),
        "Names accepted in the Host header, separated by commas, `*.example.cn` for all below a name; unset: loopback names and `LIANTU_HOST`.",
    )
    cors_origins: _Names = _setting(
        "LIANTU_CORS_ORIGINS", (), "Origins of other front-ends (`https://plan.example.cn`), separated by commas; unset: none."
    )
    introspection: Annotated[Introspection | None, BeforeValidator(_absent_when_empty)] = _setting(
        "LIANTU_INTROSPECTION",
        None,
        "Who may ask for the schema and is shown near names in errors: `on` all, `keys` with a key, `off` none; unset: `on` on loopback, "
        "`keys` beyond.",
    )
    plan_text: _File = _setting("LIANTU_PLAN_TEXT", None, "File with the 2013 plan's text, for the tests that need it.")
    log_format: Literal["auto", "json", "text"] = _setting(
        "LIANTU_LOG_FORMAT", "auto", "Form of log lines on standard error: `json`, `text`, or `auto` (text on a terminal)."
    )
    log_level: Literal["debug", "info", "warning", "error"] = _setting(
        "LIANTU_LOG_LEVEL", "info", "Least level that is logged."
    )

    def limits(self) -> Limits:
        """Return the bounds of a request."""
        return Limits(**{declared.name: getattr(self, declared.name) for declared in limit_fields()})

    def is_beyond_loopback(self) -> bool:
        """Tell whether other machines could reach the address that the API listens on."""
        return not is_loopback(self.host)

    def hosts(self) -> tuple[str, ...]:
        """Return the names accepted in a Host header, lower case, without ports."""
        if self.allowed_hosts:
            return tuple(name.lower() for name in self.allowed_hosts)
        own = f"[{self.host}]" if ":" in self.host else self.host
        unspecified = self.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not listened on
        return LOOPBACK_NAMES if unspecified or own in LOOPBACK_NAMES else (*LOOPBACK_NAMES, own.lower())

    def introspection_policy(self) -> Introspection:
        """Return who may introspect, the default filled in."""
        if self.introspection is not None:
            return self.introspection
        return "keys" if self.is_beyond_loopback() else "on"


_LIMIT_FIELDS: dict[str, Any] = {
    declared.name: (
        int,
        _setting(declared.setting, declared.default, declared.about, ge=1, json_schema_extra={"unit": declared.unit}),
    )
    for declared in limit_fields()
}
Settings: type[DeclaredSettings] = create_model("Settings", __base__=DeclaredSettings, **_LIMIT_FIELDS)


def read_settings(**given: Any) -> DeclaredSettings:
    """Read and check the settings; `given` (by field name) wins over the environment, a None in it is ignored.

    Raises:
        SettingsError: A value is wrong, or two settings contradict each other. The message names the setting, never a secret.
    """
    try:
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise SettingsError("; ".join(_sentences(error)) + ".", hint="See docs/settings.md.") from None
    _check_neo4j(settings.neo4j_uri, settings.neo4j_password, prefix="NEO4J")
    _check_names(settings)
    return settings


def check_serving(settings: DeclaredSettings) -> None:
    """Refuse to listen beyond loopback without read keys.

    Raises:
        SettingsError: `LIANTU_HOST` is reachable from elsewhere and `LIANTU_READ_KEYS` is unset.
    """
    if settings.is_beyond_loopback() and not settings.read_keys:
        raise SettingsError(
            f"LIANTU_HOST is {settings.host}, which other machines may reach, and LIANTU_READ_KEYS is not set.",
            hint="Set LIANTU_READ_KEYS to at least one key, or listen on 127.0.0.1.",
        )


def setting_names() -> tuple[str, ...]:
    """Return every name that a setting has in the environment, in declared order."""
    return tuple(str(field.validation_alias) for field in Settings.model_fields.values())


def setting_warnings(environ: Mapping[str, str] | None = None, env_file: str | Path = ENV_FILE) -> tuple[str, ...]:
    """Return a sentence for every `LIANTU_` name that is no setting, with the nearest one that is; ordered by name.

    Args:
        environ: Names and values; the process's own when None.
        env_file: A `.env` file; one that is not there holds nothing.
    """
    names = {*(os.environ if environ is None else environ), *dotenv_values(env_file)}
    known = setting_names()
    lines = []
    for name in sorted(name for name in names if name.upper().startswith(PREFIX) and name.upper() not in known):
        near = difflib.get_close_matches(name.upper(), known, n=1)
        lines.append(
            f"{name} is not a setting and is ignored." + (f" Did you mean {near[0]}?" if near else " See docs/settings.md.")
        )
    return tuple(lines)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches `host`; a name other than localhost counts as reachable."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _sentences(error: ValidationError) -> list[str]:
    """Return one sentence a wrong setting; values are left out, because one of them may be a secret in the wrong place."""
    by_field = {name: str(field.validation_alias) for name, field in Settings.model_fields.items()}
    sentences = []
    for item in error.errors(include_url=False, include_context=True, include_input=False):
        place = str(item["loc"][0]) if item["loc"] else "The settings"
        said = item["msg"][:1].lower() + item["msg"][1:]
        sentences.append(f"{by_field.get(place, place)} is wrong: {said}")
    return sentences


def _check_neo4j(uri: str | None, password: SecretStr | None, *, prefix: str) -> None:
    if uri is None:
        return
    try:
        parts = urlsplit(uri)
        named = bool(parts.hostname)
    except ValueError:
        raise SettingsError(f"{prefix}_URI is not an address.", hint="Write it as neo4j://host:7687.") from None
    if parts.scheme not in NEO4J_SCHEMES or not named:
        schemes = ", ".join(f"{scheme}://" for scheme in NEO4J_SCHEMES)
        raise SettingsError(
            f"{prefix}_URI must be an address that starts with one of {schemes}.", hint="Write it as neo4j://host:7687."
        )
    if parts.username or parts.password:
        raise SettingsError(f"{prefix}_URI holds credentials.", hint=f"Put them into {prefix}_USERNAME and {prefix}_PASSWORD.")
    if password is None:
        raise SettingsError(
            f"{prefix}_URI is set and {prefix}_PASSWORD is not.", hint=f"Set {prefix}_PASSWORD, or unset {prefix}_URI."
        )


def _check_names(settings: DeclaredSettings) -> None:
    for name in settings.allowed_hosts:
        if not re.fullmatch(r"\*|(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]", name):
            raise SettingsError(
                f"LIANTU_ALLOWED_HOSTS has «{name}», which is not a host name.", hint="Leave scheme, port and path out."
            )
    for origin in settings.cors_origins:
        if not re.fullmatch(r"https?://[^/?#\s*@]+", origin):
            raise SettingsError(
                f"LIANTU_CORS_ORIGINS has «{origin}», which is not an origin.", hint="Write it as https://plan.example.cn."
            )
    for setting, keys in (("LIANTU_READ_KEYS", settings.read_keys), ("LIANTU_WRITE_KEYS", settings.write_keys)):
        if not all(re.fullmatch(r"[!-~]+", key.get_secret_value()) for key in keys):
            raise SettingsError(f"{setting} has a key with a space or a character beyond ASCII, which no header carries.")
