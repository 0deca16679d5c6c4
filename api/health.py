"""Liveness and readiness: `live` says that the process answers, `ready` that the graph behind it does.

What readiness looks at is passed in as a probe, so this module knows no store.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from graph.errors import LiantuError

# A probe of the store takes 2-20 ms; an orchestrator gives up after some seconds.
PROBE_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether requests will be answered, and why not: `reason` and `code` are empty when they will."""

    ready: bool
    reason: str = ""
    code: str = ""


Probe = Callable[[], Awaitable[Readiness]]


async def readiness(probe: Probe, *, timeout_s: float = PROBE_TIMEOUT_S) -> Readiness:
    """Run the probe within its time and turn what the store does wrong into a reason.

    Args:
        probe: Returns Readiness, or raises an error of the project.
        timeout_s: Seconds that it may take.
    """
    try:
        async with asyncio.timeout(timeout_s):
            return await probe()
    except TimeoutError:
        return Readiness(ready=False, reason=f"The store did not answer within {timeout_s:g} s.", code="TIMEOUT")
    except LiantuError as error:
        # The message may name hosts and folders, and this path needs no key.
        return Readiness(ready=False, reason="The store does not answer.", code=error.code)


def readiness_body(state: Readiness) -> dict[str, str]:
    """Return the JSON of `/health/ready`."""
    if state.ready:
        return {"status": "ready"}
    return {"status": "unavailable", "code": state.code, "reason": state.reason}
