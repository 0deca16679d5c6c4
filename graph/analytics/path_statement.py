"""The Cypher of paths: one text for all starts and ends, which returns the few nodes that lie on shortest ways and what joins them.

Native shortest paths with a condition on inner nodes differ between the stores, so frontiers of distinct nodes are grown from both ends, at
each step from the end whose frontier is smaller, until they meet or `$maxHops` steps are used up. From the nodes where they meet the
statement goes back through the frontiers, so that only nodes on shortest ways remain. Whether a node has too many relationships is asked
when the search would leave it and when it would stand on a way; `MOST_RELATIONSHIPS` + 1 of them are read at most, so a hub of any size
costs no more than the largest node that is none. That LIMIT needs no order: what it cuts off is dropped as a whole.

Rows, each `[branch, list]`:

- `[0, [[from key, to key, [[key, name] …], [[start key, TYPE, end key, id, basis, claims] …]]]]`: all nodes on shortest ways, both ends
  among them, and all relationships between two of them, some of them twice; the relationships lead between ends, or between inner
  nodes and others. The inner list is empty when an end is unknown.
- `[1, [key, name]]` and `[2, [key, name]]`: the node that `$from` and `$to` mean, merged keys followed; no row for an unknown key.

Forms that look odd were measured on both stores and stand in docs/decisions/008-paths.md: all seeks stand before the first RETURN, and
everything else inside one COLLECT, since the embedded engine seeks by index in such a statement only.
"""

from __future__ import annotations

from graph.analytics.path_rules import HUB_LABELS, HUB_PLACE_LEVELS, MOST_HOPS, MOST_RELATIONSHIPS
from graph.analytics.statements import union
from graph.model.registry import Model

FOUND_WAYS, FOUND_FROM, FOUND_TO = 0, 1, 2


def path_text(model: Model) -> str:
    """Return the statement's text; its parameters are `from` and `to` (keys) and `maxHops` (1 to MOST_HOPS)."""
    labels = "|".join(("Redirect", *(item.label for item in model.entities)))
    types = "|".join(item.type for item in model.claimed)
    seeks = {name: f"MATCH ({variable}:{labels} {{key: ${name}}})" for name, variable in (("from", "s"), ("to", "t"))}
    hops = "".join(_further(hop, types) for hop in range(3, MOST_HOPS + 1))
    back = "".join(_back(step, types) for step in range(1, MOST_HOPS - 1))
    ways = f"""{seeks["from"]}
{seeks["to"]}
RETURN {FOUND_WAYS} AS r, COLLECT {{
{_ENDS}{_start(types)}{_meeting(2, types)}{hops}{_OPENING}{back}{_answer(types)}
}} AS m"""
    ends = (
        f"{seeks[name]}\nRETURN {branch} AS r, COLLECT {{\n{_MEANT.format(variable=variable)}\n}}[0] AS m"
        for name, variable, branch in (("from", "s", FOUND_FROM), ("to", "t", FOUND_TO))
    )
    return union((ways, *ends))


_MEANT = """  MATCH ({variable})-[:REDIRECTS*0..1]->(n)
  WHERE NOT n:Redirect
  RETURN [n.key, n.name]"""

_ENDS = """  MATCH (s)-[:REDIRECTS*0..1]->(a)
  WHERE NOT a:Redirect
  MATCH (t)-[:REDIRECTS*0..1]->(b)
  WHERE NOT b:Redirect
"""

# Names of the lists: f and g hold the frontiers from either end, the end itself first; `meet` the nodes of the last two that are one.
_STATE = "a, b, f, g, meet, met"


def _may_stand_inside(node: str) -> str:
    levels = ", ".join(f"'{level}'" for level in HUB_PLACE_LEVELS)
    no_hub = " AND ".join(f"NOT {node}:{label}" for label in HUB_LABELS)
    return f"{no_hub} AND NOT ({node}:Place AND coalesce({node}.level, '') IN [{levels}])"


