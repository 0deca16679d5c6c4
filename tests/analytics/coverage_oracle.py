"""Approval coverage in plain Python over an image: the rules of the analysis written without Cypher; only its tables are shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.analytics.coverage_kinds import RULE_OF, STATES, Carried
from graph.model.image import Image, ImageNode, ImageRelationship

# State, by, year, via, basis, claims.
Cell = tuple[str, str | None, int | None, str | None, str | None, tuple[str, ...]]
# Kind, set or firm, year, by, state.
Held = tuple[str, str, int | None, str, str]

BASES = ("STATED", "REFERENCE", "INFERRED", "PROPOSED")
FURTHEST = ("GIVEN", "IN_PROGRESS", "OUTSTANDING", "NOT_APPLICABLE", "UNKNOWN")
NOTHING: Cell = ("UNKNOWN", None, None, None, None, ())


@dataclass(frozen=True)
class _Told:
    """A service found near a project, with the facts that lead to it."""

    nearness: int
    via: str | None
    service: ImageRelationship
    way: tuple[ImageRelationship, ...]
    says: bool

    @property
    def status(self) -> str:
        held = self.service.properties.get("status")
        return STATES[str(held)].name if held is not None else "UNKNOWN"

    @property
    def basis(self) -> str:
        return max((str(item.properties["basis"]) for item in (*self.way, self.service)), key=BASES.index)

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(sorted({str(claim) for item in (*self.way, self.service) for claim in _claims(item)}))

    def preferred(self) -> tuple[object, ...]:
        return (
            0 if self.says else 1,
            self.nearness,
            -(_year(self.service) or 0),
            FURTHEST.index(self.status),
            BASES.index(self.basis),
            self.service.start,
            self.via or "",
            self.claims,
        )


@dataclass(frozen=True)
class CoverageOracle:
    """Answers like the analysis."""

    image: Image

    def cells(self, park: str | None, chain: str | None, kinds: tuple[str, ...]) -> dict[tuple[str, str], Cell]:
        return {
            (project, kind): self._cell(project, kind)
            for project in sorted(self._things("Project", park, chain))
            for kind in kinds
        }

    def totals(self, park: str | None, chain: str | None, kinds: tuple[str, ...]) -> set[Held]:
        return {
            held
            for key in self._sets(park, chain)
            if self._node(key).properties.get("memberLabel") == "Project"
            for held in self._held(key, kinds)
        }

    def firms(self, park: str | None, chain: str | None, kinds: tuple[str, ...]) -> set[Held]:
        return {held for key in self._things("Enterprise", park, chain) for held in self._held(key, kinds)}

    def _held(self, key: str, kinds: tuple[str, ...]) -> Iterator[Held]:
        for item in self._into(key, "SERVES"):
            if item.properties["kind"] in kinds:
                status = item.properties.get("status")
                state = STATES[str(status)].name if status is not None else "UNKNOWN"
                yield str(item.properties["kind"]), key, _year(item), item.start, state

    def _node(self, key: str) -> ImageNode:
        return next(node for node in self.image.nodes.values() if node.key == key)

    def _out(self, key: str, *types: str) -> list[ImageRelationship]:
        return [item for item in self.image.relationships.values() if item.start == key and item.type in types]

    def _into(self, key: str, *types: str) -> list[ImageRelationship]:
        return [item for item in self.image.relationships.values() if item.end == key and item.type in types]

    def _things(self, label: str, park: str | None, chain: str | None) -> set[str]:
        found = {node.key for node in self.image.nodes.values() if node.label == label}
        if park is not None:
            inside, new = set[str](), {park}
            while new:
                inside |= new
                new = {item.start for key in new for item in self._into(key, "LOCATED_IN", "PART_OF")} - inside
            found &= inside
        if chain is not None:
            segments = [item.end for item in self._out(chain, "HAS_SEGMENT")]
            found &= {item.start for key in segments for item in self._into(key, "OCCUPIES")}
        return found

    def _sets(self, park: str | None, chain: str | None) -> set[str]:
        if park is None and chain is None:
            return {node.key for node in self.image.nodes.values() if node.label == "Group"}
        found: set[str] = set()
        for project in self._things("Project", park, chain):
            found |= {item.end for item in self._out(project, "MEMBER_OF")}
            for listed in self._out(project, "LISTED_IN"):
                for part in self._into(listed.end, "PART_OF"):
                    years = {_year(listed), self._node(part.start).properties.get("year")} - {None}
                    if self._node(part.start).label == "Group" and len(years) < 2:
                        found.add(part.start)
        return found

    def _cell(self, project: str, kind: str) -> Cell:
        told = [one for one in self._told(project, kind) if one.service.properties["kind"] == kind]
        if not told:
            return NOTHING
        best = min(told, key=_Told.preferred)
        own = best.nearness == 0
        who = (best.service.start, _year(best.service)) if own or best.says else (None, None)
        basis = best.basis if own else max(best.basis, "INFERRED", key=BASES.index)
        return (best.status if best.says else "UNKNOWN", *who, best.via, basis if best.says else None, best.claims)

    def _told(self, project: str, kind: str) -> Iterator[_Told]:
        carried = RULE_OF[kind].carried
        for service in self._into(project, "SERVES"):
            yield _Told(0, None, service, (), says="status" in service.properties)
        for undertakes in self._into(project, "UNDERTAKES"):
            sole = len(self._out(undertakes.start, "UNDERTAKES")) == 1
            for service in self._into(undertakes.start, "SERVES"):
                says = sole and carried is not Carried.FROM_NOBODY and _may_be_carried(service)
                yield _Told(1, undertakes.start, service, (undertakes,), says)
        for way in self._up(project, ()):
            if self._node(way[-1].end).label == "Park":
                for service in self._into(way[-1].end, "SERVES"):
                    says = carried is Carried.FROM_ITS_FIRM_AND_PARK and _may_be_carried(service)
                    yield _Told(2, way[-1].end, service, way, says)
        for member in self._out(project, "MEMBER_OF"):
            for service in self._into(member.end, "SERVES"):
                yield _Told(3, member.end, service, (member,), says=False)

    def _up(self, key: str, way: tuple[ImageRelationship, ...]) -> Iterator[tuple[ImageRelationship, ...]]:
        for item in self._out(key, "LOCATED_IN", "PART_OF"):
            if item not in way:
                yield (*way, item)
                yield from self._up(item.end, (*way, item))


def _may_be_carried(service: ImageRelationship) -> bool:
    return service.properties.get("status") not in (None, "NOT_APPLICABLE")


def _year(item: ImageRelationship) -> int | None:
    year = item.properties.get("year")
    return year if isinstance(year, int) else None


def _claims(item: ImageRelationship) -> list[object]:
    claims = item.properties["claims"]
    assert isinstance(claims, list)
    return list(claims)
