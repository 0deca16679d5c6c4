"""Compiles root fields: which branches of the statement each needs, and how their rows become its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField
from graphql.execution import Executor

from api.compiler.analysis import AnalysisShape, compile_analysis
from api.compiler.branches import Branches
from api.compiler.information import InformationShape, compile_information
from api.compiler.paging import Identity
from api.compiler.rows import Rows
from api.compiler.select import Selector
from api.compiler.selecting import Group
from api.compiler.shapes import PageShape, RowShape
from api.compiler.sites import Arguments, Params, Place, place_of
from api.ids import decode_id, label_of
from api.schema.bounds import Bounds
from api.schema.build import ApiSchema
from api.schema.fields import FieldSpec, RootAnalysis, RootInformation, RootNode, RootNodes, RootOne, RootPage
from api.schema.views import is_listed
from graph.errors import BadArguments, PlanBug
from graph.model.registry import Model
from graph.names import normal_form
from graph.query.plan import Branch, ByColumn, ByKey, ByKeys, ByName, CountOf, GroupsOf, Item, NodeColumn, PageOf, Parameter

# How many nodes of one name are read, and named in an AMBIGUOUS_NAME error.
CANDIDATES = Parameter("candidates")
ROOT_CONSTANTS: Params = {CANDIDATES.name: 6}


@dataclass(frozen=True, slots=True)
class RootNothing:
    """A look-up by an id that no label belongs to: null."""


@dataclass(frozen=True, slots=True)
class RootRow:
    """A look-up: the row of a branch, or null.

    Attributes:
        branch: Number of the branch.
        row: Shape of its rows.
        named: Positions of key and name, for a look-up by name, which may find several.
        name: Parameter that holds the name as it was asked for.
    """

    branch: int
    row: RowShape
    named: tuple[int, int] | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class RootRows:
    """Look-ups by several ids: the parameter that holds the keys in their order, and for each label its branch and shape."""

    asked: str
    branches: Mapping[str, tuple[int, RowShape]]


@dataclass(frozen=True, slots=True)
class RootConnection:
    """A list: numbers of the branches of its rows, of its count and of its groups, and its shape."""

    rows: int | None
    total: int | None
    groups: tuple[int, ...]
    page: PageShape


RootValue = RootNothing | RootRow | RootRows | RootConnection | InformationShape | AnalysisShape


def ids_of(arguments: Arguments) -> list[str]:
    """Return the ids among the arguments of `node` or `nodes`."""
    found: list[str] = arguments["ids"] if "ids" in arguments else [arguments["id"]]
    return found


def labels_of_ids(model: Model, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the labels that can be shown among those of the ids, each once, in the model's order; wrong ids have none."""
    found: set[str | None] = set()
    for text in ids:
        try:
            found.add(label_of(model, decode_id(text, "id")))
        except BadArguments:
            continue
    return tuple(item.label for item in model.nodes if item.label in found and is_listed(item))


