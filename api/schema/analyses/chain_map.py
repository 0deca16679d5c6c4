"""`chainMap`: how every segment of a chain stands at a place and in a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import OfAnalysis, RootAnalysis
from graph.analytics.chain_map import ChainMap, chain_map
from graph.analytics.chain_rules import SegmentState
from graph.model.registry import Model
from graph.store.reader import Reader

SCOPE_LABELS = ("Park", "Place")
SCOPE_ARGUMENTS = (
    ArgumentDeclaration("place", "ID", "Id of a Place or Park; only who stands in it counts. Left out: everywhere"),
    ArgumentDeclaration("year", "Int", "Facts of later years do not count. Left out: all years"),
)


async def run_chain_map(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> ChainMap:
    """Call `chain_map` with the arguments.

    Raises:
        BadArguments: An id of another label.
        NotFound: Nothing has the id.
    """
    chain = key_of(model, arguments, "chain", ("Chain",))
    return await chain_map(
        reader, chain, place=place_of(model, arguments), year=arguments.get("year"), lang=language_of(arguments)
    )


def place_of(model: Model, arguments: Mapping[str, Any]) -> str | None:
    """Return the key of the place or park asked about, if any.

    Raises:
        BadArguments: An id of another label.
        NotFound: No label of the model has such ids.
    """
    return None if arguments.get("place") is None else key_of(model, arguments, "place", SCOPE_LABELS)


def declare_chain_map(model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    who = model.expand(tuple(start for ends in model.relationship("OCCUPIES").ends for start in ends.starts))
    evidence = result_field("evidence", "[Evidence!]!", "The claims that it rests on", EVIDENCE_LABELS)
    occupant = TypeDeclaration(
        "Occupant",
        "占位者: Who stands in a segment",
        (
            result_field("entity", "Entity!", "The firm or project", who),
            result_field("state", "String!", "An Occupancy, or UNKNOWN where no source says how far it has come"),
            result_field("year", "Int", "The last year asked about of which a source says so"),
            result_field("capacity", "Quantity", "Stated capacity"),
            result_field("basis", "Basis!", "Weakest basis of the facts"),
            evidence,
        ),
    )
    status = TypeDeclaration(
        "SegmentStatus",
        "环节状态: How a segment stands",
        (
            result_field("segment", "Segment!", "Which", ("Segment",)),
            result_field("stage", "String!", "A Stage, or UNKNOWN"),
            result_field("state", "SegmentState!", "How it stands"),
            result_field("reason", "String!", "Why, and who is not counted"),
            result_field("occupants", "[Occupant!]!", "Who stands there, furthest first"),
            result_field("closes", "PartialDate", "Earliest stated completion of what is under construction"),
            evidence,
        ),
    )
    flow = TypeDeclaration(
        "Flow",
        "流向: What flows from a segment to a segment",
        (
            FieldDeclaration("from", "Segment!", "Whence", OfAnalysis("start", ("Segment",))),
            FieldDeclaration("to", "Segment!", "Whither", OfAnalysis("end", ("Segment",))),
            result_field("material", "String", "What flows"),
            result_field("kind", "String!", "A FlowKind, or UNKNOWN"),
            result_field("basis", "Basis!", "How it is known"),
            result_field("crossChain", "Boolean!", "Whether the chain has only one of the two"),
            evidence,
        ),
    )
    result = TypeDeclaration(
        "ChainMap",
        "产业链图: A chain at a place and in a year; the formulas stand in docs/chains.md",
        (
            result_field("chain", "Chain!", "Which", ("Chain",)),
            result_field("place", "Entity", "The place or park asked about", model.expand(SCOPE_LABELS)),
            result_field("year", "Int", "The year asked about"),
            result_field("segments", "[SegmentStatus!]!", "By stage, then along the flow"),
            result_field("flows", "[Flow!]!", "Flows between its segments, and into and out of it"),
            result_field("completeness", "Float", "Share of it that is surely there; null when nothing is known"),
            result_field("completenessUpper", "Float", "The same if all that is unknown were there"),
            result_field("localSupply", "Float", "Share of the inputs surely supplied in scope; null when none is needed"),
            result_field("localSupplyUpper", "Float", "The same if all that is unknown were supplied"),
            evidence,
        ),
    )
    field = FieldDeclaration(
        "chainMap",
        "ChainMap!",
        "产业链图: How every segment of a chain stands",
        RootAnalysis(run_chain_map),
        (ArgumentDeclaration("chain", "ID!", "Id of a Chain"), *SCOPE_ARGUMENTS, LANGUAGE),
    )
    states = EnumDeclaration("SegmentState", "环节状态: How a segment stands at a place and in a year", _STATES)
    return AnalysisDeclaration(field, (result, status, occupant, flow), (states,))


_MEANINGS: Mapping[SegmentState, str] = {
    SegmentState.PRESENT: "已有: Somebody produces there",
    SegmentState.WEAK: "薄弱: Only on trial, or surely less than is needed",
    SegmentState.UNDER_CONSTRUCTION: "在建: Somebody builds there",
    SegmentState.MISSING: "缺失: Somebody looked, and nobody is there",
    SegmentState.UNKNOWN: "不明: Nobody is known to be there, and nobody looked; or how far somebody has come is not known",
}
_STATES = tuple((state.name, meaning) for state, meaning in _MEANINGS.items())
