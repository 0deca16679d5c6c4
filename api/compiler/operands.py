"""Operands of filters: what people write beside an operator, read again on every run and turned into what the store compares with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from api.compiler.sites import Arguments, Params
from api.ids import decode_id
from api.limits import setting_of
from api.schema.bounds import Bounds
from graph.errors import BadArguments
from graph.names import normal_form, sort_key

Step = str | int
Read = Callable[[Any, str], Any]


@dataclass(frozen=True, slots=True)
class Operand:
    """Where an operand stands among a field's arguments, which parameter it becomes, and how it is read."""

    path: tuple[Step, ...]
    parameter: str
    read: Read


def bind_operands(operands: Iterable[Operand], arguments: Arguments) -> Params:
    """Return the parameters of operands in one run.

    Raises:
        BadArguments: One cannot be compared with; the message names its place.
    """
    found: Params = {}
    for operand in operands:
        value: Any = arguments
        for step in operand.path:
            value = value[step]
        found[operand.parameter] = operand.read(value, path_text(operand.path))
    return found


def path_text(path: Sequence[Step]) -> str:
    """Return a place among arguments as people read it: where.or[0].name.eq."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


class Reader:
    """How operands of each kind are read, within bounds."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds

    def text(self, value: Any, path: str) -> str:
        """Return a text as it is.

        Raises:
            BadArguments: It is too long, or holds half of a surrogate pair, which no store can hold.
        """
        text: str = value
        if len(text) > self._bounds.text_points:
            raise BadArguments(
                f"{path}: a text of {len(text)} characters is longer than {self._bounds.text_points} ({setting_of('text_points')}).",
                hint="Filter by a part of it.",
            )
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise BadArguments(f"{path}: {text!r} is no Unicode text.", hint="Write characters whole.") from error
        return text

    def form(self, value: Any, path: str) -> str:
        """Return the normal form of a text; raises BadArguments as `text` does."""
        return normal_form(self.text(value, path))

    def sort_key(self, value: Any, path: str) -> str:
        """Return the order key of a name; raises BadArguments as `text` does."""
        return sort_key(self.text(value, path))

    def key(self, value: Any, path: str) -> str:
        """Return the key of an id; raises BadArguments for what is none."""
        return self.text(decode_id(self.text(value, path), path), path)

    def several(self, read: Read) -> Read:
        """Return how a list of operands is read, each by `read`."""

        def values(value: Any, path: str) -> list[Any]:
            if len(value) > self._bounds.in_values:
                raise BadArguments(
                    f"{path}: {len(value)} values are more than {self._bounds.in_values} ({setting_of('in_values')}).",
                    hint="Ask in several operations.",
                )
            return [read(item, f"{path}[{number}]") for number, item in enumerate(value)]

        return values


def plain(value: Any, _: str) -> Any:
    """Return an operand as it is; of an enumeration's member its name."""
    return value.value if isinstance(value, Enum) else value


def number(value: Any, _: str) -> float:
    """Return a number as the store holds those of quantities."""
    return float(value)