def _has_few(node: str, types: str) -> str:
    """Return the condition that a node is no hub by its relationships; a frontier holds such hubs too, since it is not read beyond them."""
    return f"COUNT {{ MATCH ({node})-[:{types}]-(z) RETURN z LIMIT {MOST_RELATIONSHIPS + 1} }} <= {MOST_RELATIONSHIPS}"


def _start(types: str) -> str:
    """Return the first step from either end; ends may be hubs."""
    first = "COLLECT {{ MATCH ({end})-[:{types}]-(y) WHERE NOT met AND $maxHops > 1 AND {inside} RETURN DISTINCT y }}"
    near, far = (first.format(end=end, types=types, inside=_may_stand_inside("y")) for end in ("a", "b"))
    return f"""  WITH a, b, [] AS meet, a.key = b.key OR EXISTS {{ MATCH (a)-[:{types}]-(b) }} AS met
  WITH a, b, meet, met, [[a], {near}] AS f, [[b], {far}] AS g"""


def _meeting(hop: int, types: str) -> str:
    """Return the look for nodes in both last frontiers, which then hold every node that so many steps reach."""
    return f"""
  WITH {_STATE}, COLLECT {{
    UNWIND CASE WHEN met OR $maxHops < {hop} THEN [] ELSE f[-1] + g[-1] END AS x
    WITH x, count(*) AS sides
    WHERE sides = 2 AND {_has_few("x", types)}
    RETURN x
  }} AS found
  WITH a, b, f, g, meet + found AS meet, met OR size(found) > 0 AS met"""


def _further(hop: int, types: str) -> str:
    """Return one more step, from the end with the smaller frontier."""
    return f"""
  WITH {_STATE}, size(f[-1]) <= size(g[-1]) AS forward
  WITH {_STATE}, forward, COLLECT {{
    UNWIND CASE WHEN met OR $maxHops < {hop} THEN [] WHEN forward THEN f[-1] ELSE g[-1] END AS x
    WITH COLLECT {{ MATCH (x)-[:{types}]-(y) RETURN y LIMIT {MOST_RELATIONSHIPS + 1} }} AS ys
    WHERE size(ys) <= {MOST_RELATIONSHIPS}
    UNWIND ys AS y
    WITH DISTINCT y
    WHERE {_may_stand_inside("y")}
    RETURN y
  }} AS grown
  WITH a, b, meet, met, CASE WHEN met OR NOT forward THEN f ELSE f + [grown] END AS f,
    CASE WHEN met OR forward THEN g ELSE g + [grown] END AS g{_meeting(hop, types)}"""


_OPENING = """
  WITH a, b, f, g, meet AS edge, meet AS inner"""


def _back(step: int, types: str) -> str:
    """Return one step back from where the frontiers met, into the frontiers that lie so many before the last, towards both ends."""
    earlier = " + ".join(f"CASE WHEN size({side}) > {step + 1} THEN {side}[-{step + 1}] ELSE [] END" for side in ("f", "g"))
    return f"""
  WITH a, b, f, g, inner, {earlier} AS earlier,
    COLLECT {{ UNWIND edge AS x MATCH (x)-[:{types}]-(y) RETURN DISTINCT y }} AS near
  WITH a, b, f, g, inner, COLLECT {{
    UNWIND CASE size(near) WHEN 0 THEN [] ELSE near + earlier END AS x
    WITH x, count(*) AS sides
    WHERE sides = 2 AND {_has_few("x", types)}
    RETURN x
  }} AS edge
  WITH a, b, f, g, inner + edge AS inner, edge"""


def _answer(types: str) -> str:
    return f"""
  WITH a, b, inner, inner + [a, b] AS nodes
  RETURN [a.key, b.key, [x IN nodes | [x.key, x.name]], COLLECT {{
    UNWIND CASE size(inner) WHEN 0 THEN [a] ELSE inner END AS x
    MATCH (x)-[r:{types}]-(y)
    WHERE CASE size(inner) WHEN 0 THEN y.key = b.key ELSE y IN nodes END
    RETURN [startNode(r).key, type(r), endNode(r).key, r.id, r.basis, r.claims]
  }}]"""
