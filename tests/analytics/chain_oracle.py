"""Chain maps and gaps in plain Python over an image: the rules of docs/chains.md, written without Cypher and with the declared table alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.analytics.chain_rules import (
    BY_PRODUCTS,
    COMPLETENESS_WEIGHTS,
    NETWORKS,
    PASSING,
    PASSING_YEARS,
    RETURNS,
    SETTLED,
    SHORT_OF_NEED,
    STATUS_OCCUPANCY,
    WORKING,
)
from graph.model.claims import Basis
from graph.model.enums import OCCUPANCY
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.names import normal_form

# Chain, segment, kind, material, place, basis.
Gap = tuple[str, str, str, str | None, str | None, Basis]
# State, occupants as (key, state, basis).
Status = tuple[str, frozenset[tuple[str, str, Basis]]]
Figures = tuple[float | None, float | None, float | None, float | None]


@dataclass(frozen=True)
class ChainOracle:
    """Answers for one image, place and year."""

    image: Image
    place: str | None
    year: int | None

    # What the image says.

    def _links(self, *types: str, start: str = "", end: str = "") -> list[ImageRelationship]:
        return [
            item
            for item in self.image.relationships.values()
            if item.type in types and start in ("", item.start) and end in ("", item.end)
        ]

    @cached_property
    def _nodes(self) -> dict[str, ImageNode]:
        return {node.key: node for node in self.image.nodes.values()}

    def _label(self, key: str) -> str:
        return self._nodes[key].label

    def _claim_years(self, keys: object) -> list[int]:
        found = []
        for key in keys if isinstance(keys, list) else []:
            held = self._nodes[key].properties
            date = held.get("asOf") or held.get("sourceDate")
            found += [int(str(date)[:4])] if date else []
        return found

    def _span(self, item: ImageRelationship) -> tuple[int, int] | None:
        year, since = item.properties.get("year"), item.properties.get("since")
        if year is not None or since is not None:
            years = [int(str(value)[:4]) for value in (since, year) if value is not None]
            return years[0], max(years)
        years = self._claim_years(item.properties["claims"])
        return (min(years), max(years)) if years else None

    def _counts(self, span: tuple[int, int] | None) -> bool:
        return self.year is None or (span is not None and span[0] <= self.year)

    # Where things are.

    def _ways_up(self, key: str, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, Basis]]:
        yield key, Basis.STATED
        for item in self._links("LOCATED_IN", "PART_OF", start=key):
            if item.end not in (*seen, key) and self._label(item.end) in ("Park", "Place"):
                for top, basis in self._ways_up(item.end, (*seen, key)):
                    yield top, max(basis, _basis(item))

    def _inside(self, key: str, place: str | None) -> Basis | None:
        if place is None:
            return Basis.STATED
        return min((basis for top, basis in self._ways_up(key) if top == place), default=None)

    # Who stands where.

    def _status(self, actor: str) -> tuple[int, Basis, str] | None:
        """Year (0 when undated), basis and the state that the newest status reads as; of projects only."""
        if self._label(actor) != "Project":
            return None
        found = []
        for item in self._links("ABOUT", end=actor):
            held = self._nodes[item.start].properties
            if held["field"] == "status":
                year = (self._claim_years([item.start]) or [0])[0]
                if self.year is None or 0 < year <= self.year:
                    found.append((-year, Basis[str(held["basis"])], item.start, STATUS_OCCUPANCY[str(held["value"])].occupancy))
        return (-min(found)[0], min(found)[1], min(found)[3]) if found else None

    def _occupations(self, segment: str, depth: int = 4) -> Iterator[tuple[ImageRelationship, Basis]]:
        for item in self._links("OCCUPIES", end=segment):
            yield item, _basis(item)
        for part in self._links("PART_OF", end=segment) if depth else []:
            for item, basis in self._occupations(part.start, depth - 1):
                yield item, max(basis, _basis(part))

    def _standing(self, segment: str, place: str | None) -> dict[str, tuple[str, Basis]]:
        found = {}
        by_actor: dict[str, list[tuple[ImageRelationship, Basis]]] = {}
        for item, basis in self._occupations(segment):
            by_actor.setdefault(item.start, []).append((item, basis))
        for actor, items in by_actor.items():
            state, inside = self._state(actor, items), self._inside(actor, place)
            if state is not None and inside is not None:
                found[actor] = (state[0], max(state[1], inside))
        return found

    def _state(self, actor: str, items: list[tuple[ImageRelationship, Basis]]) -> tuple[str, Basis] | None:
        status = self._status(actor)
        ranked = []
        for item, basis in items:
            span, state = self._span(item), str(item.properties.get("state") or "UNKNOWN")
            if self._counts(span) or (span is None and status is not None):
                last = 0 if span is None else span[1] if self.year is None else min(span[1], self.year)
                progress = [*OCCUPANCY.names, "UNKNOWN"].index(state)
                ranked.append((state == "UNKNOWN", -last, basis, progress, item.id, state))
        if not ranked:
            return None
        unsaid, minus_last, basis, _, _, state = min(ranked)
        last = -minus_last
        if status is not None and (unsaid or status[0] > last):
            last, state, basis = status[0], status[2], max(basis, status[1])
        if self.year is not None and last and self.year - last > PASSING_YEARS.value and state in PASSING.names:
            state = "UNKNOWN"
        return state, basis

    def _dealers(
        self, product: str, place: str | None, *, makes: bool, settled_only: bool = True
    ) -> dict[str, tuple[Basis, list[ImageRelationship]]]:
        """Firms and projects in scope by a statement of their own, with the statements; firms that have not settled here too if wanted."""
        found: dict[str, tuple[Basis, list[ImageRelationship]]] = {}
        verb = "PRODUCES" if makes else "USES"
        at_work = {
            actor
            for item in self._links(verb, end=product)
            if self._label(item.start) == "Segment"
            for actor, (state, _) in self._standing(item.start, place).items()
            if state in WORKING.names
        }
        for item in self._links(verb, end=product):
            if self._label(item.start) == "Segment" or self._inside(item.start, place) is None:
                continue
            span, status = self._span_of_product(item), self._status(item.start)
            if self._label(item.start) == "Enterprise":
                stage = self._nodes[item.start].properties.get("stage")
                deals = self._counts(span) and (not settled_only or stage in (None, *SETTLED.names))
            else:
                works = item.start in at_work or (status is not None and status[2] in WORKING.names)
                deals = works and (span is None or self._counts(span))
            if deals:
                basis, items = found.setdefault(item.start, (Basis.PROPOSED, []))
                items.append(item)
                found[item.start] = (min(basis, _basis(item)), items)
        return found

    def _span_of_product(self, item: ImageRelationship) -> tuple[int, int] | None:
        year = item.properties.get("year")
        if isinstance(year, int):
            return year, year
        return self._span(item) if self._label(item.start) == "Enterprise" else None

    # States.

    def _short(self, segment: str, place: str | None) -> Basis | None:
        for link in sorted(self._links("PRODUCES", start=segment), key=lambda item: item.end):
            makers, takers = (self._dealers(link.end, place, makes=makes) for makes in (True, False))
            working = {
                actor
                for other in self._links("PRODUCES", end=link.end)
                if self._label(other.start) == "Segment"
                for actor, (state, _) in self._standing(other.start, place).items()
                if state in WORKING.names
            }
            uppers = [self._capacity(items, 1) for _, items in makers.values()]
            lowers = [bound for _, items in takers.values() if (bound := self._capacity(items, 0))[0] is not None]
            if not uppers or not lowers or any(bound is None for bound, _ in uppers) or not working <= set(makers):
                continue
            made, needed = sum(bound or 0 for bound, _ in uppers), sum(bound or 0 for bound, _ in lowers)
            if len({unit for _, unit in (*uppers, *lowers)}) == 1 and made < needed * SHORT_OF_NEED.value:
                used = {actor: found for actor, found in takers.items() if self._capacity(found[1], 0)[0] is not None}
                return max(self._dealing(actor, found[0], place) for group in (makers, used) for actor, found in group.items())
        return None

    def _dealing(self, actor: str, basis: Basis, place: str | None) -> Basis:
        return max(basis, self._inside(actor, place) or Basis.STATED)

    def _capacity(self, items: list[ImageRelationship], side: int) -> tuple[float | None, str]:
        held = [(self._span_of_product(item), item.properties) for item in items if "capacityValue" in item.properties]
        latest = max((0 if span is None else span[1] for span, _ in held), default=0)
        newest = [properties for span, properties in held if (0 if span is None else span[1]) == latest]
        if len({str(sorted((k, v) for k, v in one.items() if k.startswith("capacity"))) for one in newest}) != 1:
            return None, ""
        comparator, value = str(newest[0]["capacityComparator"]), newest[0]["capacityValue"]
        if comparator == "BETWEEN":
            value = newest[0]["capacityUpper"] if side else value
        is_open = comparator in (("UNDER", "AT_MOST"), ("OVER", "AT_LEAST"))[side]
        return None if is_open or not isinstance(value, float) else value, str(newest[0]["capacityUnit"])

    def _survey(self, segment: str, place: str | None) -> Basis | None:
        found = []
        for item in self._links("SURVEYED_IN", start=segment):
            span = self._span(item)
            if self.year is None or (span is not None and span[0] <= self.year <= span[1]):
                inside = None if place is None else self._inside(place, item.end)
                found += [] if inside is None else [max(inside, _basis(item))]
        return min(found, default=None)

    def state(self, segment: str, place: str | None) -> tuple[str, Basis]:
        """The state and the basis of the strongest fact that decides it."""
        standing = self._standing(segment, place)
        for state, means in (
            ("PRODUCING", "PRESENT"),
            ("TRIAL", "WEAK"),
            ("UNDER_CONSTRUCTION", "UNDER_CONSTRUCTION"),
            ("UNKNOWN", "UNKNOWN"),
        ):
            bases = [basis for held, basis in standing.values() if held == state]
            short = self._short(segment, place) if state == "PRODUCING" and bases else None
            if bases:
                return ("WEAK", max(min(bases), short)) if short is not None else (means, min(bases))
        survey = self._survey(segment, place)
        return ("UNKNOWN", Basis.INFERRED) if survey is None else ("MISSING", survey)

    def statuses(self, chain: str) -> dict[str, Status]:
        """State and occupants of every segment of a chain."""
        return {
            item.end: (
                self.state(item.end, self.place)[0],
                frozenset((actor, *held) for actor, held in self._standing(item.end, self.place).items()),
            )
            for item in self._links("HAS_SEGMENT", start=chain)
        }

    # Gaps.

    def _material(self, item: ImageRelationship, products: list[str]) -> str:
        """The first of the products, by key, that the flow's material names; else the material itself."""
        material = item.properties.get("material")
        if material is None:
            return item.id
        for key in sorted(products):
            if normal_form(str(material)) in self._names(key):
                return key
        return normal_form(str(material))

    def _names(self, product: str) -> list[str]:
        held = self._nodes[product].properties
        aliases = held["aliases"]
        return [normal_form(str(name)) for name in (held["name"], *(aliases if isinstance(aliases, list) else []))]

    def _exchanged(
        self, segment: str, *, needs: bool
    ) -> dict[str, tuple[str | None, Basis, set[str], list[ImageRelationship]]]:
        """By material: its name, the strongest basis, the segments at the other end, and the flows of it into (out of) the segment."""
        own = self._links("USES" if needs else "PRODUCES", start=segment)
        flows = self._links("FEEDS", end=segment) if needs else self._links("FEEDS", start=segment)
        products = [item.end for item in own]
        found: dict[str, tuple[str | None, Basis, set[str], list[ImageRelationship]]] = {}
        for key in dict.fromkeys([*products, *(self._material(item, products) for item in flows)]):
            these = [item for item in flows if self._material(item, products) == key]
            facts = [*these, *(item for item in own if item.end == key)]
            makers = {
                item.start
                for item in (self._links("PRODUCES" if needs else "USES", end=key) if key in products else [])
                if self._label(item.start) == "Segment"
            }
            partners = makers | {item.start if needs else item.end for item in these}
            power = [
                item
                for item in self._links("FEEDS")
                if item.properties.get("kind") in NETWORKS.names
                and (
                    item in these
                    or (
                        needs and item.start in makers and normal_form(str(item.properties.get("material"))) in self._names(key)
                    )
                )
            ]
            only_returned = these and all(item.properties.get("kind") in RETURNS.names for item in these)
            if not power and not (needs and only_returned):
                name = str(self._nodes[key].properties["name"]) if key in products else these[0].properties.get("material")
                basis = min(_basis(item) for item in facts)
                found[key] = (None if name is None else str(name), basis, partners - {segment}, these)
        return found

    def _exchange_gaps(self, segment: str, *, needs: bool) -> Iterator[tuple[str | None, Basis]]:
        """Material and basis of every input (output) that nobody in scope supplies (takes)."""
        working = [basis for state, basis in self._standing(segment, self.place).values() if state in WORKING.names]
        for key, (name, basis, partners, _) in self._exchanged(segment, needs=needs).items() if working else ():
            if not self._is_dealt(key, partners, needs=needs) and (needs or partners):
                is_known = self._is_known(partners)
                yield name, max(Basis.INFERRED, min(working), basis) if is_known else Basis.PROPOSED

    def _is_dealt(self, material: str, partners: set[str], *, needs: bool) -> bool:
        at_partners = any(
            state in WORKING.names for partner in partners for state, _ in self._standing(partner, self.place).values()
        )
        return at_partners or (material in self._nodes and bool(self._dealers(material, self.place, makes=needs)))

    def _is_known(self, partners: set[str]) -> bool:
        states = {self.state(partner, self.place)[0] for partner in partners}
        return bool(states) and states <= {"UNDER_CONSTRUCTION", "MISSING"}

    def gaps(self, chains: list[str]) -> set[Gap]:
        """All gaps of the chains."""
        found: set[Gap] = set()
        for item in (item for chain in chains for item in self._links("HAS_SEGMENT", start=chain)):
            chain, segment, own = item.start, item.end, _basis(item)
            state, basis = self.state(segment, self.place)
            if state in ("WEAK", "UNDER_CONSTRUCTION", "MISSING"):
                found.add((chain, segment, state, None, self.place, max(Basis.INFERRED, basis, own)))
            for survey in self._links("SURVEYED_IN", start=segment) if self.place is None and state == "UNKNOWN" else []:
                there, basis = self.state(segment, survey.end)
                if there == "MISSING":
                    found.add((chain, segment, "MISSING", None, survey.end, max(Basis.INFERRED, basis, own)))
            for needs, kind in ((True, "EXTERNAL_INPUT"), (False, "UNUSED_BY_PRODUCT")):
                for material, rests in self._exchange_gaps(segment, needs=needs):
                    found.add((chain, segment, kind, material, self.place, max(rests, own)))
        return found

    def figures(self, chain: str) -> Figures:
        """Completeness and local supply, each with its upper bound."""
        segments = [item.end for item in self._links("HAS_SEGMENT", start=chain)]
        states = [self.state(segment, self.place)[0] for segment in segments]
        weights = {state.name: row.value for state, row in COMPLETENESS_WEIGHTS.items()}
        unknown, weight = states.count("UNKNOWN"), sum(weights[state] for state in states)
        whole = (None, None) if unknown == len(states) else (weight / len(states), (weight + unknown) / len(states))
        needed = supplied = unsure = 0
        for segment in segments:
            if any(state in WORKING.names for state, _ in self._standing(segment, self.place).values()):
                for key, (_, _, partners, _) in self._exchanged(segment, needs=True).items():
                    is_dealt = self._is_dealt(key, partners, needs=True)
                    needed, supplied = needed + 1, supplied + is_dealt
                    unsure += not is_dealt and not self._is_known(partners)
        return (*whole, *((None, None) if not needed else (supplied / needed, (supplied + unsure) / needed)))

    def by_products(self, segment: str) -> set[str | None]:
        """Names of the outputs that a flow gives as a by-product or return."""
        found = self._exchanged(segment, needs=False).values()
        return {name for name, _, _, flows in found if any(item.properties.get("kind") in BY_PRODUCTS.names for item in flows)}


def _basis(item: ImageRelationship) -> Basis:
    return Basis[str(item.properties["basis"])]
