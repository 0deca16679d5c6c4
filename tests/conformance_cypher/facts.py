"""A small graph in the physical form of Liantu's: entities, relationships with ids and claims, evidence, name forms, the State.

西宁硅业 ─UNDERTAKES→ 多晶硅项目 ─LOCATED_IN→ 东川园区          省发改委 ─SERVES (ROAD, POWER)→ 东川园区
格尔木镁业 ─UNDERTAKES→ 金属镁项目 ─LOCATED_IN→ 格尔木园区      省电力公司 ─SERVES (POWER)→ 金属镁项目
西宁硅业 ─UNDERTAKES→ 切片项目 (no park)                        a chain of segments with a branch and a cycle
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.cypher.statement import Statement
from graph.store import Row, Store, Transaction

NODES: dict[str, list[dict[str, object]]] = {
    "Enterprise": [
        {"key": "e1", "name": "西宁硅业", "aliases": ["硅业公司", "西硅"], "capital": 47_280_000_000, "tier": 2},
        {"key": "e2", "name": "格尔木镁业", "aliases": [], "capital": 9_007_199_254_740_993, "tier": 1},
        {"key": "e3", "name": "Alpha 材料", "tier": 1},
    ],
    "Project": [
        {"key": "p1", "name": "多晶硅项目", "capacityValue": 1.5, "status": "BUILDING"},
        {"key": "p2", "name": "金属镁项目", "capacityValue": 40.0, "status": "PLANNED"},
        {"key": "p3", "name": "切片项目", "status": "PLANNED"},
    ],
    "Park": [{"key": "k1", "name": "东川园区"}, {"key": "k2", "name": "格尔木园区"}],
    "Department": [{"key": "d1", "name": "省发改委"}, {"key": "d2", "name": "省电力公司"}],
    "Segment": [
        {"key": f"s{number}", "name": name} for number, name in enumerate(("硅料", "硅片", "电池", "组件", "电站", "回收"), 1)
    ],
}
# type, start label, start, end label, end, discriminators and properties
RELATIONSHIPS: list[tuple[str, str, str, str, str, dict[str, object]]] = [
    ("UNDERTAKES", "Enterprise", "e1", "Project", "p1", {"share": 0.6}),
    ("UNDERTAKES", "Enterprise", "e1", "Project", "p3", {}),
    ("UNDERTAKES", "Enterprise", "e2", "Project", "p2", {"share": 1.0}),
    ("UNDERTAKES", "Enterprise", "e3", "Project", "p1", {"share": 0.4}),
    ("LOCATED_IN", "Project", "p1", "Park", "k1", {}),
    ("LOCATED_IN", "Project", "p2", "Park", "k2", {}),
    ("SERVES", "Department", "d1", "Park", "k1", {"kind": "POWER"}),
    ("SERVES", "Department", "d1", "Park", "k1", {"kind": "ROAD", "year": 2012}),
    ("SERVES", "Department", "d2", "Project", "p2", {"kind": "POWER"}),
    ("FEEDS", "Segment", "s1", "Segment", "s2", {"weight": 1}),
    ("FEEDS", "Segment", "s2", "Segment", "s3", {"weight": 2}),
    ("FEEDS", "Segment", "s3", "Segment", "s4", {"weight": 3}),
    ("FEEDS", "Segment", "s4", "Segment", "s5", {"weight": 4}),
    ("FEEDS", "Segment", "s5", "Segment", "s6", {"weight": 5}),
    ("FEEDS", "Segment", "s6", "Segment", "s1", {"weight": 6}),
    ("FEEDS", "Segment", "s1", "Segment", "s3", {"weight": 7}),
]
KEYED = [*NODES, "Evidence", "NameForm", "State"]


@dataclass(frozen=True, slots=True)
class Case:
    """A statement and the rows that both stores must give for it; `ordered` is false where the statement promises no order."""

    text: str
    rows: list[Row]
    params: Mapping[str, object] = field(default_factory=dict)
    ordered: bool = True


def relationship_id(kind: str, start: str, end: str, properties: Mapping[str, object]) -> str:
    """Return a relationship's id, as `graph.model` makes it from type, ends and discriminators."""
    parts = [start, kind, end, *(f"{name}={properties[name]}" for name in ("kind", "year") if name in properties)]
    return "|".join(parts)


async def load_facts(store: Store) -> None:
    """Write the facts, with constraints, into an empty graph; the statements are those of the loaders."""
    for label in KEYED:
        name = f"{label.lower()}_key"
        await store.run_schema(Statement(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE"))
    for kind in sorted({relationship[0] for relationship in RELATIONSHIPS}):
        name = f"{kind.lower()}_id"
        await store.run_schema(Statement(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.id IS UNIQUE"))

    async def work(transaction: Transaction) -> None:
        for label, nodes in NODES.items():
            await _write_nodes(transaction, label, nodes)
        for kind, start_label, end_label in sorted({(kind, a, b) for kind, a, _, b, _, _ in RELATIONSHIPS}):
            rows = [
                _relationship_row(kind, start, end, properties)
                for found, a, start, b, end, properties in RELATIONSHIPS
                if (found, a, b) == (kind, start_label, end_label)
            ]
            await _write_relationships(transaction, kind, start_label, end_label, rows)

    await store.write(work)


async def _write_nodes(transaction: Transaction, label: str, nodes: list[dict[str, object]]) -> None:
    await transaction.run_batches(f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}}) SET n = row", nodes)
    forms = [{"form": form, "key": node["key"]} for node in nodes for form in (node["name"], *_aliases(node))]
    await transaction.run_batches(
        f"UNWIND $rows AS row MATCH (e:{label} {{key: row.key}}) MERGE (f:NameForm {{key: row.form}}) MERGE (f)-[:NAMES]->(e)",
        forms,
    )


async def _write_relationships(
    transaction: Transaction, kind: str, start_label: str, end_label: str, rows: list[dict[str, object]]
) -> None:
    await transaction.run_batches(
        f"UNWIND $rows AS row MATCH (a:{start_label} {{key: row.start}}) MATCH (b:{end_label} {{key: row.end}}) "
        f"MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET r += row.properties",
        rows,
    )
    await transaction.run_batches(
        "UNWIND $rows AS row UNWIND row.properties.claims AS claim MERGE (x:Evidence {key: claim}) "
        "SET x.relationship = row.id, x.claim = '依据' + claim, x.locator = '3.p1.s1' "
        f"WITH x, row MATCH (a:{start_label} {{key: row.start}}) MERGE (x)-[:ABOUT]->(a)",
        rows,
    )


def _relationship_row(kind: str, start: str, end: str, properties: Mapping[str, object]) -> dict[str, object]:
    identity = relationship_id(kind, start, end, properties)
    claims = [f"{identity}#1", f"{identity}#2"]
    return {"start": start, "end": end, "id": identity, "properties": {**properties, "basis": "STATED", "claims": claims}}


def _aliases(node: Mapping[str, object]) -> list[object]:
    aliases = node.get("aliases", [])
    assert isinstance(aliases, list)
    return aliases
