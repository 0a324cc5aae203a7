"""All that is kept of a run as plain values: findings, silences and the facts of the checks."""

from __future__ import annotations

from sladsl.compiler.plain_values import FINDING_KINDS, Kinds
from sladsl.exact.money import Money
from sladsl.model.silences import Silence
from sladsl.rules.money.exposure import Part
from sladsl.rules.money.yearly import Sum
from sladsl.rules.quality.capacity import Amount
from sladsl.rules.run import JOINED

_KINDS = Kinds(
    (
        *(*FINDING_KINDS, Silence),
        *(Part, Sum, Amount, Money),
        *(kind for joined in JOINED for kind in joined.kinds),
    )
)

to_plain = _KINDS.to_plain
from_plain = _KINDS.from_plain
