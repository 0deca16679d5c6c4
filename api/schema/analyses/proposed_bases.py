"""`proposedBases`: clusters that could be the bases which a plan counts without naming them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.schema.analyses.declaration import EVIDENCE_LABELS, LANGUAGE, AnalysisDeclaration, key_of, language_of, result_field
from api.schema.declarations import ArgumentDeclaration, FieldDeclaration, TypeDeclaration
from api.schema.fields import RootAnalysis
from graph.analytics.bases import ProposedBase, proposed_bases
from graph.model.registry import Model
from graph.store.reader import Reader


async def run_proposed_bases(reader: Reader, model: Model, arguments: Mapping[str, Any]) -> tuple[ProposedBase, ...]:
    """Call `proposed_bases` for the plan that the arguments name.

    Raises:
        BadArguments: An id of another label.
        NotFound: Nothing has the id, or none was given and no main plan is loaded.
    """
    plan = None if arguments.get("plan") is None else key_of(model, arguments, "plan", ("Plan",))
    return await proposed_bases(reader, plan, language_of(arguments))


def declare_proposed_bases(_: Model) -> AnalysisDeclaration:
    """Return the analysis as the API shows it."""
    base = TypeDeclaration(
        "ProposedBase",
        "拟议基地: Firms and projects of one trade in one park that could be a base; always PROPOSED, a member of no set",
        (
            result_field("key", "String!", "Stays while plan, park and trades do; no key of the graph"),
            result_field("name", "String!", "Park and trade"),
            result_field("score", "Float!", "Of 100; docs/bases.md has its parts"),
            result_field("industry", "Industry", "The industry of the most of them, where one is known", ("Industry",)),
            result_field("parks", "[Park!]!", "The park, and those in it where members stand", ("Park",)),
            result_field("chains", "[Chain!]!", "Chains whose segments they occupy", ("Chain",)),
            result_field("projects", "[Project!]!", "Projects among the members", ("Project",)),
            result_field(
                "enterprises",
                "[Enterprise!]!",
                "Firms among the members, and those that undertake its projects",
                ("Enterprise",),
            ),
            result_field("explanation", "String!", "What it rests on, in sentences"),
            result_field("evidence", "[Evidence!]!", "The claims that it rests on", EVIDENCE_LABELS),
        ),
    )
    field = FieldDeclaration(
        "proposedBases",
        "[ProposedBase!]!",
        "拟议基地: What the bases that a plan counts could be, best first; as many as the method supports",
        RootAnalysis(run_proposed_bases),
        (ArgumentDeclaration("plan", "ID", "Id of a Plan; the main plan loaded last when left out"), LANGUAGE),
    )
    return AnalysisDeclaration(field, (base,))
