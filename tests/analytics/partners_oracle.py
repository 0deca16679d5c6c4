"""Candidate partners in plain Python over an image: the rules of docs/partners.md, written without Cypher and with the declared table alone.

Who works where, and who makes and takes what, is answered by the oracle of the chains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from graph.analytics.chain_rules import BY_PRODUCTS, NETWORKS, WORKING
from graph.analytics.partner_rules import CASE, PARTS, SALES, SERVICE_STATUSES, SEVERAL_KINDS, STAGES, STATES, STATUSES, VETOES
from graph.model.claims import Basis
from graph.model.image import Image, ImageRelationship
from graph.names import normal_form
from tests.analytics.chain_oracle import ChainOracle

# Case, share, basis.
Seen = tuple[str, Fraction, Basis]
# Score, upper bound, code of the veto or None, value and basis by part.
Answer = tuple[float, float, str | None, dict[str, tuple[float | None, Basis]]]
_AFTER = ("takes-output", "makes-next")


@dataclass(frozen=True)
class Tie:
    """What ties an actor to the segment, and how well that is known."""

    case: str
    actor: str
    basis: Basis
    state: str = ""


@dataclass(frozen=True)
class PartnersOracle:
    """Answers for one image, segment and place."""

    image: Image
    segment: str
    place: str | None

    @cached_property
    def _chain(self) -> ChainOracle:
        return ChainOracle(self.image, None, None)

    def _links(self, *types: str, start: str = "", end: str = "") -> list[ImageRelationship]:
        return self._chain._links(*types, start=start, end=end)

    def _is(self, label: str, key: str) -> bool:
        return self._chain._label(key) == label

    def _node(self, key: str) -> dict[str, object]:
        return dict(self._chain._nodes[key].properties)

    def _working(self, segment: str, place: str | None = None) -> dict[str, Basis]:
        return {
            actor: basis for actor, (state, basis) in self._chain._standing(segment, place).items() if state in WORKING.names
        }

    # What lies around the segment.

    def _names(self, item: ImageRelationship, product: str) -> bool:
        material = item.properties.get("material")
        return material is not None and normal_form(str(material)) in self._chain._names(product)

    def _is_network(self, product: str) -> bool:
        makers = {item.start for item in self._links("PRODUCES", end=product) if self._is("Segment", item.start)}
        flows = [
            item for item in self._links("FEEDS") if item.start in makers and item.properties.get("kind") in NETWORKS.names
        ]
        return any(self._names(item, product) for item in flows)

    def _own(self, verb: str) -> dict[str, Basis]:
        found: dict[str, Basis] = {}
        for item in self._links(verb, start=self.segment):
            if not self._is_network(item.end):
                found[item.end] = min(found.get(item.end, Basis.PROPOSED), _basis(item))
        return found

    def _is_side(self, product: str) -> bool:
        flows = [item for item in self._links("FEEDS", start=self.segment) if self._names(item, product)]
        return bool(flows) and all(item.properties.get("kind") in BY_PRODUCTS.names for item in flows)

    def _cases(self, product: str, *, made: bool) -> dict[str, str]:
        """By what others do with a product of the segment: PRODUCES or USES it."""
        if not made:
            return {"PRODUCES": "makes-input", "USES": "shares-input"}
        return {"USES": "takes-by-product"} if self._is_side(product) else {"PRODUCES": "peer", "USES": "takes-output"}

    @cached_property
    def _near(self) -> dict[tuple[str, str], Basis]:
        """Other segments by case, with how well the best way to them is known."""
        found: dict[tuple[str, str], Basis] = {}
        for case, other, basis in (*self._near_by_flows(), *self._near_by_products()):
            if other != self.segment:
                found[case, other] = min(found.get((case, other), Basis.PROPOSED), basis)
        return found

    def _near_by_flows(self) -> Iterator[tuple[str, str, Basis]]:
        for item in self._links("FEEDS"):
            kind = item.properties.get("kind")
            if item.end == self.segment and kind not in NETWORKS.names:
                yield "makes-input", item.start, _basis(item)
            if item.start == self.segment and kind not in NETWORKS.names:
                yield "takes-by-product" if kind in BY_PRODUCTS.names else "takes-output", item.end, _basis(item)

    def _near_by_products(self) -> Iterator[tuple[str, str, Basis]]:
        for own, made in (("PRODUCES", True), ("USES", False)):
            for product, basis in self._own(own).items():
                for verb, case in self._cases(product, made=made).items():
                    for item in self._links(verb, end=product):
                        if self._is("Segment", item.start):
                            yield case, item.start, max(basis, _basis(item))

    # What ties actors.

    def _ties(self) -> Iterator[Tie]:
        for actor, (state, basis) in self._chain._standing(self.segment, None).items():
            yield Tie(_case_of(state), actor, basis, state)
        for (case, other), way in self._near.items():
            for actor, basis in self._working(other).items():
                yield Tie(case, actor, max(basis, way))
        for case, verb, product, way in self._tying():
            dealers = self._chain._dealers(product, None, makes=verb == "PRODUCES", settled_only=False)
            for actor, (basis, _) in dealers.items():
                yield Tie(case, actor, max(basis, way))
            if case in ("maker", "peer"):
                for actor in {item.start for item in self._links(verb, end=product)} - dealers.keys():
                    if self._is("Project", actor):
                        making = min(_basis(item) for item in self._links(verb, start=actor, end=product))
                        status = self._chain._status(actor)
                        state, known = ("UNKNOWN", Basis.STATED) if status is None else (status[2], status[1])
                        yield Tie(_case_of(state), actor, max(making, way, known), state)

    def _tying(self) -> Iterator[tuple[str, str, str, Basis]]:
        """Case, verb, product and basis of what firms may make or take by statements of their own."""
        known: set[str] = set()
        for own, made in (("PRODUCES", True), ("USES", False)):
            for product, basis in self._own(own).items():
                known.add(product)
                for verb, case in self._cases(product, made=made).items():
                    makers = {item.start for item in self._links("PRODUCES", end=product) if self._is("Segment", item.start)}
                    yield ("maker" if case == "peer" and makers == {self.segment} else case), verb, product, basis
        for (case, other), way in self._near.items():
            for item in self._links("PRODUCES", start=other) if case == "takes-output" else ():
                if item.end not in known:
                    yield "makes-next", "PRODUCES", item.end, max(way, _basis(item))

    def _of_firms(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = {}
        for tie in self._ties():
            if self._is("Enterprise", tie.actor):
                found.setdefault(tie.actor, []).append(tie)
            for item in self._links("UNDERTAKES", end=tie.actor):
                found.setdefault(item.start, []).append(Tie(tie.case, tie.actor, max(tie.basis, _basis(item)), tie.state))
        return found

    # Parts.

    def _projects(self, firm: str) -> dict[str, Basis]:
        return {item.end: _basis(item) for item in self._links("UNDERTAKES", start=firm)}

    def _position(self, ties: Iterable[Tie]) -> Iterator[Seen]:
        for tie in ties:
            yield _seen(tie.case, tie.basis)
        before = [tie.basis for tie in ties if tie.case == "makes-input"]
        after = sorted((-CASE[tie.case].share, tie.basis) for tie in ties if tie.case in _AFTER)
        if before and after:
            yield _seen("both-sides", max(min(before), after[0][1]))

    def _capacity(self, firm: str, ties: Iterable[Tie]) -> Iterator[Seen]:
        projects, own = self._projects(firm), self._node(firm)
        for product in {product for _, verb, product, _ in self._tying() if verb == "PRODUCES"}:
            yield from self._compared(product, {firm: Basis.STATED, **projects})
        for key in {tie.actor for tie in ties} & projects.keys():
            if "capacityValue" in self._node(key):
                yield _seen("stated", projects[key])
        if "scaleValue" in own:
            money = own["scaleUnit"] == "CNY"
            case = _size(own["scaleValue"]) if money else "stated"
            yield _seen(case, self._said(firm, "scale", own["scaleText"]))
        for item in self._links("IN_TIER", start=firm):
            least = self._node(item.end).get("min")
            if least is not None:
                yield _seen(_size(least), _basis(item))
        if own.get("listedCode"):
            yield _seen("listed", self._said(firm, "listedCode", own["listedCode"]))

    def _compared(self, product: str, own: dict[str, Basis]) -> Iterator[Seen]:
        pools: dict[str, dict[str, tuple[float, Basis]]] = {}
        for actor in {item.start for item in self._links("PRODUCES", end=product)}:
            items = self._links("PRODUCES", start=actor, end=product)
            stated = [] if self._is("Segment", actor) else self._newest(items)
            texts = {str(item.properties["capacityText"]) for item in stated}
            if len(texts) == 1:
                saying = [item for item in items if item.properties.get("capacityText") in texts]
                held = stated[0].properties
                basis = min(map(_basis, saying))
                pools.setdefault(str(held["capacityUnit"]), {})[actor] = (float(str(held["capacityValue"])), basis)
        for pool in pools.values():
            for actor in pool.keys() & own.keys():
                value, basis = pool[actor]
                part = Fraction(value) / Fraction(max(number for number, _ in pool.values())) if len(pool) > 1 else Fraction(0)
                half = CASE["compared"].share
                case = "compared" if len(pool) > 1 else "stated"
                yield case, half + (1 - half) * part, max(basis, own[actor])

    def _newest(self, items: list[ImageRelationship]) -> list[ImageRelationship]:
        """Those that state a capacity, of the newest year; what nothing dates is oldest."""
        stated = [item for item in items if "capacityValue" in item.properties]
        last = {item.id: (self._chain._span_of_product(item) or (0, 0))[1] for item in stated}
        return [item for item in stated if last[item.id] == max(last.values())]

    def _said(self, key: str, field: str, shown: object) -> Basis:
        claims = [self._node(item.start) for item in self._links("ABOUT", end=key)]
        of_field = [claim for claim in claims if claim["field"] == field]
        saying = [claim for claim in of_field if claim["value"] == shown] or of_field
        return min(Basis[str(claim["basis"])] for claim in saying)

    def _around(self) -> dict[str, Basis]:
        """What holds the place asked about."""
        found: dict[str, Basis] = {}
        for top, basis in [] if self.place is None else self._chain._ways_up(self.place):
            found[top] = min(found.get(top, Basis.PROPOSED), basis)
        return {top: basis for top, basis in found.items() if top != self.place}

    def _place(self, firm: str, ties: Iterable[Tie]) -> Iterator[Seen]:
        projects = self._projects(firm)
        standing = {firm: Basis.STATED, **{key: projects[key] for key in {tie.actor for tie in ties} & projects.keys()}}
        around = self._around()
        for item in (item for key in standing for item in self._links("LOCATED_IN", start=key)):
            basis = max(standing[item.start], _basis(item))
            inside = self._chain._inside(item.end, self.place)
            for other in self._beside(item.end, {firm, *projects}) if inside is not None else ():
                yield _seen("beside", max(basis, inside or Basis.STATED, other))
            if self.place is None:
                continue
            if inside is not None:
                yield _seen("inside", max(basis, inside))
            elif item.end not in around:
                yield _seen("elsewhere", basis)
            for holder, up in around.items():
                level, down = self._node(holder).get("level"), self._chain._inside(item.end, holder)
                if down is not None and (level != "NATIONAL" or self._is("Park", holder)):
                    province = level == "PROVINCIAL" and self._is("Place", holder)
                    yield _seen("province" if province else "near", max(basis, up, down))

    def _beside(self, park: str, own: set[str]) -> Iterator[Basis]:
        for case, other in self._near if self._is("Park", park) else ():
            if case in ("makes-input", "takes-output"):
                for actor, basis in self._working(other).items():
                    for item in self._links("LOCATED_IN", start=actor, end=park) if actor not in own else ():
                        yield max(basis, _basis(item))

    def _may_hold(self, actor: str) -> bool:
        located = [item.end for item in self._links("LOCATED_IN", start=actor)]
        around = self._around()
        return not located or any(where in around or self._chain._inside(where, self.place) is not None for where in located)

    def _readiness(self, firm: str, ties: Iterable[Tie]) -> Iterator[Seen]:
        stage = self._node(firm).get("stage")
        if stage is not None:
            yield _seen(STAGES[str(stage)], self._said(firm, "stage", stage))
        for tie in ties:
            if tie.case == "comes" and self._may_hold(tie.actor):
                status = self._newest_status(tie.actor)
                yield _seen(STATUSES.get(status, STATES[tie.state]), tie.basis)
        for key, basis in {firm: Basis.STATED, **self._projects(firm)}.items():
            for item in self._links("LISTED_IN", start=key):
                yield _seen("listed-in-plan", max(basis, _basis(item)))

    def _newest_status(self, actor: str) -> str:
        found = []
        for item in self._links("ABOUT", end=actor) if self._is("Project", actor) else ():
            held = self._node(item.start)
            if held["field"] == "status":
                year = (self._chain._claim_years([item.start]) or [0])[0]
                found.append((-year, Basis[str(held["basis"])], item.start, str(held["value"])))
        return min(found)[3] if found else ""

    def _services(self, firm: str) -> Iterator[Seen]:
        given: dict[str, Basis] = {}
        for key, basis in {firm: Basis.STATED, **self._projects(firm)}.items():
            for item in self._links("SERVES", end=key):
                case, kind = SERVICE_STATUSES.get(str(item.properties.get("status") or "")), str(item.properties["kind"])
                if case is not None:
                    yield _seen(case, max(basis, _basis(item)))
                if case == "given":
                    given[kind] = min(given.get(kind, Basis.PROPOSED), max(basis, _basis(item)))
        if len(given) >= SEVERAL_KINDS.value:
            yield _seen("several", max(given.values()))
        for stands in self._links("LOCATED_IN", start=firm):
            for item in self._links("SERVES", end=stands.end) if self._is("Park", stands.end) else ():
                case = SERVICE_STATUSES.get(str(item.properties.get("status") or ""))
                if case is not None:
                    yield _seen(case if case == "announced" else "park", max(_basis(stands), _basis(item)))

    # Vetoes.

    def _vetoes(self, firm: str, ties: Iterable[Tie]) -> Iterator[str]:
        if self._working(self.segment, self.place).keys() & {firm, *self._projects(firm)}:
            yield "incumbent"
        for tie in ties:
            located = [item.end for item in self._links("LOCATED_IN", start=tie.actor)]
            here = bool(located) and all(self._chain._inside(where, self.place) is not None for where in located)
            settled = tie.actor == firm and self._node(firm).get("stage") == "PRODUCING"
            if tie.case == "maker" and (settled if self.place is None else here):
                yield "maker-here"
        if self._links("SERVES", start=firm) and not self._links("PRODUCES", "OCCUPIES", "UNDERTAKES", start=firm):
            yield "serving-body"

    def answer(self, weights: dict[str, Fraction]) -> dict[str, Answer]:
        """Every firm that is tied to the segment."""
        found = {}
        for firm, ties in self._of_firms().items():
            seen = {
                "position": list(self._position(ties)), "capacity": list(self._capacity(firm, ties)),
                "place": list(self._place(firm, ties)), "readiness": list(self._readiness(firm, ties)),
                "services": list(self._services(firm)),
            }  # fmt: skip
            best = {part: min(((-share, basis) for _, share, basis in several), default=None) for part, several in seen.items()}
            values = {part: None if one is None else -one[0] for part, one in best.items()}
            points = sum(weights[part] * (value or 0) for part, value in values.items())
            upper = sum(weights[part] * (1 if value is None else value) for part, value in values.items())
            vetoes = set(self._vetoes(firm, ties))
            found[firm] = (
                _rounded(points, weights), _rounded(upper, weights),
                next((veto.code for veto in VETOES if veto.code in vetoes), None),
                {
                    rule.name: (None if one is None else float(-one[0]), Basis.PROPOSED if one is None else one[1])
                    for rule in PARTS
                    for one in [best[rule.name]]
                },
            )  # fmt: skip
        return found


def _rounded(points: Fraction | int, weights: dict[str, Fraction]) -> float:
    """Points of 100 to one decimal, halves up, reckoned in whole numbers."""
    tenths = Fraction(points) * 1000 / sum(weights.values())
    return ((2 * tenths.numerator + tenths.denominator) // (2 * tenths.denominator)) / 10


def _seen(case: str, basis: Basis) -> Seen:
    return case, CASE[case].share, basis


def _case_of(state: str) -> str:
    return {"PRODUCING": "works", "TRIAL": "works", "UNKNOWN": "stands"}.get(state, "comes")


def _size(yuan: object) -> str:
    return next(case for least, case in SALES if float(str(yuan)) >= least)


def _basis(item: ImageRelationship) -> Basis:
    return Basis[str(item.properties["basis"])]
