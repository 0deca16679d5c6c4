"""The store as the rest of the application sees it: reads, whole-graph writes, and which server it is."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncSession,
    AsyncTransaction,
    NotificationMinimumSeverity,
    Query,
)

from graph.cypher.state import PING, RAISE_EPOCH, READ_STATE, clear_mark, set_mark
from graph.cypher.statement import Statement
from graph.errors import GraphChanging, StoreTimeout
from graph.store.epoch import (
    EMPTY_EPOCH,
    Reading,
    Row,
    epoch_of,
    mark_hold_ms,
    until_settled,
    without_state,
)
from graph.store.faults import FAULTS, may_repeat_read, may_repeat_write, to_store_error
from graph.store.server import Kind, check_address, recognise, shown_server
from graph.store.transaction import Tracer, Transaction, plain_row

T = TypeVar("T")

REPEAT_WAIT_S = 0.05
CLEAR_TRIES = 3
STREAM_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class StoreOptions:
    """Time-outs and sizes of a connection to the store.

    Attributes:
        read_timeout_s: For one statement that reads. Neo4j also stops it itself; the embedded engine by its own limit.
        write_timeout_s: For one statement that writes, and for a commit.
        transaction_timeout_s: For a whole write transaction, kept by Neo4j.
        connect_timeout_s: For opening a connection, and for waiting until one of the pool is free.
        pool_size: The most connections.
        patience_s: How long a read is repeated that met commits, see `graph.store.epoch`.
    """

    read_timeout_s: float = 30.0
    write_timeout_s: float = 60.0
    transaction_timeout_s: float = 1_800.0
    connect_timeout_s: float = 10.0
    pool_size: int = 64
    patience_s: float = 15.0


DEFAULT_OPTIONS = StoreOptions()


class Store:
    """One database, reached through the official driver; make one with `Store.connect`.

    Attributes:
        kind: "embedded" or "neo4j".
        version: The server's version, as it names itself ("5.26.25", "26.10.2").
        server: Scheme, host and port, without credentials.
        tracer: Called after every statement with (statement, rows returned, seconds); None for none.
        mixed_reads: How many reads met a commit and were made again.
    """

    def __init__(self, driver: AsyncDriver, *, server: str, database: str | None, options: StoreOptions) -> None:
        self._driver = driver
        self._database = database
        self._options = options
        self.server = server
        self.kind: Kind = "neo4j"
        self.version = ""
        self.tracer: Tracer | None = None
        self.mixed_reads = 0

    @classmethod
    async def connect(
        cls,
        uri: str,
        auth: tuple[str, str] | None,
        *,
        database: str | None = None,
        options: StoreOptions = DEFAULT_OPTIONS,
    ) -> Store:
        """Open a connection and find out what answers.

        Args:
            uri: `bolt://`, `neo4j://`, each also `+s` (TLS) and `+ssc` (TLS, any certificate).
            auth: User name and password; None for a server without.
            database: The database's name; None for the user's home database.
            options: Time-outs and sizes.

        Raises:
            SettingsError: When the address is none.
            StoreUnavailable: When nothing answers there, or the password is wrong.
            StoreVersionUnsupported: When the server is not Neo4j 5.23 or later, nor the embedded engine.
        """
        check_address(uri)
        server = shown_server(uri)
        try:
            driver = AsyncGraphDatabase.driver(
                uri,
                auth=auth,
                connection_timeout=options.connect_timeout_s,
                connection_acquisition_timeout=options.connect_timeout_s,
                max_connection_pool_size=options.pool_size,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                telemetry_disabled=True,
            )
        except FAULTS as error:
            raise to_store_error(error, server=server) from error
        store = cls(driver, server=server, database=database, options=options)
        try:
            await store._identify()
        except BaseException:
            await driver.close()
            raise
        return store

    async def _identify(self) -> None:
        try:
            async with asyncio.timeout(3 * self._options.connect_timeout_s):
                agent = (await self._driver.get_server_info()).agent
        except TimeoutError as error:
            raise StoreTimeout(f"{self.server} did not answer in time.") from error
        except FAULTS as error:
            raise to_store_error(error, server=self.server) from error
        self.kind, self.version = recognise(agent, server=self.server)
        await self.ping()

    async def __aenter__(self) -> Self:
        """Return the store, which the block closes."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self.close()

    async def close(self) -> None:
        """Close all connections; safe to call twice."""
        await self._driver.close()

    async def ping(self) -> None:
        """Return when the store answers.

        Raises:
            StoreUnavailable: When it does not.
            StoreTimeout: When it is too slow.
        """
        await self.read(PING)

    async def read(self, statement: Statement) -> list[Row]:
        """Run one statement that reads and return its rows, each a list of plain values.

        It runs auto-commit in READ access mode, and once more after an error that is transient or of the connection.

        Raises:
            StoreTimeout: When it takes longer than the time-out of reads.
            StoreUnavailable: When the store does not answer.
            PlanBug: When the store cannot run the text.
        """
        for last in (False, True):
            try:
                return await self._read_once(statement)
            except TimeoutError as error:
                raise StoreTimeout(f"A read took longer than {self._options.read_timeout_s:g} s.") from error
            except FAULTS as error:
                if last or not may_repeat_read(error):
                    raise to_store_error(error, server=self.server) from error
            await asyncio.sleep(REPEAT_WAIT_S)
        raise AssertionError("unreachable")

    async def _read_once(self, statement: Statement) -> list[Row]:
        clock = asyncio.get_running_loop().time
        began = clock()
        query = Query(statement.text, timeout=self._options.read_timeout_s)
        async with asyncio.timeout(self._options.read_timeout_s):
            # One PULL for all rows: a second one would be a second round trip.
            async with self._session(READ_ACCESS, fetch_rows=-1) as session:
                result = await session.run(query, dict(statement.params))
                rows = [plain_row(record) async for record in result]
        self._trace(statement, len(rows), clock() - began)
        return rows

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        """Run statements that carry the State branches until all of them saw one state of the graph.

        Args:
            statements: Each a `UNION ALL` whose first branch is STATE_FIRST and whose last is STATE_LAST.

        Raises:
            GraphChanging: When commits kept overlapping.
            StoreTimeout, StoreUnavailable, PlanBug: As `read`.
        """

        async def attempt(number: int) -> Reading | None:
            answers: list[list[Row]] = []
            seen: int | None = None
            for statement in statements:
                rows = await self.read(statement)
                epoch = epoch_of(rows)
                if epoch is None or (seen is not None and epoch != seen):
                    self.mixed_reads += 1
                    return None
                seen = epoch
                answers.append(without_state(rows))
            return Reading(EMPTY_EPOCH if seen is None else seen, answers, number)

        return await until_settled(attempt, patience_s=self._options.patience_s)

    async def read_settled(self, work: Callable[[], Awaitable[T]]) -> tuple[int, T]:
        """Run `work`, which reads as often as it likes, until no commit overlapped it; return the epoch and what it returned.

        For reads that cannot be one statement: a dump, a load's comparison with what is there. `work` must be free of side effects
        that a second run would not replace.

        Raises:
            GraphChanging: When commits kept overlapping.
        """

        async def attempt(_: int) -> tuple[int, T] | None:
            before = await self.state()
            if before is None:
                return None
            found = await work()
            if await self.state() != before:
                self.mixed_reads += 1
                return None
            return before, found

        return await until_settled(attempt, patience_s=self._options.patience_s)

    async def state(self) -> int | None:
        """Return the graph's epoch (0 without State), or None while a writer commits."""
        rows = await self.read(READ_STATE)
        if not rows:
            return EMPTY_EPOCH
        epoch, committing = rows[0]
        return epoch if isinstance(epoch, int) and not committing else None

    async def stream(self, statement: Statement) -> AsyncGenerator[Row, None]:
        """Yield the rows of a large read as they come, in bounded memory; close it with `contextlib.aclosing`.

        Raises:
            StoreTimeout: When the next row takes longer than the time-out of reads.
            StoreUnavailable: When the answer breaks off; it is not repeated.
        """
        clock = asyncio.get_running_loop().time
        began, count = clock(), 0
        try:
            async with self._session(READ_ACCESS, fetch_rows=STREAM_ROWS) as session:
                async with asyncio.timeout(self._options.read_timeout_s) as limit:
                    result = await session.run(statement.text, dict(statement.params))
                    async for record in result:
                        limit.reschedule(None)
                        yield plain_row(record)
                        count += 1
                        limit.reschedule(clock() + self._options.read_timeout_s)
        except TimeoutError as error:
            raise StoreTimeout(f"A stream stood still for {self._options.read_timeout_s:g} s.") from error
        except FAULTS as error:
            raise to_store_error(error, server=self.server) from error
        self._trace(statement, count, clock() - began)

    async def write(
        self, work: Callable[[Transaction], Awaitable[T]], *, base_epoch: int | None = None, raise_epoch: bool = True
    ) -> T:
        """Run `work` in one transaction, commit it as one step for readers, and return what `work` returned.

        A conflict with another writer runs `work` once more, from its start, in a new transaction; so it must not keep what it did.
        Work that runs no statement commits nothing and leaves the epoch as it is.

        Args:
            work: An async function of the transaction.
            base_epoch: The epoch from which the work was computed; another writer's commit since then refuses the commit.
            raise_epoch: False for what readers of the graph never see (logs, schema).

        Raises:
            GraphChanging: When the epoch is no longer `base_epoch`, or other writers keep committing.
            LoadTooLarge: When the server's memory cannot hold the transaction; never repeated.
            StoreTimeout: When a statement or the commit takes too long; everything is rolled back.
            StoreUnavailable: When the server went away.
            StoreError: When a uniqueness constraint is broken.
        """
        for last in (False, True):
            try:
                return await self._write_once(work, base_epoch, raise_epoch=raise_epoch)
            except FAULTS as error:
                if last or not may_repeat_write(error):
                    raise to_store_error(error, server=self.server) from error
            await asyncio.sleep(REPEAT_WAIT_S)
        raise AssertionError("unreachable")

    async def _write_once(self, work: Callable[[Transaction], Awaitable[T]], base_epoch: int | None, *, raise_epoch: bool) -> T:
        committer = secrets.token_hex(8)
        marked = False
        async with self._session(WRITE_ACCESS) as session:
            inner = await session.begin_transaction(timeout=self._options.transaction_timeout_s)
            try:
                async with inner:
                    transaction = Transaction(inner, timeout_s=self._options.write_timeout_s, trace=self._trace)
                    done = await work(transaction)
                    if transaction.statements == 0:
                        await inner.rollback()
                        return done
                    if raise_epoch:
                        await self._set_mark(committer, mark_hold_ms(transaction.rows))
                        marked = True
                        await self._raise_epoch(transaction, base_epoch)
                    await self._commit(inner)
                    return done
            finally:
                # After the transaction has ended: until then it holds the lock of the State node that clearing needs.
                if marked:
                    await self._clear_mark(committer)

    async def _raise_epoch(self, transaction: Transaction, base_epoch: int | None) -> None:
        rows = await transaction.run(RAISE_EPOCH)
        if base_epoch is not None and rows[0][0] != base_epoch + 1:
            raise GraphChanging(
                "Another load was committed while this one was computed; nothing was written.", hint="Run it again."
            )

    async def _commit(self, inner: AsyncTransaction) -> None:
        try:
            async with asyncio.timeout(self._options.write_timeout_s):
                await inner.commit()
        except TimeoutError as error:
            raise StoreTimeout(
                f"A commit took longer than {self._options.write_timeout_s:g} s; it may or may not have happened.",
                hint="Run the command again.",
            ) from error

    async def _set_mark(self, committer: str, hold_ms: int) -> None:
        statement = set_mark(committer, hold_ms)

        async def attempt(_: int) -> bool | None:
            try:
                return True if await self._run_alone(statement) else None
            except FAULTS as error:
                if not may_repeat_write(error):
                    raise
                return None

        await until_settled(attempt, patience_s=self._options.patience_s, what="commit")

    async def _clear_mark(self, committer: str) -> None:
        # The commit has happened or failed by now, and neither may be reported as the other: a mark that cannot be cleared expires.
        for _ in range(CLEAR_TRIES):
            with contextlib.suppress(*FAULTS, StoreTimeout):
                await self._run_alone(clear_mark(committer))
                return
            await asyncio.sleep(REPEAT_WAIT_S)

    async def _run_alone(self, statement: Statement) -> list[Row]:
        async with self._session(WRITE_ACCESS) as session:
            inner = await session.begin_transaction(timeout=self._options.write_timeout_s)
            async with inner:
                transaction = Transaction(inner, timeout_s=self._options.write_timeout_s, trace=self._trace)
                rows = await transaction.run(statement)
                await self._commit(inner)
                return rows

    async def run_schema(self, statement: Statement) -> None:
        """Run one statement that changes constraints or indexes, or waits for them, in a transaction of its own.

        Raises:
            StoreError: When the store refuses it.
        """
        try:
            await self._run_alone(statement)
        except FAULTS as error:
            raise to_store_error(error, server=self.server) from error

    def _session(self, mode: str, *, fetch_rows: int = 1_000) -> AsyncSession:
        return self._driver.session(database=self._database, default_access_mode=mode, fetch_size=fetch_rows)

    def _trace(self, statement: Statement, rows: int, seconds: float) -> None:
        if self.tracer is not None:
            self.tracer(statement, rows, seconds)
