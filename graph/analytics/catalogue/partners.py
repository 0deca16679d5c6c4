"""Sentences of candidate partners: one for each case of the table and way of observing it, then vetoes, unknown parts and the summary."""

from __future__ import annotations

from collections.abc import Mapping

_POSITION: Mapping[str, tuple[str, str]] = {
    "works": ("{who}已在“{segment}”环节生产。", "{who} produces in {segment} already."),
    "comes.building": ("{who}在“{segment}”环节在建。", "{who} builds in {segment}."),
    "comes.planned": ("{who}在“{segment}”环节拟建。", "{who} plans to build in {segment}."),
    "comes.product": (
        "{who}要生产“{product}”，正是“{segment}”环节的产品。",
        "{who} is to make {product}, a product of {segment}.",
    ),
    "stands": ("{who}在“{segment}”环节，进展未写。", "{who} is in {segment}; no source says how far it has come."),
    "stands.product": (
        "{who}以“{product}”为产品，正是“{segment}”环节的产品；进展未写。",
        "{who} is about {product}, a product of {segment}; no source says how far it has come.",
    ),
    "maker.product": (
        "{who}生产“{product}”，只有“{segment}”环节产出它。",
        "{who} makes {product}, which {segment} alone makes.",
    ),
    "peer.product": ("{who}生产“{product}”，“{segment}”环节也产出它。", "{who} makes {product}, which {segment} makes too."),
    "peer.segment": (
        "{who}在“{other}”环节生产，那里的产品“{segment}”环节也产出。",
        "{who} produces in {other}, a product of which {segment} makes too.",
    ),
    "both-sides": (
        "“{firm}”前后两头都有：前端有“{material}”，后端有“{use}”，中间正缺“{segment}”。",
        "{firm} stands on both sides of {segment}: it has {material} before it and {use} after it.",
    ),
    "takes-output.product": (
        "{who}要用“{product}”，“{segment}”环节正产出它。",
        "{who} takes {product}, which {segment} makes.",
    ),
    "takes-output.segment": (
        "{who}在下游“{other}”环节生产，要用“{segment}”的产品。",
        "{who} produces in {other}, which {segment} feeds.",
    ),
    "makes-input.product": ("{who}生产“{product}”，是“{segment}”环节的原料。", "{who} makes {product}, which {segment} needs."),
    "makes-input.segment": (
        "{who}在上游“{other}”环节生产，供料给“{segment}”。",
        "{who} produces in {other}, which feeds {segment}.",
    ),
    "makes-next.next": (
        "{who}生产“{product}”，那是下游“{other}”环节的产品，推断它要用“{segment}”的产品。",
        "{who} makes {product}, as {other} does, which {segment} feeds; that it takes what {segment} makes is inferred.",
    ),
    "takes-by-product.product": (
        "{who}要用“{product}”，那只是“{segment}”环节的副产品。",
        "{who} takes {product}, which {segment} gives as a by-product only.",
    ),
    "takes-by-product.segment": (
        "{who}在“{other}”环节生产，只用“{segment}”的副产品。",
        "{who} produces in {other}, which takes by-products of {segment} only.",
    ),
    "shares-input.product": (
        "{who}也用“{product}”，那是“{segment}”环节的原料。",
        "{who} takes {product} too, which {segment} needs.",
    ),
    "shares-input.segment": (
        "{who}在“{other}”环节生产，与“{segment}”用同一种原料。",
        "{who} produces in {other}, which needs a material that {segment} needs too.",
    ),
}
_CAPACITY: Mapping[str, tuple[str, str]] = {
    "sales.band": (
        "年销售收入在“{sales}”一档，按国家标准属{size}。",
        "Its yearly sales lie in {sales}, {size} by the national standard.",
    ),
    "sales.scale": (
        "规模写为{sales}，按国家标准属{size}。",
        "Its scale is stated as {sales}, {size} by the national standard.",
    ),
    "size.sales-large": ("大型企业", "a large firm"),
    "size.sales-medium": ("中型企业", "a medium firm"),
    "size.sales-small": ("小型企业", "a small firm"),
    "size.sales-micro": ("微型企业", "a micro firm"),
    "listed": ("它是上市公司（{shares}）。", "It is listed ({shares})."),
    "compared": (
        "{who}的“{product}”产能{capacity}，已知最大的是{greatest}。",
        "{who} has a capacity of {capacity} for {product}; the greatest that is known is {greatest}.",
    ),
    "compared.greatest": (
        "{who}的“{product}”产能{capacity}，在已知的当中最大。",
        "{who} has a capacity of {capacity} for {product}, the greatest that is known.",
    ),
    "stated.product": (
        "{who}的“{product}”产能{capacity}，没有可比的。",
        "{who} has a capacity of {capacity} for {product}, and nothing to compare it with is known.",
    ),
    "stated.project": (
        "{who}的规模是{capacity}，没有可比的。",
        "{who} has a capacity of {capacity}, and nothing to compare it with is known.",
    ),
    "stated.scale": (
        "规模写为{capacity}，没有可比的。",
        "Its scale is stated as {capacity}, and nothing to compare it with is known.",
    ),
}
_PLACE: Mapping[str, tuple[str, str]] = {
    "beside": (
        "它在“{where}”，同园区有上下游的“{beside}”在生产。",
        "It stands in {where}, where {beside} works one step up or down the chain.",
    ),
    "inside": ("它在“{where}”，属于{place}。", "It stands in {where}, which lies in {place}."),
    "inside.itself": ("它就在“{where}”。", "It stands in {where}."),
    "near": (
        "它在“{where}”，与{place}同在省以下的一个地区。",
        "It stands in {where}, which shares a wider place below the province with {place}.",
    ),
    "province": ("它在“{where}”，与{place}同省。", "It stands in {where}, in the same province as {place}."),
    "elsewhere": ("它在“{where}”，不在{place}，要从外面来。", "It stands in {where}, outside {place}, and would have to come."),
}
_READINESS: Mapping[str, tuple[str, str]] = {
    "settled.stage": ("招商阶段是投产，已在本地生产。", "Its stage is PRODUCING: it produces here."),
    "building.stage": ("招商阶段是开工。", "Its stage is STARTED: building has begun."),
    "signed.stage": ("招商阶段是签约。", "Its stage is SIGNED: a contract is signed."),
    "intended.stage": ("招商阶段是意向，还没有签约。", "Its stage is INTENDED: nothing is signed yet."),
    "building.plan": ("{who}为此已经在建。", "{who} builds for it."),
    "approved.plan": ("{who}为此已获批。", "{who} has its approvals for it."),
    "planned.plan": ("{who}为此有拟建的打算。", "{who} plans to build for it."),
    "listed-in-plan": ("{who}列入“{plan}”。", "{who} is listed in {plan}."),
}
_SERVICES: Mapping[str, tuple[str, str]] = {
    "several": ("它或它的项目已得到{kinds}。", "It or its projects have been given {kinds}."),
    "given": ("“{by}”已为“{whom}”办了{kinds}。", "{by} has given {whom} this: {kinds}."),
    "begun": (
        "“{by}”正为“{whom}”办{kinds}，或没写办到哪一步。",
        "{by} works on this for {whom}, or no source says how far it is: {kinds}.",
    ),
    "announced": ("“{by}”要为“{whom}”办{kinds}，还没有办。", "{by} is to do this for {whom}, and has not begun: {kinds}."),
    "park.park": ("“{by}”为它所在的“{whom}”办了{kinds}。", "{by} did this for {whom}, where it stands: {kinds}."),
    "announced.park": (
        "“{by}”要为它所在的“{whom}”办{kinds}，还没有办。",
        "{by} is to do this for {whom}, where it stands, and has not begun: {kinds}.",
    ),
}
_UNKNOWN: Mapping[str, tuple[str, str]] = {
    "capacity": ("没有来源写它的产能、规模、销售收入或上市情况。", "No source states its capacity, scale, sales or listing."),
    "place": ("没有来源写它在哪里，或写得不够细。", "No source says where it stands, or not closely enough."),
    "place.does-it": (
        "没有来源写它在哪里，或写得不够细；它若就在{place}生产，便没有缺口可由它来补。",
        "No source says where it stands, or not closely enough; if it produces in {place}, there is nothing that it could fill.",
    ),
    "place.unasked": (
        "没有问到地点，也不知道它所在的园区有没有上下游企业。",
        "No place was asked about, and nobody one step up or down the chain is known in its park.",
    ),
    "readiness": ("没有来源写它打算来或列入计划。", "No source says that it means to come, or that a plan lists it."),
    "services": ("没有来源写它得到过部门服务。", "No source says that a department did anything for it."),
}
_VETOES: Mapping[str, tuple[str, str]] = {
    "incumbent": (
        "{who}已在“{segment}”环节生产（{place}），是现有企业，没有缺口可由它来补。",
        "{who} produces in {segment} already ({place}), so there is nothing that it could fill.",
    ),
    "maker-here": (
        "{who}已在本地生产“{product}”（{place}），只有“{segment}”环节产出它，没有缺口可由它来补。",
        "{who} makes {product} here already ({place}), which {segment} alone makes, so there is nothing that it could fill.",
    ),
    "serving-body": (
        "“{firm}”为别人提供公共服务，自己不生产、不占环节、不承担项目，不是招商对象。",
        "{firm} serves others, and neither makes nor occupies nor undertakes anything, so it would not settle.",
    ),
}
_PARTS: Mapping[str, tuple[str, str]] = {
    "position": ("产业链位置", "position on the chain"),
    "capacity": ("产能规模", "capacity and scale"),
    "place": ("地点园区", "place and park"),
    "readiness": ("项目进展", "readiness"),
    "services": ("部门服务", "services received"),
}

