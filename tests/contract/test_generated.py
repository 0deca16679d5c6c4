"""Generated files equal what their generators return today; `make docs` writes them."""

from __future__ import annotations

import dataclasses

import pytest

from graph.docs import model_page
from graph.model.declarations import Kind, NodeType, Property
from graph.model.registry import MODEL
from liantu.reference import PAGES
from tests.contract.repository import text


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_file_is_up_to_date(name: str) -> None:
    assert text(name) == PAGES[name](), "run `make docs`"


def test_a_label_is_documented_by_being_declared() -> None:
    port = NodeType(
        "Port", "ports", "港口", "A place where ships load", (Property("depthM", Kind.INTEGER, "水深", "Depth", unit="m"),)
    )
    model = dataclasses.replace(MODEL, nodes=(*MODEL.nodes, port))

    page = model_page(model)

    assert "### Port 港口\n\nA place where ships load. Query fields: `port`, `ports`.\n" in page
    assert "| `depthM` | 水深 | integer, m | integer | Depth |" in page
    assert "| `targetedBy` | 相关任务 | ← `TARGETS` | `Task` |" in page[page.index("### Port") :]


def test_every_declaration_is_on_the_page_of_the_model() -> None:
    page = text("docs/model.md")

    assert [item.label for item in MODEL.nodes if f"### {item.label} {item.zh}" not in page] == []
    assert [item.type for item in MODEL.claimed if f"### {item.type} {item.zh}" not in page] == []
    assert [item.name for item in MODEL.enums if f"### {item.name} {item.zh}" not in page] == []
