"""The statement shapes that are compared with ours, written by hand as one would write them; ours comes from its generator.

    naive   sort and cut the nodes, collect maps                    CALL (c) { … WITH p ORDER BY p.key LIMIT $n RETURN collect(p {…}) }
    A       project to a map first, sort by it, collect lists       CALL (c) { … WITH p {…} AS m ORDER BY m.key LIMIT $n RETURN collect([…]) }
    B       sort and cut first, project what is left, collect lists
    C       ours: COLLECT { }, map first, lists; the root as rows or as one list

All of them begin and end with the State's branches and read the nested page, or the first children of a hub; see `bench.queries`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.queries import PARTNER_FIELDS, PROJECT_FIELDS, ROOT_FIELDS
from graph.cypher.statement import STATE_FIRST, STATE_LAST

NAIVE, A, B = "naive", "A", "B"
SHAPES = (NAIVE, A, B)

_PROJECTS = "MATCH (c)-[:UNDERTAKES]->(p:Project)"
_PARTNERS = "MATCH (p)<-[:UNDERTAKES]-(e:Enterprise)"
_ROOT = "MATCH (c:Enterprise)\nWHERE c.key > $after\nWITH c ORDER BY c.key LIMIT $firms"
_HUB = "MATCH (c:Enterprise {key: $key})"


def nested_statement(shape: str) -> str:
    """Return the text that reads the nested page; parameters: after, firms, projects, partners."""
    partners = f"CALL (p) {{\n{_cut(shape, _PARTNERS, 'e', PARTNER_FIELDS, 'partners')} AS partners\n}}"
    projects = f"CALL (c) {{\n{_cut(shape, _PROJECTS, 'p', PROJECT_FIELDS, 'projects', ('partners', partners))} AS projects\n}}"
    held = _map("c", ROOT_FIELDS, "projects") if shape == NAIVE else _list("c", ROOT_FIELDS, "projects")
    return _whole(f"{_ROOT}\n{projects}\nRETURN 0 AS r, collect({held}) AS m")


def hub_statement(shape: str) -> str:
    """Return the text that reads the first children of a hub; parameters: key, projects."""
    children = f"CALL (c) {{\n{_cut(shape, _PROJECTS, 'p', PROJECT_FIELDS, 'projects')} AS projects\n}}"
    return _whole(f"{_HUB}\n{children}\nRETURN 0 AS r, projects AS m")


def _cut(shape: str, match: str, node: str, fields: Sequence[str], limit: str, inner: tuple[str, str] | None = None) -> str:
    """Return a subquery's body that collects the first nodes of a match, with what the inner subquery collects for each."""
    name, subquery = inner or ("", "")
    below = f"{subquery}\n" if subquery else ""
    mapped = f"{node}m"
    match shape:
        case "naive":
            return f"{match}\nWITH {node} ORDER BY {node}.key LIMIT ${limit}\n{below}RETURN collect({_map(node, fields, name)})"
        case "A":
            kept = f"{node}, " if subquery else ""
            project = f"WITH {kept}{_map(node, fields)} AS {mapped} ORDER BY {mapped}.key LIMIT ${limit}"
        case _:
            kept = f"{node}, " if subquery else ""
            fresh = f"WITH {kept}[x IN [{node}] | {_map('x', fields)}][0] AS {mapped}"
            project = f"WITH {node} ORDER BY {node}.key LIMIT ${limit}\n{fresh}"
    return f"{match}\n{project}\n{below}RETURN collect({_list(mapped, fields, name)})"


def _map(node: str, fields: Sequence[str], inner: str = "") -> str:
    more = [f"{inner}: {inner}"] if inner else []
    return f"{node} {{{', '.join([*(f'.{field}' for field in fields), *more])}}}"


def _list(node: str, fields: Sequence[str], inner: str = "") -> str:
    return f"[{', '.join([*(f'{node}.{field}' for field in fields), *([inner] if inner else [])])}]"


def _whole(branch: str) -> str:
    return f"{STATE_FIRST}\nUNION ALL\n{branch}\nUNION ALL\n{STATE_LAST}"
