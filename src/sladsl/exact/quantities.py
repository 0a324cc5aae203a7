"""Amounts of something: a number and the word it counts, which never adds to another word."""

from __future__ import annotations

from fractions import Fraction

from sladsl.exact.ratio import Rounding, decimal_text, exact_decimal
from sladsl.records import record

_DECIMAL = {prefix: 1000**power for power, prefix in enumerate(("", "k", "M", "G", "T", "P", "E"))}
_BINARY = {prefix: 1024**power for power, prefix in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), start=1)}
DATA_SIZES: dict[str, int] = {f"{prefix}B": size for prefix, size in (_DECIMAL | _BINARY).items()}
"""Bytes per unit of data, decimal (SI) and binary (IEC 80000-13)."""


class UnitMismatch(ValueError):  # noqa: N818
    """Two units that cannot be added, compared or converted."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} do not add up")
        self.left = left
        self.right = right


@record
class Quantity:
    """`50 reams`, `250 req/s`, `10 GB`: an exact value and its unit, a word compared letter by letter."""

    value: Fraction
    unit: str

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.value + self._comparable(other), self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.value - self._comparable(other), self.unit)

    def __mul__(self, factor: int | Fraction) -> Quantity:
        return Quantity(self.value * factor, self.unit)

    __rmul__ = __mul__

    def __lt__(self, other: Quantity) -> bool:
        return self.value < self._comparable(other)

    def __le__(self, other: Quantity) -> bool:
        return self.value <= self._comparable(other)

    def _comparable(self, other: Quantity) -> Fraction:
        if not same_family(self.unit, other.unit):
            raise UnitMismatch(self.unit, other.unit)
        return other.to(self.unit).value

    def to(self, unit: str) -> Quantity:
        """The same amount in another unit of its family; raises UnitMismatch outside it."""
        if unit == self.unit:
            return self
        if unit in DATA_SIZES and self.unit in DATA_SIZES:
            return Quantity(self.value * DATA_SIZES[self.unit] / DATA_SIZES[unit], unit)
        raise UnitMismatch(self.unit, unit)

    def text(self) -> str:
        """`50 reams`; a value whose decimals never end is rounded half up to six of them."""
        number = exact_decimal(self.value) or decimal_text(self.value, 6, Rounding.HALF_UP)
        return f"{number} {self.unit}"


def same_family(left: str, right: str) -> bool:
    """Whether amounts of the two units may be added and compared."""
    return left == right or (left in DATA_SIZES and right in DATA_SIZES)
