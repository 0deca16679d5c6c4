"""Generated claims about two chains, small and dense, so that rules meet: every relationship type and property that maps and gaps know."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.enums import FLOW_KIND, OCCUPANCY, PROJECT_STATUS, PROSPECT_STAGE
from graph.model.projection import project
from graph.model.registry import MODEL

CHAINS = ("chain:0", "chain:1")
PLACES = (None, "park:0", "place:0", "place:2")
YEARS = (None, 2010, 2012, 2013)
# A source with a date, and one without.
ORIGINS = (Origin("dated", Channel.REGISTER, date="2011"), Origin("undated", Channel.REFERENCE))
NAMED = {
    "chain": 2, "segment": 5, "product": 3, "enterprise": 3, "project": 2, "park": 2, "place": 3,
}  # fmt: skip
ALIASES = {"product:0": "甲料；渣", "product:1": "渣"}


@dataclass(frozen=True)
class Shape:
    """Which nodes a generated relationship may join, and what it may bear."""

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    bears: tuple[tuple[str, tuple[str | None, ...]], ...] = ()


_YEAR = ("year", (None, "2009", "2012", "2014"))
_CAPACITY = ("capacity", (None, "5吨", "10吨", "3—8吨", "5吨以上", "近9吨", "2兆瓦"))
SHAPES = (
    Shape("HAS_SEGMENT", ("chain",), ("segment",)),
    Shape("HAS_SEGMENT", ("chain",), ("segment",)),
    Shape("PART_OF", ("segment",), ("segment",)),
    Shape(
        "FEEDS", ("segment",), ("segment",), (("material", (None, "产品0", "甲料", "渣", "电")), ("kind", (None, *FLOW_KIND.names))),
    ),
    Shape("FEEDS", ("segment",), ("segment",), (("material", ("产品0", "渣")), ("kind", ("PRODUCT", "BY_PRODUCT")))),
    Shape(
        "OCCUPIES", ("enterprise", "project"), ("segment",),
        (("state", (None, *OCCUPANCY.names)), ("since", (None, "2008-05", "2013")), _YEAR),
    ),
    Shape("OCCUPIES", ("enterprise", "project"), ("segment",), (("state", ("PRODUCING", "TRIAL")), ("year", ("2012",)))),
    Shape("PRODUCES", ("segment",), ("product",)),
    Shape("USES", ("segment",), ("product",)),
    Shape("PRODUCES", ("enterprise", "project"), ("product",), (_YEAR, _CAPACITY)),
    Shape("USES", ("enterprise", "project"), ("product",), (_YEAR, _CAPACITY)),
    Shape("SURVEYED_IN", ("segment",), ("park", "place"), (("year", (None, "2010", "2012")),)),
    Shape("LOCATED_IN", ("enterprise", "project", "park"), ("park", "place")),
    Shape("PART_OF", ("park", "place"), ("place",)),
    Shape("PART_OF", ("park",), ("park",)),
)  # fmt: skip


class Generated:
    """The image of a generated graph, shown by its claims, one a line."""

    def __init__(self, claims: Collection[Claim]) -> None:
        self.claims = claims
        self.image = project(claims, MODEL)

    def __repr__(self) -> str:
        told = (
            f"{item.relationship or item.subject} {item.field}={item.value} {item.basis.name} {item.as_of} {item.origin.date}"
            for item in self.claims
            if item.field not in ("name", "aliases")
        )
        return "\n".join(("", *told))


@st.composite
def chain_graphs(draw: st.DrawFn) -> Generated:
    """Draw a graph."""
    claims = list(_named())
    for number, shape in enumerate(draw(st.lists(st.sampled_from(SHAPES), min_size=8, max_size=34))):
        start, end = (draw(st.sampled_from([f"{head}:{at}" for head in heads for at in range(NAMED[head])]))
                      for heads in (shape.starts, shape.ends))  # fmt: skip
        bears = {key: draw(st.sampled_from(values)) for key, values in shape.bears}
        claims += _linked(
            draw, number, shape.type, (start, end), {key: value for key, value in bears.items() if value is not None}
        )
    for number in range(draw(st.integers(0, 3))):
        status, as_of = draw(st.sampled_from(PROJECT_STATUS.names)), draw(st.sampled_from(("", "2010", "2012-06", "2014")))
        origin, basis = draw(st.sampled_from(ORIGINS)), draw(st.sampled_from(Basis))
        project_key = f"project:{draw(st.integers(0, 1))}"
        claims.append(Claim(project_key, "status", status, basis, origin, f"9.p{number}.s1", "进展。", as_of=as_of))
    for at in range(NAMED["enterprise"]):
        stage = draw(st.sampled_from((None, None, *PROSPECT_STAGE.names)))
        if stage is not None:
            claims.append(Claim(f"enterprise:{at}", "stage", stage, Basis.REFERENCE, ORIGINS[0], f"8.p{at + 1}.s1", "招商。"))
    return Generated({claim.key: claim for claim in claims}.values())


def _named() -> Iterator[Claim]:
    for head, count in NAMED.items():
        for at in range(count):
            key, name = f"{head}:{at}", f"产品{at}" if head == "product" else f"{head}{at}"
            yield Claim(key, "name", name, Basis.STATED, ORIGINS[0], f"0.p{at + 1}.s1", "名称。")
            if key in ALIASES:
                yield Claim(key, "aliases", ALIASES[key], Basis.STATED, ORIGINS[0], f"0.p{at + 1}.s1", "别名。")


def _linked(draw: st.DrawFn, number: int, name: str, ends: tuple[str, str], held: dict[str, str]) -> Iterator[Claim]:
    keys = MODEL.relationship(name).discriminators
    link = Link(name, ends[1], tuple((key, held[key]) for key in keys if key in held))
    as_of = draw(st.sampled_from(("", "", "2011-03", "2013")))
    origin, basis, at = draw(st.sampled_from(ORIGINS)), draw(st.sampled_from(Basis)), f"1.p{number + 1}.s1"
    yield Claim(ends[0], name, ends[1], basis, origin, at, "关系。", link, as_of=as_of)
    for key, value in held.items():
        if key not in keys:
            yield Claim(ends[0], f"{name}.{key}", value, basis, origin, at, "属性。", link, as_of=as_of)
