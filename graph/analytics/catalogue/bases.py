"""Sentences of proposed bases."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "base.name": ("{park}{trade}基地", "{trade} base in {park}"),
    "base.rests": (
        "“{park}”内从事“{trade}”的主体有{houses}家（企业连同其项目算一家）：{members}。",
        "In {park}, number of houses at work on {trade} (a firm counts with its projects): {houses}; they are {members}.",
    ),
    "base.segments": (
        "占有{count}个环节：{segments}；其中在产的有{running}家，环节之间的供给关系有{links}条。",
        "Segments occupied: {count} ({segments}); houses that produce: {running}; flows between the segments: {links}.",
    ),
    "base.no-segments": ("没有已知的产业链环节占位。", "No occupied segment of a chain is known."),
    "base.named": ("“{plan}”提到其中的“{named}”。", "{plan} lists or aims at {named} among them."),
    "base.not-named": (
        "“{plan}”的名单和任务没有提到其中任何一个。", "Neither lists nor tasks of {plan} name any of them.",
    ),
    "base.more": ("{names}等{count}个", "{names} and others, {count} in all"),
    "base.score": ("得分{score}：{parts}。", "Score {score}: {parts}."),
    "base.part": ("{part}{points}分", "{part} {points}"),
    "base.part.houses": ("主体", "houses"),
    "base.part.segments": ("环节", "segments"),
    "base.part.running": ("在产", "running"),
    "base.part.links": ("供给", "links"),
    "base.part.named": ("计划提及", "named by the plan"),
    "base.proposed": ("这是按图谱推出的拟议，不是任何文件列出的基地。", "This is a proposal from the graph; no document lists it as a base."),
    "base.group": (
        "“{plan}”的“{group}”没有写出成员，本条不计入其中。",
        "{plan} does not name the members of {group}, and this is not counted among them.",
    ),
    "base.sheet": ("拟议基地", "Proposed bases"),
    "base.sheet.records": ("明细", "Details"),
    "base.summary": ("拟议{count}个，都不是文件列出的基地。", "Proposed: {count}; none is a base that a document lists."),
}  # fmt: skip
