"""How figures, statuses and lists are put into words; every word comes from the catalogue or from the model's declarations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from graph.analytics.findings.figures import INFINITE, Bounds, Figure
from graph.analytics.messages import Lang, say
from graph.errors import PlanBug
from graph.model.declarations import EnumType, Kind, Property
from graph.model.enums import PROJECT_STATUS, SERVICE_KIND
from graph.model.registry import Model
from graph.model.values import Comparator, parse_yuan

# Names that a message gives of a long list; more make it unreadable in a table.
_SHOWN = 8

# Source: Chinese statistics count money by 亿 and 万, English ones by billions and millions.
_MONEY: dict[Lang, tuple[tuple[int, str], ...]] = {
    Lang.ZH: ((8, "finding.money.large"), (4, "finding.money.middle"), (0, "finding.money.small")),
    Lang.EN: ((9, "finding.money.large"), (6, "finding.money.middle"), (0, "finding.money.small")),
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Renders values in one language."""

    lang: Lang
    model: Model

    def say(self, code: str, **values: str | int) -> str:
        """Return a message of the catalogue."""
        return say(code, self.lang, **values)

    def listing(self, words: Iterable[str]) -> str:
        """Return words as one list."""
        return say("list", self.lang).join(words)

    def quoted(self, names: Iterable[str]) -> str:
        """Return names as one list, each marked as a name."""
        return self.listing(self.say("finding.name", name=name) for name in names)

    def some(self, names: Sequence[str]) -> str:
        """Return the first names of a list that may be long; who needs all has the finding's subjects."""
        shown = self.quoted(names[:_SHOWN])
        return shown if len(names) <= _SHOWN else self.say("finding.others", names=shown)

    def number(self, value: Decimal) -> str:
        """Return a number without trailing zeros, thousands unmarked."""
        return f"{value.normalize():f}"

    def money(self, yuan: Decimal) -> str:
        """Return an amount in the unit that its size asks for."""
        power, code = next((item for item in _MONEY[self.lang] if abs(yuan) >= Decimal(10) ** item[0]), _MONEY[self.lang][-1])
        return self.say(code, number=self.number(yuan.scaleb(-power)))

    def average(self, value: Decimal, unit: str) -> str:
        """Return a computed amount to four digits."""
        return self.amount(Decimal(f"{value:.3e}"), unit)

    def percent(self, value: Decimal) -> str:
        """Return a share with two decimals at most, halves away from zero."""
        return f"{self.number(value.quantize(Decimal('0.01'), ROUND_HALF_UP))}%"

    def amount(self, value: Decimal, unit: str) -> str:
        """Return a number in its unit; Chinese counting words are left out in English."""
        if unit == "CNY":
            return self.money(value)
        if unit == "%":
            return self.percent(value)
        if not unit.isascii():
            return self.number(value) + (unit if self.lang is Lang.ZH else "")
        return f"{self.number(value)} {unit}".strip()

    def figure(self, figure: Figure) -> str:
        """Return a figure with its comparator."""
        shown = self.amount(figure.value, figure.unit)
        if figure.comparator is Comparator.EXACT:
            return shown
        upper = "" if figure.upper is None else self.amount(figure.upper, figure.unit)
        return self.say(f"finding.figure.{figure.comparator.name}", number=shown, upper=upper)

    def share(self, bounds: Bounds) -> str:
        """Return a range of shares: one number where both ends print alike."""
        low = self.percent(bounds.low)
        if bounds.high == INFINITE:
            return self.say("finding.figure.AT_LEAST", number=low, upper="")
        high = self.percent(bounds.high)
        return low if low == high else self.say("finding.figure.BETWEEN", number=low, upper=high)

    def status(self, name: str) -> str:
        """Return a project's status: its Chinese name, in English the name that the API has for it."""
        return _value(PROJECT_STATUS, name, self.lang)

    def service(self, name: str) -> str:
        """Return a kind of service, as a noun in both languages."""
        found = next(item for item in SERVICE_KIND.values if item.name == name)
        return found.zh if self.lang is Lang.ZH else found.en

    def label(self, label: str) -> str:
        """Return what a label is called."""
        return self.model.node(label).zh if self.lang is Lang.ZH else label

    def field(self, label: str, field: str) -> str:
        """Return what a property of a label, or of a relationship type (`TYPE.property`), is called."""
        declared = declared_property(self.model, label, field)
        return declared.zh if self.lang is Lang.ZH else declared.key

    def value(self, label: str, field: str, text: str) -> str:
        """Return a claim's value: a declared word where the property has such, money as money, else as it stands."""
        declared = declared_property(self.model, label, field)
        if declared.enum is not None:
            return _value(declared.enum, text, self.lang)
        if declared.kind is Kind.YUAN:
            return self.money(Decimal(parse_yuan(text)))
        return text


def declared_property(model: Model, label: str, field: str) -> Property:
    """Return the declaration of a claim's field: a property of the label, or of a relationship type (`TYPE.property`).

    Raises:
        PlanBug: The model declares no such field; no loader writes a claim on one.
    """
    type_name, _, name = field.rpartition(".")
    properties = model.relationship(type_name).properties if type_name else model.properties(label)
    for declared in properties:
        if declared.key == name:
            return declared
    raise PlanBug(f"{label} has no field {field!r}.")


def _value(declared: EnumType, name: str, lang: Lang) -> str:
    if lang is Lang.EN:
        return name
    return next(item.zh for item in declared.values if item.name == name)
