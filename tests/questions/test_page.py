"""How the page of questions is read and its answers are written."""

from __future__ import annotations

import pytest

from tests.questions.page import Keep, keep, parse, shorten, with_answer, write

PAGE = """# Title

## Part

### 1. 谁？
Who?

```graphql
query A { a { id } }
query B($a: ID) { b(a: $a) { name } }
```
Keep: `b.nodes where c.totalCount = 0`

```json
["甲"]
```

### 2. 几个？
How many?

```graphql
{ parks { totalCount } }
```
```json
```
"""


def test_a_section_is_a_question() -> None:
    first, second = parse(PAGE)

    assert (first.title, first.english, first.answer) == ("1. 谁？", "Who?", ["甲"])
    assert first.operations() == ["A", "B"]
    assert first.keeps == (Keep(("b", "nodes"), ("c", "totalCount"), equal=True, value=0),)
    assert (second.operations(), second.keeps, second.answer) == ([""], (), None)


@pytest.mark.parametrize(("old", "new"), [("Who?", "谁？"), ("```json", "```"), ("```graphql", "```"), (" = 0`", " < 0`")])
def test_a_section_without_a_part_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValueError, match=r"missing|keep by"):
        list(parse(PAGE.replace(old, new)))


def test_a_new_answer_changes_its_own_block_only() -> None:
    page = with_answer(PAGE, "2. 几个？", 3)

    assert page == PAGE.replace("```json\n```", "```json\n3\n```")


def test_what_equals_is_kept_without_the_field_that_is_compared() -> None:
    data = {"a": {"nodes": [{"name": "甲", "b": {"totalCount": 0}}, {"name": "乙", "b": {"totalCount": 1}}]}}

    keep(data, Keep.of("`a.nodes where b.totalCount = 0`"))

    assert data == {"a": {"nodes": [{"name": "甲"}]}}


def test_what_differs_is_kept_whole() -> None:
    data = {"nodes": [{"name": "甲", "deadline": None}, {"name": "乙", "deadline": "2013-04"}]}

    keep(data, Keep.of("`nodes where deadline != null`"))

    assert data == {"nodes": [{"name": "乙", "deadline": "2013-04"}]}


def test_a_field_that_is_not_there_cannot_be_compared() -> None:
    with pytest.raises(KeyError):
        keep({"nodes": [{"name": "甲"}]}, Keep.of('`nodes where kind = "ROAD"`'))


def test_an_object_of_one_field_is_written_as_that_field() -> None:
    data = {"group": {"members": {"edges": [{"node": {"name": "甲"}}]}, "declaredCount": 1}}

    assert shorten(data) == {"members": ["甲"], "declaredCount": 1}


def test_claims_of_one_sentence_are_one_locator_and_other_lists_keep_repeats() -> None:
    data = {"name": "甲", "evidence": [{"locator": "1.p2.s1"}, {"locator": "1.p1.s1"}, {"locator": "1.p2.s1"}], "b": [1, 1]}

    assert shorten(data) == {"name": "甲", "evidence": ["1.p2.s1", "1.p1.s1"], "b": [1, 1]}


def test_long_answers_are_written_one_item_a_line() -> None:
    assert write({"a": [1, {"b": None}]}) == '{"a": [1, {"b": null}]}'
    assert write({"a": ["甲" * 60, "乙" * 60]}) == f'{{\n  "a": [\n    "{"甲" * 60}",\n    "{"乙" * 60}"\n  ]\n}}'
