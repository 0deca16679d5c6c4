"""`candidatePartners`: who could fill a gap of a segment, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.chain_map import place_of
from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import (
    ArgumentDeclaration,
    FieldDeclaration,
    InputDeclaration,
    InputFieldDeclaration,
    TypeDeclaration,
)
from api.schema.fields import RootAnalysis
from graph.analytics.partner_rules import DEFAULT_PARTNERS, MOST_PARTNERS, PARTS
from graph.analytics.partners import PartnerCandidate, PartnerQuestion, candidate_partners
from graph.model.registry import Model
from graph.store.reader import Reader


async def run_candidate_partners(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> tuple[PartnerCandidate, ...]:
    """Call `candidate_partners` with the arguments.

    Raises:
        BadArguments: An id of another label, a wrong weight, or a bound out of its range.
        NotFound: Nothing has the id.
    """
    first = arguments.get("first")
    question = PartnerQuestion(
        key_of(model, arguments, "segment", ("Segment",)),
        place_of(model, arguments),
        tuple((item["part"], item["weight"]) for item in arguments.get("weights") or ()),
        DEFAULT_PARTNERS if first is None else first,
    )
    return await candidate_partners(reader, model, question, language_of(arguments))


def declare_candidate_partners(_model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    evidence = result_field("evidence", "[Evidence!]!", "The claims that it rests on", EVIDENCE_LABELS)
    part = TypeDeclaration(
        "ScorePart",
        "得分构成: One part of a score; the cases stand in docs/partners.md",
        (
            result_field("name", "String!", "Which part"),
            result_field("weight", "Float!", "Its weight; the score divides by the sum of all"),
            result_field("value", "Float", "Share of the weight, 0 to 1; null when nothing says"),
            result_field("known", "Boolean!", "Whether something says; else it counts zero, and its weight in scoreUpper"),
            result_field("reason", "String!", "Why, in sentences"),
            result_field("basis", "Basis!", "Weakest basis of the facts; PROPOSED when nothing says"),
            evidence,
        ),
    )
    candidate = TypeDeclaration(
        "PartnerCandidate",
        "候选企业: A firm that could fill a gap, with its score in points of 100",
        (
            result_field("enterprise", "Enterprise!", "The firm", ("Enterprise",)),
            result_field("score", "Float!", "Points of what is known"),
            result_field("scoreUpper", "Float!", "Points if all that is not known spoke for it"),
            result_field("excluded", "String", "Why it is left out whatever its score"),
            result_field("parts", "[ScorePart!]!", "What the score is made of"),
            result_field("path", "EntityPath", "How it is tied to the segment"),
            result_field("basis", "Basis!", "PROPOSED, as a suggestion is; the parts bear the basis of their facts"),
            result_field("explanation", "String!", "Why this firm, in sentences"),
            evidence,
        ),
    )
    bounds = ", ".join(f"{rule.name} {rule.weight} ({rule.least} to {rule.most})" for rule in PARTS)
    weight = InputDeclaration(
        "WeightInput",
        f"权重: Weight of a part of the score in place of its default: {bounds}",
        (InputFieldDeclaration("part", "String!", "Name of the part"), InputFieldDeclaration("weight", "Float!", "Its weight")),
    )
    field = FieldDeclaration(
        "candidatePartners",
        "[PartnerCandidate!]!",
        "候选企业: Who could fill a gap of a segment, best first, those left out last",
        RootAnalysis(run_candidate_partners),
        (
            ArgumentDeclaration("segment", "ID!", "Id of a Segment"),
            ArgumentDeclaration("place", "ID", "Id of the Place or Park of the gap. Left out: everywhere"),
            ArgumentDeclaration("weights", "[WeightInput!]", "Weights of parts; the others keep theirs"),
            ArgumentDeclaration("first", "Int", f"Most candidates, 1 to {MOST_PARTNERS}", DEFAULT_PARTNERS),
            LANGUAGE,
        ),
    )
    return AnalysisDeclaration(field, (candidate, part), inputs=(weight,))
