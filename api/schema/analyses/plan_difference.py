"""`planDifference`: what changed from one loaded plan to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import OfAnalysis, RootAnalysis
from graph.analytics.difference import ChangeKind, PlanDifference, plan_difference
from graph.analytics.difference_rules import BELONGS
from graph.model.registry import Model
from graph.store.reader import Reader

_PLAN = "Plan"


async def run_plan_difference(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> PlanDifference:
    """Call `plan_difference` with the arguments.

    Raises:
        BadArguments: An id of another label, or a plan of which no source is loaded.
        NotFound: Nothing has one of the ids.
    """
    start, end = (key_of(model, arguments, name, (_PLAN,)) for name in ("from", "to"))
    return await plan_difference(reader, model, start, end, language_of(arguments))


def declare_plan_difference(model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    parts = _parts(model)
    change = TypeDeclaration(
        "PlanChange",
        "变化: One part that came or went, or one of its fields that changed",
        (
            result_field("kind", "ChangeKind!", "What happened"),
            result_field("subject", "Entity!", "The part, in the later plan unless it was removed", parts),
            result_field("was", "Entity", "The part of the earlier plan that it is matched with", parts),
            result_field("field", "String", "Property, TYPE.property or TYPE; none when the part came or went"),
            result_field("before", "String", "What the earlier plan says, in its words; none when it says nothing"),
            result_field("after", "String", "What the later plan says, in its words; none when it says nothing"),
            result_field("explanation", "String!", "The change in a sentence"),
            result_field("evidence", "[Evidence!]!", "The claims of both plans", EVIDENCE_LABELS),
        ),
    )
    difference = TypeDeclaration(
        "PlanDifference",
        "计划差异: What changed from one plan to another",
        (
            FieldDeclaration("from", "Plan!", "The earlier plan", OfAnalysis("start", (_PLAN,))),
            FieldDeclaration("to", "Plan!", "The later plan", OfAnalysis("end", (_PLAN,))),
            result_field("changes", "[PlanChange!]!", "By label, then key, then field"),
        ),
    )
    kinds = EnumDeclaration("ChangeKind", "变化类型: What happened to a part of a plan", _KINDS)
    field = FieldDeclaration(
        "planDifference",
        "PlanDifference!",
        "计划差异: What the later plan adds, no longer has, and says otherwise, by the claims of each plan",
        RootAnalysis(run_plan_difference),
        (
            ArgumentDeclaration("from", "ID!", "Id of the earlier Plan"),
            ArgumentDeclaration("to", "ID!", "Id of the later Plan"),
            LANGUAGE,
        ),
    )
    return AnalysisDeclaration(field, (difference, change), (kinds,))


_MEANINGS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "新增: Only the later plan has it",
    ChangeKind.REMOVED: "删除: Only the earlier plan has it",
    ChangeKind.CHANGED: "改变: Both have it and say different things",
}
_KINDS = tuple((kind.name, _MEANINGS[kind]) for kind in ChangeKind)


def _parts(model: Model) -> tuple[str, ...]:
    """Return the labels whose nodes may belong to a plan."""
    pairs = [pair for name in BELONGS for pair in model.pairs(model.relationship(name))]
    return model.expand(tuple(start for start, end in pairs if end == _PLAN))
