"""Sentences of the difference between two plans."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "difference.added": ("《{after}》新增{label}“{name}”。", "{after} adds the {label} {name}."),
    "difference.removed": (
        "《{after}》不再有《{before}》中的{label}“{name}”。",
        "{after} no longer has the {label} {name} of {before}.",
    ),
    "difference.changed": (
        "{label}“{name}”的{what}：《{before}》为{old}，《{after}》为{new}。",
        "{what} of the {label} {name}: {old} in {before}; {new} in {after}.",
    ),
    "difference.named": (
        "{label}“{name}”的{what}：《{before}》未说明，《{after}》为{new}。",
        "{what} of the {label} {name}: not stated in {before}; {new} in {after}.",
    ),
    "difference.dropped": (
        "{label}“{name}”的{what}：《{before}》为{old}，《{after}》未说明。",
        "{what} of the {label} {name}: {old} in {before}; not stated in {after}.",
    ),
    "difference.both": ("{old}→{new}", "{old} → {new}"),
    "difference.yuan": ("{amount}元", "CNY {amount}"),
    "difference.sheet": ("计划差异", "Difference of plans"),
    "difference.summary": (
        "新增{added}，删去{removed}，改动{changed}。",
        "Added: {added}; removed: {removed}; changed: {changed}.",
    ),
}
