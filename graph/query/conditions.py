"""Conditions of a read plan: which nodes of a list count, judged by the node and by the relationship that led to it.

A condition is true, false or unknown, as in SQL and Cypher: comparing a value that is not there is unknown, `Negation` of unknown is
unknown, `Every` is false as soon as one part is and else unknown as soon as one part is, `Either` the other way round. A node counts only
when its condition is true. Quantifiers, counts and labels are never unknown: inside `ALL`, an unknown condition does not pass.

    projects with an undertaker in the place, above an amount

    Every((
        Compared(NodeColumn("investment"), Operator.GT, Parameter("value0")),
        Related(Quantifier.SOME, "UNDERTAKES", forward=False, far=("Enterprise",), where=Within("LOCATED_IN", …, Parameter("key0"))),
    ))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, unique

from graph.query.columns import NodeColumn, Parameter, RelationshipColumn


@unique
class Operator(Enum):
    """How a column is compared with a parameter.

    Texts go by code points on the embedded engine and by UTF-16 code units on Neo4j, which differ only where a character beyond U+FFFF
    meets one from U+E000 on; in normal forms and sort keys hardly any of the latter is left.
    """

    EQ = "="
    NE = "<>"
    IN = "IN"
    GT = ">"
    GTE = ">="
    LT = "<"
    LTE = "<="
    CONTAINS = "CONTAINS"
    STARTS_WITH = "STARTS WITH"
    ENDS_WITH = "ENDS WITH"


@unique
class Quantifier(Enum):
    """How many of the nodes that a relationship type leads to must pass; one node counts once a relationship."""

    SOME = "some"
    ALL = "all"
    NONE = "none"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Compared:
    """A column's value compared with a parameter (a list for IN); unknown without a value.

    Attributes:
        subject: The column.
        operator: The comparison.
        value: What it is compared with.
        folded: The parameter is in normal form (`graph.names.normal_form`), and the column's normal form is compared: the column
            `<column>Form` where the store has one, since it keeps a form only where it differs from the value.
    """

    subject: NodeColumn | RelationshipColumn
    operator: Operator
    value: Parameter
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether an element of a list column passes the comparison (EQ, IN, CONTAINS, STARTS_WITH, ENDS_WITH).

    False of an empty list, unknown without a list.
    """

    subject: NodeColumn
    operator: Operator
    value: Parameter


@dataclass(frozen=True, slots=True)
class Named:
    """Whether one of the node's names (name, aliases, full name), in normal form, passes the comparison; never unknown.

    The operator is EQ, IN, CONTAINS, STARTS_WITH or ENDS_WITH, the parameter a normal form or a list of them.
    """

    operator: Operator
    value: Parameter


@dataclass(frozen=True, slots=True)
class Missing:
    """Whether the column's having no value is what the parameter (a boolean) says; never unknown."""

    subject: NodeColumn | RelationshipColumn
    value: Parameter


@dataclass(frozen=True, slots=True)
class LabelIs:
    """Whether the node's label passes the comparison (EQ, NE, IN)."""

    operator: Operator
    value: Parameter


@dataclass(frozen=True, slots=True)
class OfLabel:
    """Whether the node has the label and passes the condition; false for a node of another label."""

    label: str
    where: Condition | None


@dataclass(frozen=True, slots=True)
class Related:
    """Whether the quantifier holds of the nodes that the relationships lead to; without a condition every one of them passes.

    SOME and SINGLE of none are false, ALL and NONE of none are true. `far` are the labels at the other end.
    """

    quantifier: Quantifier
    type: str
    forward: bool
    far: tuple[str, ...]
    where: Condition | None


@dataclass(frozen=True, slots=True)
class RelatedCount:
    """Whether the number of relationships passes the comparison (EQ, NE, IN, GT, GTE, LT, LTE)."""

    type: str
    forward: bool
    operator: Operator
    value: Parameter


@dataclass(frozen=True, slots=True)
class Within:
    """Whether the relationship type leads to the node with the key, or to one that `inside` types lead on to it, to any depth.

    The depth is bounded by `graph.query.conditions.MOST_LEVELS`.
    """

    type: str
    inside: tuple[str, ...]
    key: Parameter


@dataclass(frozen=True, slots=True)
class Every:
    """Whether all parts are true; true without parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Whether a part is true; false without parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite; unknown of unknown."""

    part: Condition


Condition = (
    Compared | Holds | Named | Missing | LabelIs | OfLabel | Related | RelatedCount | Within | Every | Either | Negation
)  # fmt: skip

# How many levels of containment `Within` follows. Source: China's administrative levels (province, prefecture, county, township, village),
# and a park inside a park inside a zone.
MOST_LEVELS = 8


def inner_conditions(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside a condition."""
    match condition:
        case Every(parts=parts) | Either(parts=parts):
            return parts
        case Negation(part=part):
            return (part,)
        case Related(where=where) | OfLabel(where=where):
            return () if where is None else (where,)
        case _:
            return ()


def condition_parameters(condition: Condition | None) -> Iterator[Parameter]:
    """Yield the parameters of a condition and of all inside it, in the order in which they are written."""
    match condition:
        case None:
            return
        case Compared(value=value) | Holds(value=value) | Named(value=value) | Missing(value=value):
            yield value
        case LabelIs(value=value) | RelatedCount(value=value) | Within(key=value):
            yield value
        case _:
            for inner in inner_conditions(condition):
                yield from condition_parameters(inner)
