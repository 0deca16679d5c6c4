"""Looks for what is wrong in the stored graph: what constraints cannot enforce, and whether the constraints are there.

    await check_graph(store, MODEL)   -> () when nothing is wrong

It reads only. All statements see one state of the graph; the time is O(nodes + relationships + claims), for a person who waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.cypher import check
from graph.model.registry import Model
from graph.store.epoch import Row
from graph.store.store import Store

# Enough to see what kind of thing is wrong; a broken load breaks thousands in one way.
EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of wrongness and the first things that show it.

    Args:
        code: Stable name of the kind.
        message: What is wrong, one sentence.
        examples: Keys or ids, sorted, at most EXAMPLES.
    """

    code: str
    message: str
    examples: tuple[str, ...] = ()


async def check_graph(store: Store, model: Model) -> tuple[Problem, ...]:
    """Return everything that is wrong, in the order of the checks.

    Raises:
        GraphChanging: Loads kept being committed meanwhile.
        StoreError: The store failed.
    """

    async def work() -> tuple[Problem, ...]:
        problems = [*await _schema_problems(store, model), *await _label_problems(store, model)]
        for one in check.checks(model, EXAMPLES + 1):
            rows = await store.read(one.statement)
            if rows:
                problems.append(Problem(one.code, f"There are {one.what}.", _examples(rows)))
        problems += await _relationship_problems(store, model)
        return tuple(problems)

    _, problems = await store.read_settled(work)
    return problems


async def count_stated(store: Store, source: str, model: Model) -> dict[str, int]:
    """Return how many nodes of each label, and relationships of each type, a loaded source states; by the sources' own keys."""
    nodes, relationships = check.count_stated(source)
    found = {model.label_of_key(f"{head}:"): _number(count) for head, count in await store.read(nodes)}
    return found | {str(name): _number(count) for name, count in await store.read(relationships)}


async def _schema_problems(store: Store, model: Model) -> list[Problem]:
    unique = {_target(row) for row in await store.read(check.READ_CONSTRAINTS) if "UNIQUENESS" in str(row[2])}
    indexed = {_target(row) for row in await store.read(check.READ_INDEXES) if str(row[2]).upper() == "ONLINE"}
    missing = [
        item
        for item in check.declared_schema(model)
        if (item.target, item.property) not in (unique if item.unique else indexed)
    ]
    problems = []
    for is_unique, code, what in ((True, "CONSTRAINT_MISSING", "constraints"), (False, "INDEX_MISSING", "indexes")):
        names = tuple(f"{item.target}.{item.property}" for item in missing if item.unique is is_unique)
        if names:
            problems.append(Problem(code, f"{len(names)} {what} are missing; `liantu load` makes them.", names[:EXAMPLES]))
    return problems


async def _label_problems(store: Store, model: Model) -> list[Problem]:
    known = check.known_labels(model)
    found = [str(label) for label, _ in await store.read(check.COUNT_LABELS)]
    strange = tuple(sorted(label for label in found if label not in known))
    return (
        [Problem("LABEL_UNKNOWN", "There are nodes with labels that the model does not declare.", strange)] if strange else []
    )


async def _relationship_problems(store: Store, model: Model) -> list[Problem]:
    """Compare each type's ends with the declared ones, and the claims that it lists with those that say they carry it."""
    carrying = {str(name): found for name, found in await store.read(check.COUNT_CARRYING_CLAIMS)}
    problems = []
    for declared in model.relationships:
        pairs = model.pairs(declared)
        rows = await store.read(check.count_ends(declared.type, model))
        wrong = tuple(f"{start}→{end}" for start, end, _ in rows if (start, end) not in pairs)
        if wrong:
            said = f"There are {declared.type} relationships between labels that the model does not connect."
            problems.append(Problem("ENDS_WRONG", said, wrong))
        if declared.entity:
            listed = (await store.read(check.count_listed_claims(declared.type, model)))[0][0] or 0
            made = carrying.pop(declared.type, 0)
            if listed != made:
                said = f"{made} claims carry {declared.type} relationships, which list {listed}."
                problems.append(Problem("CLAIM_DANGLING", said))
    strange = (f"Claims carry relationships of the unknown type {name}." for name in sorted(carrying))
    problems.extend(Problem("CLAIM_DANGLING", said) for said in strange)
    return problems


def _target(row: Row) -> tuple[str, str]:
    targets, properties = row[0], row[1]
    return ",".join(_texts(targets)), ",".join(_texts(properties))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from map(str, value)


def _examples(rows: Sequence[Row]) -> tuple[str, ...]:
    shown = [str(row[0]) if row[0] is not None else f"(of {row[1]})" for row in rows]
    return (*shown[:EXAMPLES], "…") if len(shown) > EXAMPLES else tuple(shown)
