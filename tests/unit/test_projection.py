"""Claims become a graph: precedence, aliases, redirects, identity; and a part projected alone equals the part of the whole."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ModelError
from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.image import Image, ImageDifference, ImageNode, difference
from graph.model.lines import image_lines, parse_line
from graph.model.projection import Redirects, project
from graph.model.registry import MODEL
from loaders.affected import closure, named_keys
from loaders.stored import claim_of
from tests.unit.claim_strategies import claim_sets, redirect_sets

PLAN = Origin("plan", Channel.REGISTER, "document:plan", "MAIN", "2020")
ATLAS = Origin("atlas", Channel.REFERENCE)
FIRM, OTHER, PROJECT, SET = "enterprise:jia", "enterprise:yi", "project:lv-ban", "group:zhong-dian"


def says(
    subject: str,
    field: str,
    value: str,
    *,
    origin: Origin = PLAN,
    basis: Basis = Basis.STATED,
    at: str = "1.p1.s1",
    as_of: str = "",
) -> Claim:
    return Claim(subject, field, value, basis, origin, at, "一句话。", as_of=as_of)


def leads(
    start: str,
    type_name: str,
    end: str,
    *discriminators: tuple[str, str],
    basis: Basis = Basis.STATED,
    part: str = "",
    value: str = "",
    at: str = "1.p1.s1",
) -> Claim:
    field = f"{type_name}.{part}" if part else type_name
    return Claim(start, field, value or end, basis, PLAN, at, "一句话。", Link(type_name, end, discriminators))


def shown(image: Image, label: str, key: str) -> dict[str, object]:
    return dict(image.nodes[label, key].properties)


def tokens_in(image: Image) -> list[ImageNode]:
    return [node for node in image.nodes.values() if node.label == "NameToken"]


def entity_of(node: ImageNode) -> str:
    """The key of the entity that a node is, or is about by its name."""
    return str(node.properties.get("entity", node.key.partition("|")[0]))


def test_a_node_shows_its_claims_and_keeps_them_as_evidence() -> None:
    claims = [says(FIRM, "name", "甲铝业"), says(FIRM, "fullName", "青石甲铝业有限公司", origin=ATLAS, basis=Basis.REFERENCE)]

    image = project(claims, MODEL)

    assert shown(image, "Enterprise", FIRM) == {
        "key": FIRM,
        "name": "甲铝业",
        "aliases": [],
        "basis": "STATED",
        "sortKey": "jia lv ye  甲铝业",
        "fullName": "青石甲铝业有限公司",
    }
    assert {key for label, key in image.nodes if label == "Evidence"} == {claim.key for claim in claims}
    assert {item.end for item in image.relationships.values() if item.type == "ABOUT"} == {FIRM}
    assert [item.start for item in image.relationships.values() if item.type == "CITES"] == [claims[0].key]
    assert {node.properties["form"] for (label, _), node in image.nodes.items() if label == "NameForm"} == {
        "甲铝业",
        "青石甲铝业有限公司",
    }


def test_conflicting_values_stay_as_claims_and_the_first_by_precedence_is_shown() -> None:
    claims = [
        says(PROJECT, "name", "铝板项目"),
        says(PROJECT, "status", "PROPOSED", origin=ATLAS, basis=Basis.REFERENCE, as_of="2021"),
        says(PROJECT, "status", "STARTED", as_of="2019"),
        says(PROJECT, "status", "IN_PRODUCTION", as_of="2020", at="1.p1.s2"),
    ]

    image = project(claims, MODEL)

    assert shown(image, "Project", PROJECT)["status"] == "IN_PRODUCTION"
    assert shown(image, "Project", PROJECT)["statusAsOf"] == "2020"
    assert sum(1 for label, _ in image.nodes if label == "Evidence") == 4


def test_a_claim_knows_how_many_other_values_its_field_has_for_its_date() -> None:
    link = ("SERVES", PROJECT, ("kind", "ROAD"))
    claims = {
        "two values": says(PROJECT, "status", "STARTED", as_of="2020"),
        "another source": says(PROJECT, "status", "TRIAL_PRODUCTION", as_of="2020", origin=ATLAS),
        "by a merged key": says("project:alias", "status", "IN_PRODUCTION", as_of="2020"),
        "another date": says(PROJECT, "status", "STARTED", as_of="2021"),
        "said twice": says(PROJECT, "phase", "一期"),
        "again": says(PROJECT, "phase", "一期", at="1.p2.s1"),
        "a name beside others": says(PROJECT, "aliases", "铝板一期"),
        "another name": says(PROJECT, "aliases", "铝板二期"),
        "a service": leads("department:jia", *link),
        "its status": leads("department:jia", *link, part="status", value="GIVEN"),
        "its other status": leads("department:jia", *link, part="status", value="IN_PROGRESS"),
        "the status of another": leads("department:yi", *link, part="status", value="IN_PROGRESS"),
    }

    image = project(claims.values(), MODEL, redirects=Redirects({"project:alias": PROJECT}, {"project:alias": ("plan",)}))

    found = {name: shown(image, "Evidence", claim.key).get("otherValues") for name, claim in claims.items()}
    assert {name: count for name, count in found.items() if count is not None} == {
        "two values": 2, "another source": 2, "by a merged key": 2, "its status": 1, "its other status": 1,
    }  # fmt: skip


def test_other_names_become_aliases_and_name_forms() -> None:
    claims = [
        says(FIRM, "name", "甲铝业"),
        says(FIRM, "aliases", "甲铝；老甲厂"),
        says(FIRM, "name", "甲铝", origin=ATLAS, basis=Basis.REFERENCE),
    ]

    image = project(claims, MODEL)

    assert shown(image, "Enterprise", FIRM)["aliases"] == ["甲铝", "老甲厂"]
    assert {key for label, key in image.nodes if label == "NameForm"} == {f"{FIRM}|甲铝业", f"{FIRM}|甲铝", f"{FIRM}|老甲厂"}


def test_a_form_that_several_names_share_is_printed_as_the_first_of_them_prints_it() -> None:
    claims = [says(FIRM, "name", "甲铝业"), says(FIRM, "aliases", "甲“铝业”；老甲厂"), says(FIRM, "fullName", "老甲·厂")]

    image = project(claims, MODEL)

    found = {(node.properties["form"], node.properties["printed"], node.properties["property"]) for node in tokens_in(image)}
    assert found == {("甲铝业", "甲铝业", "name"), ("老甲厂", "老甲厂", "aliases")}


def test_tokens_of_a_merged_node_belong_to_the_node_that_it_means() -> None:
    claims = [says(FIRM, "name", "甲铝业"), says(OTHER, "name", "甲铝")]

    image = project(claims, MODEL, redirects=Redirects({OTHER: FIRM}))

    found = {(node.properties["entity"], node.properties["form"], node.properties["property"]) for node in tokens_in(image)}
    assert found == {(FIRM, "甲铝业", "name"), (FIRM, "甲铝", "aliases")}


def test_relationships_are_one_for_each_value_of_their_discriminators() -> None:
    road = (("kind", "ROAD"), ("year", "2020"))
    claims = [
        leads(FIRM, "SERVES", PROJECT, ("kind", "ROAD")),
        leads(FIRM, "SERVES", PROJECT, *road),
        leads(FIRM, "SERVES", PROJECT, *road, at="1.p2.s1", basis=Basis.INFERRED),
        leads(FIRM, "SERVES", PROJECT, *road, part="status", value="GIVEN"),
    ]

    image = project(claims, MODEL)

    found = {item.id: item.properties for item in image.relationships.values() if item.type == "SERVES"}
    assert sorted(found) == [f"{FIRM}|SERVES|{PROJECT}|kind=ROAD", f"{FIRM}|SERVES|{PROJECT}|kind=ROAD|year=2020"]
    assert found[f"{FIRM}|SERVES|{PROJECT}|kind=ROAD|year=2020"] == {
        "id": f"{FIRM}|SERVES|{PROJECT}|kind=ROAD|year=2020",
        "basis": "STATED",
        "claims": sorted(claim.key for claim in claims[1:]),
        "kind": "ROAD",
        "year": 2020,
        "status": "GIVEN",
    }


def test_a_redirect_merges_at_projection_and_leaves_no_trace_when_it_goes() -> None:
    claims = [
        says(FIRM, "name", "甲铝业"),
        says(OTHER, "name", "甲铝"),
        leads(OTHER, "UNDERTAKES", PROJECT),
        leads(FIRM, "UNDERTAKES", PROJECT),
    ]
    redirects = Redirects({OTHER: FIRM}, {OTHER: ("plan",)})

    merged, apart = project(claims, MODEL, redirects=redirects), project(claims, MODEL)

    assert [key for label, key in sorted(merged.nodes) if label == "Enterprise"] == [FIRM]
    assert [item.id for item in merged.relationships.values() if item.type == "UNDERTAKES"] == [f"{FIRM}|UNDERTAKES|{PROJECT}"]
    assert shown(merged, "Redirect", OTHER) == {"key": OTHER, "means": FIRM, "sources": ["plan"]}
    assert {item.properties["subjectKey"] for item in merged.nodes.values() if item.label == "Evidence"} == {FIRM, OTHER}
    assert [key for label, key in sorted(apart.nodes) if label == "Enterprise"] == [FIRM, OTHER]
    assert not [label for label, _ in apart.nodes if label == "Redirect"]


def test_a_judgement_is_kept_while_nothing_is_known_of_its_target() -> None:
    image = project([], MODEL, redirects=Redirects({OTHER: FIRM}))

    assert list(image.nodes) == [("Redirect", OTHER)]
    assert image.relationships == {}


def test_a_set_counts_known_members_and_neither_subsets_nor_guesses() -> None:
    claims = [
        says(SET, "name", "重点项目"),
        says(SET, "declaredCount", "15"),
        leads(PROJECT, "MEMBER_OF", SET),
        leads(PROJECT, "MEMBER_OF", SET, at="1.p2.s1"),
        leads("project:q", "MEMBER_OF", SET, basis=Basis.INFERRED),
        leads("group:part", "MEMBER_OF", SET),
    ]

    image = project(claims, MODEL)

    assert (shown(image, "Group", SET)["declaredCount"], shown(image, "Group", SET)["knownCount"]) == (15, 1)


def test_a_node_named_only_as_an_end_has_the_name_that_is_given() -> None:
    image = project([leads(FIRM, "UNDERTAKES", PROJECT)], MODEL, fallback_names={PROJECT: "铝板项目"})

    assert shown(image, "Project", PROJECT)["name"] == "铝板项目"
    assert shown(image, "Enterprise", FIRM)["name"] == FIRM


@pytest.mark.parametrize(
    "claim",
    [
        says("colour:red", "name", "红"),
        says(FIRM, "colour", "红"),
        leads(PROJECT, "UNDERTAKES", FIRM),
        leads(FIRM, "UNDERTAKES", PROJECT, part="colour", value="红"),
        leads(FIRM, "PAINTS", PROJECT),
    ],
)
def test_what_the_model_does_not_declare_is_refused(claim: Claim) -> None:
    with pytest.raises(ModelError):
        project([claim], MODEL)


def test_redirects_in_a_ring_are_refused() -> None:
    with pytest.raises(ModelError, match="ring"):
        project([says(FIRM, "name", "甲")], MODEL, redirects=Redirects({FIRM: OTHER, OTHER: FIRM}))


@given(claim_sets(), redirect_sets(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_claims_does_not_matter(claims: list[Claim], redirects: Redirects, chance: random.Random) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)

    assert project(shuffled, MODEL, redirects=redirects) == project(claims, MODEL, redirects=redirects)


@given(claim_sets(), redirect_sets(), st.sets(st.sampled_from(["enterprise:a", "enterprise:c", "project:p", "group:g"])))
@settings(max_examples=80)
def test_a_part_projected_alone_equals_that_part_of_the_whole(
    claims: list[Claim], redirects: Redirects, seeds: set[str]
) -> None:
    keys = closure(seeds, Redirects(), redirects)
    touching = [claim for claim in claims if named_keys([claim]) & keys]

    part = project(touching, MODEL, about=keys, redirects=redirects)

    whole = project(claims, MODEL, redirects=redirects)
    assert {at: node for at, node in part.nodes.items() if node.label != "Evidence"} == {
        at: node for at, node in whole.nodes.items() if node.label != "Evidence" and entity_of(node) in keys
    }
    assert all(whole.nodes[at] == node for at, node in part.nodes.items())
    expected = {at for at, item in whole.relationships.items() if {item.start.partition("|")[0], item.end} & keys}
    expected |= {at for at, item in whole.relationships.items() if ("Evidence", item.start) in part.nodes}
    assert part.relationships == {at: whole.relationships[at] for at in expected}


@given(claim_sets(), redirect_sets())
@settings(max_examples=60)
def test_every_claim_reads_back_from_its_evidence(claims: list[Claim], redirects: Redirects) -> None:
    image = project(claims, MODEL, redirects=redirects)
    cites = {item.start: item.end for item in image.relationships.values() if item.type == "CITES"}

    read = [claim_of(image.nodes["Evidence", claim.key].properties, cites.get(claim.key)) for claim in claims]

    assert read == claims


@given(claim_sets(), redirect_sets())
@settings(max_examples=40)
def test_every_projected_thing_is_a_dump_line_that_reads_back(claims: list[Claim], redirects: Redirects) -> None:
    image = project(claims, MODEL, redirects=redirects)

    read = Image()
    for item in (parse_line(line, MODEL) for line in image_lines(image)):
        if isinstance(item, ImageNode):
            read.add_node(item)
        else:
            read.add_relationship(item)

    assert read == image


@given(claim_sets(), claim_sets())
@settings(max_examples=40)
def test_applying_a_difference_gives_the_other_image(one: list[Claim], other: list[Claim]) -> None:
    old, new = project(one, MODEL), project(other, MODEL)

    assert applied(old, difference(old, new)) == new
    assert not difference(new, project(reversed(other), MODEL))


def applied(image: Image, changes: ImageDifference) -> Image:
    result = Image(dict(image.nodes), dict(image.relationships))
    for item in changes.relationships_to_delete:
        del result.relationships[item.type, item.id]
    for node in changes.nodes_to_delete:
        del result.nodes[node.label, node.key]
    for node in changes.nodes_to_write:
        result.add_node(node)
    for item in changes.relationships_to_write:
        result.add_relationship(item)
    return result


def test_a_relationship_whose_ends_changed_is_deleted_and_written() -> None:
    old, new = project([leads(FIRM, "UNDERTAKES", PROJECT)], MODEL), project([leads(FIRM, "UNDERTAKES", PROJECT)], MODEL)
    identity = f"{FIRM}|UNDERTAKES|{PROJECT}"
    new.add_relationship(replace(new.relationships["UNDERTAKES", identity], end="project:q"))

    changes = difference(old, new)

    assert [item.end for item in changes.relationships_to_delete] == [PROJECT]
    assert [item.end for item in changes.relationships_to_write] == ["project:q"]


def test_the_lines_of_an_image_are_canonical_and_sorted_by_their_bytes() -> None:
    image = Image()
    for label, key in (("Project", "project:b"), ("Enterprise", "enterprise:z")):
        image.add_node(ImageNode(label, key, {"name": "丙", "key": key, "capacityValue": 1.0}))

    assert image_lines(image) == [
        '{"key":"enterprise:z","label":"Enterprise","properties":{"capacityValue":1.0,"key":"enterprise:z","name":"丙"}}'.encode(),
        '{"key":"project:b","label":"Project","properties":{"capacityValue":1.0,"key":"project:b","name":"丙"}}'.encode(),
    ]
