"""What nobody has said: who leads a task, who undertakes a project and where and for how much, how large a figure is."""

from __future__ import annotations

from collections.abc import Iterator

from graph.analytics.findings.facts import Facts, Project
from graph.analytics.findings.finding import Found
from graph.analytics.findings.phrases import Phrases
from graph.analytics.findings.rules import GROWTH_WORDS


def find_gaps(facts: Facts, phrases: Phrases) -> Iterator[Found]:
    """Yield TASK_WITHOUT_LEAD, FIGURE_MISSING and the three findings on projects."""
    for task in facts.unled:
        yield Found(
            "TASK_WITHOUT_LEAD",
            (task.key,),
            (task.key,),
            "finding.TASK_WITHOUT_LEAD",
            {"task": task.name},
            evidence=task.claims,
        )
    indicators = {item.key for item in facts.indicators if item.figure is not None}
    for item in facts.indicators:
        in_words = any(word.word in item.name for word in GROWTH_WORDS) and any(
            thing.key in indicators for thing in item.measures
        )
        if item.figure is None and not in_words:
            values: dict[str, str | int] = {"indicator": item.name}
            yield Found("FIGURE_MISSING", (item.key,), (item.key,), "finding.FIGURE_MISSING", values, evidence=item.claims)
    for code, lacking in (
        ("PROJECT_WITHOUT_ENTERPRISE", [item for item in facts.projects if not item.has_enterprise]),
        ("PROJECT_WITHOUT_PARK", [item for item in facts.projects if not item.has_place]),
        ("PROJECT_WITHOUT_INVESTMENT", [item for item in facts.projects if not item.has_investment]),
    ):
        if lacking:
            yield _projects(code, lacking, facts, phrases)


def _projects(code: str, lacking: list[Project], facts: Facts, phrases: Phrases) -> Found:
    """All such projects are one finding, since what is missing is one column of the plan's list."""
    whole = len(facts.projects)
    return Found(
        code, (), tuple(item.key for item in lacking), f"finding.{code}",
        {"total": whole, "count": len(lacking), "names": phrases.some([item.name for item in lacking])},
        str(whole), str(whole - len(lacking)), tuple(claim for item in lacking for claim in item.claims),
    )  # fmt: skip
