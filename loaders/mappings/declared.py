"""A mapping: one YAML file that declares a list's columns, and what each becomes in the graph.

    name: outside-firms                       also the first part of the names of its lists
    title: {zh: …, en: …}                     about: the same, one paragraph
    label: Enterprise                         what a row is about
    claim: 据{origin}，有一家企业名为{name}。    the sentence that a row's own thing gets
    columns:
      - key: products                         the English header; `headers` has the Chinese ones, the first of them in templates
        headers: [产品]
        relationship: {type: PRODUCES, labels: [Product], many: true, unknown: add}
        claim: 据{origin}，{name}生产{value}。

A column is a role (`name`, `origin`, `as_of`), a property of the label, or a relationship to named things; nothing else.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from enum import Enum, unique
from functools import cached_property
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from graph.model.declarations import Property, RelationshipType
from graph.model.registry import Model
from graph.names import normal_form
from loaders.issues import Findings, Place, nearest
from loaders.mappings.parsers import PARSERS

# What a template may name: the row's thing, the cell's text, and who publishes it.
_ROW_WORDS, _CELL_WORDS = frozenset({"name", "origin"}), frozenset({"name", "value", "origin"})
_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@unique
class Unknown(Enum):
    """What becomes of a name that the graph does not have.

    ADD makes a new thing of the first label; LABELLED makes one when the cell names the label (`园区:…`), and else is an error; REFUSE
    is an error.
    """

    ADD = "add"
    LABELLED = "labelled"
    REFUSE = "refuse"


def _template(text: str) -> str:
    for _, word, form, conversion in string.Formatter().parse(text):
        if word is not None and (word not in _CELL_WORDS or form or conversion):
            raise ValueError(f"{{{word}}} is none of {', '.join(f'{{{known}}}' for known in sorted(_CELL_WORDS))}")
    return text


Template = Annotated[str, AfterValidator(_template)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Bilingual(_Strict):
    """One text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Relation(_Strict):
    """A relationship to things that a cell names.

    Attributes:
        type: Relationship type.
        direction: `out` leads from the row's thing to the named one, `in` the other way.
        labels: Labels that the named things may have.
        many: Whether a cell lists several, separated by ； 、 or ，.
        unknown: What becomes of a name that the graph does not have.
    """

    type: str
    direction: Literal["out", "in"] = "out"
    labels: list[str] = Field(min_length=1)
    many: bool = False
    unknown: Annotated[Unknown, Field(strict=False)]


class Column(_Strict):
    """One column.

    Attributes:
        key: English header, and the column's name in the mapping.
        headers: Chinese headers that are accepted; the first stands in templates.
        about: What to write into a cell.
        example: A cell of an example.
        required: Whether the column must be there and no cell of it empty.
        role: `name` of the row's thing, `origin` (who publishes the row's facts), `as_of` (when they held).
        states: Property of the mapping's label that the cell states; `property` in the file.
        parser: A reader of cells beside that of the property's kind; "" for none.
        relationship: Relationship that the cell states.
        claim: Sentence that the column's claims get; every column but the roles has one.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    headers: list[Annotated[str, Field(min_length=1)]] = Field(min_length=1)
    about: Bilingual
    example: str = ""
    required: bool = False
    role: Literal["name", "origin", "as_of"] | None = None
    states: str | None = Field(default=None, alias="property")
    parser: str = ""
    relationship: Relation | None = None
    claim: Template = ""

    @property
    def all_headers(self) -> tuple[str, ...]:
        """Every header that means the column, the template's first."""
        return (*self.headers, self.key)


