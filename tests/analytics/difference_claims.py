"""Claims of two plans, drawn at random: parts of every compared label, alike and unlike, with conflicting claims among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.image import Image, ImageNode
from graph.model.projection import link, project
from graph.model.registry import MODEL
from tests.analytics.difference_oracle import PlanOfClaims

BEFORE, AFTER = "plan:before-all", "plan:after-all"
DOCUMENT = "document:of-the-first"
# The first plan is told by its document, the second by its source alone; a third source says things that are nobody's.
ORIGINS = {
    BEFORE: Origin("one", Channel.REGISTER, DOCUMENT, "MAIN", "2020"),
    AFTER: Origin("two", Channel.REGISTER, None, "MAIN", "2021"),
}
OTHER = Origin("atlas", Channel.REFERENCE)

NAMES = ("2019年产值", "2020年产值", "2021年产值", "“2021年”产值", "就业", "就 业", "2020年甲和2021年乙", "2021年甲和2022年乙")
VALUES = {
    "value": ("42亿元", "4200000000元", "约42亿元", "1—2万吨"),
    "year": ("2019", "2020", "2021"),
    "declaredCount": ("3", "4"),
    "memberLabel": ("Project", "Enterprise"),
    "min": ("1亿元", "100000000", "2亿元"),
    "max": ("9亿元",),
    "target": ("2", "3"),
    "status": ("STARTED", "IN_PRODUCTION"),
    "investment": ("2亿元", "20000万元", "3亿元"),
    "capacity": ("2万吨", "20000吨"),
    "phase": ("一期", "“一期”"),
    "fullName": ("甲有限公司", "乙有限公司"),
    "listedCode": ("SH 1", "SH 2"),
    "text": ("修路", "修 路", "修桥"),
    "deadline": ("2020", "2020-06"),
    "kind": ("LOAN", "SUBSIDY"),
    "amount": ("5000万元", "0.5亿元", "1亿元"),
}
LABELS = ("Indicator", "Group", "RevenueTier", "Project", "Enterprise", "Base", "Task", "Instrument")
PARTS = tuple(f"{label.lower()}:no-{number}" for label in LABELS for number in range(2))
LISTED = ("Project", "Enterprise")
FAR = ("department:no-0", "department:no-1", "chain:no-0", "place:no-0", "group:no-0", "group:no-1")
JOINTS = tuple(
    (start, kind, end)
    for kind in (
        "MEASURES",
        "MEMBER_OF",
        "IN_TIER",
        "BUILT_ON",
        "CARRIED_BY",
        "SUPPORTED_BY",
        "LEADS",
        "PARTICIPATES_IN",
        "TARGETS",
    )
    for start in (*PARTS, *FAR[:2])
    for end in (*PARTS, *FAR)
    if start != end and (MODEL.label_of_key(start), MODEL.label_of_key(end)) in MODEL.pairs(MODEL.relationship(kind))
)
BASES = (Basis.STATED, Basis.STATED, Basis.INFERRED)


@dataclass(frozen=True)
class TwoPlans:
    """What was drawn."""

    before: PlanOfClaims
    after: PlanOfClaims
    others: tuple[Claim, ...]

    @property
    def claims(self) -> list[Claim]:
        """All claims, each key once."""
        return list({claim.key: claim for claim in (*self.before.claims, *self.after.claims, *self.others)}.values())

    def image(self) -> Image:
        """Return the graph that the claims make, with the first plan's document."""
        image = project(self.claims, MODEL)
        image.add_node(ImageNode("Document", DOCUMENT, {"key": DOCUMENT, "name": "甲", "digest": "d" * 64, "source": "one"}))
        image.add_relationship(link("DOCUMENTS", "Document", DOCUMENT, "Plan", BEFORE))
        return image


@st.composite
def two_plans(draw: st.DrawFn) -> TwoPlans:
    """Draw two plans and what a third source says of the same things."""
    years = draw(st.sampled_from([(2020, 2021), (2020, 2020), (2020, None), (None, None)]))
    before, after = (
        PlanOfClaims(key, year, list(_claims_of(draw, key, year))) for key, year in zip((BEFORE, AFTER), years, strict=True)
    )
    others = [
        Claim(part, name, draw(st.sampled_from(VALUES[name])), Basis.STATED, OTHER, "t", "别处说。")
        for part in draw(st.lists(st.sampled_from(PARTS), max_size=4))
        for name in _properties(part)
    ]
    return TwoPlans(before, after, tuple(others))


def _claims_of(draw: st.DrawFn, plan: str, year: int | None) -> Iterator[Claim]:
    origin = ORIGINS[plan]
    yield _claim(draw, origin, plan, "name", plan)
    yield _claim(draw, origin, plan, "role", "MAIN")
    if year is not None:
        yield _claim(draw, origin, plan, "year", str(year))
    for part in draw(st.lists(st.sampled_from(PARTS), min_size=4, max_size=10, unique=True)):
        label = MODEL.label_of_key(part)
        for _ in range(draw(st.integers(1, 2))):
            yield _claim(draw, origin, part, "name", draw(st.sampled_from(NAMES)))
        for name in _properties(part):
            for value in draw(st.lists(st.sampled_from(VALUES[name]), max_size=2)):
                yield _claim(draw, origin, part, name, value)
        yield from _belonging(draw, origin, plan, part, label)
    for start, kind, end in draw(st.lists(st.sampled_from(JOINTS), max_size=10)):
        yield _claim(draw, origin, start, kind, end, Link(kind, end))


def _belonging(draw: st.DrawFn, origin: Origin, plan: str, part: str, label: str) -> Iterator[Claim]:
    if label not in LISTED:
        whole = f"instrument:whole-of-{origin.source}" if label == "Instrument" and draw(st.booleans()) else plan
        yield _claim(draw, origin, part, "PART_OF", whole, Link("PART_OF", whole))
        if whole != plan:
            yield _claim(draw, origin, whole, "name", f"{origin.source}的总额")
            yield _claim(draw, origin, whole, "PART_OF", plan, Link("PART_OF", plan))
        return
    listing = Link("LISTED_IN", plan)
    yield _claim(draw, origin, part, "LISTED_IN", plan, listing)
    for name, values in (("year", ("2020", "2021")), ("role", ("重点", "“重点”", "龙头"))):
        if draw(st.booleans()):
            yield _claim(draw, origin, part, f"LISTED_IN.{name}", draw(st.sampled_from(values)), listing)


def _claim(draw: st.DrawFn, origin: Origin, subject: str, name: str, value: str, joint: Link | None = None) -> Claim:
    basis, as_of = draw(st.sampled_from(BASES)), draw(st.sampled_from(["", "2019", "2020"]))
    return Claim(subject, name, value, basis, origin, f"1.p{draw(st.integers(1, 3))}.s1", "计划说。", joint, as_of=as_of)


def _properties(part: str) -> tuple[str, ...]:
    return tuple(item.key for item in MODEL.node(MODEL.label_of_key(part)).properties if item.key in VALUES)
