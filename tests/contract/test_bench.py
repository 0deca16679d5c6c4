"""The benchmarks can run: graphs are what they say, operations are known to the schema, and a quick run without a store ends well."""

from __future__ import annotations

from collections import Counter

import pytest
from graphql import parse, validate

from bench.__main__ import BENCHMARKS, RESULTS, main
from bench.filling import ROWS, parts
from bench.graphs import FIRMS_OF_A_PROJECT, HUB, PROJECTS_OF_A_FIRM, GraphSize, make_graph
from bench.queries import CURSOR_TEXT, GROWING, L, S, hub_page, known_queries, nested_page
from bench.racing import Rules, Unequal, Variant, check_equal, race
from bench.report import Report, Table, Target
from bench.stack import everywhere, where_best
from graph.model.image import Image, difference
from graph.model.registry import MODEL
from graph.names import slug, sort_key
from liantu.wiring import api_schema


def test_every_benchmark_has_a_module_and_runs_from_one_command() -> None:
    assert list(BENCHMARKS) == ["p1", "p9", "p10", "p3", "p4", "shapes", "growth", "analyses"]


def test_a_quick_run_needs_no_store_judges_nothing_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = _results()

    status = main(["--quick", "--only", "p1,p9", "--stores", "embedded"])

    said = capsys.readouterr().out
    assert status == 0
    assert "== p1:" in said
    assert "== p9:" in said
    assert "not judged:" in said
    assert "MISSED" not in said
    assert _results() == before


def _results() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in RESULTS.glob("*")}


def test_a_graph_has_the_size_asked_for_and_only_what_the_model_declares() -> None:
    image = make_graph(GraphSize(2_400, hub=200))

    columns = {label: {item.key for item in MODEL.properties(label)} for label in ("Enterprise", "Chain", "Evidence")}
    assert abs(len(image.nodes) - 2_400) < 240
    assert len(image.relationships) > 4 * len(image.nodes)
    assert all(
        (item.start_label, item.end_label) in MODEL.pairs(MODEL.relationship(item.type))
        for item in image.relationships.values()
    )
    assert all(set(node.properties) <= columns[node.label] for node in image.nodes.values() if node.label in columns)
    assert make_graph(GraphSize(2_400, hub=200)) == image
    assert make_graph(GraphSize(2_400, hub=200, seed=2)) != image


def test_pages_have_the_same_size_wherever_they_begin_but_for_the_hub() -> None:
    links = [item for item in make_graph(GraphSize(1_200, hub=100)).relationships.values() if item.type == "UNDERTAKES"]
    firms = Counter(item.start for item in links if item.start != HUB)
    projects = Counter(item.end for item in links if item.start != HUB)

    assert set(firms.values()) == {PROJECTS_OF_A_FIRM}
    assert set(projects.values()) == {FIRMS_OF_A_PROJECT}
    assert max(firms) < HUB
    assert sum(item.start == HUB for item in links) == 100


def test_made_up_names_have_the_keys_and_order_keys_of_the_model() -> None:
    named = [node for node in make_graph(GraphSize(400, hub=20)).nodes.values() if "sortKey" in node.properties]

    wrong = [
        node.key
        for node in named
        for name in [str(node.properties["name"])]
        if (node.key, node.properties["sortKey"]) != (f"{node.label.lower()}:{slug(name)}", sort_key(name))
    ]
    assert wrong == []


def test_a_graph_is_written_in_parts_that_one_transaction_holds() -> None:
    whole = difference(Image(), make_graph(GraphSize(12_000)))

    cut = list(parts(whole))

    assert [bool(part.nodes_to_write) for part in cut] == sorted((bool(part.nodes_to_write) for part in cut), reverse=True)
    assert max(len(part.nodes_to_write) + len(part.relationships_to_write) for part in cut) <= ROWS
    assert sum(len(part.relationships_to_write) for part in cut) == len(whole.relationships_to_write)


def test_the_pages_have_the_leaves_that_the_targets_name() -> None:
    assert (S.leaves, L.leaves) == (1_040, 5_200)


def test_what_the_schema_does_not_know_is_named_and_only_filters_and_orders_may_be_unknown() -> None:
    core = api_schema().core

    known, lines = known_queries((*GROWING, nested_page(S), hub_page("x", 1)), core)

    left = [query for query in GROWING if query not in known]
    assert len(lines) == len(left)
    assert all("where:" in query.text or "orderBy:" in query.text for query in left)
    assert validate(core, parse(CURSOR_TEXT)) == []


async def test_a_race_times_every_variant_in_every_round_and_its_calls_alone() -> None:
    done: Counter[str] = Counter()

    async def one() -> object:
        return done.update(["one"])

    async def other() -> object:
        return done.update(["other"])

    results = await race(
        [Variant("one", one, 3), Variant("other", other)], Rules(rounds=5, warm_up=2, clocks={"none": lambda: 0.0})
    )

    assert done == {"one": 21, "other": 7}
    assert {name: result.calls for name, result in results.items()} == {"one": 15, "other": 5}
    assert results["one"].wall.least <= results["one"].wall.median <= results["one"].wall.p95
    assert results["one"].cpu == {"none": 0.0}


async def test_work_gives_its_answer_wherever_on_the_stack_it_begins() -> None:
    async def work() -> object:
        return "answer"

    spread, best = everywhere(work), where_best(work)

    assert [await spread() for _ in range(20)] == ["answer"] * 20
    assert await best() == "answer"


def test_unequal_answers_are_an_error_that_names_both() -> None:
    check_equal({"a": [1], "b": [1]})

    with pytest.raises(Unequal, match="'c' answers otherwise than 'a'"):
        check_equal({"a": [1], "b": [1], "c": [2]})


def test_a_report_says_which_targets_were_met_and_what_was_left_out() -> None:
    report = Report("x", "a thing", {"rounds": 2}, [Table("t", [{"variant": "甲", "median": 1.5}])], left_out=["neo4j: none"])
    report.targets += [Target("fast", 10, 12.0, at_least=True), Target("slow", 1, 2.0)]

    said = report.as_text(judged=True)

    assert "met: fast: 12.00 (wanted ≥ 10)" in said
    assert "MISSED: slow: 2.00 (wanted ≤ 1)" in said
    assert "LEFT OUT: neo4j: none" in said
    assert "MISSED" not in report.as_text(judged=False)
    assert b'"met": false' in report.as_json({"cores": 2})
