"""Sentences of chain maps and gaps."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "chains.sentences": ("", " "),
    "chains.names": ("{names}等{count}个", "{names} and others, {count} in all"),
    "chains.everywhere": ("已知的全部范围内", "in everything that is known"),
    "chains.everywhere.year": ("{year}年已知的全部范围内", "in everything that is known of {year}"),
    "chains.place": ("{place}", "in {place}"),
    "chains.place.year": ("{place}{year}年", "in {place} in {year}"),
    "chains.state.short": (
        "“{segment}”在{where}薄弱：{names}在产，但“{product}”产能至多{made}{unit}，需求至少{needed}{unit}。",
        "{segment} is weak {where}: {names} make at most {made} {unit} of {product}, and at least {needed} {unit} are needed.",
    ),
    "chains.state.producing": ("“{segment}”在{where}已有：{names}在产。", "{segment} is present {where}: produced by {names}."),
    "chains.state.trial": (
        "“{segment}”在{where}薄弱：{names}只在试产。",
        "{segment} is weak {where}: {names} run on trial only.",
    ),
    "chains.state.building": (
        "“{segment}”在{where}在建：{names}；建成时间未写。",
        "{segment} is under construction {where}: {names}; no source says when it closes.",
    ),
    "chains.state.building.closes": (
        "“{segment}”在{where}在建：{names}；最早{closes}建成。",
        "{segment} is under construction {where}: {names}; it closes in {closes} at the earliest.",
    ),
    "chains.state.unstated": (
        "“{segment}”在{where}情况不明：有{names}，但进展未写。",
        "How {segment} stands {where} is not known: {names} are there, and no source says how far they have come.",
    ),
    "chains.state.nobody": (
        "“{segment}”在{where}缺失：调查过（{surveys}），没有已知的占位者。",
        "{segment} is missing {where}: somebody looked ({surveys}), and nobody is known there.",
    ),
    "chains.state.unsurveyed": (
        "“{segment}”在{where}情况不明：没有已知的占位者，也没有调查记录，不等于缺失。",
        "How {segment} stands {where} is not known: nobody is known there and nobody looked, which is not the same as missing.",
    ),
    "chains.survey": ("{place}", "{place}"),
    "chains.survey.year": ("{place}，{year}年", "{place}, {year}"),
    "chains.told.planned": ("只是拟建、未算占位：{names}。", "Only planned, and not counted: {names}."),
    "chains.told.unlocated": (
        "所在地未写或不够细、没有算入：{names}。",
        "Not counted, because no source says where, or not closely enough: {names}.",
    ),
    "chains.told.undated": ("年份未写、没有算入：{names}。", "Not counted, because no source says when: {names}."),
    "chains.told.surveyed": ("别处或别年调查过：{surveys}。", "Somebody looked elsewhere or in another year: {surveys}."),
    "chains.input.known": (
        "“{segment}”在{where}有{names}，所需“{material}”没有已知的供应者：能供应的环节（{partners}）都没有投产。",
        "{segment} {where} ({names}) needs {material}, and nobody supplies it: no segment that makes it ({partners}) is at work yet.",
    ),
    "chains.input.unlooked": (
        "“{segment}”在{where}有{names}，所需“{material}”没有已知的供应者；能供应的环节（{partners}）情况不全明，是否真要外购待查。",
        (
            "{segment} {where} ({names}) needs {material}, of which no supplier is known; whether it is bought outside is to be looked into: "
            "how the segments that make it ({partners}) stand is not all known."
        ),
    ),
    "chains.input.unmade": (
        "“{segment}”在{where}有{names}，所需“{material}”没有已知的供应者，图中也没有产出它的环节，是否真要外购待查。",
        (
            "{segment} {where} ({names}) needs {material}, of which no supplier is known; whether it is bought outside is to be looked into: "
            "no segment of the graph makes it."
        ),
    ),
    "chains.by_product.known": (
        "“{segment}”在{where}有{names}，副产的“{material}”没有已知的去处：能利用它的环节（{partners}）都没有投产。",
        (
            "{segment} {where} ({names}) gives the by-product {material}, and nobody takes it: no segment that does ({partners}) is at "
            "work yet."
        ),
    ),
    "chains.by_product.unlooked": (
        "“{segment}”在{where}有{names}，副产的“{material}”没有已知的去处；能利用它的环节（{partners}）情况不全明，是否真无去处待查。",
        (
            "{segment} {where} ({names}) gives the by-product {material}, and nobody is known to take it; whether it goes unused is to be "
            "looked into: how the segments that take it ({partners}) stand is not all known."
        ),
    ),
    "chains.product.known": (
        "“{segment}”在{where}有{names}，产出的“{material}”没有已知的下游：能用它的环节（{partners}）都没有投产。",
        "{segment} {where} ({names}) makes {material}, and nobody takes it: no segment that does ({partners}) is at work yet.",
    ),
    "chains.product.unlooked": (
        "“{segment}”在{where}有{names}，产出的“{material}”没有已知的下游；能用它的环节（{partners}）情况不全明，是否真无下游待查。",
        (
            "{segment} {where} ({names}) makes {material}, and nobody is known to take it; whether it leaves unused is to be looked "
            "into: how the segments that take it ({partners}) stand is not all known."
        ),
    ),
    "chains.unnamed.input": ("来自“{partner}”的物料", "what comes from {partner}"),
    "chains.unnamed.output": ("供给“{partner}”的物料", "what goes to {partner}"),
    "chains.told.building": ("在建或拟建：{names}。", "Building or planned: {names}."),
    "chains.told.elsewhere": (
        "在产但在范围外或所在地未写：{names}。",
        "At work outside, or where no source says: {names}.",
    ),
    "chains.told.elsewhere.building": (
        "在建或拟建、在范围外或所在地未写：{names}。",
        "Building or planned outside, or where no source says: {names}.",
    ),
    "chains.sheet.gaps": ("产业链缺口", "Chain gaps"),
    "chains.sheet.map": ("产业链图", "Chain map"),
    "chains.figure": ("{least}至{most}", "{least} to {most}"),
    "chains.figure.none": ("无从计算", "undefined"),
    "chains.summary.none": (
        "没有查到缺口。状态不明的环节不算缺口，用--map查看。",
        "No gaps found. Segments of which nothing is known are no gaps; --map shows them.",
    ),
    "chains.summary.gaps": (
        "{count}处缺口：{kinds}。状态不明的环节不算缺口，用--map查看。",
        "Gaps: {count}: {kinds}. Segments of which nothing is known are no gaps; --map shows them.",
    ),
    "chains.summary.map": (
        "环节：{states}。完整度{completeness}，本地配套率{supply}。",
        "Segments: {states}. Completeness {completeness}, local supply {supply}.",
    ),
}
