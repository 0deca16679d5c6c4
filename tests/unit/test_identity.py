"""Identities: pure functions of what identifies the thing, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.claims import Basis, Channel, Claim, Link, Origin, Quote, precedence
from graph.model.identity import digest_of, discriminators_of, mint_key, relationship_id

CLAIM = Claim(
    subject="project:lv-ban",
    field="status",
    value="STARTED",
    basis=Basis.STATED,
    origin=Origin("qing-shi", Channel.REGISTER, "document:qing-shi", "MAIN", "2020"),
    locator="1.p1.s2",
    restatement="铝板项目已动工。",
)

values = st.lists(st.tuples(st.sampled_from(["kind", "year", "phase", "material"]), st.text(max_size=8)), max_size=3)


def test_a_key_is_made_of_label_and_sound() -> None:
    assert mint_key("Enterprise", "聚能电力") == "enterprise:ju-neng-dian-li"


@given(values)
def test_discriminators_are_read_back_from_an_id(pairs: list[tuple[str, str]]) -> None:
    identity = relationship_id("department:a", "SERVES", "park:b", pairs)

    assert discriminators_of(identity) == tuple(pairs)


@given(st.lists(st.text(max_size=6), max_size=4), st.lists(st.text(max_size=6), max_size=4))
def test_digests_are_equal_for_equal_parts_only(one: list[str], other: list[str]) -> None:
    assert (digest_of(*one) == digest_of(*other)) == (one == other)


@pytest.mark.parametrize(
    "other",
    [
        replace(CLAIM, restatement="铝板项目开工了。"),
        replace(CLAIM, publisher="青石县政府网"),
        replace(CLAIM, basis=Basis.INFERRED),
        replace(CLAIM, quote=Quote("……", 3, 5)),
    ],
)
def test_wording_does_not_make_another_claim(other: Claim) -> None:
    assert other.key == CLAIM.key


@pytest.mark.parametrize(
    "other",
    [
        replace(CLAIM, subject="project:gui-pian"),
        replace(CLAIM, field="phase"),
        replace(CLAIM, value="APPROVED"),
        replace(CLAIM, as_of="2020"),
        replace(CLAIM, locator="1.p1.s3"),
        replace(CLAIM, rule="rule:x"),
        replace(CLAIM, origin=replace(CLAIM.origin, source="other")),
        replace(CLAIM, link=Link("LOCATED_IN", "park:b")),
    ],
)
def test_another_fact_or_place_makes_another_claim(other: Claim) -> None:
    assert other.key != CLAIM.key


def test_precedence_is_the_declared_one() -> None:
    def origin(channel: Channel, role: str | None = None, date: str = "") -> Origin:
        return Origin("s", channel, None, role, date)

    ordered = [
        replace(CLAIM, origin=origin(Channel.REGISTER, "MAIN"), as_of="2013-05"),
        replace(CLAIM, origin=origin(Channel.REGISTER, "MAIN"), as_of="2013"),
        replace(CLAIM, origin=origin(Channel.REGISTER, "MAIN"), as_of="2012"),
        replace(CLAIM, origin=origin(Channel.REGISTER, "MAIN", "2013")),
        replace(CLAIM, origin=origin(Channel.REGISTER, "MAIN")),
        replace(CLAIM, origin=origin(Channel.REGISTER, "CITED"), as_of="2014"),
        replace(CLAIM, origin=origin(Channel.REGISTER), as_of="2015"),
        replace(CLAIM, origin=origin(Channel.EXTRACTION, "MAIN")),
        replace(CLAIM, basis=Basis.REFERENCE),
        replace(CLAIM, basis=Basis.INFERRED),
        replace(CLAIM, basis=Basis.PROPOSED),
    ]

    mixed = [*ordered[6:], *ordered[:6]]

    assert sorted(mixed, key=precedence) == ordered
