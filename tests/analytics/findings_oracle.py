"""Plan findings in plain Python over an image, by the words of the declared table; only the tables of `rules` are shared.

    found(image, "plan:a") -> {("GROUP_UNNAMED", frozenset({"group:0"}), "1"), …}

The third part is what the finding says there is, where that is a count; None elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from graph.analytics.findings import rules
from graph.model.image import Image, ImageRelationship
from graph.model.values import parse_quantity

Answer = tuple[str, frozenset[str], str | None]
Range = tuple[Fraction, Fraction | None]

STARTED = ("开工", "在建", "试生产", "部分投产", "建成投产")


def found(image: Image, plan: str) -> set[Answer]:
    """Return every finding on the plan."""
    return set(Oracle(image, plan).answers())


def answer(code: str, *subjects: str, actual: int | None = None) -> Answer:
    return code, frozenset(subjects), None if actual is None else str(actual)


class Oracle:
    """Finds what the rules find, rule by rule."""

    def __init__(self, image: Image, plan: str) -> None:
        self.image = image
        self.plan = plan
        self.node = {node.key: node for node in image.nodes.values() if node.label not in ("Evidence", "NameForm", "Document")}
        self.links = list(image.relationships.values())
        self.evidence = {node.key: node.properties for node in image.nodes.values() if node.label == "Evidence"}
        documents = {item.start for item in self.links if item.type == "DOCUMENTS" and item.end == plan}
        self.own = {item.start for item in self.links if item.type == "CITES" and item.end in documents}
        self.about: dict[str, list[str]] = defaultdict(list)
        for item in self.links:
            if item.type == "ABOUT":
                self.about[item.end].append(item.start)
        self.parts = {
            label: sorted(
                item.start for item in self.links if item.type == "PART_OF" and item.end == plan and item.start_label == label
            )
            for label in ("Instrument", "Indicator", "Group", "RevenueTier", "Task")
        }

    def answers(self) -> Iterator[Answer]:
        for rule in (
            self.sums, self.subsets, self.members, self.tiers, self.approvals, self.shares, self.growth, self.goals, self.claims,
            self.figures, self.lists, self.names, self.tasks, self.projects, self.values,
        ):  # fmt: skip
            yield from rule()

    # Reading the image.

    def into(self, key: str, *types: str) -> Iterator[ImageRelationship]:
        yield from (item for item in self.links if item.end == key and item.type in types)

    def out(self, key: str, *types: str) -> Iterator[ImageRelationship]:
        yield from (item for item in self.links if item.start == key and item.type in types)

    def held(self, key: str, name: str) -> object:
        return self.node[key].properties.get(name)

    def number(self, key: str, name: str) -> int | None:
        held = self.held(key, name)
        return held if isinstance(held, int) else None

    def stated(self, key: str, field: str) -> list[str]:
        return [
            claim
            for claim in self.about[key]
            if self.evidence[claim]["field"] == field and "relationship" not in self.evidence[claim]
        ]

    def printed(self, key: str) -> tuple[Fraction, str, Range] | None:
        """An indicator's number, unit, and the range that its comparator leaves."""
        text = self.held(key, "valueText")
        if text is None:
            return None
        quantity = parse_quantity(str(text))
        value = Fraction(str(quantity.value))
        bounds: Range = (value, value)
        if quantity.comparator.name in ("OVER", "AT_LEAST"):
            bounds = (value, None)
        if quantity.comparator.name in ("UNDER", "AT_MOST"):
            bounds = (Fraction(0), value)
        if quantity.comparator.name == "ABOUT":
            bounds = (value - last_place(value), value + last_place(value))
        if quantity.upper is not None:
            bounds = (value, Fraction(str(quantity.upper)))
        return value, quantity.unit, bounds

    def money(self, key: str) -> tuple[Fraction, Range] | None:
        """An instrument's amount; an indicator that states the same amount of it may leave it open."""
        amount = self.number(key, "amount")
        if amount is None:
            return None
        bounds: Range = (Fraction(amount), Fraction(amount))
        for indicator in self.parts["Indicator"]:
            figure = self.printed(indicator)
            if (
                figure is not None
                and (figure[0], figure[1]) == (Fraction(amount), "CNY")
                and any(item.end == key for item in self.out(indicator, "MEASURES"))
            ):
                bounds = figure[2]
        return Fraction(amount), bounds

    def lists_of(self, group: str) -> tuple[int, int]:
        """Named members known for sure, and by inference."""
        sure, unsure = self.number(group, "knownCount") or 0, 0
        for item in self.into(group, "MEMBER_OF"):
            if item.start_label not in ("Group", "RevenueTier"):
                unsure += item.properties["basis"] in ("INFERRED", "PROPOSED")
        is_part = any(item.end_label == "Group" and item.end in self.parts["Group"] for item in self.out(group, "MEMBER_OF"))
        for item in self.into(self.plan, "LISTED_IN"):
            role = item.properties.get("role")
            if is_part or role is None or item.start_label != self.held(group, "memberLabel"):
                continue
            if str(role) in plain(str(self.held(group, "name"))) and item.properties.get("year") == self.held(group, "year"):
                known = item.properties["basis"] in ("STATED", "REFERENCE")
                sure, unsure = sure + known, unsure + (not known)
        return sure, unsure

    def mates(self, group: str) -> list[str]:
        """The same set in other years, nearest first."""
        year = self.number(group, "year")
        if year is None:
            return []
        same = [
            (abs((self.number(other, "year") or 0) - year), self.number(other, "year"), other)
            for other in self.parts["Group"]
            if self.number(other, "year") not in (None, year)
            and self.held(other, "memberLabel") == self.held(group, "memberLabel")
            and self.undated(other) == self.undated(group)
        ]
        return [other for _, _, other in sorted(same)]

    def undated(self, key: str) -> str:
        return plain(str(self.held(key, "name"))).replace(f"{self.held(key, 'year')}年", "")

    # The rules.

    def sums(self) -> Iterator[Answer]:
        for whole in [key for key in self.node if key.startswith("instrument:")]:
            parts = sorted(item.start for item in self.into(whole, "PART_OF"))
            amounts = [self.money(part) for part in parts]
            total = self.money(whole)
            if not self.reaches_plan(whole) or total is None or len(parts) < 2 or any(amount is None for amount in amounts):
                continue
            known = [amount for amount in amounts if amount is not None]
            room = min(printed_place(value) for value, _ in (total, *known)) / 2 * (len(known) + 1)
            low = sum(bounds[0] for _, bounds in known) - room
            tops = [bounds[1] for _, bounds in known]
            high = None if any(top is None for top in tops) else sum(top for top in tops if top is not None) + room
            if not meet((low, high), total[1]):
                yield answer("SUM_MISMATCH", whole, *parts)

    def reaches_plan(self, key: str) -> bool:
        above = [item.end for item in self.out(key, "PART_OF")]
        return self.plan in above or any(self.reaches_plan(one) for one in above if one.startswith("instrument:"))

    def subset_links(self) -> Iterator[ImageRelationship]:
        for whole in self.parts["Group"]:
            if (self.number(whole, "knownCount") or 0) > rules.LONGEST_LIST:
                continue
            for item in self.into(whole, "MEMBER_OF"):
                if item.start in self.parts["Group"]:
                    yield item

    def subsets(self) -> Iterator[Answer]:
        by_sentence: dict[tuple[str, str], set[str]] = defaultdict(set)
        for item in self.subset_links():
            part, whole = self.number(item.start, "declaredCount"), self.number(item.end, "declaredCount")
            if part is None or whole is None:
                continue
            if part > whole:
                yield answer("SUBSET_EXCEEDS_WHOLE", item.start, item.end, actual=part)
            for locator in self.places(item):
                by_sentence[item.end, locator].add(item.start)
        for (key, _), parts in by_sentence.items():
            total = self.number(key, "declaredCount") or 0
            added = sum(self.number(part, "declaredCount") or 0 for part in parts)
            if len(parts) > 1 and added != total and added >= rules.LEAST_DIVISION * total:
                yield answer("DIVISION_MISMATCH", key, *parts, actual=added)

    def places(self, item: ImageRelationship) -> set[str]:
        claims = item.properties["claims"]
        assert isinstance(claims, list)
        return {str(self.evidence[claim]["locator"]) for claim in claims if self.evidence[claim]["field"] == item.type}

    def members(self) -> Iterator[Answer]:
        for group in self.parts["Group"]:
            declared = self.number(group, "declaredCount")
            sure, _ = self.lists_of(group)
            if declared is not None and sure > declared:
                yield answer("MEMBERS_EXCEED_COUNT", group, actual=sure)
            if declared is not None and sure < declared:
                yield answer("GROUP_UNNAMED", group, actual=sure)

    def tiers(self) -> Iterator[Answer]:
        together: dict[tuple[str, int], set[str]] = defaultdict(set)
        for tier in self.parts["RevenueTier"]:
            year = self.number(tier, "year")
            for item in self.out(tier, "MEMBER_OF"):
                if item.end in self.parts["Group"] and year is not None and self.number(tier, "target") is not None:
                    together[item.end, year].add(tier)
        for (group, _), tiers in together.items():
            counted = next((one for one in (group, *self.mates(group)) if self.number(one, "declaredCount") is not None), None)
            added = sum(self.number(tier, "target") or 0 for tier in tiers)
            if counted is not None and added != self.number(counted, "declaredCount"):
                yield answer("GROUP_UNCOVERED", group, counted, *tiers, actual=added)

    def approvals(self) -> Iterator[Answer]:
        parts: dict[str, set[str]] = defaultdict(set)
        for item in self.subset_links():
            parts[item.end].add(item.start)
        for whole, own in parts.items():
            for approval in rules.APPROVALS:
                approved = {
                    part
                    for part in own
                    if self.number(part, "declaredCount") is not None
                    and any(
                        item.properties.get("kind") == approval.kind and item.properties.get("status") == "GIVEN"
                        for item in self.into(part, "SERVES")
                    )
                }
                most = sum(self.number(part, "declaredCount") or 0 for part in approved)
                for built in own:
                    count = self.number(built, "declaredCount")
                    named = any(word in str(self.held(built, "name")) for word in STARTED)
                    if approved and named and count is not None and count > most:
                        yield answer("APPROVALS_BEHIND", whole, built, *approved, actual=most)

    def measured(self, indicator: str) -> list[tuple[str, Fraction, str, Range]]:
        things = []
        for item in self.out(indicator, "MEASURES"):
            figure = self.printed(item.end) if item.end in self.parts["Indicator"] else None
            amount = self.number(item.end, "amount")
            if figure is not None:
                things.append((item.end, *figure))
            elif amount is not None:
                things.append((item.end, Fraction(amount), "CNY", (Fraction(amount), Fraction(amount))))
        return things

    def percentages(self, *, growing: bool) -> Iterator[tuple[str, Range]]:
        for indicator in self.parts["Indicator"]:
            figure = self.printed(indicator)
            name = str(self.held(indicator, "name"))
            if figure is not None and figure[1] == "%" and any(word in name for word in rules.GROWTH_NAMES) == growing:
                low, high = figure[2]
                half = printed_place(figure[0]) / 2
                yield indicator, (low - half, None if high is None else high + half)

    def shares(self) -> Iterator[Answer]:
        for indicator, stated in self.percentages(growing=False):
            things = self.measured(indicator)
            if len(things) == 2 and things[0][2] == things[1][2] and min(one[1] for one in things) > 0:
                part, whole = sorted(things, key=lambda one: (one[1], one[0]))
                if not meet(times_100(divided(part, whole)), stated):
                    yield answer("SHARE_MISMATCH", indicator, part[0], whole[0])

    def growth(self) -> Iterator[Answer]:
        for indicator, stated in self.percentages(growing=True):
            things = self.measured(indicator)
            if len(things) != 1 or things[0][0] not in self.parts["Indicator"]:
                continue
            now = things[0]
            year = self.number(now[0], "year")
            before = [
                (other, *figure)
                for other in self.parts["Indicator"]
                if (figure := self.printed(other)) is not None and year is not None and self.number(other, "year") == year - 1
                and figure[1] == now[2] and self.undated(other) == self.undated(now[0])
            ]  # fmt: skip
            if len(before) == 1 and before[0][1] > 0:
                low, high = times_100(divided(now, before[0]))
                if not meet((low - 100, None if high is None else high - 100), stated):
                    yield answer("GROWTH_MISMATCH", indicator, now[0], before[0][0])

    def goals(self) -> Iterator[Answer]:
        for goal in self.parts["Indicator"]:
            words = [word for word in rules.GROWTH_WORDS if word.word in str(self.held(goal, "name"))]
            if self.printed(goal) is not None or not words:
                continue
            for item in self.out(goal, "MEASURES"):
                figure = self.printed(item.end) if item.end in self.parts["Indicator"] else None
                base = None if figure is None else self.base(item.end, figure[1])
                if figure is None or base is None:
                    continue
                _, high = times_100(divided((item.end, *figure), base))
                if high is not None and high - 100 < words[0].least:
                    yield answer("GOAL_VS_FIGURE", goal, item.end, base[0])

    def base(self, target: str, unit: str) -> tuple[str, Fraction, str, Range] | None:
        groups = sorted(item.end for item in self.out(target, "MEASURES") if item.end in self.parts["Group"])
        for group in groups:
            for mate in self.mates(group):
                if self.number(mate, "year") != (self.number(group, "year") or 0) - 1:
                    continue
                bases = []
                for other in self.parts["Indicator"]:
                    figure = self.printed(other)
                    if (
                        figure is None
                        or figure[1] != unit
                        or figure[0] <= 0
                        or self.held(other, "year") != self.held(mate, "year")
                    ):
                        continue
                    if any(item.end == mate for item in self.out(other, "MEASURES")):
                        bases.append((other, *figure))
                if len(bases) == 1:
                    return bases[0]
        return None

    def claims(self) -> Iterator[Answer]:
        for key, claims in self.about.items():
            for left, right in combinations(sorted(claims), 2):
                one, two = self.evidence[left], self.evidence[right]
                same = all(one.get(name) == two.get(name) for name in ("field", "relationship", "asOf"))
                field = str(one["field"])
                if (
                    not same
                    or self.is_one(one["value"], two["value"])
                    or ("relationship" in one and "." not in field)
                    or field in rules.FREE_TEXT
                ):
                    continue
                if {left, right} <= self.own:
                    yield answer("CONFLICTING_STATUS" if field.endswith("status") else "CONFLICTING_VALUE", key)
                elif {left, right} & self.own:
                    yield answer("SOURCES_DISAGREE", key)

    def is_one(self, left: object, right: object) -> bool:
        """Whether two printed values are one; of the generated fields only capacities are printed in several ways."""
        if str(left).endswith("吨") and str(right).endswith("吨"):
            return parse_quantity(str(left)).value == parse_quantity(str(right)).value
        return left == right

    def figures(self) -> Iterator[Answer]:
        stated: dict[str, dict[str, bool]] = defaultdict(dict)
        for indicator in self.parts["Indicator"]:
            figure = self.printed(indicator)
            for item in self.out(indicator, "MEASURES") if figure is not None else ():
                own = self.own_number(item.end, figure[1]) if figure is not None else None
                if own is not None and figure is not None:
                    stated[item.end][indicator] = meet(figure[2], (Fraction(own), Fraction(own)))
        for key, indicators in stated.items():
            if not any(indicators.values()):
                yield answer("FIGURE_MISMATCH", key, *indicators)

    def own_number(self, key: str, unit: str) -> int | None:
        if key.startswith("instrument:"):
            return self.number(key, "amount") if unit == "CNY" else None
        if key in self.parts["Group"] and unit in rules.COUNTING_WORDS.get(str(self.held(key, "memberLabel")), ()):
            return self.number(key, "declaredCount")
        if key in self.parts["RevenueTier"] and unit in rules.COUNTING_WORDS["Enterprise"]:
            return self.number(key, "target")
        return None

    def lists(self) -> Iterator[Answer]:
        printed: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
        for item in self.links:
            is_member = item.type == "MEMBER_OF" and item.end in self.parts["Group"]
            if item.type == "MEMBER_OF" and item.start_label in ("Group", "RevenueTier"):
                continue
            if is_member or (item.type in ("LEADS", "PARTICIPATES_IN") and item.end in self.parts["Task"]):
                anchor, far = item.end, item.start
            elif item.type == "TARGETS" and item.start in self.parts["Task"]:
                anchor, far = item.start, item.end
            else:
                continue
            label = self.node[far].label
            for place in self.places(item):
                printed[item.type, anchor, place, "" if label in rules.ACTORS else label].add(far)
        first: dict[frozenset[str], tuple[str, str]] = {}
        for (kind, anchor, place, _), far_keys in sorted(
            printed.items(), key=lambda entry: (natural(entry[0][2]), entry[0][1], entry[0][0])
        ):
            if len(far_keys) >= rules.LEAST_LIST:
                first.setdefault(frozenset(far_keys), (anchor, kind + place))
        for (left, one), (right, two) in combinations(first.items(), 2):
            shared = left & right
            if shared and len(shared) >= rules.LEAST_SHARED * max(len(left), len(right)):
                yield answer("WORDING_CHANGED", one[0], two[0], *(left ^ right))

    def names(self) -> Iterator[Answer]:
        named: dict[str, set[str]] = defaultdict(set)
        for key, claims in self.about.items():
            mine = [self.evidence[claim] for claim in claims if claim in self.own]
            if any(one["field"] == "aliases" and one["basis"] == "INFERRED" for one in mine):
                yield answer("TWO_NAMES", key)
            if any(one["field"] == "name" for one in mine):
                for item in self.into(key, "NAMES"):
                    named[item.start.partition("|")[2]].add(key)
        for keys in named.values():
            for left, right in combinations(sorted(keys), 2):
                labels = {self.node[left].label, self.node[right].label}
                if len(labels) == 1 or labels <= rules.NAMED_APART:
                    yield answer("SHARED_NAME", left, right)

    def tasks(self) -> Iterator[Answer]:
        for task in self.parts["Task"]:
            if not any(True for _ in self.into(task, "LEADS")):
                yield answer("TASK_WITHOUT_LEAD", task)

    def projects(self) -> Iterator[Answer]:
        named = [
            key
            for key, node in self.node.items()
            if node.label == "Project" and any(claim in self.own for claim in self.stated(key, "name"))
        ]
        lacking = {
            "PROJECT_WITHOUT_ENTERPRISE": [key for key in named if not any(True for _ in self.into(key, "UNDERTAKES"))],
            "PROJECT_WITHOUT_PARK": [key for key in named if not any(True for _ in self.out(key, "LOCATED_IN"))],
            "PROJECT_WITHOUT_INVESTMENT": [key for key in named if self.held(key, "investment") is None],
        }
        for code, keys in lacking.items():
            if keys:
                yield answer(code, *keys, actual=len(named) - len(keys))

    def values(self) -> Iterator[Answer]:
        for indicator in self.parts["Indicator"]:
            wordy = any(word.word in str(self.held(indicator, "name")) for word in rules.GROWTH_WORDS)
            on_figure = any(
                item.end in self.parts["Indicator"] and self.printed(item.end) is not None
                for item in self.out(indicator, "MEASURES")
            )
            if self.printed(indicator) is None and not (wordy and on_figure):
                yield answer("FIGURE_MISSING", indicator)


