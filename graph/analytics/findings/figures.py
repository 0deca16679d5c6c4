"""Figures as people print them: the bounds that a printed number leaves, sums and quotients of such bounds, and how they are shown.

    Figure(Decimal(3000), None, "名", Comparator.OVER).bounds()      -> [3000, ∞)
    quotient(近7000, 3000余)                                         -> [0.4285…, ∞)

A figure that is stated as exact may have been rounded to its last printed place, unless it counts things. Figures of one calculation are
taken to be printed to the finest place that any of them shows, so that 39 beside 82.55 is 39.00.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.model.values import Comparator

INFINITE = Decimal("Infinity")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A closed range; `high` may be infinite."""

    low: Decimal
    high: Decimal

    def meets(self, other: Bounds) -> bool:
        """Whether one number can lie in both."""
        return self.low <= other.high and other.low <= self.high

    def wider(self, margin: Decimal) -> Bounds:
        """Return the range with a margin on both sides."""
        return Bounds(self.low - margin, self.high + margin)

    def scaled(self, factor: Decimal) -> Bounds:
        """Return the range times a positive number."""
        return Bounds(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated number with unit and comparator; `upper` only with BETWEEN."""

    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator

    def bounds(self) -> Bounds:
        """Return what the comparator leaves open; rounding is no part of it."""
        if self.comparator in (Comparator.OVER, Comparator.AT_LEAST):
            return Bounds(self.value, INFINITE)
        if self.comparator in (Comparator.UNDER, Comparator.AT_MOST):
            return Bounds(_ZERO, self.value)
        if self.comparator is Comparator.ABOUT:
            return Bounds(self.value, self.value).wider(place(self.value))
        return Bounds(self.value, self.value if self.upper is None else self.upper)


def exact(value: int, unit: str) -> Figure:
    """Return a figure without comparator."""
    return Figure(Decimal(value), None, unit, Comparator.EXACT)


def place(value: Decimal) -> Decimal:
    """Return the unit of the last digit that is not a trailing zero: 0.01 for 85.34, 1000 for 7000; 1 for zero."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1) if not value or not isinstance(exponent, int) else Decimal(1).scaleb(exponent)


def printed_place(value: Decimal) -> Decimal:
    """Return the unit of the last printed digit: `place`, but never more than the 亿, 万 or one in which numbers of that size are printed.

    Source: Chinese statistics print by 亿 and 万; the zeros of 120亿 are digits, those of its eight further places are not.
    """
    scale = next((power for power in (8, 4) if abs(value) >= Decimal(10) ** power), 0)
    return min(place(value), Decimal(10) ** scale)


def slack(figures: Sequence[Figure]) -> Decimal:
    """Return how far each of the figures of one calculation may lie from what is printed: half the finest place, nothing for counts.

    Counting words are Chinese (户, 项), units of measure and money are not.
    """
    if all(not figure.unit.isascii() or not figure.unit for figure in figures):
        return _ZERO
    return min(printed_place(figure.value) for figure in figures) / 2


def total(figures: Sequence[Figure]) -> Bounds:
    """Return the range of the sum; rounding is no part of it."""
    bounds = [figure.bounds() for figure in figures]
    return Bounds(sum((item.low for item in bounds), _ZERO), sum((item.high for item in bounds), _ZERO))


def quotient(part: Figure, whole: Figure) -> Bounds:
    """Return the range of part by whole, both positive, with the rounding of both; infinite above where the whole may be nothing."""
    rounding = slack((part, whole))
    above, below = part.bounds().wider(rounding), whole.bounds().wider(rounding)
    low = max(above.low, _ZERO) / below.high
    if below.low <= 0 or above.high == INFINITE:
        return Bounds(low, INFINITE)
    return Bounds(low, above.high / below.low)
