"""The edge of the command line: what was typed in, an exit code out; nothing gets past it as a traceback."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import importlib
import logging
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, cast

from graph.errors import LiantuError, SettingsError
from liantu.cli.declarations import Command
from liantu.cli.output import Output, silence, standard_output
from liantu.cli.parser import build_parser, find_command

if TYPE_CHECKING:
    from liantu.settings import DeclaredSettings

FINE, PROBLEM, WRONG_USAGE = 0, 1, 2
# As a shell reports a process that SIGINT ended.
INTERRUPTED = 130

# Objects that are allocated before the garbage collector looks at the youngest, and how often it looks at older ones. Python's own 700 and
# 10 make it search what an import or a load brings again and again: a fifth of a command's time.
_COLLECTION = (50_000, 20, 20)

Work = Callable[[argparse.Namespace, "DeclaredSettings", Output], Awaitable[int]]
LOG = logging.getLogger("liantu.cli")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 a problem in input or answer, 2 wrong usage."""
    output = standard_output()
    gc.set_threshold(*_COLLECTION)
    try:
        arguments = build_parser().parse_args(argv)
        code = _run(find_command(arguments.command), arguments, output)
        output.flush()
    except BrokenPipeError:
        # The reader, `head` perhaps, has what it wanted.
        silence()
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except LiantuError as error:
        return _fail(output, str(error), WRONG_USAGE if isinstance(error, SettingsError) else PROBLEM)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(output, f"{place}{error.strerror or error}.", PROBLEM)
    except Exception as error:  # a process edge: whatever it was, people see one line, and the log the whole
        LOG.debug("An unforeseen error ended the command.", exc_info=True)
        return _fail(
            output, f"{type(error).__name__}: {error}. Set LIANTU_LOG_LEVEL=debug to see where it comes from.", PROBLEM
        )
    return code


def _run(command: Command, arguments: argparse.Namespace, output: Output) -> int:
    module_name, _, function_name = command.work.partition(":")
    if command.plain:
        plain = cast("Callable[[Output], int]", getattr(importlib.import_module(module_name), function_name))
        return plain(output)

    from liantu.logs import set_up_logs
    from liantu.settings import read_settings, setting_warnings

    given = {name: getattr(arguments, name, None) for name in ("host", "port", "data")}
    settings = read_settings(**given)
    set_up_logs(settings.log_format, settings.log_level, sys.stderr)
    for warning in setting_warnings():
        output.say(f"warning: {warning}")
    work = cast("Work", getattr(importlib.import_module(module_name), function_name))
    with asyncio.Runner(loop_factory=_new_loop if command.name == "serve" else None) as runner:
        return runner.run(_awaited(work(arguments, settings, output)))


def _new_loop() -> asyncio.AbstractEventLoop:
    """Return uvloop's loop where it is installed; commands do without, since it takes time to import."""
    with contextlib.suppress(ImportError):
        import uvloop

        return uvloop.new_event_loop()
    return asyncio.new_event_loop()


async def _awaited(work: Awaitable[int]) -> int:
    return await work


def _fail(output: Output, message: str, code: int) -> int:
    output.progress("")
    with contextlib.suppress(BrokenPipeError):
        output.flush()
    output.say(f"error: {message}")
    return code