MESSAGES: Mapping[str, tuple[str, str]] = {
    **{
        f"partners.{code}": words
        for part in (_POSITION, _CAPACITY, _PLACE, _READINESS, _SERVICES)
        for code, words in part.items()
    },
    **{f"partners.unknown.{code}": words for code, words in _UNKNOWN.items()},
    **{f"partners.veto.{code}": words for code, words in _VETOES.items()},
    **{f"partners.part.{code}": words for code, words in _PARTS.items()},
    "partners.sentences": ("", " "),
    "partners.firm": ("“{firm}”", "{firm}"),
    "partners.project": ("“{firm}”的项目“{project}”", "{project}, a project of {firm},"),
    "partners.everywhere": ("已知的全部范围", "everything that is known"),
    "partners.score": ("{score}分", "{score} points"),
    "partners.score.range": ("{score}至{upper}分", "{score} to {upper} points"),
    "partners.candidate": (
        "“{firm}”可以考虑来补“{segment}”环节（{place}）：{score}，满分100。",
        "{firm} could fill {segment} ({place}): {score} of 100.",
    ),
    "partners.left-out": ("不推荐“{firm}”来补“{segment}”环节（{place}）：", "{firm} is no candidate for {segment} ({place}):"),
    "partners.not-known": ("还不知道：{parts}。", "Not known: {parts}."),
    "partners.sheet": ("候选企业", "Candidate partners"),
    "partners.sheet.parts": ("得分构成", "Parts of the score"),
    "partners.summary.none": (
        "图里没有与“{segment}”环节相连的企业；把招商名单装载进来再问。",
        "The graph knows no firm that is tied to {segment}; load a list of firms from outside and ask again.",
    ),
    "partners.summary": (
        "{count}家候选，另有{excluded}家不推荐。都是按规则提出的建议，未知的部分按零计分，算进上限。",
        "Candidates: {count}; left out: {excluded}. All are suggestions by rules; what is not known counts zero, and in the upper bound.",
    ),
}
