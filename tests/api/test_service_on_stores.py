"""The service on both stores: how many statements an operation sends, and what it answers when something is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from api.execute import Answer, GraphQLService
from api.schema.build import ApiSchema, build_schema
from graph.cypher.statement import Statement
from graph.errors import PlanBug, StoreTimeout, StoreUnavailable
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.epoch import Reading
from tests.compiled.small_graph import small_image
from tests.compiled.writing import write_image
from tests.differential.oracle import to_id
from tests.loaders.sources import prepare

THREE_BY_THREE = """query Wide($n: Int) {
  a: enterprises(first: $n) { totalCount nodes { name undertakes { nodes { name locatedIn { nodes { name evidence { claim } } } } } } }
  b: departments { edges { node { serves { edges { kind evidence { locator } node { name targetedBy { totalCount } } } } } } }
  c: parks { nodes { locates { nodes { name memberOf { nodes { declaredCount } } } } } }
}"""
SERVING = "departmentsServing(park: $p) { department { name } services { target { name } evidence { claim } } }"
NO_HINTS = ("Traceback", "MATCH", ".py", "bolt://")


@pytest.fixture(scope="module")
def schema() -> ApiSchema:
    return build_schema(MODEL)


@pytest.fixture
async def service(store: Store, schema: ApiSchema) -> GraphQLService:
    await prepare(store)
    await write_image(store, small_image())
    return GraphQLService(schema, store, root_list=store.kind == "neo4j", version="1.2")


def codes(answer: Answer) -> list[str]:
    return [error["extensions"]["code"] for error in answer.errors]


async def test_three_roots_of_three_levels_are_one_statement(service: GraphQLService, statements: list[Statement]) -> None:
    answer = await service.execute(THREE_BY_THREE, {"n": 3})

    assert answer.errors == ()
    assert answer.data is not None
    assert len(answer.data["a"]["nodes"]) == 3
    assert len(statements) == 1


async def test_the_same_selection_has_the_same_text_whatever_its_values(
    service: GraphQLService, statements: list[Statement]
) -> None:
    for size in (1, 2, None):
        await service.execute(THREE_BY_THREE, {"n": size})
    sizes = [statement.params["limit0"] for statement in statements]

    assert sizes == [2, 3, 51]
    assert statements[0].text == statements[1].text == statements[2].text


async def test_an_analysis_adds_one_statement_and_what_is_read_of_its_results_one_more(
    service: GraphQLService, statements: list[Statement]
) -> None:
    variables = {"p": to_id("park:he-wan")}

    alone = await service.execute(f"query($p: ID) {{ {SERVING} }}", variables)
    beside = await service.execute(f"query($p: ID) {{ {SERVING} again: {SERVING} parks {{ totalCount }} }}", variables)

    assert (alone.errors, beside.errors) == ((), ())
    assert alone.data is not None
    assert beside.data is not None
    assert beside.data["again"] == beside.data["departmentsServing"] == alone.data["departmentsServing"]
    assert len(statements) == 2 + 4


async def test_introspection_sends_no_statement(service: GraphQLService, statements: list[Statement]) -> None:
    answer = await service.execute("{ __schema { types { name } } __typename }")

    assert answer.errors == ()
    assert statements == []


async def test_operations_at_the_same_time_do_not_mix(service: GraphQLService) -> None:
    query = "query($k: String, $n: Int) { enterprise(key: $k) { key undertakes(first: $n) { nodes { key } } } }"
    keys = ["enterprise:dong-gui", "enterprise:xi-gui", "enterprise:qing-lv", "enterprise:gong-dian"] * 5

    answers = await asyncio.gather(*(service.execute(query, {"k": key, "n": number}) for number, key in enumerate(keys)))

    for number, (key, answer) in enumerate(zip(keys, answers, strict=True)):
        assert answer.data is not None
        assert answer.data["enterprise"]["key"] == key
        assert len(answer.data["enterprise"]["undertakes"]["nodes"]) <= number


async def test_a_page_follows_the_one_before(service: GraphQLService) -> None:
    query = "query($a: String) { enterprises(first: 1, after: $a) { nodes { key } pageInfo { hasNextPage endCursor } } }"
    seen: list[str] = []
    after = None

    while True:
        answer = await service.execute(query, {"a": after})
        assert answer.data is not None
        page = answer.data["enterprises"]
        seen += [node["key"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert seen == ["enterprise:dong-gui", "enterprise:gong-dian", "enterprise:qing-lv", "enterprise:xi-gui"]


async def test_the_graphs_facts_are_told(service: GraphQLService, store: Store) -> None:
    answer = await service.execute("{ graphInfo { store storeVersion version modelVersion } }")

    assert answer.data == {
        "graphInfo": {"store": store.kind, "storeVersion": store.version, "version": "1.2", "modelVersion": MODEL.version}
    }


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("", "BAD_ARGUMENTS"),
        ('chain: "Y2hhaW46eA==", park: "cGFyazp4"', "BAD_ARGUMENTS"),
        ('chain: "?"', "BAD_ARGUMENTS"),
        ('chain: "cGFyazpoZS13YW4="', "BAD_ARGUMENTS"),
        ('chain: "eA=="', "NOT_FOUND"),
        ('chain: "Y2hhaW46bmlyZ2VuZHM="', "NOT_FOUND"),
    ],
)
async def test_an_analysis_says_what_is_wrong_with_its_start(service: GraphQLService, argument: str, code: str) -> None:
    given = f"({argument})" if argument else ""

    answer = await service.execute(f"{{ departmentsServing{given} {{ kinds }} }}")

    assert (codes(answer), answer.data) == ([code], None)


async def test_an_analysis_speaks_the_language_asked_for(service: GraphQLService) -> None:
    query = "query($p: ID, $l: Lang) { departmentsServing(park: $p, lang: $l) { explanation } }"
    park = to_id("park:he-wan")

    found = [await service.execute(query, {"p": park, "l": lang}) for lang in (None, "ZH", "EN")]

    texts = [answer.data["departmentsServing"][0]["explanation"] for answer in found if answer.data is not None]
    assert texts[0] == texts[1] != texts[2]


class Failing:
    """A store that raises."""

    kind = "embedded"
    version = "0"

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def read_whole(self, statements: Sequence[Statement]) -> Reading:
        raise self._error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreUnavailable("bolt://secret"), "STORE_UNAVAILABLE"),
        (StoreTimeout("MATCH (n)"), "TIMEOUT"),
        (PlanBug("MATCH (n)"), "INTERNAL"),
    ],
)
async def test_a_store_that_fails_fails_every_field_and_tells_nothing(schema: ApiSchema, error: Exception, code: str) -> None:
    service = GraphQLService(schema, Failing(error))

    nullable = await service.execute('{ a: park(key: "x") { name } b: plan(key: "x") { name } __typename }', request_id="r-9")
    required = await service.execute("{ parks { totalCount } }")

    assert (codes(nullable), nullable.data) == ([code, code], {"a": None, "b": None, "__typename": "Query"})
    assert (codes(required), required.data) == ([code], None)
    assert not any(word in str(nullable.body()) for word in NO_HINTS)


async def test_a_request_that_is_not_executed_has_no_data(schema: ApiSchema) -> None:
    service = GraphQLService(schema, Failing(AssertionError("nothing may be read")))
    refused = {
        "{": "GRAPHQL_PARSE_FAILED",
        "{ nope }": "GRAPHQL_VALIDATION_FAILED",
        "query A { __typename } query B { __typename }": "BAD_ARGUMENTS",
        "query($i: ID!) { node(id: $i) { id } }": "BAD_ARGUMENTS",
        "mutation { x }": "GRAPHQL_VALIDATION_FAILED",
    }

    for query, code in refused.items():
        answer = await service.execute(query)
        assert (codes(answer), answer.request_error, "data" in answer.body()) == ([code], True, False), query


async def test_only_queries_are_answered_when_only_queries_may_be(schema: ApiSchema) -> None:
    service = GraphQLService(schema, Failing(AssertionError("nothing may be read")))

    answer = await service.execute("subscription { __typename }", only_queries=True)

    assert (answer.request_error, answer.operation) == (True, "subscription")


async def test_a_selection_that_reads_too_much_is_refused(schema: ApiSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.compiler.selecting.MOST_ITEMS", 40)
    service = GraphQLService(schema, Failing(AssertionError("nothing may be read")))
    lists = " ".join(f"a{number}: locates(first: {number}) {{ nodes {{ name }} }}" for number in range(40))

    answer = await service.execute(f'{{ park(key: "x") {{ {lists} }} __typename }}')

    assert (codes(answer), answer.data) == (["TOO_WIDE"], {"park": None, "__typename": "Query"})


async def test_fragments_that_double_at_every_level_are_refused_in_time(schema: ApiSchema) -> None:
    service = GraphQLService(schema, Failing(AssertionError("nothing may be read")))
    fragments = "".join(
        f"fragment F{n} on Place {{ a: parts {{ nodes {{ ...F{n + 1} }} }} b: parts {{ nodes {{ ...F{n + 1} }} }} }} "
        for n in range(12)
    )

    answer = await service.execute(f'{{ place(key: "x") {{ ...F0 }} }} {fragments} fragment F12 on Place {{ name }}')

    assert codes(answer) == ["TOO_WIDE"]
