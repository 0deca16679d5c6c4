"""Tasks as the register of responsibilities has them: who leads, who takes part, by when, and whether that day is past."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model.claims import Basis
from graph.names import sort_key
from liantu.cli.questions import Question

# Tasks a page, and bodies of each: a page stays small, and no known task names a tenth of so many bodies.
_BODIES = "pageInfo { hasNextPage } edges { basis evidence { source locator } node { key name aliases } }"
_PAGE = f"""
query Tasks($after: String) {{
  tasks(first: 100, after: $after) {{
    pageInfo {{ hasNextPage endCursor }}
    nodes {{
      key name order text deadline basis
      evidence {{ source locator }}
      deadlines: evidence(field: "deadline") {{ basis value }}
      partOf(first: 1) {{ nodes {{ name }} }}
      ledBy(first: 100) {{ {_BODIES} }}
      participants(first: 100) {{ {_BODIES} }}
    }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Body:
    """Who leads a task or takes part in it."""

    key: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One body's part in a task, and how surely it has it."""

    body: Body
    basis: Basis


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a plan.

    Attributes:
        key: Its key.
        name: What is to be done, in short.
        order: Its place in the plan's order of tasks; none when the plan has no such order.
        text: What is to be done.
        plan: Name of the plan; empty when none is known.
        deadline: Date of stated precision, "2013-04"; empty when none is stated.
        deadline_basis: How surely that is known; none without a deadline.
        leaders: Who leads, in the order of pinyin.
        participants: Who takes part, likewise.
        more: Whether further bodies were left out.
        basis: How surely the task is known.
        places: Where it is said, by source, in the order of the answer.
    """

    key: str
    name: str
    order: int | None
    text: str
    plan: str
    deadline: str
    deadline_basis: Basis | None
    leaders: tuple[Part, ...]
    participants: tuple[Part, ...]
    more: bool
    basis: Basis
    places: Mapping[str, tuple[str, ...]]

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Everybody with a part in it."""
        return tuple(part.body for part in (*self.leaders, *self.participants))

    @property
    def due(self) -> date | None:
        """The last day of the deadline as precisely as it is stated; none without one."""
        return last_day(self.deadline) if self.deadline else None

    def is_overdue(self, today: date) -> bool:
        """Whether the last day of the deadline is past. Whether the task is done is not in the register."""
        return self.due is not None and self.due < today

    def document(self, today: date) -> dict[str, Any]:
        """Return the task as JSON shows it."""
        return {
            "key": self.key,
            "name": self.name,
            "order": self.order,
            "text": self.text,
            "plan": self.plan or None,
            "deadline": self.deadline or None,
            "due": self.due.isoformat() if self.due else None,
            "overdue": self.is_overdue(today),
            "deadlineBasis": self.deadline_basis.name if self.deadline_basis is not None else None,
            "leaders": [_shown(part) for part in self.leaders],
            "participants": [_shown(part) for part in self.participants],
            "basis": self.basis.name,
            "locators": [{"source": source, "locators": list(places)} for source, places in self.places.items()],
        }


def last_day(stated: str) -> date:
    """Return the last day of a date of stated precision: "2013-04" -> 2013-04-30, "2013" -> 2013-12-31."""
    year, *rest = (int(part) for part in stated.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def register_order(task: Task, today: date) -> tuple[object, ...]:
    """Order of the register: overdue first, then by last day, none last; those with a leader by its pinyin; then as the plan has them."""
    leader = sort_key(task.leaders[0].body.name) if task.leaders else ""
    return (
        not task.is_overdue(today), task.due or date.max, not task.leaders, leader, task.plan, task.order is None, task.order or 0, task.key,
    )  # fmt: skip


async def read_tasks(question: Question) -> list[Task]:
    """Return all tasks of the graph, in the order of keys.

    Raises:
        Refused: The API answered with errors.
    """
    tasks: list[Task] = []
    after = None
    while True:
        page = (await question.data(_PAGE, {"after": after}))["tasks"]
        tasks += [_task(node) for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            return tasks
        after = page["pageInfo"]["endCursor"]


def _task(node: Mapping[str, Any]) -> Task:
    plans = node["partOf"]["nodes"]
    leaders, participants = _parts(node["ledBy"]), _parts(node["participants"])
    deadlines = [claim for claim in node["deadlines"] if claim["value"] == node["deadline"]]
    claims = [
        *node["evidence"],
        *(claim for name in ("ledBy", "participants") for edge in node[name]["edges"] for claim in edge["evidence"]),
    ]
    return Task(
        key=node["key"],
        name=node["name"],
        order=node["order"],
        text=node["text"] or "",
        plan=plans[0]["name"] if plans else "",
        deadline=node["deadline"] or "",
        deadline_basis=min((Basis[claim["basis"]] for claim in deadlines), default=None),
        leaders=leaders,
        participants=participants,
        more=node["ledBy"]["pageInfo"]["hasNextPage"] or node["participants"]["pageInfo"]["hasNextPage"],
        basis=Basis[node["basis"]],
        places=_places(claims),
    )


def _parts(connection: Mapping[str, Any]) -> tuple[Part, ...]:
    parts = [
        Part(Body(edge["node"]["key"], edge["node"]["name"], tuple(edge["node"]["aliases"])), Basis[edge["basis"]])
        for edge in connection["edges"]
    ]
    return tuple(sorted(parts, key=lambda part: (sort_key(part.body.name), part.body.key)))


def _places(claims: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for claim in claims:
        found.setdefault(claim["source"], {})[claim["locator"]] = None
    return {source: tuple(places) for source, places in found.items()}


def _shown(part: Part) -> dict[str, str]:
    return {"key": part.body.key, "name": part.body.name, "basis": part.basis.name}
