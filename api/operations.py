"""One bounded cache of everything that a query text decides: its document, what validation says, and compiled plans.

A text is parsed and validated once, and compiled once for each structure of its variables: the values of those that @skip and @include
read, what of the others is there and what is null, the labels of ids by which a node of any type is looked up, and the fields and
directions of orders and groups. No other scalar is part of that.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)

from api.compiler.compiled import Compiled
from api.errors import PARSE_FAILED, VALIDATION_FAILED, request_error
from graph.errors import Forbidden, TooDeep, TooWide

# How many structures of one operation are kept; an explorer's operation has two or three.
MOST_PLANS = 32

# How much query text is kept at most, in characters: a document takes about 80 times its text, so this bounds it at about 80 MB.
MOST_CHARACTERS = 1_000_000

_TOKENS_MESSAGE = "tokens. Parsing aborted"
_COMMENTS_MESSAGE = "comments. Parsing aborted"
_NESTED_MESSAGE = "nested too deeply"


@dataclass(slots=True)
class Operation:
    """A query text with what is known of it.

    Attributes:
        document: The parsed text; None when it cannot be parsed.
        errors: Why it cannot be executed.
        plans: Structure of the variables -> compiled, least recently used first.
        directive_variables: Names of variables that directives read.
    """

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...]
    directive_variables: frozenset[str] = frozenset()
    plans: OrderedDict[Hashable, list[Compiled]] = field(default_factory=OrderedDict)

    def kind_of(self, name: str | None) -> str:
        """Return "query", "mutation" or "subscription": the kind of the operation that a request means; "" for none or several."""
        found = [
            definition.operation.value
            for definition in (self.document.definitions if self.document is not None else ())
            if isinstance(definition, OperationDefinitionNode)
            and (name is None or (definition.name is not None and definition.name.value == name))
        ]
        return found[0] if len(found) == 1 else ""

    def compiled(self, key: Hashable, fits: Callable[[Compiled], bool], compile_now: Callable[[], Compiled]) -> Compiled:
        """Return what was compiled for a structure of variables, compiling it at first.

        Args:
            key: Structure of the variables, the operation's name, and which root fields take part.
            fits: Whether what was compiled is also right for the ids, orders and groups of this run.
            compile_now: Compiles for this run.
        """
        known = self.plans.get(key, [])
        for found in known:
            if fits(found):
                self.plans.move_to_end(key)
                return found
        found = compile_now()
        self.plans[key] = [*known, found]
        self.plans.move_to_end(key)
        if sum(map(len, self.plans.values())) > MOST_PLANS:
            self._forget_one()
        return found

    def _forget_one(self) -> None:
        oldest = next(iter(self.plans))
        del self.plans[oldest][0]
        if not self.plans[oldest]:
            del self.plans[oldest]

    def variable_key(self, values: Mapping[str, Any]) -> Hashable:
        """Return what of the coerced variables can change the plan."""
        return tuple((name, value if name in self.directive_variables else shape_of(value)) for name, value in values.items())


def shape_of(value: object) -> Hashable:
    """Return the structure of a value: what is null, the keys of objects, the objects in lists; no scalar."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return tuple((name, shape_of(item)) for name, item in value.items())
    if isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        return tuple(shape_of(item) for item in value)
    return True


class Operations:
    """The cache.

    Args:
        schema: Against which texts are validated.
        extra_rules: Validation rules beside the specified ones.
        max_tokens: How many tokens, and how many comments, a text may have; None for any number.
        most: How many texts are kept.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        *,
        extra_rules: Sequence[type[ASTValidationRule]] = (),
        max_tokens: int | None = None,
        most: int = 1024,
    ) -> None:
        self._schema = schema
        self._rules = (*extra_rules, *specified_rules)
        self._max_tokens = max_tokens
        self._most = most
        self._known: OrderedDict[tuple[str, bool], Operation] = OrderedDict()
        self._characters = 0

    def get(self, text: str, *, allow_introspection: bool) -> Operation:
        """Return the operation of a query text, parsed and validated."""
        key = (text, allow_introspection)
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            return found
        found = self._known[key] = self._read(text, allow_introspection=allow_introspection)
        self._characters += len(text)
        while len(self._known) > self._most or (self._characters > MOST_CHARACTERS and len(self._known) > 1):
            (dropped, _), _ = self._known.popitem(last=False)
            self._characters -= len(dropped)
        return found

    def _read(self, text: str, *, allow_introspection: bool) -> Operation:
        try:
            document = parse(text, max_lexical_tokens=self._max_tokens, max_comments=self._max_tokens)
        except GraphQLSyntaxError as error:
            return Operation(None, (_coded(error, _code_of(error)),))
        rules = self._rules if allow_introspection else (*self._rules, NoIntrospection)
        try:
            errors = validate(self._schema, document, rules, hide_suggestions=not allow_introspection)
        except RecursionError:
            errors = [request_error("The query text is nested too deeply.", TooDeep.code)]
        coded = tuple(_coded(error, VALIDATION_FAILED) for error in errors)
        return Operation(document, coded, frozenset() if coded else directive_variables(document))


class NoIntrospection(ASTValidationRule):
    """Refuses `__schema` and `__type`, which only those may ask for to whom the schema is shown."""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Report a field that asks for the schema."""
        if node.name.value in ("__schema", "__type"):
            message = f"{node.name.value} is not answered here."
            self.report_error(request_error(message, Forbidden.code, [node]))


def directive_variables(document: DocumentNode) -> frozenset[str]:
    """Return the names of all variables that directives of a document read."""
    found: set[str] = set()

    class Directives(Visitor):
        def enter_directive(self, node: Any, *_: Any) -> None:
            for argument in node.arguments or ():
                if isinstance(argument.value, VariableNode):
                    found.add(argument.value.name.value)

    visit(document, Directives())
    return frozenset(found)


def _code_of(error: GraphQLSyntaxError) -> str:
    if _NESTED_MESSAGE in error.message:
        return TooDeep.code
    if _TOKENS_MESSAGE in error.message or _COMMENTS_MESSAGE in error.message:
        return TooWide.code
    return PARSE_FAILED


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    if "code" not in (error.extensions or {}):
        error.extensions = {**(error.extensions or {}), "code": code}
    return error
