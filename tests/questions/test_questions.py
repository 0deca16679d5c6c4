"""Every question of docs/questions.md has the answer that stands there, on both stores, and everything in an answer has its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    NameNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    print_ast,
    visit,
)
from graphql import (
    parse as parse_document,
)

from api.execute import GraphQLService
from liantu.wiring import api_schema
from tests.questions.page import Question, keep, parse, shorten, with_answer
from tests.store_fixtures import EMBEDDED

PAGE = Path(__file__).resolve().parents[2] / "docs" / "questions.md"
QUESTIONS = tuple(parse(PAGE.read_text(encoding="utf-8")))
LEAST_QUESTIONS = 60
# Response key under which the claims come that the test asks for beside the question.
CLAIMS = "claims_"
# State of a cell or segment of which nothing is known.
UNKNOWN = "UNKNOWN"


async def ask(service: GraphQLService, text: str, variables: Mapping[str, Any], operation: str) -> dict[str, Any]:
    answer = await service.execute(text, variables, operation or None)
    assert answer.errors == ()
    assert answer.data is not None
    return answer.data


async def variables_of(service: GraphQLService, question: Question) -> Mapping[str, Any]:
    """Return what the first of two operations found, under its own names."""
    first, *more = question.operations()
    if not more:
        return {}
    found = await ask(service, question.document, {}, first)
    return {name: shorten(value) for name, value in found.items()}


def test_the_page_has_enough_questions_and_numbers_them() -> None:
    numbers = [int(question.title.partition(".")[0]) for question in QUESTIONS]

    assert numbers == list(range(1, len(QUESTIONS) + 1))
    assert len(QUESTIONS) >= LEAST_QUESTIONS
    assert len({question.title for question in QUESTIONS} | {question.english for question in QUESTIONS}) == 2 * len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title.partition(".")[0])
async def test_a_question_has_its_answer(service: GraphQLService, question: Question, request: pytest.FixtureRequest) -> None:
    variables = await variables_of(service, question)

    data = await ask(service, question.document, variables, question.operations()[-1])
    for what in question.keeps:
        keep(data, what)
    answer = shorten(data)

    if request.config.getoption("--update") and request.getfixturevalue("store_kind") == EMBEDDED:
        PAGE.write_text(with_answer(PAGE.read_text(encoding="utf-8"), question.title, answer), encoding="utf-8")
    else:
        assert answer == question.answer


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title.partition(".")[0])
async def test_everything_in_an_answer_has_its_evidence(service: GraphQLService, question: Question) -> None:
    text = print_ast(visit(parse_document(question.document), with_claims(api_schema().core)))

    data = await ask(service, text, await variables_of(service, question), question.operations()[-1])

    found = list(claims_in(data))
    assert found
    assert all(found)
    assert all(claim["locator"] and claim["claim"] for claims in found for claim in claims)


class _ClaimsAdded(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types

    def leave_selection_set(self, node: SelectionSetNode, *_: object) -> SelectionSetNode | None:
        owner = self._types.get_parent_type()
        if not isinstance(owner, GraphQLObjectType | GraphQLInterfaceType) or "evidence" not in owner.fields:
            return None
        asked = SelectionSetNode(
            selections=tuple(FieldNode(name=NameNode(value=name), arguments=(), directives=()) for name in ("locator", "claim"))
        )
        claims = FieldNode(
            alias=NameNode(value=CLAIMS),
            name=NameNode(value="evidence"),
            arguments=(),
            directives=(),
            selection_set=asked,
        )
        return SelectionSetNode(selections=(*node.selections, claims))


def with_claims(schema: GraphQLSchema) -> Visitor:
    """Return a visitor that asks for the claims of everything that has evidence."""
    types = TypeInfo(schema)
    return TypeInfoVisitor(types, _ClaimsAdded(types))


def claims_in(value: object) -> Iterator[list[dict[str, str]]]:
    """Yield the claims of everything in the data but of what is said to be unknown, which nobody claims."""
    if isinstance(value, list):
        for item in value:
            yield from claims_in(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == CLAIMS:
                yield from () if value.get("state") == UNKNOWN else (item,)
            else:
                yield from claims_in(item)