def plain(name: str) -> str:
    """A generated name without quotation marks, which is all that its normal form lacks."""
    return re.sub(r"[“”]", "", name)


def natural(locator: str) -> list[tuple[int, str]]:
    """Sort 1.p2.s10 after 1.p2.s9."""
    return [(int(digits or 0), text) for digits, text in re.findall(r"(\d+)|(\D+)", locator)]


def last_place(value: Fraction) -> Fraction:
    """The unit of the last digit that is not a trailing zero."""
    place = Fraction(1)
    if value == 0:
        return place
    while (value / place).denominator != 1:
        place /= 10
    while (value / (place * 10)).denominator == 1:
        place *= 10
    return place


def printed_place(value: Fraction) -> Fraction:
    """The unit of the last printed digit: zeros are printed down to 亿, 万 or one."""
    scale = 100_000_000 if value >= 100_000_000 else 10_000 if value >= 10_000 else 1
    return min(last_place(value), Fraction(scale))


def divided(part: tuple[str, Fraction, str, Range], whole: tuple[str, Fraction, str, Range]) -> Range:
    """The range of a quotient; figures in units of measure may be rounded to the finer place of the two."""
    room = Fraction(0)
    if part[2] and part[2].isascii():
        room = min(printed_place(part[1]), printed_place(whole[1])) / 2
    (low, high), (under, over) = part[3], whole[3]
    least = Fraction(0) if over is None else max(low - room, Fraction(0)) / (over + room)
    return least, None if high is None or under - room <= 0 else (high + room) / (under - room)


def times_100(bounds: Range) -> Range:
    low, high = bounds
    return low * 100, None if high is None else high * 100


def meet(left: Range, right: Range) -> bool:
    return (right[1] is None or left[0] <= right[1]) and (left[1] is None or right[0] <= left[1])
