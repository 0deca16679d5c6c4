"""Log lines on standard error: JSON objects for machines, plain lines for a terminal; both with the fields of the call.

log.info("request", extra={"fields": {"status": 200}})
-> {"time":"2026-01-02T03:04:05.678Z","level":"info","logger":"liantu.access","message":"request","status":200}
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Literal, TextIO

# What matters of the server's own life and of the driver's retries is said by this project's loggers and errors.
LEAST_LEVELS = {
    "uvicorn.error": logging.WARNING,
    "uvicorn.asgi": logging.WARNING,
    "asyncio": logging.WARNING,
    "neo4j": logging.CRITICAL,
}


class JsonFormatter(logging.Formatter):
    """One JSON object a line, in UTF-8, keys in a fixed order; an exception's traceback is the field `error`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class TextFormatter(logging.Formatter):
    """One plain line, fields as `name=value`; an exception's traceback follows on lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        parts = [_time(record), record.levelname.lower(), record.getMessage()]
        parts += [f"{name}={value}" for name, value in _fields(record).items()]
        text = " ".join(parts)
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


def set_up_logs(form: Literal["auto", "json", "text"], level: str, stream: TextIO) -> None:
    """Send all logging of the process to `stream`; called once, by the command line."""
    is_text = form == "text" or (form == "auto" and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(TextFormatter() if is_text else JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name, least in LEAST_LEVELS.items():
        logging.getLogger(name).setLevel(max(least, root.level))


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _fields(record: logging.LogRecord) -> dict[str, object]:
    fields = getattr(record, "fields", None)
    return fields if isinstance(fields, dict) else {}
