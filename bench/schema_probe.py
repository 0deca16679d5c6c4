"""Builds the schema once in a process of its own and prints how long each part took, in milliseconds, as JSON.

python -m bench.schema_probe
"""

from __future__ import annotations

import sys
import time

import orjson


def main() -> None:
    """Import, build, print the schema's text to nobody, and print the times."""
    times: dict[str, float] = {}
    before = _clocks()

    def note(part: str) -> None:
        nonlocal before
        after = _clocks()
        times[part], times[f"{part} cpu"] = (1_000 * (end - start) for start, end in zip(before, after, strict=True))
        before = _clocks()

    from api.schema.build import build_schema
    from api.schema.sdl import print_sdl
    from graph.model.registry import MODEL

    note("import")
    schema = build_schema(MODEL)
    note("build")
    print_sdl(schema)
    note("print")
    sys.stdout.buffer.write(orjson.dumps(times))


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


if __name__ == "__main__":
    main()
