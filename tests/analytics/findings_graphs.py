"""Generated graphs for the plan findings: one plan with a little of everything that its rules compare, as claims, projected like any other.

Small and dense, so that rules meet: few nodes a label, few numbers, few sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.projection import project
from graph.model.registry import MODEL

PLAN, DOCUMENT = "plan:jia", "document:jia"
OWN = Origin("jia", Channel.REGISTER, DOCUMENT, "MAIN", "2013")
ATLAS = Origin("atlas", Channel.REFERENCE)

NAMES = {
    "group": ["2012年重点项目", "2013年重点项目", "2012年建成投产的项目", "2012年完成审批的项目", "2013年骨干企业", "2012年骨干企业"],
    "indicator": ["2012年投资额", "2013年投资额", "投资较快增长", "投资同比增长", "完成比重", "项目数"],
}  # fmt: skip
MONEY: list[str | None] = ["100亿元", "103亿元", "120亿元", "近200亿元", "120余亿元", "约103.5亿元"]
PERCENT: list[str | None] = ["3%", "20%", "85.8%", "97%以上", "2—4%"]
VALUES: list[list[str | None]] = [
    MONEY,
    MONEY,
    [None, None, "20%"],
    PERCENT,
    PERCENT,
    ["2个", "3户", "10—20个", "100亿元", None],
]
STATUSES = ["STARTED", "IN_PRODUCTION", "TRIAL_PRODUCTION"]


@dataclass
class Maker:
    """Draws claims one after another."""

    draw: st.DrawFn
    claims: list[Claim] = field(default_factory=list)

    def one(self, *options: str | None) -> str | None:
        return self.draw(st.sampled_from(options))

    def some(self, *options: str) -> list[str]:
        return self.draw(st.lists(st.sampled_from(options), max_size=4, unique=True))

    def say(self, key: str, name: str, value: str | None, *, as_of: str = "", origin: Origin = OWN) -> None:
        """Claim a property; nothing for None."""
        if value is None:
            return
        basis = Basis.REFERENCE if origin is ATLAS else self.draw(st.sampled_from([Basis.STATED, Basis.INFERRED]))
        self.claims.append(Claim(key, name, value, basis, origin, f"1.p{self.sentence()}", "一句。", as_of=as_of))

    def link(self, start: str, type_name: str, end: str, *, at: str = "", **more: str) -> None:
        """Claim a relationship, with discriminators and properties, in a sentence."""
        keys = MODEL.relationship(type_name).discriminators
        told = Link(type_name, end, tuple((key, more[key]) for key in keys if key in more))
        basis, at = self.draw(st.sampled_from([Basis.STATED, Basis.INFERRED, Basis.REFERENCE])), f"1.p{at or self.sentence()}"
        self.claims.append(Claim(start, type_name, end, basis, OWN, at, "一句。", told))
        for key, value in more.items():
            if key not in keys:
                self.claims.append(Claim(start, f"{type_name}.{key}", value, basis, OWN, at, "一句。", told))

    def sentence(self) -> str:
        return f"{self.draw(st.integers(1, 2))}.s{self.draw(st.sampled_from([1, 2, 10]))}"

    def often(self) -> bool:
        return self.draw(st.sampled_from([True, True, True, False]))


@st.composite
def graphs(draw: st.DrawFn) -> Image:
    make = Maker(draw)
    make.say(PLAN, "name", "甲计划")
    make.say(PLAN, "role", "MAIN")
    for part in (_money, _groups, _indicators, _tiers, _tasks, _projects, _names):
        part(make)
    return image_of(make.claims)


def _money(make: Maker) -> None:
    for number, above in enumerate(("plan:jia", "instrument:0", "instrument:0", "instrument:1")):
        key = f"instrument:{number}"
        make.say(key, "name", f"资金{number}")
        make.say(key, "amount", make.one("223.45亿元", "100亿元", "120亿元", "20亿元", "3.45亿元", None))
        make.link(key, "PART_OF", above)


def _groups(make: Maker) -> None:
    for number, name in enumerate(NAMES["group"]):
        key, is_firm = f"group:{number}", "企业" in name
        make.say(key, "name", name)
        make.say(key, "memberLabel", "Enterprise" if is_firm else "Project")
        make.say(key, "declaredCount", make.one("1", "2", "3", "5", None))
        make.say(key, "year", name[:4] if make.often() else None)
        make.link(key, "PART_OF", PLAN)
        wholes = (
            ["group:0"]
            if number in (2, 3) and make.often()
            else make.some("group:0", "group:1", "group:4", f"group:{5 - number}")
        )
        for whole in wholes:
            if whole != key:
                make.link(key, "MEMBER_OF", whole)
        at = make.sentence()
        for item in make.some("enterprise:0", "enterprise:1", "project:0", "project:1", "park:0", "park:1"):
            make.link(item, "MEMBER_OF", key, at=at if make.often() else "")
        for kind in ["ENVIRONMENT_APPROVAL"] if number == 3 and make.often() else make.some("ENVIRONMENT_APPROVAL", "ROAD"):
            make.link("department:0", "SERVES", key, kind=kind, status="GIVEN" if make.often() else "IN_PROGRESS")
    for thing in make.some("project:0", "project:1", "enterprise:0"):
        role = "骨干企业" if thing.startswith("enterprise") else "重点项目"
        make.link(thing, "LISTED_IN", PLAN, year=make.one("2012", "2013") or "", role=role)


def _indicators(make: Maker) -> None:
    for number, name in enumerate(NAMES["indicator"]):
        key = f"indicator:{number}"
        make.say(key, "name", name)
        make.say(key, "value", make.one(*VALUES[number]))
        make.say(key, "year", name[:4] if name.startswith("20") else None)
        make.link(key, "PART_OF", PLAN)
        for thing in _measured(make, number):
            make.link(key, "MEASURES", thing)


def _measured(make: Maker, number: int) -> list[str]:
    """Mostly what such an indicator is about, else anything."""
    money = ["indicator:0", "indicator:1", "instrument:0", "instrument:1"]
    if not make.often():
        return [thing for thing in make.some(*money, "group:0", "group:1", "revenuetier:0") if thing != f"indicator:{number}"]
    if number < 2:
        return [f"group:{number}", *make.some("instrument:0")]
    if number == 4:
        return make.draw(st.lists(st.sampled_from(money), min_size=2, max_size=2, unique=True))
    return ["indicator:1"] if number < 4 else make.some("group:0", "group:4", "revenuetier:0", "instrument:0")


def _tiers(make: Maker) -> None:
    for number in range(2):
        key = f"revenuetier:{number}"
        make.say(key, "name", f"档次{number}")
        make.say(key, "target", make.one("1", "2", None))
        make.say(key, "year", make.one("2013", "2012"))
        make.link(key, "PART_OF", PLAN)
        for group in make.some("group:4", "group:5"):
            make.link(key, "MEMBER_OF", group)


def _tasks(make: Maker) -> None:
    for number in range(3):
        key = f"task:{number}"
        make.say(key, "name", f"任务{number}")
        make.link(key, "PART_OF", PLAN)
        doers = ("department:0", "department:1", "department:2", "park:0", "enterprise:0")
        at, leading = make.sentence(), make.one("LEADS", "PARTICIPATES_IN") or ""
        for who in make.some(*doers):
            make.link(who, leading if make.often() else "LEADS", key, at=at)
        for what in make.some("industry:0", "industry:1", "industry:2", *doers[:3]):
            make.link(key, "TARGETS", what, at=at)


def _projects(make: Maker) -> None:
    for number in range(2):
        key = f"project:{number}"
        for origin in (OWN, ATLAS):
            if make.draw(st.booleans()):
                make.say(key, "name", f"项目{number}", origin=origin)
            make.say(key, "status", make.one(*STATUSES, None), as_of=make.one("2012", "2013", "") or "", origin=origin)
            make.say(key, "phase", make.one("一期", "二期", None, None), origin=origin)
        make.say(key, "status", make.one(*STATUSES, None), as_of="2012")
        make.say(key, "phase", make.one("一期", None, None, None))
        make.say(key, "capacity", "40万吨")
        make.say(key, "capacity", make.one("400000吨", "400000吨", "50万吨", None))
        make.say(key, "investment", make.one("1亿元", None))
        if make.draw(st.booleans()):
            make.link("enterprise:0", "UNDERTAKES", key)
        if make.draw(st.booleans()):
            make.link(key, "LOCATED_IN", "park:0")


def _names(make: Maker) -> None:
    for key in ("enterprise:0", "enterprise:1", "park:0", "department:1", "industry:0"):
        make.say(key, "name", make.one("甲", "乙", "项目0"), origin=make.draw(st.sampled_from([OWN, ATLAS])))
        make.say(key, "aliases", make.one("丙", "丁；戊", None))


def image_of(claims: list[Claim]) -> Image:
    """Return the graph that claims make, with the plan's document."""
    image = project({claim.key: claim for claim in claims}.values(), MODEL)
    return with_document(image, DOCUMENT, PLAN, OWN.source)


def with_document(image: Image, document: str, plan: str, source: str) -> Image:
    """Add a plan's document to an image."""
    properties = {"key": document, "name": "文件", "digest": "d" * 64, "source": source}
    image.add_node(ImageNode("Document", document, properties))
    identity = f"{document}|DOCUMENTS|{plan}"
    image.add_relationship(ImageRelationship("DOCUMENTS", identity, "Document", document, "Plan", plan, {"id": identity}))
    return image
