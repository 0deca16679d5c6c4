"""`approvalCoverage`: which approvals of which projects are given, under way, outstanding or not recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootAnalysis
from graph.analytics.coverage import ApprovalCoverage, Scope, approval_coverage
from graph.analytics.coverage_kinds import CoverageState
from graph.errors import BadArguments
from graph.model.registry import Model
from graph.store.reader import Reader


async def run_approval_coverage(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> ApprovalCoverage:
    """Call `approval_coverage` for the scope and the kinds that the arguments name.

    Raises:
        BadArguments: An id of another label, or an empty list of kinds.
        NotFound: Nothing has the id.
    """
    scope = Scope(_key(model, arguments, "park", "Park"), _key(model, arguments, "chain", "Chain"))
    kinds = arguments.get("kinds")
    if kinds is not None and not kinds:
        raise BadArguments("kinds: the list is empty.", hint="Leave it out to ask about all approvals.")
    wanted = None if kinds is None else [kind.name for kind in kinds]
    return await approval_coverage(reader, scope, wanted, language_of(arguments))


def _key(model: Model, arguments: Mapping[str, Any], name: str, label: str) -> str | None:
    return None if arguments.get(name) is None else key_of(model, arguments, name, (label,))


def declare_approval_coverage(model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    who = model.expand(tuple(start for ends in model.relationship("SERVES").ends for start in ends.starts))
    kind = result_field("kind", "ServiceKind!", "What is asked about")
    state = result_field("state", "CoverageState!", "How far it has come")
    year = result_field("year", "Int", "When")
    evidence = result_field("evidence", "[Evidence!]!", "The claims of all facts that it rests on", EVIDENCE_LABELS)
    cell = TypeDeclaration(
        "CoverageCell",
        "事项: One kind of approval for one project",
        (
            kind,
            state,
            result_field("by", "Entity", "Who deals with it for this project", who),
            year,
            result_field(
                "via", "Entity", "The firm, park or counted set that the record is on", ("Enterprise", "Park", "Group")
            ),
            result_field("basis", "Basis", "Weakest basis of the facts that it rests on; none when UNKNOWN"),
            result_field("explanation", "String!", "Why, in a sentence"),
            evidence,
        ),
    )
    row = TypeDeclaration(
        "CoverageRow",
        "项目事项: One project with a cell for each kind",
        (
            result_field("project", "Project!", "Whose matters they are", ("Project",)),
            result_field("cells", "[CoverageCell!]!", "In the order of the kinds"),
        ),
    )
    held = (state, result_field("by", "Entity!", "Who deals with it", who), year)
    sure = (result_field("basis", "Basis!", "Basis of the record"), evidence)
    total = TypeDeclaration(
        "CoverageTotal",
        "总数: A record on a counted set of projects, which says nothing of a single one",
        (
            kind,
            result_field("group", "Group!", "The counted set", ("Group",)),
            result_field("stated", "Int", "How many the source counts"),
            result_field("named", "Int!", "How many of them the graph knows by name"),
            *held,
            *sure,
        ),
    )
    firm = TypeDeclaration(
        "CoverageFirm",
        "企业事项: A record on a firm in scope, whichever project it is for",
        (kind, result_field("enterprise", "Enterprise!", "The firm", ("Enterprise",)), *held, *sure),
    )
    coverage = TypeDeclaration(
        "ApprovalCoverage",
        "审批覆盖: Projects by kinds of approval",
        (
            result_field("kinds", "[ServiceKind!]!", "The kinds asked about, in order"),
            result_field("totals", "[CoverageTotal!]!", "Records on counted sets in scope"),
            result_field("rows", "[CoverageRow!]!", "All projects in scope, in the order of keys"),
            result_field("firms", "[CoverageFirm!]!", "Records on firms in scope"),
        ),
    )
    arguments = (
        ArgumentDeclaration("park", "ID", "Only projects that stand in the park or a part of it"),
        ArgumentDeclaration("chain", "ID", "Only projects that occupy a segment of the chain"),
        ArgumentDeclaration("kinds", "[ServiceKind!]", "What to ask about; all approvals when left out"),
        LANGUAGE,
    )
    field = FieldDeclaration(
        "approvalCoverage",
        "ApprovalCoverage!",
        "审批覆盖: Which approvals of which projects are given, under way, outstanding or not recorded",
        RootAnalysis(run_approval_coverage),
        arguments,
    )
    states = EnumDeclaration("CoverageState", "办理状态: How far a matter of a project has come", _STATES)
    return AnalysisDeclaration(field, (coverage, total, row, cell, firm), (states,))


_MEANINGS: Mapping[CoverageState, str] = {
    CoverageState.GIVEN: "已办: Done",
    CoverageState.IN_PROGRESS: "办理中: Under way",
    CoverageState.OUTSTANDING: "未办: Not begun, or only announced",
    CoverageState.UNKNOWN: "未知: Not recorded, which is neither done nor outstanding",
    CoverageState.NOT_APPLICABLE: "不涉及: Recorded as not needed",
}
_STATES = tuple((state.name, meaning) for state, meaning in _MEANINGS.items())
