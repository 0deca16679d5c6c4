"""Clusters of firms and projects that could be the bases a plan counts without naming them.

    await proposed_bases(store, "plan:qing-shi", Lang.ZH)
        -> (ProposedBase(name="东园铝产业链基地", score=61.0, parks=("park:dong-yuan",), chains=("chain:lv",), …), …)

The method stands in docs/bases.md, its numbers in `graph.analytics.base_rules`. A result is a proposal whatever it rests on: nothing of it is
written to the graph, and it is a member of no set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from graph.analytics.base_clusters import Cluster, Grounds, around, clusters, grounds, industry_of
from graph.analytics.base_facts import BaseFacts, base_facts
from graph.analytics.base_rules import PARTS
from graph.analytics.base_statement import OF_A_PLAN, OF_THE_PLAN_LOADED_LAST
from graph.analytics.chain_rules import WORKING
from graph.analytics.messages import Lang, say
from graph.analytics.statements import ORDINARY_KEY, rows_of
from graph.cypher.statement import Statement
from graph.errors import NotFound
from graph.model.identity import digest_of
from graph.store.reader import Reader

# A sentence with more names is not read; the lists beside it have them all.
NAMES_TOLD = 6


@dataclass(frozen=True, slots=True)
class ProposedBase:
    """A cluster that could be a base; keys are sorted, `score` is of 100."""

    key: str
    name: str
    score: float
    industry: str | None
    parks: tuple[str, ...]
    chains: tuple[str, ...]
    projects: tuple[str, ...]
    enterprises: tuple[str, ...]
    explanation: str
    evidence: tuple[str, ...]


async def proposed_bases(store: Reader, plan: str | None, lang: Lang) -> tuple[ProposedBase, ...]:
    """Return the clusters that the method supports in the parks that the plan speaks of, best first, then by key; one statement.

    Args:
        store: Where to read.
        plan: Key of a Plan; None for the main plan that was loaded last, by this store's log.
        lang: Language of names and explanations.

    Raises:
        NotFound: No plan has the key, or no main plan is loaded.
    """
    statement = Statement(OF_THE_PLAN_LOADED_LAST) if plan is None else Statement(OF_A_PLAN, {"plan": plan})
    facts = base_facts(rows_of((await store.read_whole([statement])).answers[0]), WORKING.names)
    if not facts.plan:
        if plan is None:
            raise NotFound("No plan is loaded.", hint="Load one with `liantu load`.")
        raise NotFound(f"Nothing has the key {plan!r}.", hint="Look its id up with a query by name.")
    return build(facts, lang)


async def warm_up(store: Reader) -> None:
    """Make the store plan both statements of this analysis, so that the first person to ask does not wait for it.

    Raises:
        StoreError: The store failed.
    """
    await store.read_whole([Statement(OF_A_PLAN, {"plan": ORDINARY_KEY})])
    await store.read_whole([Statement(OF_THE_PLAN_LOADED_LAST)])


def build(facts: BaseFacts, lang: Lang) -> tuple[ProposedBase, ...]:
    """Turn the facts into the proposals; pure."""
    ground = grounds(facts)
    found = [_Base(ground, cluster, lang).proposal() for cluster in clusters(ground) if not _is_official(facts, cluster)]
    return tuple(sorted(found, key=lambda base: (-base.score, base.key)))


def _is_official(facts: BaseFacts, cluster: Cluster) -> bool:
    """Whether a base of the graph stands in the cluster's park and is built on one of its trades."""
    trades = {*cluster.chains, *cluster.industries}
    return any(park == cluster.area and on in trades for _, park, on in facts.official)


