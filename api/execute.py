"""Executes GraphQL operations: graphql-core around the root fields, compiled plans inside them.

    service = GraphQLService(build_schema(MODEL), store)
    answer = await service.execute('{ chain(name: "光伏产业链") { key } }')
    answer.body()       -> {"data": {"chain": {"key": "chain:guang-fu-chan-ye-lian"}}}

graphql-core keeps the choice of the operation, coercion of variables, fragments, directives, introspection and the list of errors. At
the root this module takes over: every field that the schema gives a meaning is read by one statement and built by generated code;
each analysis sends one statement of its own, and all nodes selected under analyses are read by one more.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graphql import ASTValidationRule, DocumentNode, ExecutionResult, GraphQLError, GraphQLObjectType
from graphql import execute as execute_document
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import VariableValues
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.compiler.analysis import AnalysisShape
from api.compiler.answer import Answering, Found, keys_by_branch
from api.compiler.compiled import Compiled, CompiledStatement, RootFailed, compile_operation, constants
from api.compiler.complete import Completer
from api.compiler.sites import Params, bind_values
from api.errors import masked, masked_exception, request_error, with_code
from api.operations import Operation, Operations
from api.reading import Snapshot, read_settled
from api.schema.bounds import BOUNDS, Bounds
from api.schema.build import ApiSchema
from graph.cypher.read import ReadWriter
from graph.cypher.statement import Statement
from graph.errors import BadArguments, LiantuError, PlanBug, QueryError
from graph.query.answers import Answer as BranchAnswer
from graph.query.answers import answers_of
from graph.store.reader import Reader

Groups = dict[str, list[FieldDetails]]

_SURROGATE = re.compile("[\ud800-\udfff]")
Failures = Mapping[str, LiantuError | GraphQLError]


class ServedStore(Reader, Protocol):
    """What the service needs of a store beside reading: to say which one it is."""

    @property
    def kind(self) -> str:
        """Kind of store: embedded or neo4j."""
        ...

    @property
    def version(self) -> str:
        """The server's version."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request.

    Attributes:
        data: The response's data; None when nothing was executed, or a null rose to the root.
        errors: Formatted and masked.
        request_error: Whether nothing was executed, so that the response has no `data`.
        operation: Kind of the operation: "query", "mutation", "subscription"; "" when none was found.
    """

    data: dict[str, Any] | None
    errors: tuple[dict[str, Any], ...]
    request_error: bool
    operation: str = ""

    def body(self) -> dict[str, Any]:
        """Return the response: errors first, when there are any, then data, when anything was executed."""
        body: dict[str, Any] = {}
        if self.errors:
            body["errors"] = list(self.errors)
        if not self.request_error:
            body["data"] = self.data
        return body


@dataclass(frozen=True, slots=True)
class Run:
    """What one execution needs beside its variables; graphql-core carries it as the context value."""

    schema: ApiSchema
    store: Reader
    operation: Operation
    operation_name: str | None
    facts: Mapping[str, str]
    writer: ReadWriter
    bounds: Bounds = BOUNDS


class CompiledExecutor(StrawberryGraphQLCoreExecutionContext):
    """graphql-core's executor with compiled root fields; also what `strawberry.Schema(execution_context_class=…)` takes.

    Source of the seam: graphql-core 3.3 calls `execute_root_grouped_field_set` once with all collected root fields. The method is marked
    private there, so a contract test watches it.
    """

    def execute_root_grouped_field_set(
        self, root_type: Any, root_value: Any, grouped_field_set: Any, serially: Any, position_context: Any
    ) -> Any:
        """Execute the root fields; those without a meaning for the compiler, such as `__schema`, by graphql-core."""
        run = self.context_value
        ours: Groups = {}
        if isinstance(run, Run) and not serially and position_context is None:
            specs = run.schema.specs
            ours = {
                key: group for key, group in grouped_field_set.items() if (root_type.name, group[0].node.name.value) in specs
            }
        if not ours:
            return super().execute_root_grouped_field_set(root_type, root_value, grouped_field_set, serially, position_context)
        return self._execute_compiled(run, root_type, root_value, grouped_field_set, ours)

    async def _execute_compiled(
        self, run: Run, root_type: GraphQLObjectType, root_value: Any, grouped: Groups, ours: Groups
    ) -> dict[str, Any]:
        rest = {key: group for key, group in grouped.items() if key not in ours}
        others: Any = {}
        if rest:
            others = super().execute_root_grouped_field_set(root_type, root_value, rest, False, None)  # noqa: FBT003
            if self.is_awaitable(others):
                others = await others
        compiled, params, failures = self._bind(run, root_type, ours)
        answering: Answering | Exception
        try:
            compiled.statement.costing.refuse_costly(params)
            found = await _read(run, compiled, params, self.variable_values)
            answering = Answering(compiled, run.schema.model, found, Completer(self, params))
        except LiantuError as error:
            answering = error
        data: dict[str, Any] = {}
        for key, group in grouped.items():
            if key in others:
                data[key] = others[key]
                continue
            path = Path(None, key, root_type.name)
            try:
                if key in failures:
                    raise failures[key]
                if isinstance(answering, Exception):
                    raise answering
                data[key] = answering.value(key, path)
            except (LiantuError, GraphQLError) as error:
                field = root_type.fields[group[0].node.name.value]
                self.handle_field_error(error, field.type, group, path)
                data[key] = None
        return data

    def _bind(self, run: Run, root_type: GraphQLObjectType, ours: Groups) -> tuple[Compiled, Params, Failures]:
        """Compile the root fields, leave out those whose arguments are wrong, and take the parameters of this run."""
        failures: dict[str, LiantuError | GraphQLError] = {}
        while True:
            groups = {key: group for key, group in ours.items() if key not in failures}
            try:
                compiled = self._compiled(run, root_type, groups)
            except RootFailed as failed:
                failures[failed.key] = failed.error
                continue
            params, found = bind_values(compiled.sites, self.variable_values)
            if not found:
                return compiled, {**constants(run.bounds), **params}, failures
            failures.update(found)

    def _compiled(self, run: Run, root_type: GraphQLObjectType, groups: Groups) -> Compiled:
        variables = self.variable_values
        key = (run.operation_name, tuple(groups), run.operation.variable_key(variables.coerced))
        return run.operation.compiled(
            key,
            lambda known: all(site.fits(variables) for site in known.structures),
            lambda: compile_operation(run.schema, self, groups, root_type, run.writer, run.bounds),
        )


async def _read(run: Run, compiled: Compiled, params: Params, variables: VariableValues) -> Found:
    """Send the statements of an operation; all of them see one state of the graph."""
    analyses = {key: value for key, value in compiled.roots.items() if isinstance(value, AnalysisShape)}
    if not analyses:
        return Found(await _answers(run.store, compiled.statement, params), {}, (), run.facts)

    async def work(snapshot: Snapshot) -> Found:
        answers = await _answers(snapshot, compiled.statement, params)
        results = await _analyses(run, analyses, snapshot, variables)
        keys = keys_by_branch(compiled, results, run.schema.model)
        found: list[Mapping[str, Sequence[Any]]] = [{} for _ in keys]
        if any(keys):
            wanted = {f"found{number}": of_branch for number, of_branch in enumerate(keys)}
            compiled.follow.costing.refuse_costly({**params, **wanted})
            rows = await _answers(snapshot, compiled.follow, {**params, **wanted})
            found = [{str(row[0]): row[1:] for row in of_branch} for of_branch in rows]
        return Found(answers, results, found, run.facts)

    return await read_settled(run.store, work)


async def _answers(reader: Reader, statement: CompiledStatement, params: Params) -> list[BranchAnswer]:
    if not statement.text:
        return []
    reading = await reader.read_whole([Statement(statement.text, {name: params[name] for name in statement.parameters})])
    return answers_of(reading.answers[0], len(statement.plan.branches), statement.listed)


async def _analyses(
    run: Run, analyses: Mapping[str, AnalysisShape], snapshot: Snapshot, variables: VariableValues
) -> dict[str, object]:
    """Return the result of each analysis by response key; their statements are under way at the same time."""
    try:
        async with asyncio.TaskGroup() as together:
            tasks = {key: together.create_task(_analyse(run, value, snapshot, variables)) for key, value in analyses.items()}
    except ExceptionGroup as failed:
        # The first fault ends the others; they read only, so nothing is left half-done.
        raise failed.exceptions[0] from None
    return {key: task.result() for key, task in tasks.items()}


async def _analyse(run: Run, value: AnalysisShape, snapshot: Snapshot, variables: VariableValues) -> object:
    """Return an analysis's result, or what is wrong with it: the other root fields have their answers all the same."""
    try:
        return await value.spec.run(snapshot, run.schema.model, value.place.arguments(variables))
    except (QueryError, GraphQLError) as error:
        return error


