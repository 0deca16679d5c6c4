"""How two things are connected: the shortest ways between them, told step by step.

    await find_paths(store, MODEL, PathQuestion("enterprise:a", "chain:b"), Lang.ZH)

A way leads along relationships that claims carry, in either direction. All ways of the fewest steps are found; they come by the sum of their
types' weights (graph.analytics.path_rules), then by keys. Hubs may be an end and never stand inside. Where several relationships join
two neighbours, the one of the lightest type is told, of these the one with the strongest basis, then the one with the first id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.analytics.messages import Lang, codes, say
from graph.analytics.path_rules import MOST_HOPS, MOST_PATHS, weight_of
from graph.analytics.path_search import Way, best_ways
from graph.analytics.path_statement import FOUND_FROM, FOUND_TO, FOUND_WAYS, path_text
from graph.analytics.statements import ORDINARY_KEY
from graph.cypher.statement import Statement
from graph.errors import BadArguments, NotFound, PlanBug
from graph.model.claims import Basis
from graph.model.declarations import Kind, Property
from graph.model.identity import discriminators_of
from graph.model.registry import Model
from graph.store.reader import Reader

DEFAULT_PATHS = 3


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """What is asked.

    Attributes:
        start: Key of the one end; a merged key means what it was merged into.
        end: Key of the other end.
        max_hops: The most steps of a way, 1 to MOST_HOPS.
        first: The most ways, 1 to MOST_PATHS.
    """

    start: str
    end: str
    max_hops: int = MOST_HOPS
    first: int = DEFAULT_PATHS


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step: its relationship's type, whether it is walked from start to end, how sure it is, and its evidence's keys."""

    type: str
    forward: bool
    basis: Basis
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityPath:
    """One way: its nodes' keys in order, one step between each two, the sum of the steps' weights, and the way in a sentence."""

    length: int
    nodes: tuple[str, ...]
    steps: tuple[PathStep, ...]
    weight: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Joint:
    """One relationship between two neighbours on a way."""

    start: str
    type: str
    end: str
    id: str
    basis: Basis
    claims: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, Basis, str]:
        """Which of several between two nodes is told: the least."""
        return weight_of(self.type), self.basis, self.id


async def find_paths(store: Reader, model: Model, question: PathQuestion, lang: Lang) -> tuple[EntityPath, ...]:
    """Return the best of the shortest ways, best first; none when the ends are further apart. One statement.

    Raises:
        BadArguments: A bound of the question is out of its range.
        NotFound: Nothing has one of the keys.
    """
    for name, value, most in (("maxHops", question.max_hops, MOST_HOPS), ("first", question.first, MOST_PATHS)):
        if not 1 <= value <= most:
            raise BadArguments(f"{name} is {value}; it can be 1 to {most}.", hint=f"Give {name} in its range.")
    params = {"from": question.start, "to": question.end, "maxHops": question.max_hops}
    reading = await store.read_whole([Statement(path_text(model), params)])
    return build(reading.answers[0], model, question, lang)


async def warm_up(store: Reader, model: Model) -> None:
    """Make the store plan the statement, which takes Neo4j some 3 s when it has just started (measured).

    Raises:
        StoreError: The store failed.
    """
    params = {"from": ORDINARY_KEY, "to": ORDINARY_KEY, "maxHops": MOST_HOPS}
    await store.read_whole([Statement(path_text(model), params)])


