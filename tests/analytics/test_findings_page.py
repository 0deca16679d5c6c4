"""docs/findings.md says what the rules are, what they find in the bundled plan, and how a reviewer judges each finding.

`pytest tests/analytics/test_findings_page.py --update` writes the tables anew and keeps the verdicts; a new finding gets the verdict "?",
with which the tests fail until somebody has read the document and judged it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.analytics.findings.analysis import plan_findings
from graph.analytics.findings.finding import PlanFinding
from graph.analytics.findings.rules import APPROVALS, GROWTH_WORDS, MEANINGS, RULES, Severity
from graph.analytics.messages import Lang
from graph.model.registry import MODEL
from graph.store import Store
from loaders.bundled import with_required
from loaders.pipeline import load
from tests.loaders.sources import prepare
from tests.store_fixtures import wipe

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"
TRUE, WORDING, FALSE = "true", "wording", "false alarm"
VERDICTS = (TRUE, WORDING, FALSE)
FINDINGS = "| id | rule | finding | verdict | why |"
PRECISION = "| rule | findings | true | wording | false alarm | precision |"
DECLARED = "| rule | severity | compares | because |"

Table = list[list[str]]


def table(header: str) -> Table:
    """Return the cells of the page's table with the header."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = []
    for line in lines[lines.index(header) + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def write_table(header: str, rows: Table) -> None:
    """Put rows under the header of the page's table."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index(header) + 2
    end = next((number for number in range(start, len(lines)) if not lines[number].startswith("|")), len(lines))
    lines[start:end] = [f"| {' | '.join(row)} |" for row in rows]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rules() -> Table:
    return [[f"`{rule.code}`", rule.severity.name, rule.compares, rule.reason] for rule in RULES]


def findings_of(found: tuple[PlanFinding, ...], judged: Table) -> Table:
    """Return the rows of the findings, with the verdicts that the page has for them."""
    verdicts = {row[0]: row[3:] for row in judged}
    return [[item.id[:8], item.code, item.message, *verdicts.get(item.id[:8], ["?", "?"])] for item in found]


def precision_of(judged: Table) -> Table:
    """Return the rows of the precision: the share of findings that are no false alarm."""
    codes = [rule.code for rule in RULES if any(row[1] == rule.code for row in judged)]
    of_codes = [(code, [row[3] for row in judged if row[1] == code]) for code in codes]
    return [[code, *_share(verdicts)] for code, verdicts in (*of_codes, ("all", [row[3] for row in judged]))]


def _share(verdicts: list[str]) -> list[str]:
    counts, total = Counter(verdicts), len(verdicts)
    return [str(total), *(str(counts[verdict]) for verdict in VERDICTS), f"{100 * (total - counts[FALSE]) / total:.0f}%"]


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


async def test_the_page_lists_what_the_rules_find_in_the_bundled_plan(embedded_store: Store, update: bool) -> None:
    await wipe(embedded_store, keep_schema=True)
    await prepare(embedded_store)
    await load(embedded_store, with_required("qinghai-2013"))

    found = await plan_findings(embedded_store, MODEL, "plan:qinghai-2013", (), Lang.ZH)

    if update:
        write_table(FINDINGS, findings_of(found, table(FINDINGS)))
        write_table(PRECISION, precision_of(table(FINDINGS)))
        write_table(DECLARED, rules())
    assert table(FINDINGS) == findings_of(found, table(FINDINGS))
    assert len({row[0] for row in table(FINDINGS)}) == len(found)


def test_every_finding_is_judged_and_what_is_not_simply_true_has_a_reason() -> None:
    judged = table(FINDINGS)

    assert {row[3] for row in judged} <= set(VERDICTS)
    assert [row for row in judged if row[3] != TRUE and not row[4]] == []


def test_the_precision_is_that_of_the_verdicts() -> None:
    assert table(PRECISION) == precision_of(table(FINDINGS))


def test_the_page_declares_every_rule_and_table_in_the_words_of_the_code() -> None:
    assert table(DECLARED) == rules()
    assert table("| severity | 中文 | meaning |") == [
        [item.name, zh, MEANINGS[item]] for item, zh in zip(Severity, ("矛盾", "严重", "次要", "缺项"), strict=True)
    ]
    assert table("| approval | law |") == [[f"`{item.kind}`", f"{item.law_zh}; {item.law_en}"] for item in APPROVALS]
    assert table("| word | at least, a year | because |") == [
        [f"{item.word} ({item.gloss})", f"{item.least}%", item.reason_en] for item in GROWTH_WORDS
    ]