class _Base:
    """One cluster with what is counted of it."""

    def __init__(self, ground: Grounds, cluster: Cluster, lang: Lang) -> None:
        self._ground = ground
        self._facts = ground.facts
        self._cluster = cluster
        self._lang = lang
        self._members = sorted(cluster.members)
        own = {*cluster.chains, *cluster.industries}
        self._themes = {actor: [item for item in ground.themes_of(actor) if item.key in own] for actor in self._members}
        self._segments = sorted({item.segment for of in self._themes.values() for item in of if item.segment is not None})
        self._running = {ground.houses[actor] for actor, of in self._themes.items() if any(item.working for item in of)}
        self._links = _between(self._facts, self._segments)
        industry = industry_of(ground, self._members)
        self._industry = industry
        spoken = {*self._members, cluster.area, *own, *([] if industry is None else [industry])}
        self._spoken = sorted(spoken & self._facts.spoken.keys())

    def proposal(self) -> ProposedBase:
        """Return the cluster as a proposal."""
        cluster = self._cluster
        points = self._points()
        score = _rounded(sum(points.values(), Decimal()))
        owners = {firm for actor in self._members for firm in self._facts.undertaken.get(actor, ())}
        parks = {park for actor in self._members for park in self._ground.parks_of[actor] if self._is_inside(park)}
        return ProposedBase(
            key=f"base:proposed-{digest_of(self._facts.plan, cluster.area, *sorted(cluster.chains + cluster.industries))}",
            name=say("base.name", self._lang, park=self._name(cluster.area), trade=self._trade()),
            score=float(score),
            industry=self._industry,
            parks=tuple(sorted({cluster.area, *parks})),
            chains=tuple(sorted(cluster.chains)),
            projects=tuple(actor for actor in self._members if actor in self._facts.projects),
            enterprises=tuple(sorted(owners | (self._cluster.members - self._facts.projects))),
            explanation=self._explanation(points, score),
            evidence=self._evidence(),
        )

    def _points(self) -> dict[str, Decimal]:
        counts = {
            "houses": len(self._cluster.houses),
            "segments": len(self._segments),
            "running": len(self._running),
            "links": len(self._links),
            "named": len(self._spoken),
        }
        return {part.name: Decimal(part.weight * min(counts[part.name], part.full)) / part.full for part in PARTS}

    def _explanation(self, points: dict[str, Decimal], score: Decimal) -> str:
        lang, plan = self._lang, self._name(self._facts.plan)
        told = [
            say(
                "base.rests", lang, park=self._name(self._cluster.area), trade=self._trade(), houses=len(self._cluster.houses),
                members=self._told(self._members),
            ),
            say(
                "base.segments", lang, count=len(self._segments), segments=self._told(self._segments), running=len(self._running),
                links=len(self._links),
            ) if self._segments else say("base.no-segments", lang),
            say("base.named", lang, plan=plan, named=self._told(self._spoken))
            if self._spoken
            else say("base.not-named", lang, plan=plan),
            say("base.score", lang, score=str(score), parts=say("list", lang).join(
                say("base.part", lang, part=say(f"base.part.{name}", lang), points=str(_rounded(of))) for name, of in points.items()
            )),
            say("base.proposed", lang),
            *(say("base.group", lang, plan=plan, group=group.name) for group in self._facts.groups),
        ]  # fmt: skip
        return ("" if lang is Lang.ZH else " ").join(told)

    def _evidence(self) -> tuple[str, ...]:
        found = {claim for of in self._themes.values() for item in of for claim in item.claims}
        for actor in self._members:
            own = self._facts.located.get(actor, {})
            found |= {claim for park, claims in own.items() if self._is_inside(park) for claim in claims}
            found |= {claim for claims in self._facts.undertaken.get(actor, {}).values() for claim in claims}
        for key in self._spoken:
            found |= self._facts.spoken[key]
        return tuple(sorted(found))

    def _is_inside(self, park: str) -> bool:
        return park == self._cluster.area or self._cluster.area in around(self._facts, park)

    def _trade(self) -> str:
        first = self._cluster.chains or self._cluster.industries
        return self._name(first[0])

    def _told(self, keys: Sequence[str]) -> str:
        names = say("list", self._lang).join(self._name(key) for key in keys[:NAMES_TOLD])
        return names if len(keys) <= NAMES_TOLD else say("base.more", self._lang, names=names, count=len(keys))

    def _name(self, key: str) -> str:
        return self._facts.names.get(key, key)


def _between(facts: BaseFacts, segments: Iterable[str]) -> list[tuple[str, str]]:
    """Return the flows of which both ends are among the segments."""
    among = set(segments)
    return sorted((start, end) for start, end in facts.flows if start != end and start in among and end in among)


def _rounded(points: Decimal) -> Decimal:
    return points.quantize(Decimal("0.1"), ROUND_HALF_UP)
