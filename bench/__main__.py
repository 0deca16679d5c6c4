"""Runs the benchmarks that need no network: `python -m bench [--only p1,shapes] [--size 100000] [--quick]`."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import uvloop

from bench import analyses, growth, p1_layer, p3_round_trips, p4_overhead, p9_schema, p10_cold, shapes
from bench.machine import describe_machine
from bench.report import Report, write_report
from bench.servers import KINDS, Servers
from bench.setting import LARGEST, Setting

RESULTS = Path(__file__).with_name("results")

Benchmark = Callable[[Setting], Awaitable[Report]]
# Those without a store first, then those on the store of the sizes S and L, then those with stores of their own.
BENCHMARKS: Mapping[str, Benchmark] = {
    p1_layer.NAME: p1_layer.run,
    p9_schema.NAME: p9_schema.run,
    p10_cold.NAME: p10_cold.run,
    p3_round_trips.NAME: p3_round_trips.run,
    p4_overhead.NAME: p4_overhead.run,
    shapes.NAME: shapes.run,
    growth.NAME: growth.run,
    analyses.NAME: analyses.run,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; 0 also when a target was missed: the figures are the result."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", type=_names(BENCHMARKS), default=list(BENCHMARKS), help=f"some of {', '.join(BENCHMARKS)}")
    parser.add_argument("--stores", type=_names(KINDS), default=list(KINDS), help=f"some of {', '.join(KINDS)}")
    parser.add_argument("--size", type=int, default=LARGEST, help=f"nodes of the largest graph ({LARGEST:,})")
    parser.add_argument("--quick", action="store_true", help="small and short, to see that everything works; writes no results")
    parser.add_argument("--results", type=Path, help=f"folder of the results (bench/{RESULTS.name})")
    arguments = parser.parse_args(words)
    folder = arguments.results or (None if arguments.quick else RESULTS)
    uvloop.run(_run(arguments.only, arguments.stores, folder, quick=arguments.quick, size=arguments.size))
    return 0


async def _run(only: Sequence[str], stores: Sequence[str], folder: Path | None, *, quick: bool, size: int) -> None:
    machine = describe_machine()
    sys.stdout.write(f"{_sentence(machine)}\n")
    async with Servers(stores) as servers:
        setting = Setting(servers, quick, size)
        for name in only:
            report = await BENCHMARKS[name](setting)
            sys.stdout.write("\n" + report.as_text(judged=not quick))
            sys.stdout.flush()
            if folder is not None:
                write_report(report, {**machine, "stores": dict(servers.versions)}, folder)
            gc.freeze()  # what stays from here on, graphs above all, is not searched again in the next one's time


def _sentence(machine: Mapping[str, object]) -> str:
    return (
        f"{machine['cores']} cores of {machine['processor']}, {machine['memoryGiB']} GiB, load {machine['loadAverage']}, "
        f"Python {machine['python']}"
    )


def _names(known: Sequence[str] | Mapping[str, object]) -> Callable[[str], list[str]]:
    def names(text: str) -> list[str]:
        found = [name.strip() for name in text.split(",") if name.strip()]
        wrong = [name for name in found if name not in known]
        if wrong or not found:
            raise argparse.ArgumentTypeError(f"{text!r}: known are {', '.join(known)}")
        return found

    return names


if __name__ == "__main__":
    sys.exit(main())