class GraphQLService:
    """Answers GraphQL requests from one store; safe to share among concurrent requests.

    Args:
        schema: What can be asked.
        store: Where it is read.
        root_list: Whether statements return a page as one row; right for Neo4j, and slow on the embedded engine.
        extra_rules: Validation rules beside the specified ones; they see the document only.
        max_tokens: How many tokens a text may have; None for any number.
        cache_size: How many query texts are remembered.
        version: Version of this application, for `graphInfo`.
        bounds: Bounds of lists and filters.
    """

    def __init__(  # noqa: PLR0913  settings of one object, all named
        self,
        schema: ApiSchema,
        store: ServedStore,
        *,
        root_list: bool = False,
        extra_rules: Sequence[type[ASTValidationRule]] = (),
        max_tokens: int | None = None,
        cache_size: int = 1024,
        version: str = "",
        bounds: Bounds = BOUNDS,
    ) -> None:
        self._schema = schema
        self._store = store
        self._bounds = bounds
        self._writer = ReadWriter(schema.model, root_list=root_list)
        self._operations = Operations(schema.core, extra_rules=extra_rules, max_tokens=max_tokens, most=cache_size)
        self._facts = {
            "store": store.kind, "storeVersion": store.version, "version": version, "modelVersion": schema.model.version,
        }  # fmt: skip

    async def execute(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        allow_introspection: bool = True,
        request_id: str = "",
        only_queries: bool = True,
    ) -> Answer:
        """Answer one request.

        Args:
            query: The query text.
            variables: Values of its variables.
            operation_name: Which operation of the text; None when it has only one.
            allow_introspection: Whether the schema may be asked for; names are suggested in errors only then.
            request_id: Stands in the log beside what is masked.
            only_queries: Whether mutations and subscriptions are refused.

        Returns:
            The answer; whatever goes wrong with the request or the store is an error in it.
        """
        operation = self._operations.get(query, allow_introspection=allow_introspection)
        kind = operation.kind_of(operation_name)
        if operation.errors:
            return _refused(operation.errors, kind)
        if only_queries and kind in ("mutation", "subscription"):
            return _refused((request_error(f"A {kind} is not answered here.", QueryError.code),), kind)
        if not _is_unicode(variables):
            said = "A text among the variables is no Unicode text: it holds half of a surrogate pair."
            return _refused((request_error(said, BadArguments.code),), kind)
        run = Run(self._schema, self._store, operation, operation_name, self._facts, self._writer, self._bounds)
        try:
            result = execute_document(
                self._schema.core,
                _document(operation),
                context_value=run,
                variable_values=dict(variables or {}),
                operation_name=operation_name,
                executor_class=CompiledExecutor,
                hide_suggestions=not allow_introspection,
            )
            found = result if isinstance(result, ExecutionResult) else await result
        except PlanBug as error:
            return Answer(None, (masked_exception(error, request_id),), request_error=False, operation=kind)
        errors = found.errors or []
        if found.data is None and errors and all(error.path is None for error in errors):
            return _refused(errors, kind)
        return Answer(found.data, tuple(masked(error, request_id) for error in errors), request_error=False, operation=kind)


def _is_unicode(variables: Mapping[str, Any] | None) -> bool:
    """Whether every text among the variables can be encoded; the store's protocol could not carry one that cannot."""
    waiting: list[Any] = [variables]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            if _SURROGATE.search(held):
                return False
        elif isinstance(held, Mapping):
            waiting.extend(held.values())
        elif isinstance(held, list):
            waiting.extend(held)
    return True


def _document(operation: Operation) -> DocumentNode:
    if operation.document is None:
        raise PlanBug("A text that could not be parsed is executed.")
    return operation.document


def _refused(errors: Sequence[GraphQLError], kind: str) -> Answer:
    """The answer to a request that is not executed: a syntax error, a validation error, an unknown operation, a bad variable."""
    return Answer(None, tuple(with_code(error, BadArguments.code) for error in errors), request_error=True, operation=kind)
