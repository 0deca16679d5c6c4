"""Whatever is loaded and unloaded in whatever order: the graph is what the claims of the loaded sources project to, all at once.

The loader works on the part that a change can reach; the oracle projects everything from nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from graph.model.image import Image
from graph.model.projection import project
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.dump import whole_image
from loaders.pipeline import load, read_sources, unload
from loaders.source import Source
from loaders.tables.judgements import combine, contradicted, redirects_of
from tests.loaders.sources import prepare, source, table

FIRMS = {"甲铝业": "jia", "乙硅业": "yi", "丙镁业": "bing"}
PROJECTS = {"铝板厂": "lv-ban", "硅片厂": "gui-pian"}
SETS = {"重点项目": "zhong-dian"}
STATUSES = ("", "STARTED", "IN_PRODUCTION")
STEPS = 6


WHERE = (("青石县志", "p1", "书上这样说。"), ("青石年鉴", "p2", "年鉴这样说。"))
REST = ("origin", "locator", "claim")
JUDGED = (
    ("Enterprise:丙镁业", "Enterprise:甲铝业", "POSITIVE", "register", "所见"),
    ("Enterprise:乙硅业", "Enterprise:丙镁业", "POSITIVE", "register", "所见"),
    ("Project:硅片厂", "Project:铝板厂", "POSITIVE", "register", "所见"),
)
LABELS = {"Enterprise": FIRMS, "Project": PROJECTS, "Group": SETS}
KEYS = table(
    ("label", "name", "key"),
    *((label, zh, f"{label.lower()}:{key}") for label, names in LABELS.items() for zh, key in names.items()),
)


class World:
    """Draws sources that state some of the small world; every end of a relationship has its row."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def source(self, name: str) -> Source:
        firms, projects, sets = (self.some(names) for names in LABELS.values())
        services = [
            (*pair, "ROAD", self.one("", "2019", "2020"), self.one("", "GIVEN"), *self.where())
            for pair in self.pairs("Enterprise", firms, "Project", projects)
        ]
        ends = ("start", "end")
        tables = {
            "nodes/Enterprise.csv": table(
                ("name", "aliases", *REST), *((item, self.one("", "老厂"), *self.where()) for item in firms)
            ),
            "nodes/Project.csv": table(
                ("name", "status", *REST), *((item, self.one(*STATUSES), *self.where()) for item in projects)
            ),
            "nodes/Group.csv": table(("name", *REST), *((item, *self.where()) for item in sets)),
            "relationships/UNDERTAKES.csv": self.plain("Enterprise", firms, "Project", projects),
            "relationships/MEMBER_OF.csv": self.plain("Project", projects, "Group", sets),
            "relationships/SERVES.csv": table((*ends, "kind", "year", "status", *REST), *services),
        }
        judged = [item for item in JUDGED if self.chance.random() < 0.3]
        listed = "".join(f"  - {file}\n" for file in tables)
        return source(
            {
                "source.yaml": f"name: {name}\ntitle: 某书\nchannel: REFERENCE\nbasis: REFERENCE\ntables:\n{listed}",
                "keys.csv": KEYS,
                "judgements.csv": table(("left", "right", "judgement", "by", "why"), *judged),
                **tables,
            }
        )

    def some(self, names: Iterable[str]) -> list[str]:
        return [item for item in names if self.chance.random() < 0.7]

    def one(self, *values: str) -> str:
        return self.chance.choice(values)

    def where(self) -> tuple[str, str, str]:
        return self.chance.choice(WHERE)

    def pairs(self, start: str, starts: list[str], end: str, ends: list[str]) -> list[tuple[str, str]]:
        return [(f"{start}:{one}", f"{end}:{other}") for one in starts for other in ends if self.chance.random() < 0.5]

    def plain(self, start: str, starts: list[str], end: str, ends: list[str]) -> str:
        return table(("start", "end", *REST), *((*pair, *self.where()) for pair in self.pairs(start, starts, end, ends)))


def expected(sources: dict[str, Source]) -> Image:
    reads = read_sources(list(sources.values()))
    found, refused = combine((), [item for read in reads for item in read.judgements])
    redirects = redirects_of(found)
    assert not refused
    assert not contradicted([item for read in reads for item in read.judgements], redirects)
    return project([claim for read in reads for claim in read.claims.values()], MODEL, redirects=redirects)


@pytest.mark.parametrize("seed", range(3))
async def test_any_sequence_of_loads_and_unloads_equals_loading_what_is_left(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    world = World(chance)
    loaded: dict[str, Source] = {}
    await prepare(store)

    for _ in range(STEPS):
        name = chance.choice(("book", "almanac", "survey"))
        if name in loaded and chance.random() < 0.3:
            await unload(store, name)
            del loaded[name]
        else:
            loaded[name] = world.source(name)
            await load(store, [loaded[name]])

        image = await whole_image(store, MODEL)
        assert {at: node for at, node in image.nodes.items() if node.label != "LoadRun"} == expected(loaded).nodes
        assert image.relationships == expected(loaded).relationships
        assert {node.properties["source"] for node in image.nodes.values() if node.label == "LoadRun"} == set(loaded)
