"""Sentences of the plan findings, and the words with which they show figures.

Names stand in corner brackets in both languages, since names of plans hold quotation marks of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "finding.SUM_MISMATCH": (
        "「{whole}」写明{total}，所列{count}项（{parts}）相加为{sum}，相差{difference}。",
        "「{whole}」 is stated as {total}; its {count} parts ({parts}) add up to {sum}, a difference of {difference}.",
    ),
    "finding.SUBSET_EXCEEDS_WHOLE": (
        "「{part}」计{count}，它所属的「{whole}」只计{total}。",
        "「{part}」 counts {count}, and 「{whole}」, of which it is a part, only {total}.",
    ),
    "finding.MEMBERS_EXCEED_COUNT": (
        "「{group}」写明计{declared}，而具名的成员有{known}个。",
        "「{group}」 is said to count {declared}; members that are named: {known}.",
    ),
    "finding.GROUP_UNCOVERED.less": (
        "{year}年各收入档次的目标户数（{tiers}）合计{sum}，「{group}」计{count}，有{difference}户不在任何一档。",
        "The revenue tiers of {year} ({tiers}) are to hold {sum} firms together; 「{group}」 counts {count}; firms in no tier: {difference}.",
    ),
    "finding.GROUP_UNCOVERED.more": (
        "{year}年各收入档次的目标户数（{tiers}）合计{sum}，「{group}」只计{count}，多出{difference}户。",
        "The revenue tiers of {year} ({tiers}) are to hold {sum} firms together; 「{group}」 counts only {count}; too many: {difference}.",
    ),
    "finding.GROUP_UNCOVERED.less.otherYear": (
        (
            "{year}年各收入档次的目标户数（{tiers}）合计{sum}；「{group}」没有写户数，而「{counted}」计{count}，"
            "照此有{difference}户不在任何一档。"
        ),
        (
            "The revenue tiers of {year} ({tiers}) are to hold {sum} firms together; 「{group}」 is not counted, and 「{counted}」 counts "
            "{count}; by that, firms in no tier: {difference}."
        ),
    ),
    "finding.GROUP_UNCOVERED.more.otherYear": (
        "{year}年各收入档次的目标户数（{tiers}）合计{sum}；「{group}」没有写户数，而「{counted}」只计{count}，照此多出{difference}户。",
        (
            "The revenue tiers of {year} ({tiers}) are to hold {sum} firms together; 「{group}」 is not counted, and 「{counted}」 counts only "
            "{count}; by that, too many: {difference}."
        ),
    ),
    "finding.APPROVALS_BEHIND": (
        "「{built}」计{count}，而已办理“{kind}”的（{approved}）至多{sum}，少{missing}。按{law}，未获批准不得开工建设。",
        (
            "「{built}」 counts {count}, and those given “{kind}” ({approved}) at most {sum}, fewer by {missing}. "
            "By {law}, nothing may be built before it is approved."
        ),
    ),
    "finding.DIVISION_MISMATCH": (
        "「{whole}」计{total}，同一句（{locator}）分列的各部分（{parts}）相加为{sum}。",
        "「{whole}」 counts {total}; the parts that one sentence ({locator}) divides it into ({parts}) add up to {sum}.",
    ),
    "finding.GOAL_VS_FIGURE": (
        "目标「{goal}」要求“{word}”，而「{figure}」（{value}）比上年的「{base}」（{baseValue}）只增长{growth}；“{word}”应{least}（{reason}）。",
        (
            "The goal 「{goal}」 asks for growth that is {word}; 「{figure}」 ({value}) is only {growth} above 「{base}」 "
            "({baseValue}) of the year before. The word means {least} ({reason})."
        ),
    ),
    "finding.GOAL_VS_FIGURE.each": (
        (
            "目标「{goal}」要求“{word}”，而「{figure}」（{value}）比上年的「{base}」（{baseValue}）只增长{growth}；“{word}”应{least}（{reason}）。"
            "个数由{baseCount}变为{count}，平均每个由{baseEach}变为{each}。"
        ),
        (
            "The goal 「{goal}」 asks for growth that is {word}; 「{figure}」 ({value}) is only {growth} above 「{base}」 "
            "({baseValue}) of the year before. The word means {least} ({reason}). The number goes from {baseCount} to {count}, "
            "the average of each from {baseEach} to {each}."
        ),
    ),
    "finding.SHARE_MISMATCH": (
        "「{rate}」写作{stated}；按「{part}」（{partFigure}）除以「{whole}」（{wholeFigure}），应为{computed}。",
        "「{rate}」 is stated as {stated}; 「{part}」 ({partFigure}) by 「{whole}」 ({wholeFigure}) gives {computed}.",
    ),
    "finding.GROWTH_MISMATCH": (
        "「{rate}」写作{stated}；「{figure}」（{value}）比上年的「{base}」（{baseValue}）应增长{computed}。",
        "「{rate}」 is stated as {stated}; from 「{base}」 ({baseValue}) to 「{figure}」 ({value}) the growth is {computed}.",
    ),
    "finding.CONFLICTING_VALUE": (
        "「{name}」的{field}（{when}）有不止一种说法：{values}。",
        "「{name}」 has more than one {field} ({when}): {values}.",
    ),
    "finding.CONFLICTING_VALUE.inferred": (
        "「{name}」的{field}（{when}）有不止一种说法：{values}；其中有的说法是否指它，出自推断。",
        "「{name}」 has more than one {field} ({when}): {values}; that each of them is about it is partly inferred.",
    ),
    "finding.CONFLICTING_STATUS": (
        "「{name}」的状态（{when}）有不止一种说法：{values}。",
        "「{name}」 has more than one status ({when}): {values}.",
    ),
    "finding.CONFLICTING_STATUS.inferred": (
        "「{name}」的状态（{when}）有不止一种说法：{values}；其中有的说法是否指它，出自推断。",
        "「{name}」 has more than one status ({when}): {values}; that each of them is about it is partly inferred.",
    ),
    "finding.SOURCES_DISAGREE": (
        "「{name}」的{field}（{when}），本计划的说法是{values}，来源“{source}”的说法是{others}。",
        "「{name}」, {field} ({when}): the plan says {values}, the source “{source}” says {others}.",
    ),
    "finding.FIGURE_MISMATCH": (
        "「{name}」计{own}，而指标（{stated}）与它不同。",
        "「{name}」 has the figure {own}, and the indicators that state it ({stated}) differ.",
    ),
    "finding.WORDING_CHANGED.both": (
        "{first}列有{firstItems}；{second}列有{secondItems}。两处大体相同，后者少了{lost}，多了{gained}。",
        "{first}: {firstItems}. {second}: {secondItems}. Mostly one list: the second lacks {lost} and adds {gained}.",
    ),
    "finding.WORDING_CHANGED.lost": (
        "{first}列有{firstItems}；{second}列有{secondItems}。两处大体相同，后者少了{lost}。",
        "{first}: {firstItems}. {second}: {secondItems}. Mostly one list: the second lacks {lost}.",
    ),
    "finding.WORDING_CHANGED.gained": (
        "{first}列有{firstItems}；{second}列有{secondItems}。两处大体相同，后者多了{gained}。",
        "{first}: {firstItems}. {second}: {secondItems}. Mostly one list: the second adds {gained}.",
    ),
    "finding.TWO_NAMES": (
        "「{name}」在别处写作{others}；几个名称同指一物，只是推断。",
        "「{name}」 is elsewhere called {others}; that the names mean one thing is only inferred.",
    ),
    "finding.SHARED_NAME": (
        "「{form}」这一名称既指{leftLabel}「{left}」，又指{rightLabel}「{right}」。",
        "The name 「{form}」 stands both for 「{left}」 ({leftLabel}) and for 「{right}」 ({rightLabel}).",
    ),
    "finding.GROUP_UNNAMED.none": (
        "「{group}」计{declared}，没有写出一个成员。",
        "「{group}」 counts {declared}, and not one member is named.",
    ),
    "finding.GROUP_UNNAMED.none.inferred": (
        "「{group}」计{declared}，没有写明一个成员；按推断属于它的具名者有{inferred}个。",
        "「{group}」 counts {declared}, and not one member is stated by name; named, and members by inference: {inferred}.",
    ),
    "finding.GROUP_UNNAMED.some": (
        "「{group}」计{declared}，写明的成员有{known}个，其余{missing}个没有名单。",
        "「{group}」 counts {declared}; members stated by name: {known}, not named: {missing}.",
    ),
    "finding.GROUP_UNNAMED.some.inferred": (
        "「{group}」计{declared}，写明的成员有{known}个，其余{missing}个没有名单；另有{inferred}个具名者属于它只是推断。",
        "「{group}」 counts {declared}; members stated by name: {known}, not named: {missing}; named, and members by inference: {inferred}.",
    ),
    "finding.TASK_WITHOUT_LEAD": (
        "任务「{task}」没有写由谁牵头或负责。",
        "Nobody is said to lead the task 「{task}」 or to answer for it.",
    ),
    "finding.PROJECT_WITHOUT_ENTERPRISE": (
        "计划具名的{total}个项目中，有{count}个在计划和其他来源里都查不到承担企业：{names}。",
        "Projects that the plan names: {total}; of which no source says who undertakes them: {count} ({names}).",
    ),
    "finding.PROJECT_WITHOUT_PARK": (
        "计划具名的{total}个项目中，有{count}个在计划和其他来源里都查不到所在园区或地点：{names}。",
        "Projects that the plan names: {total}; of which no source says the park or place: {count} ({names}).",
    ),
    "finding.PROJECT_WITHOUT_INVESTMENT": (
        "计划具名的{total}个项目中，有{count}个在计划和其他来源里都查不到投资额：{names}。",
        "Projects that the plan names: {total}; of which no source says the investment: {count} ({names}).",
    ),
    "finding.FIGURE_MISSING": (
        "指标「{indicator}」没有写数值。",
        "The indicator 「{indicator}」 has no value.",
    ),
    "finding.part": ("「{name}」{figure}", "「{name}」 {figure}"),
    "finding.name": ("「{name}」", "「{name}」"),
    "finding.said": ("{value}（{locator}）", "{value} ({locator})"),
    "finding.others": ("{names}等", "{names} and others"),
    "finding.when": ("{date}", "{date}"),
    "finding.undated": ("未写时点", "undated"),
    "finding.list.MEMBER_OF": ("「{anchor}」的成员（{locator}）", "The members of 「{anchor}」 ({locator})"),
    "finding.list.TARGETS": ("任务「{anchor}」的对象（{locator}）", "The objects of the task 「{anchor}」 ({locator})"),
    "finding.list.LEADS": ("任务「{anchor}」的负责方（{locator}）", "The leaders of the task 「{anchor}」 ({locator})"),
    "finding.list.PARTICIPATES_IN": (
        "任务「{anchor}」的参与方（{locator}）",
        "The participants of the task 「{anchor}」 ({locator})",
    ),
    "finding.money.large": ("{number}亿元", "{number} billion yuan"),
    "finding.money.middle": ("{number}万元", "{number} million yuan"),
    "finding.money.small": ("{number}元", "{number} yuan"),
    "finding.figure.ABOUT": ("约{number}", "about {number}"),
    "finding.figure.OVER": ("{number}以上", "more than {number}"),
    "finding.figure.AT_LEAST": ("不低于{number}", "at least {number}"),
    "finding.figure.UNDER": ("近{number}", "nearly {number}"),
    "finding.figure.AT_MOST": ("不超过{number}", "at most {number}"),
    "finding.figure.BETWEEN": ("{number}至{upper}", "{number} to {upper}"),
    "findings.sheet": ("计划自查", "Plan findings"),
    "findings.sheet.records": ("明细", "Details"),
    "findings.summary": ("共{count}条：{severities}。", "Findings: {count} ({severities})."),
    "findings.summary.none": ("没有发现。", "No findings."),
}
