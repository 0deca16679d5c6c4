"""Which part of one plan is which part of another, by the rules of graph.analytics.difference_rules; a pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.analytics.difference_rules import timeless_name
from graph.names import normal_form

Named = Mapping[str, str]


def match_parts(before: Named, after: Named, years: tuple[int | None, int | None]) -> dict[str, str]:
    """Return the key after of every key before that was matched.

    Args:
        before: Key -> name of the parts of the earlier plan, all of one label.
        after: The same of the later plan.
        years: The two plans' years.
    """
    matched = {key: key for key in before if key in after}
    rules: Sequence[tuple[Callable[[str], str | None], Callable[[str], str | None]]] = (
        (normal_form, normal_form),
        (lambda name: timeless_name(name, years[0]), lambda name: timeless_name(name, years[1])),
    )
    for form_before, form_after in rules:
        taken = set(matched.values())
        left = _by_form((item for item in before.items() if item[0] not in matched), form_before)
        right = _by_form((item for item in after.items() if item[0] not in taken), form_after)
        matched |= {left[form]: right[form] for form in left if form in right}
    return matched


def _by_form(named: Iterable[tuple[str, str]], form: Callable[[str], str | None]) -> dict[str, str]:
    """Return the one key of each form; a form that several keys have stands for none of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in named:
        formed = form(name)
        if formed:
            found[formed].append(key)
    return {formed: keys[0] for formed, keys in found.items() if len(keys) == 1}
