"""All analyses of the API. To add one: a module beside this, and its function here."""

from __future__ import annotations

from collections.abc import Callable

from api.schema.analyses.approval_coverage import declare_approval_coverage
from api.schema.analyses.candidate_partners import declare_candidate_partners
from api.schema.analyses.chain_gaps import declare_chain_gaps
from api.schema.analyses.chain_map import declare_chain_map
from api.schema.analyses.declaration import AnalysisDeclaration
from api.schema.analyses.departments_serving import declare_departments_serving
from api.schema.analyses.paths import declare_paths
from api.schema.analyses.plan_difference import declare_plan_difference
from api.schema.analyses.plan_findings import declare_plan_findings
from api.schema.analyses.proposed_bases import declare_proposed_bases
from api.schema.analyses.search import declare_search
from graph.model.registry import Model

# In the contract's order, which is the order of the root's fields.
_DECLARED: tuple[Callable[[Model], AnalysisDeclaration], ...] = (
    declare_search,
    declare_departments_serving,
    declare_chain_map,
    declare_chain_gaps,
    declare_candidate_partners,
    declare_approval_coverage,
    declare_plan_findings,
    declare_paths,
    declare_proposed_bases,
    declare_plan_difference,
)


def analyses(model: Model) -> tuple[AnalysisDeclaration, ...]:
    """Return all analyses of the API."""
    return tuple(declare(model) for declare in _DECLARED)
