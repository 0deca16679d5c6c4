"""`planFindings`: what general rules find in a plan that does not add up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootAnalysis
from graph.analytics.findings.analysis import plan_findings
from graph.analytics.findings.finding import PlanFinding
from graph.analytics.findings.rules import MEANINGS, Severity
from graph.errors import BadArguments
from graph.model.registry import Model
from graph.store.reader import Reader


async def run_plan_findings(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> tuple[PlanFinding, ...]:
    """Call `plan_findings` for the plan and the severities that the arguments name.

    Raises:
        BadArguments: An id of another label, or an empty list of severities.
        NotFound: Nothing has the id, or none was given and no main plan is loaded.
    """
    plan = None if arguments.get("plan") is None else key_of(model, arguments, "plan", ("Plan",))
    asked = arguments.get("severities")
    if asked is not None and not asked:
        raise BadArguments("severities: the list is empty.", hint="Leave it out to ask for all findings.")
    severities = frozenset(Severity[item.name] for item in asked or ())
    return await plan_findings(reader, model, plan, severities, language_of(arguments))


def declare_plan_findings(model: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    entities = tuple(item.label for item in model.entities)
    finding = TypeDeclaration(
        "PlanFinding",
        "发现: Something in a plan that does not add up, or that it leaves out",
        (
            result_field("id", "ID!", "Stays while the rule finds the same thing; says nothing else"),
            result_field("code", "String!", "The rule, as docs/findings.md declares it"),
            result_field("severity", "Severity!", "What the rule's findings are worth"),
            result_field("message", "String!", "What was found, in a sentence"),
            result_field("subjects", "[Entity!]!", "The things concerned, most telling first", entities),
            result_field("expected", "String", "What ought to be, where that can be said"),
            result_field("actual", "String", "What is"),
            result_field("basis", "Basis!", "Weakest basis of its claims"),
            result_field("evidence", "[Evidence!]!", "The claims on both sides", EVIDENCE_LABELS),
        ),
    )
    severity = EnumDeclaration(
        "Severity",
        "级别: How much a finding says against the plan, worst first",
        tuple((item.name, MEANINGS[item]) for item in Severity),
    )
    field = FieldDeclaration(
        "planFindings",
        "[PlanFinding!]!",
        "计划自查: What does not add up in a plan, worst first",
        RootAnalysis(run_plan_findings),
        (
            ArgumentDeclaration("plan", "ID", "Id of a Plan; the main plan loaded last when left out"),
            ArgumentDeclaration("severities", "[Severity!]", "Only these; all when left out"),
            LANGUAGE,
        ),
    )
    return AnalysisDeclaration(field, (finding,), (severity,))
