"""Global ids say what they are made of, and nothing else is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ids import decode_id, encode_id, label_of
from graph.errors import BadArguments
from graph.model.registry import MODEL

KEYS = st.text(min_size=1).filter(lambda text: "\n" not in text and text.encode("utf-8", "ignore").decode() == text)


@given(KEYS)
def test_an_id_is_read_back(key: str) -> None:
    assert decode_id(encode_id(key), "id") == key


def test_an_id_without_its_padding_is_one() -> None:
    assert decode_id(encode_id("park:x").rstrip("="), "id") == "park:x"


@pytest.mark.parametrize("text", ["", "?", "甲", "=", "a", "////", "gIA=", " cGFyazp4"])
def test_anything_else_is_no_id(text: str) -> None:
    with pytest.raises(BadArguments, match="chain: "):
        decode_id(text, "chain")


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(BadArguments) as caught:
        decode_id("?" * 500, "id")
    assert len(caught.value.message) < 120


def test_the_label_of_a_key_is_known_or_none() -> None:
    assert (label_of(MODEL, "revenuetier:x"), label_of(MODEL, "spaceship:x"), label_of(MODEL, "")) == (
        "RevenueTier",
        None,
        None,
    )
