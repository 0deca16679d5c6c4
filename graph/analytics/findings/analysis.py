"""Findings on a plan: everything that general rules find in what the graph holds of it.

    await plan_findings(store, MODEL, "plan:qing-shi", frozenset(), Lang.ZH)

One statement reads what all rules need; each family of rules is a pure function of those facts. What the rules are is declared in
`graph.analytics.findings.rules`, what they find in the bundled plan stands in docs/findings.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.analytics.findings.conflicts import find_conflicts
from graph.analytics.findings.counts import find_counts
from graph.analytics.findings.facts import read_facts
from graph.analytics.findings.finding import Family, PlanFinding, to_finding
from graph.analytics.findings.gaps import find_gaps
from graph.analytics.findings.phrases import Phrases
from graph.analytics.findings.rates import find_rates
from graph.analytics.findings.rules import RULES, Severity
from graph.analytics.findings.statement import OF_A_PLAN, OF_THE_PLAN_LOADED_LAST
from graph.analytics.findings.sums import find_sums
from graph.analytics.findings.wording import find_wording
from graph.analytics.messages import Lang
from graph.analytics.statements import ORDINARY_KEY, rows_of
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.registry import Model
from graph.store.reader import Reader

FAMILIES: tuple[Family, ...] = (find_sums, find_counts, find_rates, find_conflicts, find_wording, find_gaps)

_ORDER = {rule.code: number for number, rule in enumerate(RULES)}


async def plan_findings(
    store: Reader, model: Model, plan: str | None, severities: Collection[Severity], lang: Lang
) -> tuple[PlanFinding, ...]:
    """Return the findings on a plan, worst first, then by rule and subjects; one statement.

    Args:
        store: Where to read.
        model: Tells labels by keys, and names of fields and statuses.
        plan: Key of a Plan; None for the main plan that was loaded last, by this store's log.
        severities: Those to return; empty for all.
        lang: Language of messages and figures.

    Raises:
        NotFound: No plan has the key, or no main plan is loaded.
    """
    statement = Statement(OF_THE_PLAN_LOADED_LAST) if plan is None else Statement(OF_A_PLAN, {"plan": plan})
    reading = await store.read_whole([statement])
    found = build(rows_of(reading.answers[0]), model, lang)
    if found is None:
        if plan is None:
            raise NotFound("No plan is loaded.", hint="Load one with `liantu load`.")
        raise NotFound(f"Nothing has the key {plan!r}.", hint="Look its id up with a query by name.")
    return tuple(item for item in found if not severities or item.severity in severities)


async def warm_up(store: Reader) -> None:
    """Make the store plan both statements of this analysis, so that the first person to ask does not wait for it.

    Raises:
        StoreError: The store failed.
    """
    await store.read_whole([Statement(OF_A_PLAN, {"plan": ORDINARY_KEY})])
    await store.read_whole([Statement(OF_THE_PLAN_LOADED_LAST)])


def build(rows: Iterable[Sequence[object]], model: Model, lang: Lang) -> tuple[PlanFinding, ...] | None:
    """Turn the statement's rows, in any order, into all findings; pure. None when no row says that there is a plan."""
    facts = read_facts(rows)
    if facts is None:
        return None
    phrases = Phrases(lang, model)
    found = [to_finding(facts.plan, item, phrases) for family in FAMILIES for item in family(facts, phrases)]
    return tuple(sorted(found, key=lambda item: (item.severity.value, _ORDER[item.code], item.subjects, item.id)))
