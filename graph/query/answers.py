"""Sorts the rows of a read statement by the branch of the plan that they belong to.

    answers_of([[0, ["a"]], [2, [7]], [0, ["b"]]], branches=3)    -> [[["a"], ["b"]], [], [[7]]]

A branch that was written as a root list has one row, which holds all its lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.errors import PlanBug

Answer = list[list[object]]


def answers_of(rows: Iterable[Sequence[object]], branches: int, listed: Collection[int] = ()) -> list[Answer]:
    """Return the positional rows of every branch, in the order in which the store gave them.

    Args:
        rows: `[branch number, positional list]` each, without the State's rows; for a listed branch one row with all its lists.
        branches: How many branches the plan has.
        listed: Numbers of the branches that were written as a root list.

    Raises:
        PlanBug: A row of no branch, or one that holds no list.
    """
    answers: list[Answer] = [[] for _ in range(branches)]
    for number, values in rows:
        if not isinstance(number, int) or not 0 <= number < branches or not isinstance(values, list):
            raise PlanBug(f"A row of the statement belongs to no branch of the plan: {number!r}.")
        if number in listed:
            answers[number] = values
        else:
            answers[number].append(values)
    return answers
