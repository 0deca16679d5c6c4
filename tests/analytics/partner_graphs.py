"""Generated claims around a few segments, small and dense, so that rules meet: every relationship and property that candidate partners know."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.enums import FLOW_KIND, OCCUPANCY, PROJECT_STATUS, PROSPECT_STAGE, SERVICE_STATUS
from graph.model.registry import MODEL
from tests.analytics.chain_graphs import Generated, Shape

PLACES = (None, "park:0", "place:0", "place:1", "place:2")
SEGMENTS = ("segment:0", "segment:1", "segment:none")
# A firm that serves and takes, and does nothing else.
GRID = "enterprise:grid"
# A source with a date, and one without.
ORIGINS = (Origin("dated", Channel.REGISTER, date="2011"), Origin("undated", Channel.REFERENCE))
NAMED = {
    "segment": 3, "product": 3, "enterprise": 3, "project": 3, "park": 2, "place": 4, "plan": 1, "revenuetier": 3, "department": 2,
}  # fmt: skip
ALIASES = {"product:0": "甲料；渣", "product:1": "渣"}
# A county or city, a province with the state around it, and a place of which no source says the level.
LEVELS = {"place:0": "COUNTY", "place:1": "PROVINCIAL", "place:3": "NATIONAL"}
BANDS = {"revenuetier:0": "5亿元", "revenuetier:1": "300万元"}
_YEAR = ("year", (None, "2009", "2012"))
_CAPACITY = ("capacity", (None, "5吨", "10吨", "3—8吨", "近9吨", "2兆瓦"))
_SERVED = (("kind", ("ROAD", "FINANCE", "LAND_APPROVAL")), ("status", (None, *SERVICE_STATUS.names)), ("year", (None, "2012")))
SHAPES = (
    Shape("PART_OF", ("segment",), ("segment",)),
    Shape(
        "FEEDS", ("segment",), ("segment",), (("material", (None, "产品0", "甲料", "渣", "电")), ("kind", (None, *FLOW_KIND.names))),
    ),
    Shape("FEEDS", ("segment",), ("segment",), (("material", ("产品0", "渣")), ("kind", ("PRODUCT", "BY_PRODUCT")))),
    Shape(
        "OCCUPIES", ("enterprise", "project"), ("segment",),
        (("state", (None, *OCCUPANCY.names)), ("since", (None, "2008-05")), _YEAR),
    ),
    Shape("OCCUPIES", ("enterprise", "project"), ("segment",), (("state", ("PRODUCING", "TRIAL")), ("year", ("2012",)))),
    Shape("PRODUCES", ("segment",), ("product",)),
    Shape("PRODUCES", ("segment",), ("product",)),
    Shape("USES", ("segment",), ("product",)),
    Shape("USES", ("segment",), ("product",)),
    Shape("PRODUCES", ("enterprise", "project"), ("product",), (_YEAR, _CAPACITY)),
    Shape("PRODUCES", ("enterprise", "project"), ("product",), (_YEAR, _CAPACITY)),
    Shape("USES", ("enterprise", "project"), ("product",), (_YEAR, _CAPACITY)),
    Shape("UNDERTAKES", ("enterprise",), ("project",)),
    Shape("UNDERTAKES", ("enterprise",), ("project",)),
    Shape("LOCATED_IN", ("enterprise", "project"), ("park", "place")),
    Shape("LOCATED_IN", ("enterprise", "project"), ("park",)),
    Shape("LOCATED_IN", ("park",), ("place",)),
    Shape("PART_OF", ("park", "place"), ("place",)),
    Shape("LISTED_IN", ("enterprise", "project"), ("plan",), (("year", (None, "2012")),)),
    Shape("IN_TIER", ("enterprise",), ("revenuetier",), (_YEAR,)),
    Shape("SERVES", ("department",), ("enterprise", "project", "park"), _SERVED),
    Shape("SERVES", ("department",), ("enterprise", "project"), (("kind", ("ROAD", "FINANCE")), ("status", ("GIVEN",)))),
    Shape("SERVES", (GRID,), ("project", "park"), _SERVED),
    Shape("USES", (GRID,), ("product",), (_YEAR,)),
)  # fmt: skip


@st.composite
def partner_graphs(draw: st.DrawFn) -> Generated:
    """Draw a graph."""
    claims = list(_named())
    for number, shape in enumerate(draw(st.lists(st.sampled_from(SHAPES), min_size=20, max_size=60))):
        start, end = (
            draw(st.sampled_from([key for head in heads for key in _keys(head)])) for heads in (shape.starts, shape.ends)
        )
        bears = {key: draw(st.sampled_from(values)) for key, values in shape.bears}
        held = {key: value for key, value in bears.items() if value is not None}
        claims += _linked(draw, number, shape.type, (start, end), held)
    for number in range(draw(st.integers(0, 6))):
        key, field, value = draw(st.sampled_from(_STATED))
        as_of, basis = draw(st.sampled_from(("", "2010", "2014"))), draw(st.sampled_from(Basis))
        origin = draw(st.sampled_from(ORIGINS))
        claims.append(Claim(key, field, value, basis, origin, f"9.p{number + 1}.s1", "所写。", as_of=as_of))
    return Generated({claim.key: claim for claim in claims}.values())


_STATED = (
    *((f"project:{at}", "status", status) for at in range(2) for status in PROJECT_STATUS.names),
    *((f"project:{at}", "capacity", "7吨") for at in range(2)),
    *((f"enterprise:{at}", "stage", stage) for at in range(3) for stage in PROSPECT_STAGE.names),
    *((f"enterprise:{at}", "scale", scale) for at in range(2) for scale in ("年产6吨", "5000万元", "200万元")),
    ("enterprise:1", "listedCode", "SH 600001"),
)


def _keys(head: str) -> list[str]:
    return [head] if ":" in head else [f"{head}:{at}" for at in range(NAMED[head])]


def _named() -> Iterator[Claim]:
    yield Claim(GRID, "name", "电网", Basis.STATED, ORIGINS[0], "0.p9.s1", "名称。")
    for head, count in NAMED.items():
        for at in range(count):
            key, name = f"{head}:{at}", f"产品{at}" if head == "product" else f"{head}{at}"
            where = f"0.p{at + 1}.s1"
            yield Claim(key, "name", name, Basis.STATED, ORIGINS[0], where, "名称。")
            for field, values in (("aliases", ALIASES), ("level", LEVELS), ("min", BANDS)):
                if key in values:
                    yield Claim(key, field, values[key], Basis.STATED, ORIGINS[0], where, "所写。")


def _linked(draw: st.DrawFn, number: int, name: str, ends: tuple[str, str], held: dict[str, str]) -> Iterator[Claim]:
    keys = MODEL.relationship(name).discriminators
    link = Link(name, ends[1], tuple((key, held[key]) for key in keys if key in held))
    origin, basis, at = draw(st.sampled_from(ORIGINS)), draw(st.sampled_from(Basis)), f"1.p{number + 1}.s1"
    yield Claim(ends[0], name, ends[1], basis, origin, at, "关系。", link)
    for key, value in held.items():
        if key not in keys:
            yield Claim(ends[0], f"{name}.{key}", value, basis, origin, at, "属性。", link)
