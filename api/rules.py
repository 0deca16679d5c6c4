"""What a query text may look like under `Limits`: one validation rule, checked in linear time before any other rule works.

    validate(schema, document, (*specified_rules, limit_rule(limits)))

Some standard rules take quadratic time on hostile texts, so a document beyond a limit gets no further checks. Fragments are counted
where they are spread, each definition is walked once, and a circular spread counts as nothing (a standard rule names it). The rule
cannot see how many rows an operation returns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphql import (
    ASTValidationRule,
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionNode,
)
from graphql.validation.validate import ValidationAbortedError

from api.limits import Limits, setting_of
from graph.errors import TooDeep, TooWide

# Sums stop here: n fragments that spread each other twice select 2^n fields, and nobody needs to know how many exactly.
_COUNT_CAP = 10**9
_LIMIT_PARTS = {
    "depth": "nests {value} levels of fields",
    "fields": "selects {value} fields",
    "aliases": "bears {value} aliases",
    "root_fields": "selects {value} fields at its root",
}


@dataclass(slots=True)
class _Counts:
    """What one definition selects; sums are capped."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    root_fields: int = 0


@dataclass(slots=True)
class _Walk:
    """One definition's own selections, and its spreads as (fragment name, level at which it is spread)."""

    own: _Counts = field(default_factory=_Counts)
    spreads: list[tuple[str, int]] = field(default_factory=list)
    directives: int = 0


def limit_rule(limits: Limits) -> type[ASTValidationRule]:
    """Return the validation rule that refuses a document beyond `limits`.

    Its errors bear the code `TOO_DEEP` or `TOO_WIDE` and name the limit, its setting, the value found and the operation or fragment;
    at most `limits.errors` are reported. The last one aborts the validation.
    """

    class LimitRule(ASTValidationRule):
        """Checks one document when the validation enters it."""

        def enter_document(self, node: DocumentNode, *_: object) -> None:
            """Report what is beyond a limit, and abort."""
            errors = limit_errors(node, limits)[: limits.errors]
            for error in errors[:-1]:
                self.report_error(error)
            for error in errors[-1:]:
                raise ValidationAbortedError(error.message, error.nodes, extensions=error.extensions)

    return LimitRule


def limit_errors(document: DocumentNode, limits: Limits) -> list[GraphQLError]:
    """Return an error for each limit that a definition of `document` exceeds; O(selections + spreads)."""
    walks = {id(node): _walk(node) for node in _definitions(document)}
    errors = []
    directives = sum(walk.directives for walk in walks.values())
    if directives > limits.directives:
        said = f"The query text bears {directives} directives, more than {limits.directives} ({setting_of('directives')})."
        errors.append(GraphQLError(said, extensions={"code": TooWide.code}))
    totals = _totals(document, walks)
    for node in _definitions(document):
        counts = totals[id(node)]
        for name, phrase in _LIMIT_PARTS.items():
            value, limit = getattr(counts, name), getattr(limits, name)
            if value > limit:
                said = f"{_title(node)} {phrase.format(value=value)}, more than {limit} ({setting_of(name)})."
                code = TooDeep.code if name == "depth" else TooWide.code
                errors.append(GraphQLError(said, nodes=node, extensions={"code": code}))
    return errors


def _definitions(document: DocumentNode) -> Iterator[ExecutableDefinitionNode]:
    for node in document.definitions:
        if isinstance(node, ExecutableDefinitionNode):
            yield node


def _walk(definition: ExecutableDefinitionNode) -> _Walk:
    """Walk one definition without recursion and without entering fragments; O(selections)."""
    walk = _Walk(directives=len(definition.directives or ()))
    stack: list[tuple[SelectionNode, int]] = [(node, 1) for node in definition.selection_set.selections]
    for variable in definition.variable_definitions or ():
        walk.directives += len(variable.directives or ())
    own = walk.own
    while stack:
        node, level = stack.pop()
        walk.directives += len(node.directives or ())
        if isinstance(node, FragmentSpreadNode):
            walk.spreads.append((node.name.value, level - 1))
            continue
        inner = level
        if isinstance(node, FieldNode):
            inner = level + 1
            own.depth = max(own.depth, level)
            own.fields += 1
            own.aliases += node.alias is not None
            own.root_fields += level == 1
        selection_set = getattr(node, "selection_set", None)
        if selection_set is not None:
            stack.extend((child, inner) for child in selection_set.selections)
    return walk


def _totals(document: DocumentNode, walks: Mapping[int, _Walk]) -> dict[int, _Counts]:
    """Return the counts of every definition with its fragments; each definition is summed once, O(spreads) in all."""
    fragments = {node.name.value: node for node in _definitions(document) if isinstance(node, FragmentDefinitionNode)}
    totals: dict[int, _Counts] = {}
    for root in _definitions(document):
        pending: list[ExecutableDefinitionNode] = [root]
        entered: set[int] = set()
        while pending:
            node = pending[-1]
            if id(node) in totals:
                pending.pop()
                continue
            spreads = walks[id(node)].spreads
            if id(node) not in entered:
                entered.add(id(node))
                below = (fragments[name] for name, _ in spreads if name in fragments)
                pending.extend(item for item in below if id(item) not in totals and id(item) not in entered)
                continue
            pending.pop()
            totals[id(node)] = _sum(walks[id(node)], fragments, totals)
    return totals


def _sum(walk: _Walk, fragments: Mapping[str, FragmentDefinitionNode], totals: Mapping[int, _Counts]) -> _Counts:
    own = walk.own
    result = _Counts(own.depth, own.fields, own.aliases, own.root_fields)
    for name, level in walk.spreads:
        fragment = fragments.get(name)
        below = None if fragment is None else totals.get(id(fragment))
        if below is None:  # an unknown fragment or a circle: standard rules name both
            continue
        result.depth = max(result.depth, level + below.depth)
        result.fields = min(result.fields + below.fields, _COUNT_CAP)
        result.aliases = min(result.aliases + below.aliases, _COUNT_CAP)
        if level == 0:
            result.root_fields = min(result.root_fields + below.root_fields, _COUNT_CAP)
    return result


def _title(node: ExecutableDefinitionNode) -> str:
    kind = "Operation" if isinstance(node, OperationDefinitionNode) else "Fragment"
    return f"{kind} «{node.name.value}»" if node.name is not None else "The operation"
