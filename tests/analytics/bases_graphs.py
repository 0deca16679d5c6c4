"""Generated claims about parks, trades and who stands there, small and dense, so that the rules of proposed bases meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import strategies as st

from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.enums import OCCUPANCY
from graph.model.image import Image, ImageNode
from graph.model.projection import link, project
from graph.model.registry import MODEL

PLAN, DOCUMENT = "plan:0", "document:0"
OWN = Origin("own", Channel.REGISTER, document=DOCUMENT, plan_role="MAIN", date="2013")
OTHER = Origin("other", Channel.REFERENCE, date="2012")
NAMED = {
    "plan": 1, "park": 4, "enterprise": 4, "project": 4, "chain": 2, "segment": 5, "industry": 3, "product": 2, "base": 1, "task": 1,
}  # fmt: skip
ACTORS = ("enterprise", "project")
# What nearly everything has one of, so that clusters come about: type, start, ends.
SKELETON = (
    *(("LOCATED_IN", f"{head}:{at}", ("park",)) for head in ACTORS for at in range(NAMED[head])),
    *(("OCCUPIES", f"{head}:{at}", ("segment",)) for head in ACTORS for at in range(NAMED[head])),
    *(("IN_INDUSTRY", f"{head}:{at}", ("industry",)) for head in ACTORS for at in range(0, NAMED[head], 2)),
)
BELONGS = tuple(("HAS_SEGMENT", f"segment:{at}") for at in range(NAMED["segment"]))
# Type, labels of the start, labels of the end.
SHAPES = (
    ("LOCATED_IN", ACTORS, ("park",)),
    ("OCCUPIES", ACTORS, ("segment",)),
    ("OCCUPIES", ACTORS, ("segment",)),
    ("UNDERTAKES", ("enterprise",), ("project",)),
    ("UNDERTAKES", ("enterprise",), ("project",)),
    ("IN_INDUSTRY", (*ACTORS, "product"), ("industry",)),
    ("PRODUCES", ACTORS, ("product",)),
    ("SUBCLASS_OF", ("industry",), ("industry",)),
    ("PART_OF", ("segment",), ("segment",)),
    ("PART_OF", ("park",), ("park",)),
    ("LOCATED_IN", ("park",), ("park",)),
    ("FEEDS", ("segment",), ("segment",)),
    ("LISTED_IN", ACTORS, ("plan",)),
    ("TARGETS", ("task",), ("park", "industry", "chain", "project")),
    ("CARRIED_BY", ("base",), ("park",)),
    ("BUILT_ON", ("base",), ("industry", "chain")),
)


class Generated:
    """The image of a generated graph, shown by its relationships, one a line."""

    def __init__(self, image: Image) -> None:
        self.image = image

    def __repr__(self) -> str:
        kept = [item for item in self.image.relationships.values() if item.type not in ("ABOUT", "NAMES")]
        return "\n".join(("", *(f"{item.start} {item.type} {item.end} {item.properties.get('state', '')}" for item in kept)))


@st.composite
def base_graphs(draw: st.DrawFn) -> Generated:
    """Draw a graph with one plan, whose document speaks of some of the parks."""
    spoken = draw(st.sets(st.integers(0, NAMED["park"] - 1), min_size=2))
    drawn = [("PART_OF", "task:0", PLAN)]
    for name, start, heads in SKELETON:
        if draw(st.integers(0, 5)):
            drawn.append((name, start, draw(st.sampled_from(_keys(heads)))))
    drawn += [(name, draw(st.sampled_from(_keys(("chain",)))), end) for name, end in BELONGS]
    for name, starts, ends in draw(st.lists(st.sampled_from(SHAPES), max_size=14)):
        drawn.append((name, draw(st.sampled_from(_keys(starts))), draw(st.sampled_from(_keys(ends)))))
    claims = list(_named(spoken))
    for number, (name, start, end) in enumerate(drawn):
        held = {"state": draw(st.sampled_from(OCCUPANCY.names))} if name == "OCCUPIES" else {}
        claims.append(_relationship(number, name, start, end))
        claims += _held(claims[-1], held)
    image = project({claim.key: claim for claim in claims}.values(), MODEL)
    image.add_node(ImageNode("Document", DOCUMENT, {"key": DOCUMENT, "name": "计划", "digest": "0" * 64, "source": "own"}))
    image.add_relationship(link("DOCUMENTS", "Document", DOCUMENT, "Plan", PLAN))
    return Generated(image)


def _keys(heads: Iterable[str]) -> list[str]:
    return [f"{head}:{at}" for head in heads for at in range(NAMED[head])]


def _named(spoken: set[int]) -> Iterator[Claim]:
    for head, count in NAMED.items():
        for at in range(count):
            origin = OWN if head == "plan" or (head == "park" and at in spoken) else OTHER
            yield Claim(f"{head}:{at}", "name", f"{head}{at}", Basis.STATED, origin, f"0.p{at + 1}.s1", "名称。")
    yield Claim(PLAN, "role", "MAIN", Basis.STATED, OWN, "0.p1.s1", "角色。")


def _relationship(number: int, name: str, start: str, end: str) -> Claim:
    return Claim(start, name, end, Basis.REFERENCE, OTHER, f"1.p{number + 1}.s1", "关系。", Link(name, end, ()))


def _held(claim: Claim, held: dict[str, str]) -> Iterator[Claim]:
    for key, value in held.items():
        yield Claim(claim.subject, f"{claim.field}.{key}", value, Basis.REFERENCE, OTHER, claim.locator, "属性。", claim.link)
