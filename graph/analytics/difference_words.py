"""The sentences in which a plan difference explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.analytics.difference_rules import Side
from graph.analytics.messages import Lang, say
from graph.model.declarations import Kind, Property
from graph.model.registry import Model

_YI, _WAN = 10**8, 10**4

Words = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells changes from one plan to another in a language.

    Attributes:
        model: Knows the Chinese names of labels, properties and relationships.
        before: Name of the earlier plan.
        after: Name of the later plan.
        lang: The language.
    """

    model: Model
    before: str
    after: str
    lang: Lang

    def added(self, label: str, name: str) -> str:
        """Return the sentence of a part that only the later plan has."""
        return say("difference.added", self.lang, label=self._label(label), name=name, after=self.after)

    def removed(self, label: str, name: str) -> str:
        """Return the sentence of a part that only the earlier plan has."""
        return say("difference.removed", self.lang, label=self._label(label), name=name, before=self.before, after=self.after)

    def property_changed(self, label: str, names: tuple[str, str], declared: Property, words: Words) -> str:
        """Return the sentence of a property of which the plans say different things; None where a plan says nothing."""
        what = declared.zh if self.lang is Lang.ZH else declared.key
        return self._changed(label, names, what, [None if text is None else self._value(declared, text) for text in words])

    def set_changed(self, label: str, names: tuple[str, str], side: Side, words: Words) -> str:
        """Return the sentence of a set of which the plans name different members."""
        declared = self.model.relationship(side.type)
        zh, en = (declared.zh, declared.field) if side.forward else (declared.inverse_zh, declared.inverse)
        return self._changed(label, names, zh if self.lang is Lang.ZH else en, words)

    def names(self, names: Sequence[str]) -> str:
        """Return names as one text."""
        return say("list", self.lang).join(names)

    def _changed(self, label: str, names: tuple[str, str], what: str, words: Words) -> str:
        before, after = words
        code = "difference.changed" if None not in words else "difference.named" if before is None else "difference.dropped"
        old, new = names
        name = new if old == new else say("difference.both", self.lang, old=old, new=new)
        return say(
            code, self.lang, label=self._label(label), name=name, what=what, old=before or "", new=after or "", before=self.before,
            after=self.after,
        )  # fmt: skip

    def _label(self, label: str) -> str:
        return self.model.node(label).zh if self.lang is Lang.ZH else label

    def _value(self, declared: Property, text: str) -> str:
        if declared.enum is not None:
            found = next((value for value in declared.enum.values if value.name == text), None)
            return text if found is None or self.lang is Lang.EN else found.zh
        if declared.kind is Kind.YUAN and text.isdigit():
            return _yuan(int(text), self.lang)
        return text


def _yuan(amount: int, lang: Lang) -> str:
    """Return an amount as people write it, exactly: 47280000000 -> 472.8亿元, CNY 47,280,000,000."""
    if lang is Lang.EN:
        return say("difference.yuan", lang, amount=f"{amount:,}")
    if amount >= _YI and amount % _WAN == 0:
        return say("difference.yuan", lang, amount=f"{Decimal(amount) / _YI}亿")
    return say("difference.yuan", lang, amount=f"{Decimal(amount) / _WAN}万" if amount >= _WAN else amount)
