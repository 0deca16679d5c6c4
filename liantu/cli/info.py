"""`liantu info`: which store this is, and what it holds."""

from __future__ import annotations

import argparse

from graph.errors import StoreError
from liantu.cli.output import Output
from liantu.settings import DeclaredSettings
from liantu.wiring import build_service, open_store

_QUESTION = """
{
  graphInfo {
    store storeVersion version modelVersion
    labels { name count }
    relationshipTypes { name count }
    loadRuns { id source digest nodes relationships claims finishedAt }
  }
}
"""


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print the store, counts by label and type, and the load runs."""
    async with open_store(settings, serving=False, must_exist=True) as opened:
        service = build_service(settings, opened.store)
        answer = await service.execute(_QUESTION, None, None, allow_introspection=True, request_id="", only_queries=True)
    if answer.errors or answer.data is None:
        raise StoreError(str(answer.errors[0]["message"]) if answer.errors else "The store gave no answer.")
    info = {"place": opened.name, **answer.data["graphInfo"]}
    if arguments.json:
        output.json(info)
        return 0
    for name in ("place", "store", "storeVersion", "version", "modelVersion"):
        output.text(f"{name}: {info[name]}")
    for title in ("labels", "relationshipTypes"):
        output.text("")
        output.table((title, "count"), [(item["name"], item["count"]) for item in info[title] if item["count"]])
    output.text("")
    columns = ("source", "nodes", "relationships", "claims", "finishedAt", "digest", "id")
    output.table(columns, [[run[name] for name in columns] for run in info["loadRuns"]])
    return 0
