"""What every analysis of the API is made of: a root field, the types of its result, its enumerations, and how arguments are read.

An analysis is a function of a reader and the model. It sends one statement of its own and returns objects that hold keys and figures;
which nodes' fields people selected under them is none of its business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.ids import decode_id, label_of
from api.schema.declarations import ArgumentDeclaration, EnumDeclaration, FieldDeclaration, InputDeclaration, TypeDeclaration
from api.schema.fields import OfAnalysis
from graph.analytics.messages import Lang
from graph.errors import BadArguments, NotFound
from graph.model.registry import Model

# Declared once by the registry, for the `lang` of every analysis.
LANGUAGES = EnumDeclaration("Lang", "语言: Languages of explanations", (("ZH", "中文"), ("EN", "English")))
LANGUAGE = ArgumentDeclaration("lang", "Lang", "Language of explanations; ZH when left out")

EVIDENCE_LABELS = ("Evidence",)


@dataclass(frozen=True, slots=True)
class AnalysisDeclaration:
    """A root field that runs an analysis, with the types, enumerations and inputs that it is the first to need."""

    field: FieldDeclaration
    types: tuple[TypeDeclaration, ...] = ()
    enums: tuple[EnumDeclaration, ...] = ()
    inputs: tuple[InputDeclaration, ...] = ()


def result_field(name: str, type_name: str, description: str, labels: tuple[str, ...] = ()) -> FieldDeclaration:
    """Return a field of an analysis result, held by the attribute of the same name.

    Args:
        name: Field and attribute.
        type_name: Its GraphQL type.
        description: What it says.
        labels: Labels of the nodes whose keys the attribute holds; none where it holds figures, texts or further result objects.
    """
    return FieldDeclaration(name, type_name, description, OfAnalysis(name, labels))


def language_of(arguments: Mapping[str, Any]) -> Lang:
    """Return the language asked for."""
    asked = arguments.get("lang")
    return Lang.ZH if asked is None else Lang[asked.name]


def key_of(model: Model, arguments: Mapping[str, Any], name: str, labels: tuple[str, ...]) -> str:
    """Return the key of the id that an argument gives.

    Raises:
        BadArguments: It is no id, or one of another label.
        NotFound: No label of the model has such ids.
    """
    key = decode_id(arguments[name], name)
    label = label_of(model, key)
    if label is None:
        raise NotFound(f"Nothing has the id {arguments[name]!r}.", hint="Look its id up with a query by name.")
    if label not in labels:
        raise BadArguments(
            f"{name}: {arguments[name]!r} is the id of a {label}.", hint=f"Give the id of a {' or '.join(labels)}."
        )
    return key
