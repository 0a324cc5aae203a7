"""The words of the source for ways of rounding."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.exact.ratio import Rounding

MODES: Mapping[str, Rounding] = {
    "half up": Rounding.HALF_UP,
    "half even": Rounding.HALF_EVEN,
    "down": Rounding.FLOOR,
    "up": Rounding.CEILING,
}
MODE_WORDS: Mapping[Rounding, str] = {mode: word for word, mode in MODES.items()}
