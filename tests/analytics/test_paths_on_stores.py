"""Paths on both stores: generated graphs against the oracle, the rules one by one, and the register."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analytics.messages import Lang
from graph.analytics.path_rules import MOST_HOPS, MOST_RELATIONSHIPS
from graph.analytics.paths import EntityPath, PathQuestion, find_paths, warm_up
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.image import Image, ImageNode, difference
from graph.model.projection import link, project
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.apply import write_difference
from loaders.bundled import with_required
from loaders.pipeline import read_sources
from tests.analytics.paths_graphs import KEYS, DrawnGraph, crowd, graphs, image_of
from tests.analytics.paths_oracle import Found, Oracle
from tests.store_fixtures import wipe

STATED = "STATED"


async def write(store: Store, image: Image) -> None:
    await wipe(store, keep_schema=True)
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)


async def ask(store: Store, start: str, end: str, max_hops: int = MOST_HOPS, first: int = 20) -> tuple[EntityPath, ...]:
    return await find_paths(store, MODEL, PathQuestion(start, end, max_hops, first), Lang.ZH)


def found(paths: Iterable[EntityPath]) -> list[Found]:
    """What the oracle tells too; the claims of its graphs name their relationship."""
    return [
        (path.nodes, path.weight, tuple(step.evidence[0].removeprefix("claim of ") for step in path.steps)) for path in paths
    ]


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    graph=graphs(),
    max_hops=st.integers(1, MOST_HOPS),
    first=st.integers(1, 4),
    ends=st.lists(st.sampled_from(KEYS), min_size=4, max_size=4),
)
async def test_generated_graphs_are_answered_as_by_the_oracle(
    store: Store, graph: DrawnGraph, max_hops: int, first: int, ends: list[str]
) -> None:
    image = graph.image()
    await write(store, image)
    oracle = Oracle(image)

    for start, end in (
        (ends[0], ends[1]),
        (ends[2], ends[3]),
        ("segment:no-0", "segment:no-6"),
        ("enterprise:no-0", "place:no-3"),
    ):
        assert found(await ask(store, start, end, first=first)) == oracle.paths(start, end, MOST_HOPS, first), (start, end)
    assert found(await ask(store, ends[0], "segment:no-0", max_hops)) == oracle.paths(ends[0], "segment:no-0", max_hops, 20)


async def test_a_way_of_six_steps_is_found_and_one_of_seven_is_not(store: Store) -> None:
    feeds = [(f"segment:no-{number}", "FEEDS", f"segment:no-{number + 1}", "", STATED) for number in range(6)]
    await write(store, image_of([*feeds, ("enterprise:no-0", "OCCUPIES", "segment:no-0", "", STATED)]))

    (path,) = await ask(store, "segment:no-0", "segment:no-6")

    assert path.nodes == tuple(f"segment:no-{number}" for number in range(7))
    assert all(step.forward for step in path.steps)
    assert [step.forward for step in (await ask(store, "segment:no-6", "segment:no-0"))[0].steps] == [False] * 6
    assert await ask(store, "segment:no-0", "segment:no-6", 5) == ()
    assert await ask(store, "enterprise:no-0", "segment:no-6") == ()
    assert (await ask(store, "enterprise:no-0", "segment:no-5"))[0].length == 6


async def test_hubs_end_a_way_and_never_stand_inside(store: Store) -> None:
    drawn = [
        ("enterprise:no-0", "LISTED_IN", "plan:no-0", "", STATED),
        ("enterprise:no-1", "LISTED_IN", "plan:no-0", "", STATED),
        ("enterprise:no-0", "MEMBER_OF", "group:no-0", "", STATED),
        ("enterprise:no-1", "MEMBER_OF", "group:no-0", "", STATED),
        ("enterprise:no-0", "IN_TIER", "revenuetier:no-0", "", STATED),
        ("enterprise:no-1", "IN_TIER", "revenuetier:no-0", "", STATED),
        ("enterprise:no-0", "LOCATED_IN", "place:no-1", "", STATED),
        ("enterprise:no-1", "LOCATED_IN", "place:no-1", "", STATED),
        ("enterprise:no-0", "UNDERTAKES", "project:no-0", "", STATED),
        ("project:no-0", "OCCUPIES", "segment:no-0", "", STATED),
        ("enterprise:no-1", "OCCUPIES", "segment:no-0", "", STATED),
    ]
    await write(store, image_of(drawn))

    assert [path.nodes for path in await ask(store, "enterprise:no-0", "enterprise:no-1")] == [
        ("enterprise:no-0", "project:no-0", "segment:no-0", "enterprise:no-1")
    ]
    assert [path.length for path in await ask(store, "plan:no-0", "enterprise:no-1")] == [1]
    assert [path.nodes for path in await ask(store, "plan:no-0", "group:no-0")] == [
        ("plan:no-0", "enterprise:no-0", "group:no-0"),
        ("plan:no-0", "enterprise:no-1", "group:no-0"),
    ]


@pytest.mark.parametrize(("relationships", "length"), [(MOST_RELATIONSHIPS, 2), (MOST_RELATIONSHIPS + 1, 4)])
async def test_a_node_with_more_than_the_declared_relationships_is_a_hub(store: Store, relationships: int, length: int) -> None:
    image = image_of(
        [
            ("enterprise:no-0", "UNDERTAKES", "project:no-0", "", STATED),
            ("enterprise:no-0", "UNDERTAKES", "project:no-1", "", STATED),
            ("project:no-0", "OCCUPIES", "segment:no-0", "", STATED),
            ("segment:no-1", "FEEDS", "segment:no-0", "", STATED),
            ("project:no-1", "OCCUPIES", "segment:no-2", "", STATED),
            ("segment:no-1", "FEEDS", "segment:no-2", "", STATED),
        ]
    )
    crowd(image, "enterprise:no-0", relationships)
    await write(store, image)

    assert (await ask(store, "project:no-0", "project:no-1"))[0].length == length
    assert (await ask(store, "enterprise:no-0", "segment:no-2"))[0].length == 2


async def test_a_node_with_too_many_relationships_stands_on_no_way_beside_another(store: Store) -> None:
    """Segment 0 and the firm lead to segment 1 alike; the search passes both before it meets what comes from the other end."""
    drawn = [
        ("project:no-0", "OCCUPIES", "segment:no-0", "", STATED),
        ("segment:no-0", "FEEDS", "segment:no-1", "", STATED),
        ("enterprise:no-0", "UNDERTAKES", "project:no-0", "", STATED),
        ("enterprise:no-0", "OCCUPIES", "segment:no-1", "", STATED),
        *((f"segment:no-{number}", "FEEDS", f"segment:no-{number + 1}", "", STATED) for number in (1, 2, 3)),
        *(
            ("segment:no-4", "SURVEYED_IN", place, "", STATED)
            for place in ("place:no-2", "place:no-3", "park:no-0", "park:no-1")
        ),
        ("segment:no-4", "PRODUCES", "product:no-0", "", STATED),
        ("segment:no-4", "PRODUCES", "product:no-1", "", STATED),
    ]
    crowded = image_of(drawn)
    crowd(crowded, "enterprise:no-0", MOST_RELATIONSHIPS + 1)

    for image, ways in ((image_of(drawn), 2), (crowded, 1)):
        await write(store, image)
        for start, end in (("project:no-0", "segment:no-4"), ("segment:no-4", "project:no-0")):
            answer = await ask(store, start, end)
            assert len(answer) == ways
            assert found(answer) == Oracle(image).paths(start, end, MOST_HOPS, 20)


async def test_a_thing_is_on_a_way_of_no_step_to_itself(store: Store) -> None:
    await write(store, image_of([("segment:no-0", "FEEDS", "segment:no-1", "", STATED)]))

    (path,) = await ask(store, "segment:no-0", "segment:no-0")

    assert (path.length, path.nodes, path.steps, path.weight) == (0, ("segment:no-0",), (), 0)


async def test_merged_keys_mean_what_they_were_merged_into(store: Store) -> None:
    image = image_of([("segment:no-0", "FEEDS", "segment:no-1", "", STATED)])
    for key, target in (("segment:old", "segment:no-0"), ("segment:gone", "segment:nowhere")):
        image.add_node(ImageNode("Redirect", key, {"key": key, "means": target, "sources": ["s"]}))
    image.add_relationship(link("REDIRECTS", "Redirect", "segment:old", "Segment", "segment:no-0"))
    await write(store, image)

    assert [path.nodes for path in await ask(store, "segment:old", "segment:no-1")] == [("segment:no-0", "segment:no-1")]
    assert [path.nodes for path in await ask(store, "segment:no-1", "segment:old")] == [("segment:no-1", "segment:no-0")]
    assert [path.length for path in await ask(store, "segment:no-0", "segment:old")] == [0]
    with pytest.raises(NotFound, match="segment:gone"):
        await ask(store, "segment:no-0", "segment:gone")


async def test_an_unknown_end_is_not_found_and_named(store: Store) -> None:
    await write(store, image_of([]))

    for start, end in (("chain:none", "chain:no-0"), ("chain:no-0", "chain:none"), ("chain:none", "chain:nil")):
        with pytest.raises(NotFound, match="chain:none"):
            await ask(store, start, end)
    assert await ask(store, "chain:no-0", "segment:no-0") == ()


async def test_it_is_one_statement_of_one_text(store: Store, statements: list[Statement]) -> None:
    await write(store, image_of([("segment:no-0", "FEEDS", "segment:no-1", "", STATED)]))
    statements.clear()

    await ask(store, "segment:no-0", "segment:no-1")
    await ask(store, "plan:no-0", "group:no-0", 2, 1)
    await warm_up(store, MODEL)

    assert len(statements) == 3
    assert len({statement.text for statement in statements}) == 1


async def test_the_register_is_answered_as_by_the_oracle(register: Store) -> None:
    sources = with_required("qinghai-2013")
    claims = [claim for source in read_sources(sources) for claim in source.claims.values()]
    oracle = Oracle(project(claims, MODEL))
    entities = sorted(node.key for node in oracle.image.nodes.values() if MODEL.node(node.label).entity)

    for start, end in zip(entities[::61], reversed(entities[::59]), strict=False):
        expected = [(nodes, weight) for nodes, weight, _ in oracle.paths(start, end, MOST_HOPS, 3)]
        assert [(path.nodes, path.weight) for path in await ask(register, start, end, first=3)] == expected, (start, end)
