"""Batches keep every row, in order, within both bounds."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import LoadTooLarge
from graph.store import BatchBounds, batches

ROWS = st.lists(st.fixed_dictionaries({"key": st.text(max_size=20), "value": st.integers(-(2**63), 2**63 - 1)}), max_size=40)


@settings(max_examples=60)
@given(rows=ROWS, most=st.integers(1, 7), weight=st.integers(200, 600))
def test_batches_hold_all_rows_in_order_within_both_bounds(rows: list[dict[str, object]], most: int, weight: int) -> None:
    cut = list(batches(rows, BatchBounds(rows=most, bytes=weight)))

    assert [row for batch in cut for row in batch] == rows
    assert all(1 <= len(batch) <= most for batch in cut)
    assert all(sum(len(orjson.dumps(row)) for row in batch) <= weight for batch in cut)


def test_no_rows_make_no_batch() -> None:
    assert list(batches([])) == []


def test_a_row_larger_than_a_message_is_refused() -> None:
    with pytest.raises(LoadTooLarge, match="One row has 1,0"):
        list(batches([{"text": "镁" * 334}], BatchBounds(bytes=1_000)))


def test_batches_read_their_rows_as_they_go() -> None:
    taken = []

    def rows() -> object:
        for number in range(10):
            taken.append(number)
            yield {"n": number}

    first = next(iter(batches(rows(), BatchBounds(rows=2))))  # type: ignore[arg-type]

    assert first == [{"n": 0}, {"n": 1}]
    assert taken == [0, 1, 2]
