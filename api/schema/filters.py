"""What a `where` may name, derived from the model: for each listed type its fields, what each of them means, and the input types.

    filters(MODEL)["Project"]["investment"]     -> OnProperty(Property("investment", Kind.YUAN, …))
    filters(MODEL)["Segment"]["state"]          -> OnRelationship((("OCCUPIES", Property("state", …)),))

Properties of relationship types stand in the one input of the type that they lead to; in which place which of them may stand, the
compiler decides, since a type of its own for each place would make the schema twice as heavy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.schema.declarations import InputDeclaration, InputFieldDeclaration
from api.schema.operators import ID_FILTER, INT_FILTER, LABEL_FILTER, NAME_FILTER, filter_of
from api.schema.views import ENTITY, far_type, listed_types, pascal, relationship_fields, relationship_properties
from graph.errors import ModelError
from graph.model.declarations import Property
from graph.model.nodes import ENTITY_PROPERTIES
from graph.model.registry import Model, RelationshipField


@dataclass(frozen=True, slots=True)
class OnId:
    """The node's id."""


@dataclass(frozen=True, slots=True)
class OnKey:
    """The node's key, letter for letter."""


@dataclass(frozen=True, slots=True)
class OnName:
    """Any of the node's names."""


@dataclass(frozen=True, slots=True)
class OnLabel:
    """The node's label."""


@dataclass(frozen=True, slots=True)
class OnProperty:
    """A property of the node."""

    declared: Property


@dataclass(frozen=True, slots=True)
class OnRelationship:
    """A property of the relationship that led to the node; by relationship type, since several may have one of that name."""

    by_type: tuple[tuple[str, Property], ...]


@dataclass(frozen=True, slots=True)
class OnRelated:
    """The nodes that a relationship type leads to.

    Attributes:
        type: The relationship type.
        forward: Whether it starts at the node.
        far: Labels at its other end.
        quantifier: The input type that says how many of them must pass.
        within: Types that the filter of that name follows on; none where there is no such filter.
    """

    type: str
    forward: bool
    far: tuple[str, ...]
    quantifier: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnMember:
    """The filter of one label, where nodes of several may stand."""

    label: str


FilterSpec = OnId | OnKey | OnName | OnLabel | OnProperty | OnRelationship | OnRelated | OnMember
Filters = Mapping[str, Mapping[str, FilterSpec]]

COMBINATIONS = ("and", "or", "not")


def where_type(of: str) -> str:
    """Return the name of the filter of a listed type."""
    return f"{of}Where"


def filters(model: Model) -> Filters:
    """Return what each field of each type's filter means, in the order in which they are shown.

    Raises:
        ModelError: Two fields of one filter have one name.
    """
    return {of: _of_type(model, of) for of in listed_types(model)}


def filter_inputs(found: Filters) -> Iterator[InputDeclaration]:
    """Yield the filter of each listed type, then the quantifiers of the types to which relationships lead."""
    for of, fields in found.items():
        where = where_type(of)
        combined = (
            InputFieldDeclaration("and", f"[{where}!]"), InputFieldDeclaration("or", f"[{where}!]"), InputFieldDeclaration("not", where),
        )  # fmt: skip
        yield InputDeclaration(where, "", (*combined, *(_field(name, spec) for name, spec in fields.items())))
    quantified = {spec.quantifier: spec for fields in found.values() for spec in fields.values() if isinstance(spec, OnRelated)}
    for name, spec in sorted(quantified.items()):
        where = where_type(far_type(spec.far))
        each = tuple(InputFieldDeclaration(word, where) for word in ("some", "all", "none", "single"))
        inside = (InputFieldDeclaration("within", "ID", "In the place, or in what lies in it"),) if spec.within else ()
        yield InputDeclaration(name, "", (*each, InputFieldDeclaration("count", INT_FILTER), *inside))


def _of_type(model: Model, of: str) -> dict[str, FilterSpec]:
    fields: list[tuple[str, FilterSpec]] = [("id", OnId())]
    if of == ENTITY:
        fields += [(item.key, _on_property(item)) for item in ENTITY_PROPERTIES if not item.internal]
        fields += [("label", OnLabel())]
        fields += [(item.singular, OnMember(item.label)) for item in model.entities]
    else:
        fields += [
            (item.key, _on_property(item, entity=model.node(of).entity)) for item in model.properties(of) if not item.internal
        ]
    fields += [(view.name, _related(view)) for view in relationship_fields(model, of)]
    fields += [
        (item.name, OnRelationship(item.by_type)) for item in relationship_properties(model, of, where_type(of), filtered=True)
    ]
    names = [*COMBINATIONS, *(name for name, _ in fields)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ModelError(f"The filter {where_type(of)} has two fields of one name: {twice}.")
    return dict(fields)


def _on_property(declared: Property, *, entity: bool = True) -> FilterSpec:
    if declared.key == "key":
        return OnKey()
    return OnName() if entity and declared.key == "name" else OnProperty(declared)


def _related(view: RelationshipField) -> OnRelated:
    within = view.type.within if view.forward else ()
    own = pascal(view.type) if within else ""
    return OnRelated(view.type.type, view.forward, view.far, f"{far_type(view.far)}{own}Quantifier", within)


def _field(name: str, spec: FilterSpec) -> InputFieldDeclaration:  # noqa: PLR0911  one return a kind of field
    match spec:
        case OnId():
            return InputFieldDeclaration(name, ID_FILTER)
        case OnKey() | OnName():
            return InputFieldDeclaration(name, NAME_FILTER)
        case OnLabel():
            return InputFieldDeclaration(name, LABEL_FILTER)
        case OnProperty(declared=declared):
            return InputFieldDeclaration(name, filter_of(declared))
        case OnRelationship(by_type=by_type):
            types = ", ".join(type_name for type_name, _ in by_type)
            return InputFieldDeclaration(name, filter_of(by_type[0][1]), types)
        case OnRelated(quantifier=quantifier):
            return InputFieldDeclaration(name, quantifier)
        case OnMember(label=label):
            return InputFieldDeclaration(name, where_type(label))
