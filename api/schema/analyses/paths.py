"""`paths`: the shortest ways between two things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootAnalysis
from graph.analytics.path_rules import MOST_HOPS, MOST_PATHS
from graph.analytics.paths import DEFAULT_PATHS, EntityPath, PathQuestion, find_paths
from graph.model.declarations import ANY_ENTITY
from graph.model.registry import Model
from graph.store.reader import Reader


async def run_paths(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> tuple[EntityPath, ...]:
    """Call `find_paths` with the arguments.

    Raises:
        BadArguments: An id of no entity, or a bound out of its range.
        NotFound: Nothing has one of the ids.
    """
    labels = model.expand((ANY_ENTITY,))
    start, end = (key_of(model, arguments, name, labels) for name in ("from", "to"))
    hops, first = arguments.get("maxHops"), arguments.get("first")
    question = PathQuestion(start, end, MOST_HOPS if hops is None else hops, DEFAULT_PATHS if first is None else first)
    return await find_paths(reader, model, question, language_of(arguments))


def declare_paths(model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    step = TypeDeclaration(
        "PathStep",
        "路径步骤: One relationship on a way",
        (
            result_field("type", "String!", "Relationship type"),
            result_field("forward", "Boolean!", "Whether the way follows it from its start to its end"),
            result_field("basis", "Basis!", "How it is known"),
            result_field("evidence", "[Evidence!]!", "Its claims", EVIDENCE_LABELS),
        ),
    )
    path = TypeDeclaration(
        "EntityPath",
        "路径: One of the shortest ways between two things",
        (
            result_field("length", "Int!", "Number of steps"),
            result_field("weight", "Int!", "Sum of the weights of the steps' types; the lighter tells more"),
            result_field("nodes", "[Entity!]!", "Start, what stands between, end", model.expand((ANY_ENTITY,))),
            result_field("steps", "[PathStep!]!", "One between each two nodes"),
            result_field("explanation", "String!", "The way in a sentence"),
        ),
    )
    field = FieldDeclaration(
        "paths",
        "[EntityPath!]!",
        "路径: The shortest ways between two things, lightest first; hubs never stand inside",
        RootAnalysis(run_paths),
        (
            ArgumentDeclaration("from", "ID!", "Id of any entity"),
            ArgumentDeclaration("to", "ID!", "Id of any entity"),
            ArgumentDeclaration("maxHops", "Int", f"Most steps, 1 to {MOST_HOPS}", MOST_HOPS),
            ArgumentDeclaration("first", "Int", f"Most ways, 1 to {MOST_PATHS}", DEFAULT_PATHS),
            LANGUAGE,
        ),
    )
    return AnalysisDeclaration(field, (path, step))
