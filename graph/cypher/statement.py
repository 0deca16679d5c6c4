"""A statement (Cypher text and its parameters), and the State branches that every whole read carries.

A read that must see one state of the graph is one `UNION ALL` of branches with the columns `r` (branch number) and `m` (a positional
list). Its first branch is `STATE_FIRST`, its last is `STATE_LAST`; each returns `[epoch, committing]`, where `committing` is true
while a writer's mark is fresh by the server's own clock. `graph.store.epoch` compares the two and reads again when they differ.

    STATE_FIRST                                  -1, [7, null]
    UNION ALL
    MATCH (e:Enterprise) … RETURN 0 AS r, […]     0, […]
    UNION ALL
    STATE_LAST                                   -2, [7, null]

A database without a State node gives neither row, which counts as epoch 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BRANCH_FIRST = -1
BRANCH_LAST = -2

# `timestamp()` is the server's clock in milliseconds, read once a statement, so no client's clock takes part.
STATE_FIRST = "MATCH (s:State {key: 'graph'})\nRETURN -1 AS r, [s.epoch, s.committing > timestamp()] AS m"
STATE_LAST = "MATCH (s:State {key: 'graph'})\nRETURN -2 AS r, [s.epoch, s.committing > timestamp()] AS m"


@dataclass(frozen=True, slots=True)
class Statement:
    """Cypher text and the values of its parameters.

    The text decides the plan that the store caches, so values never stand in it; the same selection gives the same text.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)
