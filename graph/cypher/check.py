"""What `liantu check` and readiness ask the store; each statement of a check returns only what is wrong, at most `limit` rows.

    MATCH (x:Evidence) WHERE NOT EXISTS { (x)-[:ABOUT]->() } …      -> [key] of claims without subject

Labels and types come from the model; every statement looks at one label or one type, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.cypher.ddl import LOAD_LOG, index_columns
from graph.cypher.statement import Statement
from graph.model.name_tokens import LONGEST_TOKEN, marked
from graph.model.registry import Model

# [labels or types, properties, kind] of every constraint; [labels or types, properties, state] of every index.
READ_CONSTRAINTS = Statement("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
READ_INDEXES = Statement("SHOW INDEXES YIELD labelsOrTypes, properties, state")

# [key, source] of load runs; one is visible only with everything that it loaded, since both are one commit.
READ_COMPLETE_RUNS = Statement("MATCH (n:LoadRun)\nRETURN n.key AS key, n.source AS source\nORDER BY key\nLIMIT 100")

# [first label, how many]
COUNT_LABELS = Statement("MATCH (n)\nRETURN labels(n)[0] AS label, count(*) AS found\nORDER BY label")

# [type of the relationship that a claim carries, how many claims]
COUNT_CARRYING_CLAIMS = Statement(
    "MATCH (x:Evidence)\n"
    "WHERE x.relationship IS NOT NULL\n"
    "WITH split(x.relationship, '|')[1] AS type\n"
    "RETURN type AS type, count(*) AS found\n"
    "ORDER BY type"
)


# [first part of the keys, how many] of the nodes that a source states.
_COUNT_STATED_NODES = (
    "MATCH (x:Evidence {source: $source})\n"
    "WHERE x.field = 'name' AND x.relationship IS NULL\n"
    "RETURN split(x.subjectKey, ':')[0] AS head, count(DISTINCT x.subjectKey) AS found\n"
    "ORDER BY head"
)

# [type, how many] of the relationships that a source states.
_COUNT_STATED_RELATIONSHIPS = (
    "MATCH (x:Evidence {source: $source})\n"
    "WHERE x.relationship IS NOT NULL\n"
    "RETURN split(x.relationship, '|')[1] AS type, count(DISTINCT x.relationship) AS found\n"
    "ORDER BY type"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One question about the graph.

    Args:
        code: Stable name of what is wrong when the statement returns rows.
        what: What is wrong, one phrase.
        statement: Returns [key or id, more about it] of each wrong thing.
    """

    code: str
    what: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Declared:
    """One constraint or index that a model has: (label or type, properties joined by commas), whether it makes values unique."""

    target: str
    property: str
    unique: bool


def declared_schema(model: Model) -> tuple[Declared, ...]:
    """Return all constraints, then all indexes, in declared order."""
    return (
        *(Declared(label, "key", unique=True) for label in (*(item.label for item in model.nodes), LOAD_LOG)),
        *(Declared(item.type, "id", unique=True) for item in model.relationships),
        *(Declared(item.label, ",".join(names), unique=False) for item in model.nodes for names in index_columns(item, model)),
    )


def known_labels(model: Model) -> frozenset[str]:
    """Return every label that the store may hold."""
    return frozenset(item.label for item in model.nodes) | {"State", LOAD_LOG}


def checks(model: Model, limit: int) -> Iterator[Check]:
    """Yield every check of a model's graph that one statement answers, in declared order."""
    yield from _claim_checks(limit)
    for declared in model.entities:
        yield _unclaimed(declared.label, limit)
        yield _unnamed(declared.label, limit)
    for relationship in model.claimed:
        name = relationship.type
        yield _claimless(name, limit)
        yield _lost_claims(name, limit)
        yield _misplaced(name, limit)
        if relationship.single:
            yield _several(name, limit)
    yield _leading_nowhere("NameForm", "NAMES", limit)
    yield from _token_checks(limit)


