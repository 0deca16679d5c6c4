"""`liantu serve`: store, bundled register and HTTP server in one process, ended by one signal.

The order matters: the port is taken first, so that a taken one is known before anything is started; the engine starts while the server's
code is imported; the line on standard output comes when a request over the network was answered.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from graph.errors import AddressTaken, LiantuError, SettingsError, StoreUnavailable
from graph.model.registry import MODEL
from liantu.cli.output import Output
from liantu.settings import DeclaredSettings, check_serving
from liantu.wiring import Opened, api_sdl, build_app, load_bundled, open_store, prepare

if TYPE_CHECKING:
    import uvicorn

LOG = logging.getLogger("liantu")

# Requests under way at a signal may end within this time; with the engine's 7 s a stop stays within 10 s.
_DRAIN_S = 2
_ANSWER_WAIT_S = 10.0
_BACKLOG = 2048
_WATCH_S = 1.0


async def run(_: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Serve until SIGINT or SIGTERM; both end with 0."""
    check_serving(settings)
    _stop_on_signals()
    # A signal cancels this task; what is open closes on the way out, and the request to end was no failure.
    with contextlib.suppress(asyncio.CancelledError), _listen(settings.host, settings.port) as listener:
        reading = asyncio.create_task(asyncio.to_thread(_read_sources))
        importing = asyncio.create_task(_after(reading, _import_server))
        async with open_store(settings, serving=True) as opened:
            await prepare(opened.store)
            await reading
            await _fill(opened, output)
            await importing
            await _serve(opened, listener, settings, output)
    return 0


def _stop_on_signals() -> None:
    """Cancel the current task at the first signal; later ones change nothing, the end is bounded anyway."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    stopping = False

    def stop() -> None:
        nonlocal stopping
        if task is not None and not stopping:
            stopping = True
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


@contextlib.contextmanager
def _listen(host: str, port: int) -> Iterator[socket.socket]:
    """Take the address, without answering there yet.

    Raises:
        AddressTaken: It is in use, or not this machine's.
        SettingsError: The host name has no address.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise SettingsError(f"LIANTU_HOST is {host}, which has no address ({error.strerror}).") from error
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _taken(host, port, error) from error
    with listener:
        yield listener


def _taken(host: str, port: int, error: OSError) -> AddressTaken:
    said = f"Port {port} of {host} cannot be listened on: {(error.strerror or str(error)).lower()}."
    return AddressTaken(said, hint="Choose another with LIANTU_PORT (make serve PORT=8123).")


def _read_sources() -> None:
    """Import what filling the store needs and read the bundled tables, in a thread, while the engine starts."""
    import loaders.bundled
    import loaders.pipeline

    loaders.bundled.bundled_sources()


def _import_server() -> None:
    """Import what serving needs and build what depends on the model alone, in a thread, while the store is filled."""
    import uvicorn

    import api.app
    import api.connection
    import api.execute

    api_sdl()
    del uvicorn, api


async def _after(first: asyncio.Task[None], work: Callable[[], None]) -> None:
    await first
    await asyncio.to_thread(work)


async def _fill(opened: Opened, output: Output) -> None:
    report = await load_bundled(opened.store)
    if report is not None:
        names = ", ".join(source.name for source in report.sources if not source.unchanged)
        LOG.info("loaded", extra={"fields": {"sources": names, "rows": report.rows}})
    for issue in () if report is None else (issue for source in report.sources for issue in source.issues):
        output.say(f"warning: {issue.where}: {issue.message}")


async def _serve(opened: Opened, listener: socket.socket, settings: DeclaredSettings, output: Output) -> None:
    """Answer requests until this task is cancelled.

    Raises:
        StoreUnavailable: The embedded engine ended by itself.
    """
    import uvicorn

    from api.connection import connection_class

    class Server(uvicorn.Server):
        """Uvicorn without its own signal handling, which would end the process by the signal instead of with 0."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            """Leave the signals to this command."""
            yield

    try:
        listener.listen(_BACKLOG)  # two servers that start at once may both have bound the address; one of them fails here
    except OSError as error:
        raise _taken(settings.host, settings.port, error) from error
    config = uvicorn.Config(
        build_app(settings, opened),
        http=connection_class(settings.limits().head_bytes),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=_DRAIN_S,
    )
    server = Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    watching = asyncio.create_task(_watch(opened))
    warming: asyncio.Task[None] | None = None
    try:
        await _wait_answering(server, listener, settings)
        base = f"http://{_shown(settings.host)}:{settings.port}"
        output.text(f"Liantu ready: {base}/ (GraphQL: /graphql, store: {opened.name})")
        output.flush()
        # What stands now stays; the collector need not search it again after every few large answers.
        gc.collect()
        gc.freeze()
        warming = asyncio.create_task(_warm_up(opened))
        await asyncio.wait({serving, watching}, return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            await watching
        raise LiantuError("The server ended by itself.", hint="Its log says more.")
    finally:
        watching.cancel()
        if warming is not None:
            warming.cancel()
        server.should_exit = True
        await serving


async def _warm_up(opened: Opened) -> None:
    """Let Neo4j plan the long statements before somebody asks; the embedded engine plans them in no time."""
    from graph.analytics.warming import warm_up

    if opened.store.kind == "neo4j":
        with contextlib.suppress(LiantuError):  # whoever asks next is told
            await warm_up(opened.store, MODEL)


async def _watch(opened: Opened) -> None:
    """Wait for the end of the engine, which nothing restarts: whoever supervises this process restarts both.

    Raises:
        StoreUnavailable: It ended.
    """
    while opened.is_alive():  # noqa: ASYNC110 - a process that ends sets no event
        await asyncio.sleep(_WATCH_S)
    raise StoreUnavailable("The embedded engine ended by itself.", hint="Its folder's engine.log says more.", where=opened.name)


async def _wait_answering(server: uvicorn.Server, listener: socket.socket, settings: DeclaredSettings) -> None:
    """Return when a request over the network is answered.

    Raises:
        LiantuError: The server ended, or does not answer in time.
    """
    deadline = asyncio.get_running_loop().time() + _ANSWER_WAIT_S
    address = listener.getsockname()
    unspecified = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked up, not listened on
    host = unspecified.get(address[0], address[0])
    name = settings.hosts()[0].replace("*.", "any.").replace("*", "localhost")
    while asyncio.get_running_loop().time() < deadline and not server.should_exit:
        if server.started and await _answers(host, address[1], name):
            return
        await asyncio.sleep(0.01)
    raise LiantuError("The server did not start to answer.", hint="Its log says more.")


async def _answers(host: str, port: int, name: str) -> bool:
    try:
        reader, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.write(f"GET /health/live HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
    status = await reader.readline()
    writer.close()
    return b" 200 " in status


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
