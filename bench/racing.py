"""Times variants side by side: in rounds, in turn, so that whatever else the machine does falls on all of them.

    results = await race([Variant("ours", ask_ours), Variant("stock", ask_stock)], Rules(rounds=60))
    results["ours"].wall.median       -> milliseconds a call
    results["ours"].cpu["server"]     -> milliseconds of that process a call

Nothing is timed before `check_equal` has seen the answers of all variants.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.machine import Clock

Work = Callable[[], Coroutine[Any, Any, object]]


class Unequal(Exception):
    """Two variants gave different answers, so comparing their times would mean nothing."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of doing the same thing.

    Attributes:
        name: As the report calls it.
        work: Does it once.
        calls: How many times in a round; more for short work.
    """

    name: str
    work: Work
    calls: int = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """How a race is run.

    Attributes:
        rounds: In each, every variant runs its calls; the variant that begins changes from round to round.
        warm_up: Rounds before, not counted.
        clocks: Processor clocks by name, read around the calls of a variant.
    """

    rounds: int
    warm_up: int = 2
    clocks: Mapping[str, Clock] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, middle and 95th of a hundred of a series, in milliseconds."""

    least: float
    median: float
    p95: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of a series; it must not be empty."""
        ordered = sorted(values)
        return cls(ordered[0], statistics.median(ordered), ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)])


@dataclass(frozen=True, slots=True)
class Result:
    """What a race says of one variant.

    Attributes:
        calls: How many were timed.
        wall: Time of a call.
        cpu: Clock -> processor time of a call, in milliseconds: the median of the rounds' means.
    """

    calls: int
    wall: Spread
    cpu: Mapping[str, float]


def check_equal(answers: Mapping[str, object]) -> None:
    """Raise Unequal, naming both, when two answers differ; `answers` are by the names of the variants."""
    (first, wanted), *others = answers.items()
    for name, found in others:
        if found != wanted:
            raise Unequal(f"{name!r} answers otherwise than {first!r}:\n{_shown(found)}\n{_shown(wanted)}")


def _shown(answer: object) -> str:
    return f"{answer!r:.500}"


async def race(variants: Sequence[Variant], rules: Rules) -> dict[str, Result]:
    """Run the variants and return a result each, by name."""
    wall: dict[str, list[float]] = {variant.name: [] for variant in variants}
    cpu: dict[str, dict[str, list[float]]] = {variant.name: {name: [] for name in rules.clocks} for variant in variants}
    for number in range(-rules.warm_up, rules.rounds):
        turn = number % len(variants)
        for variant in (*variants[turn:], *variants[:turn]):
            gc.collect()  # each variant pays for its own garbage only
            before = {name: clock() for name, clock in rules.clocks.items()}
            times = [await _timed(variant.work) for _ in range(variant.calls)]
            if number < 0:
                continue
            wall[variant.name] += times
            for name, clock in rules.clocks.items():
                cpu[variant.name][name].append((clock() - before[name]) * 1_000 / variant.calls)
    return {
        name: Result(len(times), Spread.of(times), {clock: statistics.median(of) for clock, of in cpu[name].items()})
        for name, times in wall.items()
    }


async def _timed(work: Work) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1_000
