"""Sentences of paths: one clause for each relationship type and direction, read from `near` to `far`."""

from __future__ import annotations

from collections.abc import Mapping

_STEPS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "UNDERTAKES": (("“{near}”承担“{far}”", "{near} carries out {far}"), ("“{near}”由“{far}”承担", "{near} is carried out by {far}")),
    "LOCATED_IN": (("“{near}”位于“{far}”", "{near} stands in {far}"), ("“{near}”辖内有“{far}”", "{near} holds {far}")),
    "PART_OF": (("“{near}”属于“{far}”", "{near} is a part of {far}"), ("“{near}”包含“{far}”", "{near} has the part {far}")),
    "LISTED_IN": (("“{near}”列入“{far}”", "{near} is listed in {far}"), ("“{near}”列有“{far}”", "{near} lists {far}")),
    "IN_INDUSTRY": (
        ("“{near}”属于产业“{far}”", "{near} belongs to the industry {far}"),
        ("产业“{near}”中有“{far}”", "the industry {near} includes {far}"),
    ),
    "SUBCLASS_OF": (
        ("“{near}”的上级产业是“{far}”", "{near} is a narrower industry of {far}"),
        ("“{near}”的下级产业有“{far}”", "{near} is a wider industry than {far}"),
    ),
    "HAS_SEGMENT": (
        ("“{near}”设有环节“{far}”", "{near} has the segment {far}"),
        ("“{near}”是“{far}”的环节", "{near} is a segment of {far}"),
    ),
    "FEEDS": (("“{near}”供给“{far}”", "{near} feeds {far}"), ("“{near}”的来料出自“{far}”", "{near} is fed by {far}")),
    "OCCUPIES": (
        ("“{near}”占有环节“{far}”", "{near} works in the segment {far}"),
        ("环节“{near}”有“{far}”占位", "the segment {near} is occupied by {far}"),
    ),
    "PRODUCES": (("“{near}”产出“{far}”", "{near} produces {far}"), ("“{near}”由“{far}”产出", "{near} is produced by {far}")),
    "USES": (("“{near}”消耗“{far}”", "{near} uses {far}"), ("“{near}”为“{far}”所消耗", "{near} is used by {far}")),
    "SURVEYED_IN": (
        ("“{near}”在“{far}”做过调查", "{near} was surveyed in {far}"),
        ("在“{near}”调查过“{far}”", "{near} was surveyed for {far}"),
    ),
    "LEADS": (("“{near}”牵头“{far}”", "{near} leads {far}"), ("“{near}”由“{far}”牵头", "{near} is led by {far}")),
    "PARTICIPATES_IN": (
        ("“{near}”参与“{far}”", "{near} takes part in {far}"),
        ("“{near}”有“{far}”参与", "{near} has the participant {far}"),
    ),
    "TARGETS": (("“{near}”针对“{far}”", "{near} is meant for {far}"), ("“{near}”是“{far}”的对象", "{near} is what {far} is meant for")),
    "SERVES": (("“{near}”服务于“{far}”", "{near} serves {far}"), ("“{near}”得到“{far}”的服务", "{near} is served by {far}")),
    "SUPPLIES": (("“{near}”为“{far}”配套", "{near} supplies {far}"), ("“{near}”由“{far}”配套", "{near} is supplied by {far}")),
    "BUILT_ON": (("“{near}”依托“{far}”", "{near} rests on {far}"), ("依托“{near}”的有“{far}”", "{near} is what {far} rests on")),
    "CARRIED_BY": (("“{near}”承载于“{far}”", "{near} stands in {far}"), ("“{near}”承载“{far}”", "{near} carries {far}")),
    "SUPPORTED_BY": (("“{near}”由“{far}”支撑", "{near} lives from {far}"), ("“{near}”支撑“{far}”", "{near} supports {far}")),
    "IN_TIER": (("“{near}”的收入在“{far}”一档", "the sales of {near} lie in the band {far}"),
                ("收入在“{near}”一档的有“{far}”", "the band {near} includes {far}")),
    "MEMBER_OF": (("“{near}”是“{far}”的成员", "{near} is a member of {far}"), ("“{near}”的成员有“{far}”", "{near} has the member {far}")),
    "MEASURES": (("“{near}”衡量“{far}”", "{near} measures {far}"), ("衡量“{near}”的有“{far}”", "{near} is measured by {far}")),
    "SUCCEEDED_BY": (("“{near}”后来成为“{far}”", "{near} became {far}"), ("“{near}”的前身是“{far}”", "{near} was {far} before")),
}  # fmt: skip

MESSAGES: Mapping[str, tuple[str, str]] = {
    "path.itself": ("起点和终点都是“{start}”。", "Start and end are both {start}."),
    "path.whole": ("“{start}”与“{end}”相隔{count}步：{steps}。", "From {start} to {end}, number of steps {count}: {steps}."),
    "path.then": ("；", "; "),
    "path.and": ("，", ", "),
    "path.step.told": ("{step}（{details}）", "{step} ({details})"),
    "path.year": ("{year}年", "{year}"),
    "path.basis.REFERENCE": ("据参考资料", "from a reference"),
    "path.basis.INFERRED": ("属推断", "inferred"),
    "path.basis.PROPOSED": ("属拟议", "proposed"),
    **{f"path.step.{name}.forward": forward for name, (forward, _) in _STEPS.items()},
    **{f"path.step.{name}.backward": backward for name, (_, backward) in _STEPS.items()},
    # A relationship type that has no clause of its own yet is named as the model names it.
    "path.step.other": ("“{near}”与“{far}”有“{relation}”关系", "{near} and {far} are joined by {relation}"),
    "paths.sheet": ("路径", "Paths"),
    "paths.sheet.steps": ("步骤", "Steps"),
    "paths.sheet.records": ("步骤和说明", "Steps with explanations"),
    "paths.summary.none": ("{hops}步以内没有路径。", "There is no way of at most {hops} steps."),
}
