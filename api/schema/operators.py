"""The operators that each kind of value can be compared by, and the input types that offer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.schema.declarations import InputDeclaration, InputFieldDeclaration
from graph.errors import ModelError
from graph.model.declarations import EnumType, Kind, Property
from graph.model.registry import Model

ID_FILTER, NAME_FILTER, LABEL_FILTER, INT_FILTER = "IDFilter", "NameFilter", "LabelFilter", "IntFilter"

_ORDERED = ("gt", "gte", "lt", "lte")
_MATCHED = ("contains", "startsWith", "endsWith")

# Filter -> GraphQL type of its operands, and its operators; `in` takes a list of them, `isNull` a Boolean.
_FILTERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    ID_FILTER: ("ID", ("eq", "ne", "in")),
    NAME_FILTER: ("String", ("eq", "ne", "in", *_MATCHED, *_ORDERED)),
    LABEL_FILTER: ("Label", ("eq", "ne", "in")),
    "TextFilter": ("String", ("eq", "ne", "in", *_MATCHED, *_ORDERED, "isNull")),
    "TextListFilter": ("String", ("eq", "ne", "in", *_MATCHED, "isNull")),
    INT_FILTER: ("Int", ("eq", "ne", "in", *_ORDERED, "isNull")),
    "YuanFilter": ("Yuan", ("eq", "ne", "in", *_ORDERED, "isNull")),
    "QuantityFilter": ("Float", ("eq", "ne", *_ORDERED, "unit", "isNull")),
    "DateFilter": ("PartialDate", ("eq", "ne", "in", *_ORDERED, "startsWith", "isNull")),
}
_OF_KIND: Mapping[Kind, str] = {
    Kind.TEXT: "TextFilter",
    Kind.TEXT_LIST: "TextListFilter",
    Kind.INTEGER: INT_FILTER,
    Kind.YUAN: "YuanFilter",
    Kind.QUANTITY: "QuantityFilter",
    Kind.PARTIAL_DATE: "DateFilter",
}
_DESCRIPTIONS = {
    NAME_FILTER: "名称: Names in any printing; gt, gte, lt and lte by pinyin",
    "TextFilter": "文本: Texts in any printing",
    "TextListFilter": "文本列表: True when one of the texts passes; `ne` when none is equal",
    "QuantityFilter": "数量: The number, of quantities in `unit` when it is given",
    "DateFilter": "日期: 2013 stands before 2013-01; startsWith 2013 finds the whole year",
    INT_FILTER: "数值: `eq: null` is without a value; an operator left out asks for nothing",
}


def filter_of(declared: Property) -> str:
    """Return the name of the filter of a property.

    Raises:
        ModelError: Nothing compares values of its kind.
    """
    if declared.enum is not None:
        return f"{declared.enum.name}Filter"
    if declared.kind not in _OF_KIND:
        raise ModelError(
            f"{declared.key} is {declared.kind.value}, which no filter compares.", hint="Make the property internal."
        )
    return _OF_KIND[declared.kind]


def operator_inputs(model: Model, used: frozenset[str]) -> Iterator[InputDeclaration]:
    """Yield the filters that some `where` uses: those of kinds, then those of enumerations in the model's order."""
    for name, (operand, operators) in _FILTERS.items():
        if name in used:
            yield _input(name, operand, operators)
    for enum in model.enums:
        if _of_enum(enum) in used:
            yield _input(_of_enum(enum), enum.name, ("eq", "ne", "in", "isNull"))


def _of_enum(enum: EnumType) -> str:
    return f"{enum.name}Filter"


def _input(name: str, operand: str, operators: tuple[str, ...]) -> InputDeclaration:
    types = {"in": f"[{operand}!]", "isNull": "Boolean", "unit": "String"}
    fields = tuple(InputFieldDeclaration(operator, types.get(operator, operand)) for operator in operators)
    return InputDeclaration(name, _DESCRIPTIONS.get(name, ""), fields)
