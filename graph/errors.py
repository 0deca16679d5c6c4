"""The one tree of errors: every fallible part of Liantu raises a class of this module.

    LiantuError                      code, message, hint, where
    ├── ModelError                   ours to fix: a declaration contradicts itself
    ├── PlanBug                      ours to fix: a read plan that no writer can write
    ├── SettingsError                an environment setting is wrong
    ├── AddressTaken                 the address to listen on cannot be had
    ├── RecordError                  a source's row, cell or sentence is wrong
    │   └── RecordErrors             all of one source's wrong places, reported together
    ├── ExpectationFailed            a load breaks a declared minimum
    ├── DumpError                    a dump file cannot be restored
    ├── StoreError                   the world: the store
    │   ├── StoreUnavailable         it does not answer, or its answer broke off
    │   ├── StoreTimeout             a statement took longer than its time-out
    │   ├── StoreVersionUnsupported  a server too old for the statements
    │   ├── StoreNotOurs             a database that is neither empty nor Liantu's
    │   ├── StoreLocked              another process owns the embedded store's folder
    │   ├── LoadTooLarge             one transaction cannot hold the load
    │   └── GraphChanging            readers met a graph that kept changing
    └── QueryError                   a request is wrong (GraphQL code in `code`)
        ├── BadArguments  AmbiguousName  NotFound
        ├── TooDeep  TooWide  TooCostly  TooLarge  RequestTimeout
        └── Unauthenticated  Forbidden

`code` is stable and documented in docs/errors.md; `message` is one sentence that names the thing and the value; `hint` says what
to do; `where` is a place: `file:line:column`, `sheet!B7`, a GraphQL path or a folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class LiantuError(Exception):
    """Base of every error of this project.

    Args:
        message: One sentence naming the thing and the value.
        hint: What the reader can do about it; empty when there is nothing.
        where: The place, as precise as it is known; empty when there is none.
    """

    code: ClassVar[str] = "INTERNAL"

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        """Return place, message and hint on one line, for terminals and logs."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}" + (f" {self.hint}" if self.hint else "")


class ModelError(LiantuError):
    """A declaration of the model contradicts itself or another."""

    code = "MODEL"


class PlanBug(LiantuError):
    """A read plan or a projection that cannot be written; never the caller's fault."""

    code = "PLAN_BUG"


class SettingsError(LiantuError):
    """An environment setting has a wrong name or value."""

    code = "BAD_SETTING"


class AddressTaken(LiantuError):
    """The address that the API should listen on is taken, or is not this machine's."""

    code = "ADDRESS_TAKEN"


class RecordError(LiantuError):
    """One wrong place of a source: a cell, a row, a sentence."""

    code = "BAD_RECORD"


class RecordErrors(RecordError):
    """All wrong places of one source, in the order in which they stand there."""

    code = "BAD_RECORDS"

    def __init__(self, errors: Sequence[RecordError], *, source: str) -> None:
        self.errors = tuple(errors)
        lines = "".join(f"\n  {error}" for error in self.errors)
        noun = "error" if len(self.errors) == 1 else "errors"
        super().__init__(f"{len(self.errors)} {noun} in {source}; nothing was loaded.{lines}", where="")


class ExpectationFailed(LiantuError):
    """A load would leave fewer facts than its source declares at least."""

    code = "EXPECTATION_FAILED"


class DumpError(LiantuError):
    """A dump file has a line that cannot be restored."""

    code = "BAD_DUMP"


class StoreError(LiantuError):
    """Something the store did or did not do."""

    code = "STORE_ERROR"


class StoreUnavailable(StoreError):
    """The store does not answer, or an answer broke off."""

    code = "STORE_UNAVAILABLE"


class StoreTimeout(StoreError):
    """A statement ran longer than it may."""

    code = "TIMEOUT"


class StoreVersionUnsupported(StoreError):
    """The server is older than the statements need."""

    code = "STORE_VERSION_UNSUPPORTED"


class StoreNotOurs(StoreError):
    """The database holds something that Liantu did not write."""

    code = "STORE_NOT_OURS"


class StoreLocked(StoreError):
    """Another process owns the embedded store's folder."""

    code = "STORE_LOCKED"


class LoadTooLarge(StoreError):
    """The store's memory cannot hold the load in one transaction."""

    code = "LOAD_TOO_LARGE"


class GraphChanging(StoreError):
    """A read met a changing graph more often than it may try again."""

    code = "GRAPH_CHANGING"


class QueryError(LiantuError):
    """A request asks for something wrong; safe to show to the person who asked."""

    code = "BAD_REQUEST"


class BadArguments(QueryError):
    """Arguments that contradict each other or are missing."""

    code = "BAD_ARGUMENTS"


class AmbiguousName(QueryError):
    """A name that several things bear; `candidates` lists them as (key, name), ordered by key."""

    code = "AMBIGUOUS_NAME"

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]], *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.candidates = tuple(candidates)


class NotFound(QueryError):
    """An analysis was asked about something that is not in the graph."""

    code = "NOT_FOUND"


class TooDeep(QueryError):
    """A request nests deeper than the limit."""

    code = "TOO_DEEP"


class TooWide(QueryError):
    """A request has more tokens, aliases or root fields than the limit."""

    code = "TOO_WIDE"


class TooCostly(QueryError):
    """A request may return more rows than the limit."""

    code = "TOO_COSTLY"


class TooLarge(QueryError):
    """A request body or page is larger than the limit."""

    code = "TOO_LARGE"


class RequestTimeout(QueryError):
    """A request, or the client that sends its body, takes longer than the limit."""

    code = "TIMEOUT"


class TooBusy(QueryError):
    """As many requests as the limit allows are being answered already."""

    code = "TOO_BUSY"


class Unauthenticated(QueryError):
    """A request without a key where one is needed."""

    code = "UNAUTHENTICATED"


class Forbidden(QueryError):
    """A request whose key, host or origin is not allowed."""

    code = "FORBIDDEN"