class Mapping(_Strict):
    """What a mapping's file says; `check_mapping` compares it with the model."""

    name: str = Field(pattern=_NAME)
    title: Bilingual
    about: Bilingual
    label: str
    claim: Template = Field(min_length=1)
    columns: list[Column] = Field(min_length=1)

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """Normal form of every header -> its column."""
        return {normal_form(header): column for column in self.columns for header in column.all_headers}

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns that a list must have."""
        return tuple(column for column in self.columns if column.required)

    def with_role(self, role: str) -> Column | None:
        """Return the column of a role."""
        return next((column for column in self.columns if column.role == role), None)


def read_mapping(file: str, data: bytes, model: Model) -> Mapping:
    """Read and check a mapping.

    Args:
        file: Name of the file, for messages.
        data: Its bytes, UTF-8.
        model: The declarations that it must fit.

    Raises:
        RecordErrors: Anything in it is wrong; every place is named.
    """
    findings = Findings(file)
    mapping = _parsed(file, data, findings)
    if mapping is not None:
        check_mapping(mapping, model, file, findings)
    findings.raise_errors()
    assert mapping is not None  # noqa: S101 - without one there is an error
    return mapping


def _parsed(file: str, data: bytes, findings: Findings) -> Mapping | None:
    try:
        return Mapping.model_validate(yaml.safe_load(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        findings.error(Place(file), "The file is not UTF-8.", "Save it as UTF-8.")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        findings.error(Place(file, mark.line + 1 if mark else 0), f"The file is no YAML: {getattr(error, 'problem', error)}.")
    except ValidationError as error:
        for item in error.errors():
            findings.error(Place(file, 0, ".".join(map(str, item["loc"]))), f"{item['msg']}.")
    return None


def check_mapping(mapping: Mapping, model: Model, file: str, findings: Findings) -> None:
    """Report what of a mapping does not fit the model, or itself.

    Args:
        mapping: The mapping.
        model: The declarations.
        file: Name of its file, for messages.
        findings: Takes every wrong place.
    """

    def wrong(where: str, message: str, hint: str = "") -> None:
        findings.error(Place(file, 0, where), message, hint)

    labels = [item.label for item in model.entities]
    if mapping.label not in labels:
        wrong("label", f"{mapping.label!r} is no label of things.", nearest(mapping.label, labels))
        return
    for message in _header_errors(mapping):
        wrong("columns", message)
    for word in sorted(_words(mapping.claim) - _ROW_WORDS):
        wrong("claim", f"The sentence of a row has no {{{word}}}.")
    for role, must_be in (("name", True), ("origin", True), ("as_of", False)):
        count = sum(column.role == role for column in mapping.columns)
        if count > 1 or (must_be and not count):
            wrong("columns", f"{count} columns have the role {role!r}; there is one.")
    for column in mapping.columns:
        for name, message, hint in _column_errors(column, mapping.label, model):
            wrong(f"columns.{column.key}{name}", message, hint)


def _header_errors(mapping: Mapping) -> Iterator[str]:
    forms = [(normal_form(header), header) for column in mapping.columns for header in column.all_headers]
    for at, (form, header) in enumerate(forms):
        if form in (held for held, _ in forms[:at]):
            yield f"Two columns have the header {header!r}."


def _column_errors(column: Column, label: str, model: Model) -> Iterator[tuple[str, str, str]]:
    kinds = [kind for kind in (column.role, column.states, column.relationship) if kind is not None]
    if len(kinds) != 1:
        yield "", "A column has one of role, property and relationship.", ""
        return
    if column.role in ("name", "origin") and not column.required:
        yield ".required", f"A column of the role {column.role!r} is required.", ""
    if column.role is None and not {"name", "value"} <= _words(column.claim):
        yield ".claim", "The sentence of a column's claims names {name} and {value}.", ""
    if column.parser and (column.states is None or column.parser not in PARSERS):
        yield ".parser", f"There is no parser {column.parser!r} here.", f"For properties there are {', '.join(PARSERS)}."
    if column.states is not None and column.states not in (known := properties_of(label, model)):
        yield ".property", f"{label} states no property {column.states!r}.", nearest(column.states, known)
    if column.relationship is not None:
        yield from _relation_errors(column.relationship, label, model)


def _relation_errors(relation: Relation, label: str, model: Model) -> Iterator[tuple[str, str, str]]:
    types = {item.type: item for item in model.claimed}
    declared = types.get(relation.type)
    if declared is None:
        yield ".relationship.type", f"The model has no {relation.type!r}.", nearest(relation.type, types)
        return
    far_labels = _far_labels(declared, label, relation.direction, model)
    for far in relation.labels:
        if far not in far_labels:
            hint = f"There it meets {', '.join(sorted(far_labels))}." if far_labels else ""
            yield ".relationship.labels", f"{relation.type} does not connect {label} with {far!r} this way.", hint


def _far_labels(declared: RelationshipType, label: str, direction: str, model: Model) -> set[str]:
    pairs = model.pairs(declared)
    return {end for start, end in pairs if start == label} if direction == "out" else {s for s, end in pairs if end == label}


def properties_of(label: str, model: Model) -> dict[str, Property]:
    """Return the properties of a label that a list may state, by key."""
    return {item.key: item for item in model.node(label).properties if not item.derived and not item.internal}


def _words(template: str) -> set[str]:
    return {word for _, word, _, _ in string.Formatter().parse(template) if word is not None}
