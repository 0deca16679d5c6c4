"""Departments serving in plain Python over an image: the rules of docs/register.md, written without Cypher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model.claims import Basis
from graph.model.image import Image, ImageNode, ImageRelationship

Found = tuple[str, str, str, str, int | None]


@dataclass(frozen=True)
class Oracle:
    """Answers like the statement: services as (who, kind, route, target, year) with the best weakest basis."""

    image: Image

    def services(self, about: str) -> dict[Found, Basis]:
        best: dict[Found, Basis] = {}
        for found, bases in self._ways(about):
            weakest = max(bases)
            best[found] = min(best.get(found, Basis.PROPOSED), weakest)
        return best

    def _out(self, key: str, *types: str) -> Iterator[tuple[ImageRelationship, ImageNode]]:
        for item in self.image.relationships.values():
            if item.start == key and item.type in types:
                yield item, self.image.nodes[item.end_label, item.end]

    def _into(self, key: str, *types: str) -> Iterator[tuple[ImageRelationship, ImageNode]]:
        for item in self.image.relationships.values():
            if item.end == key and item.type in types:
                yield item, self.image.nodes[item.start_label, item.start]

    def _node(self, key: str) -> ImageNode:
        return next(node for node in self.image.nodes.values() if node.key == key)

    def _up(self, key: str, steps: int = 4) -> Iterator[tuple[ImageNode, list[Basis]]]:
        """Every way up over distinct relationships, as a pattern of one to four steps would."""
        yield from self._walk(key, steps, (), up=True)

    def _walk(self, key: str, steps: int, used: tuple[str, ...], *, up: bool) -> Iterator[tuple[ImageNode, list[Basis]]]:
        if steps == 0:
            return
        for item, node in (self._out if up else self._into)(key, "LOCATED_IN", "PART_OF"):
            if item.id in used:
                continue
            yield node, [_basis(item)]
            for further, bases in self._walk(node.key, steps - 1, (*used, item.id), up=up):
                yield further, [_basis(item), *bases]

    def _ways(self, about: str) -> Iterator[tuple[Found, list[Basis]]]:
        label = self._node(about).label
        yield from self._task_ways(about, label)
        every = ("served", "park", "group")
        if label == "Chain":
            for member, bases in self._chain_members(about):
                yield from self._member_ways(about, member, bases, every)
            return
        yield from self._member_ways(about, self._node(about), [], every)
        if label == "Project":
            for item, firm in self._into(about, "UNDERTAKES"):
                yield from self._member_ways(about, firm, [_basis(item)], every)
        if label == "Enterprise":
            for item, project in self._out(about, "UNDERTAKES"):
                yield from self._member_ways(about, project, [_basis(item)], every)
        if label == "Park":
            for inside, bases in self._walk(about, 4, (), up=False):
                ways = {"Park": ("served",), "Project": ("served", "group"), "Enterprise": ("served", "group")}.get(
                    inside.label, ()
                )
                yield from self._member_ways(about, inside, bases, ways)

    def _chain_members(self, about: str) -> Iterator[tuple[ImageNode, list[Basis]]]:
        for has, segment in self._out(about, "HAS_SEGMENT"):
            for occupies, member in self._into(segment.key, "OCCUPIES"):
                yield member, [_basis(has), _basis(occupies)]
                if member.label == "Project":
                    for undertakes, firm in self._into(member.key, "UNDERTAKES"):
                        yield firm, [_basis(has), _basis(occupies), _basis(undertakes)]

    def _member_ways(
        self, about: str, member: ImageNode, bases: list[Basis], ways: tuple[str, ...]
    ) -> Iterator[tuple[Found, list[Basis]]]:
        routes = {"Project": "PROJECT", "Enterprise": "ENTERPRISE"}
        if "served" in ways:
            route = "DIRECT" if member.key == about else routes.get(member.label, "PARK")
            yield from self._serves(member, route, bases)
        if "park" in ways:
            for place, up in self._up(member.key):
                province = place.label == "Place" and place.properties.get("level") == "PROVINCIAL"
                if place.label in ("Park", "Place") and not province and place.key != about:
                    yield from self._serves(place, "PARK", bases + up)
        if "group" in ways:
            for item, group in self._out(member.key, "MEMBER_OF"):
                yield from self._serves(group, "GROUP", [*bases, _basis(item)])
            for listed, plan in self._out(member.key, "LISTED_IN"):
                for part, group in self._into(plan.key, "PART_OF"):
                    years = {listed.properties.get("year"), group.properties.get("year")} - {None}
                    if group.properties.get("memberLabel") == member.label and len(years) < 2 and _is_open(group):
                        known = [*bases, _basis(listed), _basis(part), Basis.INFERRED]
                        yield from self._serves(group, "GROUP", known)

    def _serves(self, target: ImageNode, route: str, bases: list[Basis]) -> Iterator[tuple[Found, list[Basis]]]:
        for item, who in self._into(target.key, "SERVES"):
            year = item.properties.get("year")
            found = (who.key, str(item.properties["kind"]), route, target.key, year if isinstance(year, int) else None)
            yield found, [*bases, _basis(item)]

    def _task_ways(self, about: str, label: str) -> Iterator[tuple[Found, list[Basis]]]:
        for key, bases in self._concerned(about, label):
            for item, task in self._into(key, "TARGETS"):
                yield from self._answers(task, "TASK", [*bases, _basis(item)])
            for member, group in self._out(key, "MEMBER_OF"):
                for item, task in self._into(group.key, "TARGETS"):
                    yield from self._answers(task, "TASK", [*bases, _basis(member), _basis(item)])
        if label in ("Chain", "Project"):
            yield from self._answers(self._node(about), "DIRECT", [])
        if label == "Chain":
            yield from self._counted_chain_tasks()

    def _concerned(self, about: str, label: str) -> Iterator[tuple[str, list[Basis]]]:
        yield about, []
        for item, base in self._into(about, "BUILT_ON", "SUPPORTED_BY", "CARRIED_BY"):
            yield base.key, [_basis(item)]
        if label in ("Project", "Enterprise"):
            for item, industry in self._out(about, "IN_INDUSTRY"):
                yield industry.key, [_basis(item)]
        if label == "Chain":
            for has, segment in self._out(about, "HAS_SEGMENT"):
                for makes, product in self._out(segment.key, "PRODUCES"):
                    for item, industry in self._out(product.key, "IN_INDUSTRY"):
                        yield industry.key, [_basis(has), _basis(makes), _basis(item)]

    def _counted_chain_tasks(self) -> Iterator[tuple[Found, list[Basis]]]:
        for group in self.image.nodes.values():
            if (
                group.label == "Group"
                and group.properties.get("memberLabel") in ("Chain", "Industry", "Base")
                and _is_open(group)
            ):
                for target, task in self._into(group.key, "TARGETS"):
                    yield from self._answers(task, "TASK", [_basis(target), Basis.INFERRED])

    def _answers(self, target: ImageNode, route: str, bases: list[Basis]) -> Iterator[tuple[Found, list[Basis]]]:
        for item, who in self._into(target.key, "LEADS", "PARTICIPATES_IN"):
            kind = "TASK_LEAD" if item.type == "LEADS" else "COORDINATION"
            yield (who.key, kind, route, target.key, None), [*bases, _basis(item)]


def _basis(item: ImageRelationship) -> Basis:
    return Basis[str(item.properties["basis"])]


def _is_open(group: ImageNode) -> bool:
    declared, known = group.properties.get("declaredCount"), group.properties.get("knownCount")
    return not isinstance(declared, int) or (isinstance(known, int) and known < declared)
