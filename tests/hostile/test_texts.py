"""Whatever stands in a text, wherever a text may stand: it reaches the store as a parameter or not at all, and changes nothing."""

from __future__ import annotations

from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.dump import whole_image
from tests.compiled.small_graph import small_image
from tests.hostile.conftest import Guarded, codes
from tests.hostile.positions import Position, texts

# The first is asked everywhere; a search has a statement for each kind of text.
HARMLESS = ("x", "铝", "铝业公司", "lv ye gong si")
# Cypher that would end a text, a comment, a name or a clause; texts that look like parameters; what breaks naive text handling.
HOSTILE = (
    "' OR 1=1 //",
    '") DETACH DELETE n //',
    "'}) MATCH (n) DETACH DELETE n RETURN n //",
    "\\' RETURN 1 AS r, [1] AS m UNION ALL MATCH (n) RETURN 0 AS r, [n.key] AS m //",
    "`}) SET n.name = 'x' //",
    "$after0",
    "{{key}}",
    "\x00",
    "\u202e\u200b\u2066\ufeff",
    "ｘ＇；－－（）",
    "𠮷𬭚" * 20,
    "é́́́́",
    "\n\r\t\u2028\u2029",
    "a" * 900,
    "enterprise:dong-gui|UNDERTAKES|x",
)
# What a text may earn: an answer, or one of these.
CLEAN = {"BAD_ARGUMENTS", "NOT_FOUND", "AMBIGUOUS_NAME", "TOO_COSTLY"}


def _texts_of(sent: list[Statement]) -> list[str]:
    return [statement.text for statement in sent]


async def test_no_text_changes_a_statement_or_the_graph(guarded: Guarded, store: Store) -> None:
    schema = guarded.schema.core
    before = await whole_image(store, MODEL)
    wrong: list[str] = []

    for number, position in enumerate(texts(schema)):
        wrong += await _wrongs(guarded, position, HOSTILE[number % len(HOSTILE)])

    assert wrong == []
    assert await whole_image(store, MODEL) == before


async def test_every_hostile_text_is_a_parameter_of_a_look_up_and_of_a_filter(guarded: Guarded) -> None:
    wanted = ("enterprise(name:)", "nodes(ids:)", ".contains)", ".eq)")
    found = [position for position in texts(guarded.schema.core) if position.name.endswith(wanted)]

    wrong = [said for position in found for text in HOSTILE for said in await _wrongs(guarded, position, text)]

    assert len(found) > len(wanted)
    assert wrong == []


async def _wrongs(guarded: Guarded, position: Position, text: str) -> list[str]:
    answer = await guarded.ask(position.query, position.variables(text))
    hostile = _texts_of(guarded.sent)
    harmless = []
    for benign in HARMLESS:
        await guarded.ask(position.query, position.variables(benign))
        harmless.append(_texts_of(guarded.sent))
        if harmless[-1] == hostile:
            break
    wrong = [f"{position.name}: {code}" for code in codes(answer) if code not in CLEAN | {"GRAPHQL_VALIDATION_FAILED"}]
    # An argument that is refused sends nothing; one that is not sends the very texts that a harmless one does.
    if hostile and any(harmless) and hostile not in harmless:
        wrong.append(f"{position.name}: another statement for {text!r}")
    if any(text in sent for sent in hostile):
        wrong.append(f"{position.name}: {text!r} stands in a statement")
    return wrong


async def test_a_lone_surrogate_is_refused_before_it_reaches_the_store(guarded: Guarded) -> None:
    for query, variables in (
        ('{ enterprise(name: "\\uD800") { key } }', {}),
        ("query($v: String) { enterprise(name: $v) { key } }", {"v": "\ud800"}),
        ("query($v: EnterpriseWhere) { enterprises(where: $v) { nodes { key } } }", {"v": {"name": {"eq": "\udfff"}}}),
    ):
        answer = await guarded.ask(query, variables)

        assert codes(answer), query
        assert set(codes(answer)) <= {"BAD_ARGUMENTS", "GRAPHQL_PARSE_FAILED"}
        assert guarded.sent == []


async def test_names_in_the_query_cannot_be_anything_but_names(guarded: Guarded) -> None:
    for query in (
        "{ enterprises { nodes { `key` } } }",
        "{ enterprises { nodes { key: DETACH } } }",
        "{ ｅnterprises { nodes { key } } }",
        "{ enterprises { nodes { kеy } } }",  # a Cyrillic letter
        "{ enterprises(orderBy: [{field: key) }",
        '{ enterprises(orderBy: [{field: "key; DROP"}]) { nodes { key } } }',
        "{ enterprises(orderBy: [{field: nothing}]) { nodes { key } } }",
        "{ __typename @include(if: true) @nothing }",
    ):
        answer = await guarded.ask(query)

        assert set(codes(answer)) <= {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}, query
        assert answer.errors, query
        assert guarded.sent == []


def test_the_small_graph_has_what_the_positions_ask_for() -> None:
    keys = {key for _, key in small_image().nodes}

    assert {"segment:duo-jing-gui", "chain:gui-lian", "enterprise:dong-gui", "park:he-wan"} <= keys
