"""The sentences in which maps and gaps of chains explain themselves; names are looked up in the facts, words in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from graph.analytics.chain_facts import ChainFacts, Survey
from graph.analytics.chain_rules import NAMES_TOLD
from graph.analytics.chain_supply import Exchange
from graph.analytics.messages import Lang, say
from graph.analytics.segment_occupants import Standing
from graph.analytics.segment_states import Segment, Situation


def names_of(facts: ChainFacts, keys: Iterable[str], lang: Lang) -> str:
    """Return the names of the keys, the first ones only when there are many, and then how many there are."""
    return _listed([facts.names[key] for key in dict.fromkeys(keys)], lang)


def standing_names(at: Situation, standing: Iterable[Standing], lang: Lang) -> str:
    """Return the names of occupants, with the year of the statement where it is an earlier one than the year asked about."""
    names = []
    for item in standing:
        name = at.facts.names[item.actor]
        is_old = item.year is not None and at.year is not None and item.year < at.year
        names.append(say("year", lang, what=name, year=item.year or 0) if is_old else name)
    return _listed(names, lang)


def _listed(names: list[str], lang: Lang) -> str:
    told = names[: int(NAMES_TOLD.value)]
    text = say("list", lang).join(told)
    return text if len(told) == len(names) else say("chains.names", lang, names=text, count=len(names))


def where(at: Situation, lang: Lang) -> str:
    """Return the place and year of a situation as words."""
    code = "chains.everywhere" if at.place is None else "chains.place"
    place = "" if at.place is None else at.facts.places[at.place]
    return say(code, lang, place=place) if at.year is None else say(f"{code}.year", lang, place=place, year=at.year)


def reason(at: Situation, segment: Segment, lang: Lang) -> str:
    """Return why a segment has its state, and who is not counted."""
    closes = segment.closing.value if segment.closing is not None else ""
    short = segment.shortage
    code = f"chains.state.{segment.rule.code}{'.closes' if closes else ''}"
    sentence = say(
        code, lang, segment=at.facts.names[segment.key], where=where(at, lang), closes=closes,
        names=standing_names(at, segment.decisive, lang),
        surveys=_surveys(at.facts, (item.survey for item in segment.surveys), lang),
        product="" if short is None else at.facts.names[short.product],
        made="" if short is None else f"{short.made:g}", needed="" if short is None else f"{short.needed:g}",
        unit="" if short is None else short.unit,
    )  # fmt: skip
    return say("chains.sentences", lang).join((sentence, *_told(at, segment, lang)))


def _told(at: Situation, segment: Segment, lang: Lang) -> Iterable[str]:
    occupants = segment.occupants
    if planned := [item for item in occupants.standing if item.state == "PLANNED"]:
        yield say("chains.told.planned", lang, names=standing_names(at, planned, lang))
    for code, keys in (("unlocated", occupants.unlocated), ("undated", occupants.undated)):
        if keys:
            yield say(f"chains.told.{code}", lang, names=names_of(at.facts, keys, lang))
    if segment.surveyed_elsewhere and not segment.occupants.standing:
        yield say("chains.told.surveyed", lang, surveys=_surveys(at.facts, segment.surveyed_elsewhere, lang))


def _surveys(facts: ChainFacts, surveys: Iterable[Survey], lang: Lang) -> str:
    said = [
        say("chains.survey", lang, place=facts.places[item.where])
        if item.span is None
        else say("chains.survey.year", lang, place=facts.places[item.where], year=item.span[1])
        for item in surveys
    ]
    return say("list", lang).join(dict.fromkeys(said))


def exchange_sentence(at: Situation, segment: Segment, item: Exchange, everywhere: Exchange, lang: Lang) -> str:
    """Return why an input or output is a gap, who is to deal with it, and who does or is to outside the scope."""
    what = "input" if item.needed else "by_product" if item.by_product else "product"
    how = "known" if item.is_known else "unlooked" if item.partners else "unmade"
    partners = names_of(at.facts, item.partners, lang)
    side = "input" if item.needed else "output"
    material = say(f"chains.unnamed.{side}", lang, partner=partners) if item.name is None else item.name
    sentences = [
        say(
            f"chains.{what}.{how}", lang, segment=at.facts.names[segment.key], where=where(at, lang), material=material,
            names=standing_names(at, segment.working, lang), partners=partners,
        )
    ]  # fmt: skip
    told = {
        "building": item.building,
        "elsewhere": everywhere.dealers,
        "elsewhere.building": tuple(key for key in everywhere.building if key not in item.building),
    }
    sentences += [say(f"chains.told.{code}", lang, names=names_of(at.facts, keys, lang)) for code, keys in told.items() if keys]
    return say("chains.sentences", lang).join(sentences)
