"""Writes the conditions of a read plan as conditions of a statement.

Conditions of a plan are true, false or unknown; the stores' own three values are not used. What is asked for is either that a condition
is true or that it is false, and either that unknown counts as well or that it does not; the question is handed down to the comparisons,
so that NOT never stands before anything that could be unknown in parts:

    Negation(Every((status = $a, investment > $b))), true     ->  NOT n0.status = $a OR NOT n0.investment > $b
    Related(ALL, …, status = $a)                              ->  NOT EXISTS { … WHERE n1.status IS NULL OR n1.status <> $a }
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.cypher.fragment import (
    FALSE,
    TRUE,
    Absent,
    Agrees,
    AnyElement,
    Compare,
    Comparison,
    Condition,
    Containment,
    CountMatches,
    Either,
    Exists,
    Expression,
    Get,
    HasLabel,
    Identifier,
    LabelOf,
    Match,
    NodePattern,
    Not,
    Number,
    Param,
    Path,
    Present,
    Variable,
    all_of,
    any_of,
)
from graph.cypher.names import FORM, KEY, NAME_FORM, NAMES, DeclaredNames
from graph.errors import PlanBug
from graph.query import conditions as plan
from graph.query.columns import NodeColumn, Parameter, RelationshipColumn
from graph.query.conditions import MOST_LEVELS, Operator, Quantifier

_OPPOSITES: Mapping[Operator, Comparison] = {
    Operator.EQ: "<>", Operator.NE: "=", Operator.GT: "<=", Operator.GTE: "<", Operator.LT: ">=", Operator.LTE: ">",
}  # fmt: skip
_COMPARISONS: Mapping[Operator, Comparison] = {
    Operator.EQ: "=", Operator.NE: "<>", Operator.IN: "IN", Operator.GT: ">", Operator.GTE: ">=", Operator.LT: "<",
    Operator.LTE: "<=", Operator.CONTAINS: "CONTAINS", Operator.STARTS_WITH: "STARTS WITH", Operator.ENDS_WITH: "ENDS WITH",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a condition is judged.

    Attributes:
        node: The node.
        depth: How many hops lead to it, which numbers the variables.
        relationship: The relationship that led to it, if any.
    """

    node: Variable
    depth: int
    relationship: Variable | None = None

    def there(self) -> Place:
        """Return the place that a further hop leads to."""
        depth = self.depth + 1
        return Place(Variable(f"n{depth}"), depth, Variable(f"r{depth}"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a condition: that it is true, or false when `negated`; and whether unknown counts as well, when `lenient`."""

    negated: bool = False
    lenient: bool = False

    def opposite(self) -> _Asked:
        return _Asked(not self.negated, self.lenient)


_TRUE = _Asked()
_NOT_TRUE = _Asked(negated=True, lenient=True)


class ConditionWriter:
    """Writes conditions over the declarations of one model."""

    def __init__(self, names: DeclaredNames) -> None:
        self._names = names

    def write(self, where: plan.Condition | None, place: Place) -> Condition:
        """Return what holds when the condition is true; what always holds without one.

        Raises:
            ModelError: The condition names a label or type that the model does not have.
            PlanBug: It names a column that nothing has, or a relationship's column where no relationship leads.
        """
        return TRUE if where is None else self._write(where, place, _TRUE)

    def match(
        self, near: Variable, path: tuple[str, bool], far: tuple[str, ...], where: plan.Condition | None, place: Place
    ) -> Match:
        """Return the match of the nodes that a type (and whether it is followed forward) leads to and of which the condition is true."""
        return self._match(near, path, far, where, place, _TRUE)

    def _match(
        self,
        near: Variable,
        path: tuple[str, bool],
        far: tuple[str, ...],
        where: plan.Condition | None,
        place: Place,
        asked: _Asked,
    ) -> Match:
        name, forward = path
        condition = TRUE if where is None else self._write(where, place, asked)
        end = NodePattern(None if where is None else place.node, self.far_label(far))
        variable = place.relationship if is_judged_by_relationship(where) else None
        pattern = Path(NodePattern(near), self._names.type(name), forward=forward, far=end, variable=variable)
        return Match(pattern, None if where is None else condition)

    def far_label(self, far: tuple[str, ...]) -> Identifier | None:
        """Return the label at the end of a path, when there is but one."""
        return self._names.label(far[0]) if len(far) == 1 else None

    def _write(self, where: plan.Condition, place: Place, asked: _Asked) -> Condition:  # noqa: PLR0911  one a kind of condition
        match where:
            case plan.Negation(part=part):
                return self._write(part, place, asked.opposite())
            case plan.Every(parts=parts):
                joined = any_of if asked.negated else all_of
                return joined(*(self._write(part, place, asked) for part in parts))
            case plan.Either(parts=parts):
                joined = all_of if asked.negated else any_of
                return joined(*(self._write(part, place, asked) for part in parts))
            case plan.OfLabel(label=label, where=inner):
                return self._of_label(label, inner, place, asked)
            case plan.Compared():
                return self._compared(where, place, asked)
            case plan.Holds():
                return self._holds(where, place, asked)
            case _:
                return self._known(where, place, negated=asked.negated)

    def _of_label(self, label: str, where: plan.Condition | None, place: Place, asked: _Asked) -> Condition:
        has = HasLabel(place.node, self._names.label(label))
        if where is None:
            return Not(has) if asked.negated else has
        inner = self._write(where, place, asked)
        return any_of(Not(has), inner) if asked.negated else all_of(has, inner)

    def _compared(self, where: plan.Compared, place: Place, asked: _Asked) -> Condition:
        held = self._column(where.subject, place)
        compared = self._folded(where.subject, held) if where.folded else held
        param = _param(where.value)
        if self._steers(where):
            # Equality, or a range on an index, would lead the embedded engine away from walking the index that the page is ordered by.
            opposite = Compare(compared, _OPPOSITES[where.operator], param)
            test: Condition = opposite if asked.negated else Not(opposite)
        else:
            direct = Compare(compared, _COMPARISONS[where.operator], param)
            test = Not(direct) if asked.negated else direct
        if asked.lenient:
            return any_of(Absent(held), test)
        if where.operator is Operator.IN and asked.negated:
            # No value is, for both stores, certainly in no empty list.
            return all_of(Present(held), test)
        return test

    def _steers(self, where: plan.Compared) -> bool:
        if where.folded or not isinstance(where.subject, NodeColumn) or where.subject.column == KEY.name:
            return False
        return where.operator is Operator.EQ or (where.operator in _OPPOSITES and self._names.is_indexed(where.subject.column))

    def _holds(self, where: plan.Holds, place: Place, asked: _Asked) -> Condition:
        held = self._column(where.subject, place)
        element = Variable(f"x{place.depth}")
        found = AnyElement(element, held, Compare(element, _COMPARISONS[where.operator], _param(where.value)))
        test: Condition = Not(found) if asked.negated else found
        return any_of(Absent(held), test) if asked.lenient else test

    def _known(self, where: plan.Condition, place: Place, *, negated: bool) -> Condition:
        """What is never unknown."""
        match where:
            case plan.Missing(subject=subject, value=value):
                return Agrees(Absent(self._column(subject, place)), "<>" if negated else "=", _param(value))
            case plan.LabelIs(operator=operator, value=value):
                return _tested(Compare(LabelOf(place.node), _COMPARISONS[operator], _param(value)), negated=negated)
            case plan.Named(operator=operator, value=value):
                return _tested(self._named(operator, value, place), negated=negated)
            case plan.Within():
                return _tested(self._within(where, place), negated=negated)
            case plan.RelatedCount(type=name, forward=forward, operator=operator, value=value):
                path = Path(NodePattern(place.node), self._names.type(name), forward=forward, far=NodePattern())
                return _tested(Compare(CountMatches(path), _COMPARISONS[operator], _param(value)), negated=negated)
            case plan.Related():
                return self._related(where, place, negated=negated)
            case _:
                raise PlanBug(f"{type(where).__name__} is no condition of a read plan.")

    def _named(self, operator: Operator, value: Parameter, place: Place) -> Exists:
        form = Variable(f"f{place.depth + 1}")
        path = Path(NodePattern(place.node), NAMES, forward=False, far=NodePattern(form, NAME_FORM))
        return Exists(Match(path, Compare(Get(form, FORM), _COMPARISONS[operator], _param(value))))

    def _within(self, where: plan.Within, place: Place) -> Exists:
        inside = tuple(map(self._names.type, where.inside))
        sought = NodePattern(None, None, (KEY, _param(where.key)))
        return Exists(Match(Containment(NodePattern(place.node), self._names.type(where.type), inside, MOST_LEVELS, sought)))

    def _related(self, where: plan.Related, place: Place, *, negated: bool) -> Condition:
        if where.quantifier is Quantifier.ALL and where.where is None:
            return FALSE if negated else TRUE
        asked = _NOT_TRUE if where.quantifier is Quantifier.ALL else _TRUE
        match = self._match(place.node, (where.type, where.forward), where.far, where.where, place.there(), asked)
        if where.quantifier is Quantifier.SINGLE:
            return Compare(CountMatches(match), "<>" if negated else "=", Number(1))
        is_some = where.quantifier is Quantifier.SOME
        return _tested(Exists(match), negated=negated is is_some)

    def _column(self, subject: NodeColumn | RelationshipColumn, place: Place) -> Get:
        if isinstance(subject, NodeColumn):
            return Get(place.node, self._names.column(subject.column))
        if place.relationship is None:
            raise PlanBug(f"The relationship's column {subject.column!r} is compared where no relationship leads.")
        return Get(place.relationship, self._names.relationship_column(subject.column))

    def _folded(self, subject: NodeColumn | RelationshipColumn, held: Get) -> Expression:
        of_node = isinstance(subject, NodeColumn)
        form = self._names.form(subject.column) if of_node else self._names.relationship_form(subject.column)
        return Either(Get(held.of, form), held)


def is_judged_by_relationship(where: plan.Condition | None) -> bool:
    """Whether a condition compares a column of the relationship that led to its node."""
    match where:
        case plan.Compared(subject=subject) | plan.Missing(subject=subject):
            return isinstance(subject, RelationshipColumn)
        case None | plan.Related():
            return False
        case _:
            return any(map(is_judged_by_relationship, plan.inner_conditions(where)))


def _tested(test: Compare | Exists, *, negated: bool) -> Condition:
    return Not(test) if negated else test


def _param(parameter: Parameter) -> Param:
    return Param(parameter.name)