def build(rows: Iterable[Sequence[object]], model: Model, question: PathQuestion, lang: Lang) -> tuple[EntityPath, ...]:
    """Turn the statement's rows, in any order, into the result; pure.

    Raises:
        NotFound: A row for one of the ends is missing.
    """
    found = {branch: values for branch, values in rows if values}
    for branch, key in ((FOUND_FROM, question.start), (FOUND_TO, question.end)):
        if branch not in found:
            raise NotFound(f"Nothing has the key {key!r}.", hint="Look its id up with a query by name.")
    start, end, nodes, joints = _list(_list(found[FOUND_WAYS])[0])
    names = {str(key): str(name) for key, name in map(_list, _list(nodes))}
    best = _best_joints(map(_joint, _list(joints)))
    neighbours: dict[str, dict[str, int]] = {}
    for (near, far), joint in best.items():
        neighbours.setdefault(near, {})[far] = weight_of(joint.type)
    ways = best_ways(neighbours, str(start), str(end), question.first)
    return tuple(_path(way, best, names, model, lang) for way in ways)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PlanBug(f"A part of the paths is no list: {value!r}.")
    return value


def _joint(value: object) -> Joint:
    start, type_name, end, identity, basis, claims = _list(value)
    return Joint(str(start), str(type_name), str(end), str(identity), Basis[str(basis)], tuple(map(str, _list(claims))))


def _best_joints(joints: Iterable[Joint]) -> dict[tuple[str, str], Joint]:
    """Return the relationship to tell between each two neighbours, under both orders of the two."""
    best: dict[tuple[str, str], Joint] = {}
    for joint in sorted(joints, key=lambda joint: joint.rank):
        best.setdefault((joint.start, joint.end), joint)
        best.setdefault((joint.end, joint.start), joint)
    return best


def _path(way: Way, best: Mapping[tuple[str, str], Joint], names: Mapping[str, str], model: Model, lang: Lang) -> EntityPath:
    return path_along(way.nodes[0], [best[near, far] for near, far in pairwise(way.nodes)], names, model, lang)


def path_along(start: str, joints: Sequence[Joint], names: Mapping[str, str], model: Model, lang: Lang) -> EntityPath:
    """Return the way that leads from a node along the relationships, each of which has the node before it at one end.

    Args:
        start: Key of the first node.
        joints: In the order of the way; none when it ends where it starts.
        names: Of all nodes, by key.
        model: Knows what the types mean.
        lang: Language of the explanation.
    """
    nodes, steps, told = [start], [], []
    for joint in joints:
        forward = joint.start == nodes[-1]
        steps.append(PathStep(joint.type, forward, joint.basis, joint.claims))
        told.append(_step(joint, names, model, lang, forward=forward))
        nodes.append(joint.end if forward else joint.start)
    if not steps:
        explanation = say("path.itself", lang, start=names[start])
    else:
        explanation = say(
            "path.whole",
            lang,
            start=names[start],
            end=names[nodes[-1]],
            count=len(steps),
            steps=say("path.then", lang).join(told),
        )
    return EntityPath(len(steps), tuple(nodes), tuple(steps), sum(weight_of(joint.type) for joint in joints), explanation)


def _step(joint: Joint, names: Mapping[str, str], model: Model, lang: Lang, *, forward: bool) -> str:
    """Return one step as a clause, with its discriminators (kind of service, year, material), and its basis unless it is STATED."""
    near, far = (joint.start, joint.end) if forward else (joint.end, joint.start)
    code = f"path.step.{joint.type}.{'forward' if forward else 'backward'}"
    declared = model.relationship(joint.type)
    code = code if code in codes() else "path.step.other"
    relation = declared.zh if lang is Lang.ZH else declared.type
    clause = say(code, lang, near=names[near], far=names[far], relation=relation)
    properties = {item.key: item for item in declared.properties}
    details = [_detail(properties[key], value, lang) for key, value in discriminators_of(joint.id)]
    if joint.basis is not Basis.STATED:
        details.append(say(f"path.basis.{joint.basis.name}", lang))
    return say("path.step.told", lang, step=clause, details=say("path.and", lang).join(details)) if details else clause


def _detail(declared: Property, value: str, lang: Lang) -> str:
    if declared.enum is not None:
        found = next(item for item in declared.enum.values if item.name == value)
        return found.zh if lang is Lang.ZH else found.en
    if declared.kind is Kind.INTEGER and declared.key == "year":
        return say("path.year", lang, year=value)
    return value
