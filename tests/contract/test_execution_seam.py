"""What compiled execution relies on in graphql-core and strawberry, some of it private there: a new release may change it."""

from __future__ import annotations

import inspect
from importlib.metadata import version
from typing import Any

import strawberry
from graphql import ExecutionResult, build_schema, execute, parse
from graphql.execution import Executor
from graphql.execution.collect_fields import FieldDetails
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.execute import CompiledExecutor

SDL = "type Query { a(n: Int): Thing b: Int } type Thing { c: Int d: Thing }"


class Watching(StrawberryGraphQLCoreExecutionContext):
    """Notes what it is called with."""

    calls: list[tuple[Any, ...]]

    def execute_root_grouped_field_set(self, *given: Any) -> Any:
        self.calls.append(given)
        root_type, _, grouped, _, _ = given
        thing = self.schema.type_map["Thing"]
        below = self.collect_subfields(thing, grouped["a"]).grouped_field_set  # type: ignore[arg-type]
        self.calls.append((root_type.name, list(grouped), list(below)))
        return super().execute_root_grouped_field_set(*given)


def run(query: str) -> tuple[ExecutionResult, list[tuple[Any, ...]]]:
    class Once(Watching):
        calls: list[tuple[Any, ...]] = []  # noqa: RUF012  one list a class, and one class a test

    found = execute(build_schema(SDL), parse(query), executor_class=Once)
    assert isinstance(found, ExecutionResult)
    return found, Once.calls


def test_the_versions_are_those_that_the_seam_was_written_for() -> None:
    assert (version("graphql-core"), version("strawberry-graphql")) == ("3.3.2", "0.341.2")


def test_the_seam_is_called_once_with_all_root_fields() -> None:
    _, calls = run("{ a { d { c } } ...F b } fragment F on Query { a { c } }")

    first, second = calls
    assert second == ("Query", ["a", "b"], ["d", "c"])
    assert all(isinstance(details, FieldDetails) for details in first[2]["a"])
    assert [details.node.name.value for details in first[2]["a"]] == ["a", "a"]
    assert first[3:] == (False, None)


def test_the_seam_has_the_signature_that_is_overridden() -> None:
    stock = inspect.signature(Executor.execute_root_grouped_field_set)

    assert list(stock.parameters) == list(inspect.signature(CompiledExecutor.execute_root_grouped_field_set).parameters)
    assert list(inspect.signature(Executor.handle_field_error).parameters) == [
        "self", "raw_error", "return_type", "field_details_list", "path",
    ]  # fmt: skip
    assert list(inspect.signature(Executor.collect_subfields).parameters) == ["self", "return_type", "field_details_list"]


def test_errors_are_collected_under_their_path() -> None:
    found, _ = run("{ a { c } }")

    assert (found.data, found.errors) == ({"a": None}, None)
    assert hasattr(Executor.build(build_schema(SDL), parse("{ b }")), "collected_errors")


def test_strawberry_takes_the_executor_and_keeps_its_definitions_on_the_fields() -> None:
    @strawberry.type
    class Query:
        name: str = strawberry.field(metadata={"key": "value"})

    schema = strawberry.Schema(Query, execution_context_class=CompiledExecutor)

    assert schema.execution_context_class is CompiledExecutor
    assert schema._schema.query_type is not None
    assert schema._schema.query_type.fields["name"].extensions["strawberry-definition"].metadata == {"key": "value"}
