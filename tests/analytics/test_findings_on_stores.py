"""Plan findings on both stores: generated graphs and the register against the oracle, which plan is meant, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings

from graph.analytics.findings.analysis import plan_findings
from graph.analytics.findings.finding import PlanFinding
from graph.analytics.findings.rules import RULES, Severity
from graph.analytics.messages import Lang
from graph.cypher.statement import Statement
from graph.cypher.write import log_write
from graph.errors import NotFound
from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.image import Image, ImageNode, difference
from graph.model.projection import project
from graph.model.registry import MODEL
from graph.store import Store, Transaction
from graph.store.apply import write_difference
from loaders.bundled import with_required
from loaders.pipeline import read_sources
from tests.analytics.findings_graphs import OWN, PLAN, graphs, image_of, with_document
from tests.analytics.findings_oracle import Answer, found
from tests.store_fixtures import wipe

# What a finding says there is, in codes of which the oracle counts it.
COUNTED = {
    "SUBSET_EXCEEDS_WHOLE", "MEMBERS_EXCEED_COUNT", "GROUP_UNCOVERED", "APPROVALS_BEHIND", "DIVISION_MISMATCH", "GROUP_UNNAMED",
    "PROJECT_WITHOUT_ENTERPRISE", "PROJECT_WITHOUT_PARK", "PROJECT_WITHOUT_INVESTMENT",
}  # fmt: skip
REGISTER = "plan:qinghai-2013"


def answers(findings: Iterable[PlanFinding]) -> set[Answer]:
    return {(item.code, frozenset(item.subjects), item.actual if item.code in COUNTED else None) for item in findings}


async def ask(store: Store, plan: str | None = PLAN, *severities: Severity, lang: Lang = Lang.EN) -> tuple[PlanFinding, ...]:
    return await plan_findings(store, MODEL, plan, severities, lang)


async def write(store: Store, image: Image) -> None:
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(image=graphs())
async def test_generated_graphs_are_answered_as_by_the_oracle(store: Store, image: Image) -> None:
    await wipe(store, keep_schema=True)
    await write(store, image)

    findings = await ask(store)

    assert answers(findings) == found(image, PLAN)
    assert len({item.id for item in findings}) == len(findings)
    order = [rule.code for rule in RULES]
    ranks = [(item.severity.value, order.index(item.code)) for item in findings]
    assert ranks == sorted(ranks)


async def test_the_register_is_answered_as_by_the_oracle_and_shows_what_it_must(register: Store) -> None:
    reads = read_sources(with_required("qinghai-2013"))
    image = project([claim for read in reads for claim in read.claims.values()], MODEL)
    for read in reads:
        document = read.source.manifest.document
        if document is not None:
            with_document(image, document.key, REGISTER, read.source.name)

    findings = await ask(register, REGISTER)

    assert answers(findings) == found(image, REGISTER)
    chinese = await ask(register, None, lang=Lang.ZH)
    assert [item.id for item in chinese] == [item.id for item in findings]
    assert {
        ("SUM_MISMATCH", "273.45亿元", "223.45亿元"),
        ("GROUP_UNCOVERED", "100", "82"),
        ("APPROVALS_BEHIND", "不低于62", "58"),
        ("GOAL_VS_FIGURE", "不低于7%", "1.68%"),
    } <= {(item.code, item.expected, item.actual) for item in chinese}
    assert {"CONFLICTING_STATUS", "GROUP_UNNAMED", "TASK_WITHOUT_LEAD", "WORDING_CHANGED"} <= {item.code for item in findings}
    assert all(item.subjects and item.evidence for item in findings)
    worst = (Severity.HARD, Severity.SERIOUS)
    assert await ask(register, REGISTER, *worst) == tuple(item for item in findings if item.severity in worst)


async def test_it_is_one_statement(store: Store, statements: list[Statement]) -> None:
    await write(store, image_of([named(PLAN, "甲计划", OWN), claim(PLAN, "role", "MAIN", OWN)]))
    statements.clear()

    await ask(store)
    await ask(store, None)

    assert len(statements) == 2


async def test_without_a_plan_the_main_one_loaded_last_is_meant(store: Store) -> None:
    claims = [named(PLAN, "甲计划", OWN)]
    for name in ("yi", "bing", "ding"):
        origin = Origin(name, Channel.REGISTER, f"document:{name}", "MAIN", "2012")
        role = "CITED" if name == "ding" else "MAIN"
        claims += [
            named(f"plan:{name}", name, origin),
            claim(f"plan:{name}", "role", role, origin),
            named(f"task:{name}", name, origin),
        ]
        claims += [part(f"task:{name}", f"plan:{name}", origin)]
    image = image_of([*claims, claim(PLAN, "role", "MAIN", OWN)])
    runs = {}
    for number, name in enumerate(("jia", "yi", "bing", "ding")):
        if name != "jia":
            with_document(image, f"document:{name}", f"plan:{name}", name)
        counts = {"nodes": 1, "relationships": 0, "claims": 1}
        image.add_node(ImageNode("LoadRun", name, {"key": name, "source": name, "digest": "e", "modelVersion": "m", **counts}))
        runs[name] = f"2026-01-0{(1, 3, 2, 4)[number]}T00:00:00+00:00"
    await write(store, image)
    unlogged = await ask(store, None)

    async def note(transaction: Transaction) -> None:
        written = log_write(runs)
        await transaction.run_batches(written.text, written.rows)

    await store.write(note, raise_epoch=False)

    assert [item.subjects for item in unlogged] == [("task:bing",)]
    assert [item.subjects for item in await ask(store, None)] == [("task:yi",)]


@pytest.mark.parametrize("plan", [None, "plan:none"])
async def test_a_plan_that_is_not_there_is_not_found(store: Store, plan: str | None) -> None:
    with pytest.raises(NotFound):
        await ask(store, plan)


def claim(key: str, field: str, value: str, origin: Origin) -> Claim:
    return Claim(key, field, value, Basis.STATED, origin, "1.p1.s1", "一句。")


def named(key: str, name: str, origin: Origin) -> Claim:
    return claim(key, "name", name, origin)


def part(start: str, end: str, origin: Origin) -> Claim:
    return Claim(start, "PART_OF", end, Basis.STATED, origin, "1.p1.s1", "一句。", Link("PART_OF", end))