def count_ends(type_name: str, model: Model) -> Statement:
    """Return the statement that gives [start label, end label, how many] of a type."""
    return Statement(
        f"MATCH (a)-[r:{model.relationship(type_name).type}]->(b)\n"
        "WITH labels(a)[0] AS start, labels(b)[0] AS end\n"
        "RETURN start AS start, end AS end, count(*) AS found\n"
        "ORDER BY start, end"
    )


def count_listed_claims(type_name: str, model: Model) -> Statement:
    """Return the statement that gives [how many claims the relationships of a type list together]."""
    return Statement(f"MATCH ()-[r:{model.relationship(type_name).type}]->()\nRETURN sum(size(r.claims)) AS found")


def count_stated(source: str) -> tuple[Statement, Statement]:
    """Return the statements that count the nodes, by the first part of their key, and the relationships that a source states."""
    params = {"source": source}
    return Statement(_COUNT_STATED_NODES, params), Statement(_COUNT_STATED_RELATIONSHIPS, params)


def _claim_checks(limit: int) -> Iterator[Check]:
    yield Check(
        "CLAIM_WITHOUT_SUBJECT",
        "claims without subject",
        Statement(
            "MATCH (x:Evidence)\n"
            "WHERE NOT EXISTS { (x)-[:ABOUT]->() }\n"
            "RETURN x.key AS key, x.subjectKey AS about\n"
            "ORDER BY key\n"
            "LIMIT $limit",
            {"limit": limit},
        ),
    )
    yield Check(
        "CLAIM_WITHOUT_LOCATOR",
        "claims that do not say where they stand, or what",
        Statement(
            "MATCH (x:Evidence)\n"
            "WHERE x.locator IS NULL OR x.source IS NULL OR x.claim IS NULL OR x.field IS NULL\n"
            "RETURN x.key AS key, x.subjectKey AS about\n"
            "ORDER BY key\n"
            "LIMIT $limit",
            {"limit": limit},
        ),
    )


def _unclaimed(label: str, limit: int) -> Check:
    text = (
        f"MATCH (n:{label})\n"
        "WHERE NOT EXISTS { (n)<-[:ABOUT]-(:Evidence) }\n"
        "  AND NOT EXISTS { MATCH (x:Evidence) WHERE x.endKey = n.key }\n"
        "RETURN n.key AS key, n.name AS about\n"
        "ORDER BY key\n"
        "LIMIT $limit"
    )
    return Check("NODE_WITHOUT_CLAIM", f"{label} nodes that no claim names", Statement(text, {"limit": limit}))


def _unnamed(label: str, limit: int) -> Check:
    text = (
        f"MATCH (n:{label})\n"
        "WHERE n.name IS NULL OR n.basis IS NULL OR n.sortKey IS NULL\n"
        "RETURN n.key AS key, n.name AS about\n"
        "ORDER BY key\n"
        "LIMIT $limit"
    )
    return Check("NODE_INCOMPLETE", f"{label} nodes without name, basis or sort key", Statement(text, {"limit": limit}))


def _claimless(type_name: str, limit: int) -> Check:
    text = (
        f"MATCH (a)-[r:{type_name}]->(b)\n"
        "WHERE r.claims IS NULL OR size(r.claims) = 0 OR r.basis IS NULL\n"
        "RETURN r.id AS id, a.key AS about\n"
        "ORDER BY id\n"
        "LIMIT $limit"
    )
    return Check("RELATIONSHIP_WITHOUT_CLAIM", f"{type_name} relationships without claim", Statement(text, {"limit": limit}))


