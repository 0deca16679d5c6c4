"""Sentences of approval coverage."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "coverage.PROJECT": ("{who}对“{project}”的{what}：{state}。", "{who} for {project}: {what}, {state}."),
    "coverage.PROJECT.unsaid": (
        "{who}经办“{project}”的{what}，办到哪一步没有记录。",
        "{who} for {project}: {what}; how far it has come is not recorded.",
    ),
    "coverage.FIRM": (
        "{who}对企业“{via}”的{what}：{state}。该企业承担的项目在图中只有“{project}”，由此推断。",
        "{who} for the firm {via}: {what}, {state}. {project} is the one project in the graph that it undertakes: inferred.",
    ),
    "coverage.FIRM.several": (
        "{who}对企业“{via}”的{what}：{state}。该企业承担的项目在图中有{count}个，是为哪一个办的没有记录。",
        "{who} for the firm {via}: {what}, {state}. It undertakes {count} projects in the graph; for which one is not recorded.",
    ),
    "coverage.FIRM.apart": (
        "{who}对企业“{via}”的{what}：{state}。这是企业的事，不等于“{project}”的。",
        "{who} for the firm {via}: {what}, {state}. That is the firm's matter, and not that of {project}.",
    ),
    "coverage.PARK": (
        "{who}对“{via}”的{what}：{state}。“{project}”在其中，由此推断。",
        "{who} for {via}: {what}, {state}. {project} stands in it: inferred.",
    ),
    "coverage.PARK.apart": (
        "{who}对“{via}”的{what}：{state}。这是园区的事，不等于其中“{project}”的。",
        "{who} for {via}: {what}, {state}. That is the park's matter, and not that of {project} in it.",
    ),
    "coverage.GROUP.apart": (
        "{who}对计数集合“{via}”的{what}：{state}。“{project}”是其具名成员；对集合的记录不算到单个项目上。",
        "{who} for the counted set {via}: {what}, {state}. {project} is a named member; a record on a set counts for no single project.",
    ),
    "coverage.none": (
        "“{project}”的{what}没有记录。没有记录不等于没有办。",
        "{project}: {what}, nothing recorded. That does not mean that it was not done.",
    ),
    "coverage.state.GIVEN": ("已办", "given"),
    "coverage.state.IN_PROGRESS": ("办理中", "in progress"),
    "coverage.state.OUTSTANDING": ("未办", "outstanding"),
    "coverage.state.NOT_APPLICABLE": ("不涉及", "not applicable"),
    "coverage.state.UNKNOWN": ("未知", "unknown"),
    "coverage.state.unsaid": ("办到哪一步没有记录", "how far it has come is not recorded"),
    "coverage.sheet.projects": ("项目", "projects"),
    "coverage.sheet.sets": ("计数集合", "counted sets"),
    "coverage.sheet.firms": ("企业", "firms"),
    "coverage.column.project": ("项目", "project"),
    "coverage.column.kind": ("事项", "kind"),
    "coverage.column.state": ("状态", "state"),
    "coverage.column.by": ("办理单位", "by"),
    "coverage.column.year": ("年份", "year"),
    "coverage.column.set": ("计数集合", "counted set"),
    "coverage.column.firm": ("企业", "firm"),
    "coverage.column.stated": ("原文计数", "stated"),
    "coverage.column.named": ("其中具名", "named"),
    "coverage.column.basis": ("依据性质", "basis"),
    "coverage.column.locators": ("依据位置", "locators"),
    "coverage.column.remark": ("说明", "remark"),
    "coverage.sentences": ("", " "),
    "coverage.summary": (
        "{projects}个项目，{kinds}类事项：{states}（带*的有记录，办到哪一步未写）。计数集合的记录{sets}条，企业的记录{firms}条。",
        "{projects} projects, {kinds} kinds: {states} (*: recorded, not how far). On counted sets: {sets} records, on firms: {firms}.",
    ),
}
