"""All that is kept of a run as plain values: findings, silences and the facts of the checks."""

from __future__ import annotations

from sladsl.compiler.plain_values import FINDING_KINDS, Kinds
from sladsl.exact.money import Money
from sladsl.model.silences import Silence
from sladsl.rules.money.bills import Bill, Ceiling, Rate
from sladsl.rules.money.failures import Failure
from sladsl.rules.money.stretches import Stretch
from sladsl.rules.quality.capacity import Amount
from sladsl.rules.run import JOINED

_KINDS = Kinds(
    (
        *(*FINDING_KINDS, Silence),
        *(Failure, Bill, Rate, Ceiling, Stretch, Amount, Money),
        *(kind for joined in JOINED for kind in joined.kinds),
    )
)

to_plain = _KINDS.to_plain
from_plain = _KINDS.from_plain