class RootSelector(Selector):
    """Compiles the root fields of one operation.

    Attributes:
        branches: The branches of the operation's statement.
        follow: The branches of the statement that follows the analyses.
    """

    def __init__(self, schema: ApiSchema, executor: Executor[Any], bounds: Bounds) -> None:
        super().__init__(schema, executor, bounds)
        self.branches = Branches()
        self.follow = Branches()

    def compile_root(self, key: str, declared: GraphQLField, spec: FieldSpec, group: Group) -> RootValue:
        """Compile one root field.

        Raises:
            BadArguments: It has too few or too many arguments.
            GraphQLError: Its arguments cannot be coerced.
            TooWide: It reads too much.
        """
        self.enter(key)
        match spec:
            case RootOne(label=label):
                value = self._one_of(label, declared, group)
            case RootPage(label=label):
                value = self._page_of(label, declared, group)
            case RootNode():
                value = self._node(declared, group)
            case RootNodes():
                value = self._nodes(declared, group)
            case RootInformation():
                value = compile_information(self, group)
            case RootAnalysis():
                value = compile_analysis(self, spec, declared, group)
            case _:
                raise PlanBug(f"{spec} is no field of the root.")
        return value

    def _one_of(self, label: str, declared: GraphQLField, group: Group) -> RootValue:
        place = place_of(declared, group[0])
        given = [name for name in ("id", "key", "name") if self.arguments(place).get(name) is not None]
        field_name = group[0].node.name.value
        if len(given) != 1:
            said = f"{field_name} takes exactly one of id, key and name; {len(given)} were given."
            raise BadArguments(said, hint=f'Write for example {field_name}(name: "…").')
        if given[0] == "name":
            return self._named(label, place, group)
        return self._keyed(label, place, group, given[0])

    def _keyed(self, label: str, place: Place, group: Group, argument: str) -> RootValue:
        key = self.parameter("key")
        self.add_site(place, _bind_key(key.name, argument))
        items, row = self._row(label, group)
        return RootRow(self.branches.add(Branch(ByKey(label, key), items)), row)

    def _named(self, label: str, place: Place, group: Group) -> RootValue:
        rows = Rows((label,))
        self.row_source(rows, group)
        named = rows.outer.position(NodeColumn("key")), rows.outer.position(NodeColumn("name"))
        selection, (row,) = rows.finish()
        self.size(selection.items)
        name = self.parameter("name")
        anchor: ByName | ByColumn = ByColumn(label, "name", name, CANDIDATES)
        form = ""
        if self.schema.model.node(label).entity:
            anchor = ByName(label, self.parameter("form"), CANDIDATES)
            form = anchor.form.name
        self.add_site(place, _bind_name(name.name, form))
        return RootRow(self.branches.add(Branch(anchor, selection.items)), row, named, name.name)

    def _page_of(self, label: str, declared: GraphQLField, group: Group) -> RootValue:
        found = self.connection(Identity((label,)), declared, group)
        rows = total = None
        if found.selection is not None:
            self.size(found.selection.items)
            rows = self.branches.add(Branch(PageOf(label, found.page, found.where), found.selection.items))
        if found.counted:
            total = self.branches.add(Branch(CountOf(label, found.where)))
        groups = tuple(self.branches.add(Branch(GroupsOf(label, found.where, grouping))) for grouping in found.groupings)
        return RootConnection(rows, total, groups, found.shape)

    def _node(self, declared: GraphQLField, group: Group) -> RootValue:
        place = place_of(declared, group[0])
        labels = self._structure(place)
        if labels:
            return self._keyed(labels[0], place, group, "id")
        self.add_site(place, _bind_key(self.parameter("key").name, "id"))
        return RootNothing()

    def _nodes(self, declared: GraphQLField, group: Group) -> RootValue:
        place = place_of(declared, group[0])
        asked = self.parameter("asked").name
        branches: dict[str, tuple[int, RowShape]] = {}
        parameters: dict[str, str] = {}
        for label in self._structure(place):
            keys = self.parameter("keys")
            items, row = self._row(label, group)
            parameters[label] = keys.name
            branches[label] = self.branches.add(Branch(ByKeys(label, keys, redirected=True), items)), row
        self.add_site(place, _bind_keys(self.schema.model, asked, parameters, self.bounds.max_page))
        return RootRows(asked, branches)

    def _structure(self, place: Place) -> tuple[str, ...]:
        def read(arguments: Arguments) -> tuple[str, ...]:
            return labels_of_ids(self.schema.model, ids_of(arguments))

        self.add_structure(place, read, "id", "ids")
        return read(self.arguments(place))

    def _row(self, label: str, group: Group) -> tuple[tuple[Item, ...], RowShape]:
        rows = Rows((label,))
        self.row_source(rows, group)
        selection, (row,) = rows.finish()
        self.size(selection.items)
        return selection.items, row


def _bind_key(key: str, argument: str) -> Callable[[Arguments], Params]:
    def bind(arguments: Arguments) -> Params:
        given = arguments[argument]
        return {key: decode_id(given, argument) if argument == "id" else given}

    return bind


def _bind_name(name: str, form: str) -> Callable[[Arguments], Params]:
    def bind(arguments: Arguments) -> Params:
        given = arguments["name"]
        return {name: given, form: normal_form(given)} if form else {name: given}

    return bind


def _bind_keys(model: Model, asked: str, parameters: Mapping[str, str], most: int) -> Callable[[Arguments], Params]:
    def bind(arguments: Arguments) -> Params:
        given = arguments["ids"]
        if len(given) > most:
            raise BadArguments(f"ids: {len(given)} ids are more than {most}.", hint="Ask in several operations.")
        keys = [decode_id(text, "ids") for text in given]
        of_label = {
            name: [key for key in dict.fromkeys(keys) if label_of(model, key) == label] for label, name in parameters.items()
        }
        return {asked: keys, **of_label}

    return bind
