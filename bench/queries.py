"""Every GraphQL operation that is measured, and which of them the schema knows.

The pages nest as the performance targets say: firms, their projects, the firms of these, with 4, 5 and 5 leaves. The size S is
10 × 5 × 3 of them, 1,040 leaves; L is 50 × 5 × 3, 5,200.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphql import GraphQLSchema, parse, validate

from api.ids import encode_id

ROOT_FIELDS = ("key", "name", "fullName", "listedCode")
PROJECT_FIELDS = ("key", "name", "status", "phase", "investment")
PARTNER_FIELDS = ("key", "name", "fullName", "listedCode", "basis")

# Rows of a page of the pages that grow; the two of a deep page let a graph of 10,000 nodes have a thousand of them.
PAGE = 20
SHORT_PAGE = 2


@dataclass(frozen=True, slots=True)
class PageSize:
    """How many rows stand at each level of the nested page."""

    name: str
    firms: int
    projects: int = 5
    partners: int = 3

    @property
    def leaves(self) -> int:
        """How many values the answer has when every list is full."""
        projects = self.firms * self.projects
        return self.firms * len(ROOT_FIELDS) + projects * len(PROJECT_FIELDS) + projects * self.partners * len(PARTNER_FIELDS)

    @property
    def variables(self) -> dict[str, object]:
        """The values of the operation's variables."""
        return {"firms": self.firms, "projects": self.projects, "partners": self.partners}


S, L = PageSize("S", 10), PageSize("L", 50)
QUICK_S, QUICK_L = PageSize("S (quick)", 2, 2, 2), PageSize("L (quick)", 4)


@dataclass(frozen=True, slots=True)
class Query:
    """An operation with the values of its variables."""

    name: str
    text: str
    variables: Mapping[str, object] = field(default_factory=dict)


def nested_text(name: str = "Firms", fields: Sequence[Sequence[str]] = (ROOT_FIELDS, PROJECT_FIELDS, PARTNER_FIELDS)) -> str:
    """Return the nested page's text; another order of a level's fields gives a store another statement."""
    root, project, partner = (" ".join(level) for level in fields)
    return f"""query {name}($firms: Int!, $projects: Int!, $partners: Int!) {{
  enterprises(first: $firms) {{ nodes {{ {root}
    undertakes(first: $projects) {{ nodes {{ {project}
      undertakenBy(first: $partners) {{ nodes {{ {partner} }} }} }} }} }} }}
}}"""


def nested_page(size: PageSize) -> Query:
    """Return the nested page of a size."""
    return Query(size.name, nested_text(), size.variables)


def hub_page(key: str, children: int) -> Query:
    """Return the first of many projects of one firm."""
    text = f"""query Hub($key: String!, $projects: Int!) {{
  enterprise(key: $key) {{ key name undertakes(first: $projects) {{ nodes {{ {" ".join(PROJECT_FIELDS)} }} }} }}
}}"""
    return Query("hub", text, {"key": key, "projects": children})


