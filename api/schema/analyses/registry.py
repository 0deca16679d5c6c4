"""All analyses of the API. To add one: a module beside this, and its function here."""

from __future__ import annotations

from collections.abc import Callable

from api.schema.analyses.declaration import AnalysisDeclaration
from api.schema.analyses.departments_serving import declare_departments_serving
from graph.model.registry import Model

# In the contract's order, which is the order of the root's fields.
_DECLARED: tuple[Callable[[Model], AnalysisDeclaration], ...] = (declare_departments_serving,)


def analyses(model: Model) -> tuple[AnalysisDeclaration, ...]:
    """Return all analyses of the API."""
    return tuple(declare(model) for declare in _DECLARED)
