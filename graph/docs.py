"""The model as a page for people: docs/model.md is exactly what `model_page(MODEL)` returns.

A pure function of the declarations, so that a new label is documented by being declared; it reads no store and no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.model.declarations import ANY_ENTITY, Ends, EnumType, Kind, NodeType, Property, RelationshipType
from graph.model.kinds import columns
from graph.model.nodes import ENTITY_PROPERTIES
from graph.model.registry import Model
from graph.model.relationships import CLAIMED_PROPERTIES

_INTRODUCTION = """\
# The model

Every label, relationship type, property and enumeration, generated from `graph/model` by `make docs`. The store holds them under
the same names; a property key is its GraphQL field name, letter for letter. Properties marked *internal* are stored and not shown.
Where a text has a second column (`issuer`, and `issuerForm`), it holds the normal form, if that differs from the text; filters compare it.
"""

_ANY = "any entity"


def model_page(model: Model) -> str:
    """Return the whole page as Markdown, ending with one newline; equal models give equal text."""
    return "\n".join(_page(model)).rstrip("\n") + "\n"


def _page(model: Model) -> Iterator[str]:
    yield _INTRODUCTION
    yield "## Entities\n\nEach bears these, and its claims as `evidence`:\n"
    yield from _properties(ENTITY_PROPERTIES)
    for declared in model.entities:
        yield from _entity(model, declared)
    yield "## Relationship types\n"
    yield "One relationship per start, type, end and values of the discriminators. Each that claims carry bears these:\n"
    yield from _properties(CLAIMED_PROPERTIES)
    for relationship in model.claimed:
        yield from _relationship(relationship)
    yield "## Bookkeeping\n\nNodes and relationships that bear no claims: the claims themselves, documents, loads, names.\n"
    for declared in model.nodes:
        if not declared.entity:
            yield f"### {declared.label} {declared.zh}\n\n{declared.en}.\n"
            yield from _properties(declared.properties)
    yield from _bookkeeping(model)
    yield "## Enumerations\n"
    for enum in model.enums:
        yield from _enum(enum)


def _entity(model: Model, declared: NodeType) -> Iterator[str]:
    yield f"### {declared.label} {declared.zh}\n"
    yield f"{declared.en}. Query fields: `{declared.singular}`, `{declared.plural}`.\n"
    if declared.properties:
        yield from _properties(declared.properties)
    views = model.fields(declared.label)
    rows = [
        (
            f"`{view.name}`",
            view.type.zh if view.forward else view.type.inverse_zh,
            f"→ `{view.type.type}`" if view.forward else f"← `{view.type.type}`",
            _labels(view.far, everything=tuple(item.label for item in model.entities)),
        )
        for view in views
    ]
    yield from _table(("connection", "中文", "type", "leads to"), rows)


def _relationship(declared: RelationshipType) -> Iterator[str]:
    yield f"### {declared.type} {declared.zh} / {declared.inverse_zh}\n"
    yield f"{declared.en}. Fields: `{declared.field}` from the start, `{declared.inverse}` from the end.\n"
    for ends in declared.ends:
        yield f"- {_ends(ends)}"
    yield ""
    if declared.single:
        yield "A start node has at most one.\n"
    if declared.discriminators:
        yield f"Discriminators: {_codes(declared.discriminators)}.\n"
    if declared.within:
        yield f"A filter `within` follows {_codes(declared.within)} from its end.\n"
    if declared.properties:
        yield from _properties(declared.properties)


def _ends(ends: Ends) -> str:
    return f"{_labels(ends.starts)} → {_labels(ends.ends)}"


def _bookkeeping(model: Model) -> Iterator[str]:
    rows = [
        (f"`{item.type}`", item.zh, "; ".join(_ends(ends) for ends in item.ends), item.en)
        for item in model.relationships
        if not item.entity
    ]
    yield from _table(("type", "中文", "connects", "what"), rows)


def _enum(declared: EnumType) -> Iterator[str]:
    yield f"### {declared.name} {declared.zh}\n\n{declared.en}.\n"
    yield from _table(("value", "中文", "what"), [(f"`{item.name}`", item.zh, item.en) for item in declared.values])


def _properties(properties: Iterable[Property]) -> Iterator[str]:
    rows = [(f"`{item.key}`", item.zh, _kind(item), _stored(item), _meaning(item)) for item in properties]
    yield from _table(("property", "中文", "kind", "stored as", "what"), rows)


def _kind(declared: Property) -> str:
    named = f"`{declared.enum.name}`" if declared.enum is not None else declared.kind.value
    return f"{named}, {declared.unit}" if declared.unit else named


def _stored(declared: Property) -> str:
    if declared.kind is Kind.QUANTITY:
        return _codes([column.name for column in columns(declared)])
    own, *form = columns(declared)
    return f"{own.scalar.value}, and {_codes(column.name for column in form)}" if form else own.scalar.value


def _meaning(declared: Property) -> str:
    notes = [
        ("always there", declared.required),
        ("internal", declared.internal),
        ("computed", declared.derived),
        ("a name for look-ups", declared.is_name),
        ("indexed", declared.indexed),
        ("indexed with the key", declared.ordered),
        (f"`{declared.filter_name}` in a connection's filter", bool(declared.filter_name)),
    ]
    held = ", ".join(note for note, holds in notes if holds)
    return f"{declared.en} ({held})" if held else declared.en


def _labels(labels: Sequence[str], everything: Sequence[str] = (ANY_ENTITY,)) -> str:
    return _ANY if tuple(labels) == tuple(everything) else _codes(labels)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""
