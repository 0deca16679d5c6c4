"""The sentences in which candidate partners explain themselves; names are looked up in the facts, words in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analytics.messages import Lang, say
from graph.analytics.partner_facts import Firm, PartnerFacts
from graph.analytics.partner_parts import Observed
from graph.analytics.partner_vetoes import Ground
from graph.model.enums import SERVICE_KIND

_SALES = "sales-"


@dataclass(frozen=True, slots=True)
class Telling:
    """What every sentence needs: the facts with their names, the place asked about, and the language."""

    facts: PartnerFacts
    place: str | None
    lang: Lang

    def reason(self, firm: Firm, found: Observed) -> str:
        """Return the sentence of an observed case."""
        kinds = self.list_of(_kind(kind, self.lang) for kind in found.kinds)
        words = {**self._ends(firm), **self._named(firm, found.names), **found.words, "kinds": kinds}
        if found.case.startswith(_SALES):
            return say(f"partners.sales.{found.way}", self.lang, **words, size=say(f"partners.size.{found.case}", self.lang))
        return say(f"partners.{found.case}{'.' if found.way else ''}{found.way}", self.lang, **words)

    def unknown(self, part: str, *, does_it: bool) -> str:
        """Return the sentence of a part of which nothing is known; whoever does what the segment does may be an incumbent unawares."""
        if part != "place":
            return say(f"partners.unknown.{part}", self.lang)
        if self.place is None:
            return say("partners.unknown.place.unasked", self.lang)
        way = ".does-it" if does_it else ""
        return say(f"partners.unknown.place{way}", self.lang, place=self.facts.names[self.place])

    def veto(self, firm: Firm, ground: Ground) -> str:
        """Return the sentence of a veto."""
        return say(f"partners.veto.{ground.veto}", self.lang, **self._ends(firm), **self._named(firm, ground.names))

    def explanation(self, firm: Firm, score: str, told: Iterable[str], unknown: Iterable[str]) -> str:
        """Return what a candidate is suggested for: its score, the sentences told, and the names of parts that are not known."""
        sentences = [say("partners.candidate", self.lang, **self._ends(firm), score=score), *told]
        parts = self.list_of(say(f"partners.part.{part}", self.lang) for part in unknown)
        if parts:
            sentences.append(say("partners.not-known", self.lang, parts=parts))
        return self.sentences(sentences)

    def left_out(self, firm: Firm, excluded: str) -> str:
        """Return why a firm is no candidate."""
        return self.sentences((say("partners.left-out", self.lang, **self._ends(firm)), excluded))

    def sentences(self, told: Iterable[str]) -> str:
        """Return sentences after each other."""
        return say("partners.sentences", self.lang).join(told)

    def list_of(self, words: Iterable[str]) -> str:
        """Return words as a list."""
        return say("list", self.lang).join(words)

    def _ends(self, firm: Firm) -> dict[str, str]:
        where = say("partners.everywhere", self.lang) if self.place is None else self.facts.names[self.place]
        return {"firm": firm.name, "segment": self.facts.names[self.facts.segment], "place": where}

    def _named(self, firm: Firm, names: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for place, key in names.items():
            if place != "who":
                found[place] = self.facts.names[key]
            elif key == firm.key:
                found[place] = say("partners.firm", self.lang, firm=firm.name)
            else:
                found[place] = say("partners.project", self.lang, firm=firm.name, project=self.facts.names[key])
        return found


def _kind(kind: str, lang: Lang) -> str:
    found = next(value for value in SERVICE_KIND.values if value.name == kind)
    return found.zh if lang is Lang.ZH else found.en