# ---- round trips -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """An operation with what is known of its statements.

    Attributes:
        query: The operation.
        root_fields: How many root fields it has.
        levels: How deep it nests entities.
        analyses: How many of the root fields are analyses.
    """

    query: Query
    root_fields: int
    levels: int
    analyses: int = 0

    @property
    def statements(self) -> int:
        """How many statements it may take: one, and with analyses one each, one before and one after them."""
        return self.analyses + 2 if self.analyses else 1


def counted_operations(firm: str, name: str, project: str, park: str) -> tuple[Counted, ...]:
    """Return operations with one to many root fields and levels; the arguments are keys, and the name of the firm."""
    ids = {"firm": encode_id(firm), "project": encode_id(project), "park": encode_id(park)}
    partners = "undertakenBy(first: 3) { nodes { key inIndustry(first: 2) { nodes { name } } } }"
    page = f"nodes {{ key name undertakes(first: 3) {{ nodes {{ key {partners} }} }} }}"
    evidence = (
        "nodes { key undertakes(first: 3) { edges { basis evidence { claim locator } node { key evidence { claim } } } } }"
    )
    many = " ".join(
        f"r{number}: {field}(first: 5) {{ totalCount nodes {{ key name }} }}" for number, field in enumerate(_LISTS)
    )
    serving = "{ kinds basis department { key name } projects { name } services { kind target { name } } }"
    return (
        Counted(Query("look-up by key", "query($key: String) { enterprise(key: $key) { name } }", {"key": firm}), 1, 1),
        Counted(Query("look-up by name", "query($name: String) { enterprise(name: $name) { key } }", {"name": name}), 1, 1),
        Counted(Query("nodes by id", "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": list(ids.values())}), 1, 1),
        Counted(nested_page(S), 1, 3),
        Counted(Query("four levels", f"{{ enterprises(first: 5) {{ totalCount {page} }} }}"), 1, 4),
        Counted(Query("edges with evidence", f"{{ enterprises(first: 5) {{ {evidence} }} }}"), 1, 3),
        Counted(Query("twelve lists with totals", f"{{ {many} }}"), len(_LISTS), 1),
        Counted(Query("what is in the graph", "{ graphInfo { labels { name count } loadRuns { source } } }"), 1, 1),
        Counted(Query("one analysis", f"query($park: ID) {{ departmentsServing(park: $park) {serving} }}", {"park": ids["park"]}), 1, 2, 1),
        Counted(
            Query(
                "two analyses beside lists",
                f"query($park: ID, $project: ID) {{ a: departmentsServing(park: $park) {serving} "
                f"b: departmentsServing(project: $project) {serving} parks(first: 5) {{ nodes {{ name }} }} }}",
                {"park": ids["park"], "project": ids["project"]},
            ), 3, 2, 2,
        ),
    )  # fmt: skip


_LISTS = (
    "enterprises", "projects", "parks", "places", "departments", "industries", "chains", "segments", "products", "plans", "bases", "tasks",
)  # fmt: skip

# ---- growth ------------------------------------------------------------------------------------------------------------------

_ROW = "nodes { key name status investment }"
CURSOR_TEXT = "query Walk($after: String) { projects(first: 500, after: $after) { edges { cursor } pageInfo { endCursor } } }"

# Operations whose answers must not grow with the graph; `$key`, `$name` and `$after` are chosen anew for each call.
GROWING: tuple[Query, ...] = (
    Query("look-up by key", "query($key: String) { enterprise(key: $key) { key name fullName basis } }"),
    Query("look-up by name", "query($name: String) { enterprise(name: $name) { key name fullName basis } }"),
    Query("first page", f"{{ projects(first: {PAGE}) {{ pageInfo {{ hasNextPage endCursor }} {_ROW} }} }}"),
    Query(
        "page somewhere",
        f"query($after: String) {{ projects(first: {PAGE}, after: $after) {{ pageInfo {{ hasNextPage endCursor }} {_ROW} }} }}",
    ),
    Query("first short page", f"{{ projects(first: {SHORT_PAGE}) {{ pageInfo {{ hasNextPage endCursor }} {_ROW} }} }}"),
    Query(
        "far short page",
        f"query($deep: String) {{ projects(first: {SHORT_PAGE}, after: $deep) {{ pageInfo {{ hasNextPage endCursor }} {_ROW} }} }}",
    ),
    Query(
        "nested page",
        f"query($after: String) {{ projects(first: {PAGE}, after: $after) {{ nodes {{ key name "
        "undertakenBy(first: 3) { nodes { key name undertakes(first: 5) { nodes { key name status } } } } } } }",
    ),
    Query(
        "filtered page",
        f"{{ projects(first: {PAGE}, where: {{status: {{eq: UNDER_CONSTRUCTION}}, investment: {{gt: 450000000}}}}) {{ {_ROW} }} }}",
    ),
    Query("ordered page", f"{{ projects(first: {PAGE}, orderBy: [{{field: name}}]) {{ {_ROW} }} }}"),
    Query(
        "filtered and ordered page",
        f"{{ projects(first: {PAGE}, where: {{status: {{eq: UNDER_CONSTRUCTION}}}}, orderBy: [{{field: name}}]) {{ {_ROW} }} }}",
    ),
    Query(
        "page filtered by what it leads to",
        f"{{ enterprises(first: {PAGE}, where: {{undertakes: {{some: {{status: {{eq: UNDER_CONSTRUCTION}}}}}}}}) {{ nodes {{ key name }} }} }}",
    ),
)


def known_queries(queries: Iterable[Query], schema: GraphQLSchema) -> tuple[list[Query], list[str]]:
    """Return the operations that the schema answers, and a sentence for each that it does not."""
    known, lines = [], []
    for query in queries:
        errors = validate(schema, parse(query.text))
        if errors:
            lines.append(f"{query.name}: the schema does not know it ({errors[0].message})")
        else:
            known.append(query)
    return known, lines
