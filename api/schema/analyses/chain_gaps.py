"""`chainGaps`: where chains break at a place and in a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.chain_map import SCOPE_ARGUMENTS, SCOPE_LABELS, place_of
from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootAnalysis
from graph.analytics.chain_gaps import ChainGap, chain_gaps
from graph.analytics.chain_rules import GapKind
from graph.errors import BadArguments
from graph.model.registry import Model
from graph.store.reader import Reader


async def run_chain_gaps(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> tuple[ChainGap, ...]:
    """Call `chain_gaps` with the arguments.

    Raises:
        BadArguments: An id of another label, or an empty list of kinds.
        NotFound: Nothing has the id.
    """
    chain = None if arguments.get("chain") is None else key_of(model, arguments, "chain", ("Chain",))
    kinds = arguments.get("kinds")
    if kinds is not None and not kinds:
        raise BadArguments("kinds: the list is empty.", hint="Leave it out to ask about all kinds.")
    return await chain_gaps(
        reader,
        chain,
        place=place_of(model, arguments),
        kinds=tuple(GapKind[kind.name] for kind in kinds or ()),
        year=arguments.get("year"),
        lang=language_of(arguments),
    )


def declare_chain_gaps(model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    segments, scopes = ("Segment",), model.expand(SCOPE_LABELS)
    gap = TypeDeclaration(
        "ChainGap",
        "缺口: Where a chain breaks",
        (
            result_field("id", "ID!", "The same for the same chain, segment, kind, material, place and year"),
            result_field("chain", "Chain!", "Which chain", ("Chain",)),
            result_field("material", "String", "The input or output"),
            result_field("segment", "Segment!", "Where", segments),
            result_field("kind", "GapKind!", "What is wrong"),
            result_field("place", "Entity", "The place or park asked about, or where somebody looked", scopes),
            result_field("explanation", "String!", "Why it is a gap"),
            result_field("upstream", "[Segment!]!", "Segments that feed it; of an input those that make it", segments),
            result_field("downstream", "[Segment!]!", "Segments that it feeds; of an output those that take it", segments),
            result_field("basis", "Basis!", "INFERRED at best; PROPOSED where it rests on nobody having looked"),
            result_field("evidence", "[Evidence!]!", "The claims that it rests on", EVIDENCE_LABELS),
        ),
    )
    arguments = (
        ArgumentDeclaration("chain", "ID", "Id of a Chain; all chains when left out"),
        SCOPE_ARGUMENTS[0],
        ArgumentDeclaration("kinds", "[GapKind!]", "Only these; all when left out"),
        SCOPE_ARGUMENTS[1],
        LANGUAGE,
    )
    field = FieldDeclaration(
        "chainGaps", "[ChainGap!]!", "产业链缺口: Where chains break", RootAnalysis(run_chain_gaps), arguments
    )
    return AnalysisDeclaration(field, (gap,), (EnumDeclaration("GapKind", "缺口类型: What is wrong", _KINDS),))


_MEANINGS: Mapping[GapKind, str] = {
    GapKind.MISSING: "缺失: Somebody looked, and nobody is there",
    GapKind.WEAK: "薄弱: Only on trial, or surely less than is needed",
    GapKind.UNDER_CONSTRUCTION: "在建: Somebody builds there",
    GapKind.EXTERNAL_INPUT: "外部投入: Nobody in scope is known to supply an input",
    GapKind.UNUSED_BY_PRODUCT: "无去处: Nobody in scope is known to take an output",
}
_KINDS = tuple((kind.name, meaning) for kind, meaning in _MEANINGS.items())
