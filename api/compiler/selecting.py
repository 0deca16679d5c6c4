"""What compiling a selection needs all along: the schema, graphql-core's field collection, parameter sites, and bounds."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from graphql import GraphQLField, GraphQLNonNull, GraphQLObjectType
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetails

from api.compiler.shapes import Member, Value
from api.compiler.sites import Arguments, Params, Place, Site, StructureSite
from api.schema.bounds import Bounds
from api.schema.build import ApiSchema
from api.schema.fields import FieldSpec
from api.schema.nodes import MOST_EVIDENCE
from graph.errors import PlanBug, TooWide
from graph.query.plan import FLOOR, Item, Parameter, inner_items

Group = list[FieldDetails]
ValueOf = Callable[[GraphQLField, FieldSpec, Group], Value]
T = TypeVar("T")

ONE = Parameter("one")
MOST = Parameter("mostEvidence")
CONSTANTS: Params = {ONE.name: 1, MOST.name: MOST_EVIDENCE, FLOOR.name: ""}

# How many items a plan may have; the text of 5,000 is about 200 KB, and no page of an explorer needs a tenth of it.
MOST_ITEMS = 5_000


class Selecting:
    """The state of compiling one operation.

    Attributes:
        schema: What the fields mean.
        bounds: How much one list may take.
        sites: The sites found so far.
        structures: Arguments whose values decide the plan.
        root: Response key of the root field that is being compiled.
    """

    def __init__(self, schema: ApiSchema, executor: Executor[Any], bounds: Bounds) -> None:
        self.schema = schema
        self.bounds = bounds
        self.sites: list[Site] = []
        self.structures: list[StructureSite] = []
        self.root = ""
        self._executor = executor
        self._numbers: dict[str, int] = {}
        self._known: dict[object, object] = {}
        self._sizes: dict[int, tuple[Item, int]] = {}

    def enter(self, root: str) -> None:
        """Begin with another root field; its sites and lists are its own, so that its errors are."""
        self.root = root
        self._known = {}

    def collect(self, declared: GraphQLObjectType, group: Group) -> dict[str, Group]:
        """Return the fields selected of an object type below a collected field, by response key, in order."""
        return self._executor.collect_subfields(declared, group).grouped_field_set

    def object_type(self, name: str) -> GraphQLObjectType:
        """Return an object type of the schema."""
        found = self.schema.core.type_map[name]
        if not isinstance(found, GraphQLObjectType):
            raise PlanBug(f"{name} is no object type.")
        return found

    def members(self, declared: GraphQLObjectType, group: Group, value_of: ValueOf, type_name: Value) -> tuple[Member, ...]:
        """Return a member for each response key selected of an object type.

        Args:
            declared: The object type.
            group: The collected field whose selections are compiled.
            value_of: Compiles one field.
            type_name: What `__typename` is answered with.
        """
        members = []
        for key, inner in self.collect(declared, group).items():
            name, nodes = inner[0].node.name.value, tuple(details.node for details in inner)
            if name == "__typename":
                members.append(Member(key, name, type_name, nullable=False, nodes=nodes))
                continue
            field = declared.fields[name]
            value = value_of(field, self.schema.specs[declared.name, name], inner)
            members.append(Member(key, name, value, not isinstance(field.type, GraphQLNonNull), nodes))
        return tuple(members)

    def parameter(self, prefix: str) -> Parameter:
        """Return a parameter of the statement that no other site has."""
        number = self._numbers.get(prefix, 0)
        self._numbers[prefix] = number + 1
        return Parameter(f"{prefix}{number}")

    def arguments(self, place: Place) -> Arguments:
        """Return the arguments of a place in the run that is compiled."""
        return place.arguments(self._executor.variable_values)

    def add_site(self, place: Place, bind: Callable[[Arguments], Params]) -> None:
        """Remember a site of the current root field."""
        self.sites.append(Site(self.root, place, bind))

    def add_structure(self, place: Place, read: Callable[[Arguments], Hashable], *names: str) -> None:
        """Remember that the arguments of these names decide the plan by what `read` returns of them, where variables stand in them."""
        if place.varies(*names):
            self.structures.append(StructureSite(place, read, read(self.arguments(place))))

    def once(self, what: object, group: Group, make: Callable[[], T]) -> T:
        """Return what was made of the same fields of the document before, or make it.

        The fields of an interface are collected for each of its types, and fragments stand in several places; without this a
        selection nested n deep would be compiled 17 to the power of n times.
        """
        key = (what, *((id(details.node), id(details.fragment_variable_values)) for details in group))
        if key not in self._known:
            self._known[key] = make()
        return cast("T", self._known[key])

    def sized(self, item: Item) -> Item:
        """Return the item.

        Raises:
            TooWide: More items than a plan may have stand below it.
        """
        self._sizes[id(item)] = (item, self.size(inner_items(item)))
        return item

    def size(self, items: tuple[Item, ...]) -> int:
        """Return how many items a plan of these has.

        Raises:
            TooWide: More than it may have.
        """
        total = 1 + sum(self._sizes[id(item)][1] if id(item) in self._sizes else 1 for item in items)
        if total > MOST_ITEMS:
            raise TooWide(f"The selection reads more than {MOST_ITEMS} fields and lists.", hint="Ask in several operations.")
        return total
