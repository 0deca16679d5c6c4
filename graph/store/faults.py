"""Turns what the driver raises into the errors of `graph.errors`.

Messages name the server without its user or password; what the server itself said is added only where it helps to mend a
statement or a setting, and callers that answer strangers mask it.
"""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    TransientError,
    UnsupportedServerProduct,
)

from graph.errors import (
    LiantuError,
    LoadTooLarge,
    PlanBug,
    SettingsError,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
    StoreVersionUnsupported,
)

# What to catch around a use of the driver; it wraps the errors of sockets, TLS and name look-up in these.
FAULTS = (DriverError, Neo4jError)

_OUR_BUGS = ("SyntaxError", "SemanticError", "ParameterMissing", "AccessMode", "TypeError")
_TOO_LONG = ("TransactionTimedOut", "TransactionTerminated", "LockAcquisitionTimeout")
_MORE_MEMORY = "Load with --bulk, or give the store more memory."
_CHECK_AUTH = "Check NEO4J_USERNAME and NEO4J_PASSWORD."


def is_memory_fault(error: BaseException) -> bool:
    """Tell whether the server ran out of memory for a transaction; such an error calls itself transient and is never repeated.

    Source: Neo4j status codes `Neo.TransientError.General.MemoryPoolOutOfMemoryError`, `….OutOfMemoryError`,
    `….TransactionMemoryLimit`.
    """
    return isinstance(error, Neo4jError) and "memory" in (error.code or "").lower()


def may_repeat_read(error: BaseException) -> bool:
    """Tell whether a read that failed so may succeed when it is sent once more."""
    if is_memory_fault(error):
        return False
    return isinstance(error, (DriverError, Neo4jError)) and error.is_retryable()


def may_repeat_write(error: BaseException) -> bool:
    """Tell whether a whole transaction that failed so may be run once more.

    Deadlocks and optimistic conflicts are transient. Two MERGEs of one new key end for one of them in a constraint error, which the
    driver does not count as retryable; the second run finds the node. A lost connection is not repeated: the commit may have happened.
    """
    if is_memory_fault(error):
        return False
    return isinstance(error, (TransientError, ConstraintError))


def to_store_error(error: BaseException, *, server: str) -> LiantuError:
    """Return the error of ours that stands for `error`; raise it `from error`.

    Args:
        error: One of `FAULTS`.
        server: Scheme, host and port, as they may be shown.
    """
    if isinstance(error, Neo4jError):
        return _of_server(error, server)
    if isinstance(error, UnsupportedServerProduct):
        return StoreVersionUnsupported(f"{server} is not a Neo4j server.", hint="Use Neo4j 5.23 or later.")
    if isinstance(error, ConfigurationError):
        return SettingsError(f"{server} cannot be used as a store: {error}.", hint="Check NEO4J_URI.")
    if isinstance(error, IncompleteCommit):
        return StoreUnavailable(
            f"{server} went away during a commit, which may or may not have happened.", hint="Run the command again."
        )
    return StoreUnavailable(f"{server} does not answer ({type(error).__name__}).", hint="Check that the store runs.")


def _of_server(error: Neo4jError, server: str) -> LiantuError:
    code, said = error.code or "", (error.message or "").strip()
    found: LiantuError
    if is_memory_fault(error):
        found = LoadTooLarge(f"{server} has not enough memory for this transaction.", hint=_MORE_MEMORY)
    elif isinstance(error, AuthError):
        found = StoreUnavailable(f"{server} does not accept the user name and password.", hint=_CHECK_AUTH)
    elif code.rpartition(".")[2].startswith(_TOO_LONG):
        found = StoreTimeout(f"{server} stopped a statement that ran too long.")
    elif code.endswith("DatabaseNotFound"):
        found = StoreUnavailable(f"{server} has no such database.", hint="Check NEO4J_DATABASE.")
    elif isinstance(error, ConstraintError):
        found = StoreError(f"{server} refused a second node or relationship with a key that must be unique: {said}")
    elif isinstance(error, ClientError) and code.rpartition(".")[2] in _OUR_BUGS:
        found = PlanBug(f"{server} cannot run a statement ({code}): {said}")
    elif isinstance(error, TransientError):
        found = StoreUnavailable(f"{server} cannot do this now ({code}).", hint="Try again.")
    else:
        found = StoreError(f"{server} refused a statement ({code}): {said}")
    return found
