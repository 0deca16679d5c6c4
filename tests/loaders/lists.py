"""Lists for tests, about the invented county of `tests.loaders.sources` and invented firms elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model.image import Image
from graph.model.projection import project
from graph.model.registry import MODEL
from loaders.mappings.bundled import bundled_mappings
from loaders.mappings.claims import finished
from loaders.mappings.draft import read_list
from loaders.mappings.listed import MappedList, list_name
from loaders.mappings.things import Known, Thing
from loaders.register import ReadSource
from tests.loaders.sources import table

FIRM_COLUMNS = ("名称", "所在地", "产品", "规模", "股票代码", "来源", "阶段", "时点")
BASE_COLUMNS = ("名称", "所属集合", "依托", "承载", "支撑", "来源", "时点")
FIRMS = table(
    FIRM_COLUMNS,
    ("禾木硅材料", "云门市", "多晶硅；单晶硅片", "年产5万吨", "", "云门企业名录", "意向", "2024-05"),
    ("甲铝", "", "铝板、铝箔", "120亿元", "600001", "招商会纪要", "签约", ""),
)


def listed(data: str | bytes, *, file: str = "candidates.csv", mapping: str = "outside-firms", name: str = "") -> MappedList:
    """Return a list of a bundled mapping."""
    found = bundled_mappings()[mapping]
    tail = name or file.rpartition(".")[0]
    content = data.encode() if isinstance(data, str) else data
    return MappedList(found.mapping, found.data, file, content, list_name(found.mapping, tail))


def firms(*rows: Sequence[str], **more: str) -> MappedList:
    """Return a list of outside firms; a short row is filled up with empty cells."""
    filled = [(*row, *[""] * (len(FIRM_COLUMNS) - len(row))) for row in rows]
    return listed(table(FIRM_COLUMNS, *filled), **more)


def bases(*rows: Sequence[str], **more: str) -> MappedList:
    """Return a list of bases."""
    filled = [(*row, *[""] * (len(BASE_COLUMNS) - len(row))) for row in rows]
    return listed(table(BASE_COLUMNS, *filled), mapping="bases", file="bases.csv", **more)


def read(item: MappedList, known: Known | None = None) -> ReadSource:
    """Return what a list says beside a graph that knows nothing, or what is given."""
    return finished(read_list(item, MODEL), known or Known(), MODEL)


def knowing(*things: tuple[str, str, str, str]) -> Known:
    """Return a graph that knows things by (label, normal form, key, present name)."""
    by_form: dict[tuple[str, str], list[Thing]] = {}
    for label, form, key, name in things:
        by_form.setdefault((label, form), []).append(Thing(label, key, name))
    return Known(by_form, {key: Thing(label, key, name) for label, _, key, name in things})


def image_of(source: ReadSource) -> Image:
    """Return the graph that a list alone makes."""
    return project(source.claims.values(), MODEL)