def _lost_claims(type_name: str, limit: int) -> Check:
    # A claim names the ends as its source did; a judgement may since have merged either into the one that the relationship has.
    named, held = f"x.subjectKey + '|{type_name}|' + x.endKey", f"a.key + '|{type_name}|' + b.key"
    text = (
        f"MATCH (a)-[r:{type_name}]->(b)\n"
        "UNWIND r.claims AS claim\n"
        "OPTIONAL MATCH (x:Evidence {key: claim})\n"
        "WITH r.id AS id, claim AS about, x.relationship AS carried,\n"
        "  EXISTS { (x)-[:ABOUT]->(a) } AS starts,\n"
        "  x.endKey = b.key OR EXISTS { (:Redirect {key: x.endKey})-[:REDIRECTS]->(b) } AS ends,\n"
        f"  substring(x.relationship, size({named})) = substring(r.id, size({held})) AS tells\n"
        "WHERE carried IS NULL OR NOT (starts AND ends AND tells)\n"
        "RETURN id AS id, about AS about\n"
        "ORDER BY id, about\n"
        "LIMIT $limit"
    )
    return Check(
        "CLAIM_MISSING", f"claims that {type_name} relationships list and nobody makes", Statement(text, {"limit": limit})
    )


def _misplaced(type_name: str, limit: int) -> Check:
    text = (
        f"MATCH (a)-[r:{type_name}]->(b)\n"
        f"WHERE r.id IS NULL OR a.key IS NULL OR b.key IS NULL OR NOT r.id STARTS WITH a.key + '|{type_name}|' + b.key\n"
        "RETURN r.id AS id, a.key AS about\n"
        "ORDER BY id\n"
        "LIMIT $limit"
    )
    return Check(
        "RELATIONSHIP_DANGLING",
        f"{type_name} relationships whose ends are not those of their id",
        Statement(text, {"limit": limit}),
    )


def _several(type_name: str, limit: int) -> Check:
    text = (
        f"MATCH (a)-[r:{type_name}]->()\n"
        "WITH a.key AS key, count(r) AS found\n"
        "WHERE found > 1\n"
        "RETURN key AS key, toString(found) AS about\n"
        "ORDER BY key\n"
        "LIMIT $limit"
    )
    return Check("SINGLE_VIOLATED", f"nodes with more than one {type_name}", Statement(text, {"limit": limit}))


def _leading_nowhere(label: str, type_name: str, limit: int) -> Check:
    text = (
        f"MATCH (n:{label})\n"
        f"WHERE NOT EXISTS {{ (n)-[:{type_name}]->() }}\n"
        "RETURN n.key AS key, n.key AS about\n"
        "ORDER BY key\n"
        "LIMIT $limit"
    )
    return Check("NAME_LEADS_NOWHERE", f"{label} nodes that lead to nothing", Statement(text, {"limit": limit}))


def _token_checks(limit: int) -> Iterator[Check]:
    yield Check(
        "TOKEN_WITHOUT_NAME",
        "name tokens whose name is not there",
        Statement(
            "MATCH (n:NameToken)\n"
            "WHERE NOT EXISTS { MATCH (f:NameForm) WHERE f.key = n.entity + '|' + n.form }\n"
            "RETURN n.key AS key, n.entity AS about\n"
            "ORDER BY key\n"
            "LIMIT $limit",
            {"limit": limit},
        ),
    )
    # A longer name is not whole in its token. Stores count in code points or in UTF-16, which is more, so nothing is named wrongly.
    marks = [marked("", of_product=of_product, at_start=True) for of_product in (False, True)]
    yield Check(
        "NAME_NOT_SOUGHT",
        "names that search does not find",
        Statement(
            "MATCH (n:NameForm)\n"
            "WHERE size(n.form) <= $longest\n"
            "  AND NOT EXISTS { UNWIND $marks AS mark MATCH (t:NameToken {key: mark + n.form + ' ' + n.key + '|0'}) }\n"
            "RETURN n.key AS key, n.form AS about\n"
            "ORDER BY key\n"
            "LIMIT $limit",
            {"limit": limit, "longest": LONGEST_TOKEN, "marks": marks},
        ),
    )
