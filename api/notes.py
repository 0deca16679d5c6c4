"""What one request leaves for its log line and its metrics: a note that the outermost layer makes and inner ones fill."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.types import Scope

_KEY = "liantu.note"


@dataclass(slots=True)
class Note:
    """One request's note.

    Args:
        request_id: Names the request in the log, the answer's header and masked errors.
        operation: Name of the GraphQL operation, empty for none.
        codes: Codes of the answer's errors, in their order.
    """

    request_id: str
    operation: str = ""
    codes: tuple[str, ...] = ()


def attach_note(scope: Scope, note: Note) -> None:
    """Put the note where `note_of` finds it."""
    scope[_KEY] = note


def note_of(request: HTTPConnection) -> Note:
    """Return the note of a request; a fresh one where no outer layer made one."""
    note = request.scope.get(_KEY)
    return note if isinstance(note, Note) else Note("")
