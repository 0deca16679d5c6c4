"""The shape of a response: which field takes its value from where in a positional row.

A shape is the second half of a compiled selection; the first is the read plan, whose items it counts. `api.compiler.generate` turns a
shape into code, `api.compiler.complete` reads it value by value; both give the same response for rows without faults.

    projects { nodes { name capacity { text } } }      rows [name, capacityText]

    PageShape(rows=0, …, members=(nodes → RowShape(variants=(Variant(object=ObjectShape("Project", (
        name → Leaf(0, TEXT), capacity → Inner(present=1, object=ObjectShape("Quantity", (text → Leaf(1, TEXT),)))))),)),))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, unique

from graphql import FieldNode


@unique
class Check(Enum):
    """What a stored value must be for a field to be answered with it as it is."""

    TEXT = "String"
    TEXTS = "[String!]"
    INTEGER = "Int"
    FLOAT = "Float"
    BOOLEAN = "Boolean"
    YUAN = "Yuan"
    ENUM = "enum"


@dataclass(frozen=True, slots=True)
class Constant:
    """A text that the selection alone decides: `__typename` of an object type."""

    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Null: a property that the relationships of this list do not have."""


@dataclass(frozen=True, slots=True)
class TypeName:
    """`__typename` of an abstract type: the row's label."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of the row; `type` names the scalar or enumeration, `names` are the enumeration's values."""

    position: int
    check: Check
    type: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GlobalId:
    """The id made from the key at a position."""

    position: int


@dataclass(frozen=True, slots=True)
class EdgeCursor:
    """The cursor of a row.

    Attributes:
        digest: Parameter of the run that holds what the list's cursors are bound to.
        key: Position of the node's key.
        relationship_id: Position of the relationship's id, where one node may stand several times.
        values: Positions of the values of the order's terms.
    """

    digest: str
    key: int
    relationship_id: int | None
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inner:
    """An object made from the same row; null when the row holds null at `present`."""

    object: ObjectShape
    present: int | None = None


@dataclass(frozen=True, slots=True)
class SameRow:
    """A node made from the same row: an edge's `node`."""

    row: RowShape


@dataclass(frozen=True, slots=True)
class Many:
    """A list of objects, one a row of the list at a position."""

    position: int
    row: RowShape


@dataclass(frozen=True, slots=True)
class One:
    """The object of the first row of the list at a position; null when there is none."""

    position: int
    row: RowShape


@dataclass(frozen=True, slots=True)
class ConnectionValue:
    """A connection over the list at a position, the count at another (None for one that was not selected), and its groups at others."""

    rows: int | None
    total: int | None
    groups: tuple[int, ...]
    page: PageShape


@dataclass(frozen=True, slots=True)
class PageNodes:
    """`nodes` of a connection."""

    row: RowShape


@dataclass(frozen=True, slots=True)
class PageEdges:
    """`edges` of a connection."""

    object: ObjectShape


@dataclass(frozen=True, slots=True)
class Pending:
    """A value whose row shape is not known yet; no part of a finished shape."""

    number: int
    kind: type[PageNodes | SameRow]


@dataclass(frozen=True, slots=True)
class PageTotal:
    """`totalCount` of a connection."""


@dataclass(frozen=True, slots=True)
class PageGroups:
    """`aggregate` of a connection: one object a row of its groups of that number."""

    number: int
    object: ObjectShape


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A field of a group; see `graph.query.groups.Grouping` for the row."""

    what: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    """`pageInfo` of a connection."""

    object: ObjectShape


@dataclass(frozen=True, slots=True)
class PageFact:
    """A field of `pageInfo`."""

    what: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known without the graph, or by the place where it stands: a version, a count's name."""

    name: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Named counts, each from a branch of its own."""

    branches: tuple[tuple[str, int], ...]
    object: ObjectShape


@dataclass(frozen=True, slots=True)
class BranchRows:
    """A list of objects, one a row of a branch."""

    branch: int
    row: RowShape


@dataclass(frozen=True, slots=True)
class Attribute:
    """A figure or name of an analysis result, or a list of them."""

    name: str
    leaf: Leaf
    many: bool


@dataclass(frozen=True, slots=True)
class AttributeObject:
    """A part of an analysis result, or a list of them."""

    name: str
    object: ObjectShape
    many: bool


@dataclass(frozen=True, slots=True)
class AttributeNodes:
    """The node whose key an analysis result holds, or a list of them: for each label the branch that reads it, and its shape."""

    name: str
    branches: tuple[tuple[str, int, RowShape], ...]
    many: bool


Value = (
    Constant
    | Nothing
    | TypeName
    | Leaf
    | GlobalId
    | EdgeCursor
    | Inner
    | SameRow
    | Many
    | One
    | ConnectionValue
    | PageNodes
    | PageEdges
    | PageTotal
    | PageGroups
    | GroupFact
    | PageInfo
    | PageFact
    | Pending
    | Fact
    | Counts
    | BranchRows
    | Attribute
    | AttributeObject
    | AttributeNodes
)


@dataclass(frozen=True, slots=True)
class Member:
    """One response key of an object.

    Attributes:
        key: Response key: the alias, or the field's name.
        name: The field's name.
        value: Where its value comes from.
        nullable: Whether null is an answer.
        nodes: Where it stands in the document, for errors; no part of what makes two members equal.
    """

    key: str
    name: str
    value: Value
    nullable: bool
    nodes: tuple[FieldNode, ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """An object: its type ("" when the row's label names it) and its members in the order of the response."""

    type: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """What is made of rows of some labels; `inner` is the position of their own list in the row, and `width` its length."""

    labels: tuple[str, ...]
    object: ObjectShape
    inner: int | None = None
    width: int = 0


@dataclass(frozen=True, slots=True)
class RowShape:
    """What is made of one row.

    Attributes:
        width: Length of the row.
        label: Position of the row's label; None when there is one type only, whose members count positions in the row. With a label,
            members count positions in the variant's inner list.
        variants: One for each set of labels that are answered alike.
    """

    width: int
    label: int | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class PageShape:
    """A connection.

    Attributes:
        object: Members of the connection.
        width: Length of a row; 0 when no rows are read.
        limit: Name of the parameter that holds one more than the page's size.
        after: Whether the page stands behind a cursor.
        before: Whether it stands in front of one.
        backward: Whether its rows come in reverse.
        cursor: What makes a row's cursor, when `pageInfo` needs it.
    """

    object: ObjectShape
    width: int
    limit: str
    after: bool
    before: bool
    backward: bool
    cursor: EdgeCursor | None
