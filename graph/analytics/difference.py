"""What changed from one loaded plan to another: parts added, removed, and changed, each with what both plans say.

    await plan_difference(store, MODEL, "plan:a-2013", "plan:a-2014", Lang.ZH)

What is compared, and which part of the one plan is which part of the other, is declared in graph.analytics.difference_rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, unique

from graph.analytics.difference_facts import Part, Plan, Said, listed_key, read_plans
from graph.analytics.difference_matching import match_parts
from graph.analytics.difference_rules import COMPARED, LISTED, NAME, YEARS, Side, timeless_name
from graph.analytics.difference_statement import AFTER, BEFORE, difference_text
from graph.analytics.difference_words import Telling
from graph.analytics.messages import Lang
from graph.analytics.statements import ORDINARY_KEY
from graph.cypher.statement import Statement
from graph.errors import BadArguments, NotFound
from graph.model.declarations import Property
from graph.model.kinds import Value, from_text
from graph.model.registry import Model
from graph.model.values import Quantity
from graph.names import normal_form
from graph.store.reader import Reader


@unique
class ChangeKind(Enum):
    """What happened to a part."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One change.

    Attributes:
        kind: What happened.
        subject: Key of the part, in the later plan unless it was removed.
        was: Key of the part of the earlier plan; None when it was added.
        field: Property, TYPE.property or TYPE that changed; None when the part came or went.
        before: What the earlier plan says, in its words, names of a set in the order of their keys; None when it says nothing.
        after: What the later plan says; None when it says nothing.
        explanation: The change in a sentence.
        evidence: Keys of the claims of both plans, each once, the earlier plan's first.
    """

    kind: ChangeKind
    subject: str
    was: str | None
    field: str | None
    before: str | None
    after: str | None
    explanation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """Two plans, by key, and everything that changed: by label, in the order of the rules, then key, then field."""

    start: str
    end: str
    changes: tuple[PlanChange, ...]


async def plan_difference(store: Reader, model: Model, start: str, end: str, lang: Lang) -> PlanDifference:
    """Return what changed from the plan with the key `start` to the one with the key `end`; one statement.

    Raises:
        NotFound: Nothing has one of the keys.
        BadArguments: No source of one of the plans is loaded.
    """
    reading = await store.read_whole([Statement(difference_text(), {"from": start, "to": end})])
    return build(reading.answers[0], model, (start, end), lang)


async def warm_up(store: Reader) -> None:
    """Make the store plan the statement, so that the first person to ask does not wait for it.

    Raises:
        StoreError: The store failed.
    """
    await store.read_whole([Statement(difference_text(), {"from": ORDINARY_KEY, "to": ORDINARY_KEY})])


def build(rows: Iterable[Sequence[object]], model: Model, asked: tuple[str, str], lang: Lang) -> PlanDifference:
    """Turn the statement's rows, in any order, into the result; pure.

    Raises:
        NotFound: No row for one of the plans.
        BadArguments: No source of one of the plans is loaded.
    """
    plans, names = read_plans(rows)
    for branch, argument, key in zip((BEFORE, AFTER), ("from", "to"), asked, strict=True):
        if branch not in plans:
            raise NotFound(f"Nothing has the key {key!r}.", hint="Look its id up with a query by name.")
        if not plans[branch].is_loaded:
            message = f"{argument}: the plan {plans[branch].name} is only cited; no source of it is loaded."
            raise BadArguments(message, hint="Load it first.")
    before, after = plans[BEFORE], plans[AFTER]
    comparison = _Comparison(model, before, after, names, Telling(model, before.name, after.name, lang))
    return PlanDifference(before.key, after.key, tuple(comparison.changes()))


class _Comparison:
    """The two plans side by side."""

    def __init__(self, model: Model, before: Plan, after: Plan, names: Mapping[str, str], telling: Telling) -> None:
        self._model = model
        self._before = before
        self._after = after
        self._names = names
        self._telling = telling
        self._matched: dict[str, str] = {before.key: after.key}
        self._labels = {key: model.label_of_key(key) for plan in (before, after) for key in plan.parts}
        for label in dict.fromkeys(self._labels.values()):
            named = [
                {key: part.name for key, part in plan.parts.items() if self._labels[key] == label} for plan in (before, after)
            ]
            self._matched |= match_parts(named[0], named[1], (before.year, after.year))

    def changes(self) -> Iterator[PlanChange]:
        """Yield all changes in their order."""
        known = tuple(COMPARED)
        labels = sorted(
            set(self._labels.values()), key=lambda label: (known.index(label) if label in known else len(known), label)
        )
        for label in labels:
            came = set(self._after.parts) - set(self._matched.values())
            keys = [key for key in (*self._before.parts, *came) if self._labels[key] == label]
            for key in sorted(set(keys)):
                yield from self._of(label, key, is_new=key in came)

    def _of(self, label: str, key: str, *, is_new: bool) -> Iterator[PlanChange]:
        """Yield the changes of a part; `is_new` tells a part that came from one of the earlier plan."""
        if is_new:
            part = self._after.parts[key]
            text = self._telling.added(label, part.name)
            yield PlanChange(ChangeKind.ADDED, key, None, None, None, None, text, part.claims)
        elif key not in self._matched:
            part = self._before.parts[key]
            text = self._telling.removed(label, part.name)
            yield PlanChange(ChangeKind.REMOVED, key, key, None, None, None, text, part.claims)
        else:
            yield from self._changed(label, self._before.parts[key], self._after.parts[self._matched[key]])

    def _changed(self, label: str, old: Part, new: Part) -> Iterator[PlanChange]:
        for field, declared in self._fields(label):
            before, after = old.said.get(field), new.said.get(field)
            if not self._is_same(declared, before, after):
                words = tuple(None if said is None else said.text for said in (before, after))
                evidence = tuple(dict.fromkeys(claim for said in (before, after) if said is not None for claim in said.claims))
                text = self._telling.property_changed(label, (old.name, new.name), declared, words)
                yield PlanChange(ChangeKind.CHANGED, new.key, old.key, field, words[0], words[1], text, evidence)
        for side in COMPARED[label].sides if label in COMPARED else ():
            yield from self._set_changed(label, side, old, new)

    def _fields(self, label: str) -> Iterator[tuple[str, Property]]:
        properties = {item.key: item for item in self._model.properties(label)}
        own = COMPARED[label].properties if label in COMPARED else ()
        yield from ((name, properties[name]) for name in (NAME, *own))
        listed = {item.key: item for item in self._model.relationship_properties("LISTED_IN")}
        yield from ((listed_key(name), listed[name]) for name in LISTED)

    def _is_same(self, declared: Property, before: Said | None, after: Said | None) -> bool:
        if before is None or after is None:
            return before is after
        years = self._before.year, self._after.year
        forms = [timeless_name(said.text, year) for said, year in zip((before, after), years, strict=True)]
        if declared.key == NAME and None not in forms and forms[0] == forms[1]:
            return True
        old, new = (from_text(declared, said.text) for said in (before, after))
        if declared.key in YEARS and isinstance(old, int) and isinstance(new, int):
            return old == new or (None not in years and new - old == (years[1] or 0) - (years[0] or 0))
        return _meaning(old) == _meaning(new)

    def _set_changed(self, label: str, side: Side, old: Part, new: Part) -> Iterator[PlanChange]:
        before, after = old.joined.get(side, {}), new.joined.get(side, {})
        if {self._matched.get(key, key) for key in before} == set(after):
            return
        words = tuple(
            self._telling.names([self._names[key] for key in sorted(keys)]) if keys else None for keys in (before, after)
        )
        evidence = tuple(dict.fromkeys(claim for keys in (before, after) for key in sorted(keys) for claim in keys[key]))
        text = self._telling.set_changed(label, (old.name, new.name), side, words)
        yield PlanChange(ChangeKind.CHANGED, new.key, old.key, side.type, words[0], words[1], text, evidence)


def _meaning(value: Value) -> object:
    """Return what a value means, so that two ways to print it are one."""
    if isinstance(value, Quantity):
        return value.value, value.upper, value.unit, value.comparator
    return normal_form(value) if isinstance(value, str) else value
