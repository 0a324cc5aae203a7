"""Which series belong to which promise: stable labels, selectors, and the names of all recorded series."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.backends.prometheus.text import duration, quoted, well_formed, window
from sladsl.lower.monitoring import MonitoredAgreement, Objective
from sladsl.records import record

LOCAL_TIME = "sla:local_time:seconds"
PERIOD_START = "sla:period_start:seconds"
PERIOD_END = "sla:period_end:seconds"
PERIOD_MARK = "sla:period_mark:seconds"
DUE = "sla:due:seconds"
OPEN = "sla:open:mask"
SIGNAL = "sla:signal:value"
BAD = "sla:bad:amount"
TOTAL = "sla:total:amount"
UNKNOWN = "sla:unknown:seconds"
OVER_TIER = "sla:over_tier:amount"


def select(name: str, labels: Mapping[str, str]) -> str:
    """The PromQL selector of `name` with exactly these labels."""
    inside = ",".join(f"{key}={quoted(value)}" for key, value in labels.items())
    return f"{name}{{{inside}}}"


def aligned(expr: str, seconds: int) -> str:
    """`expr` as it stood at the last whole multiple of `seconds` on the clock, whenever in between a rule
    group happens to be evaluated."""
    return f"last_over_time((\n{expr}\n)[{window(seconds)}:{duration(seconds)}])"


@record
class Identity:
    """The labels of one objective. Only keys that never change for one promise are among them."""

    agreement: MonitoredAgreement
    objective: Objective

    @property
    def labels(self) -> dict[str, str]:
        customer = self.agreement.customer
        every = {
            "agreement": self.agreement.id,
            "customer": customer.id if customer else "",
            "service": self.objective.service,
            "guarantee": self.objective.guarantee,
            "level": self.agreement.level,
            "kind": self.agreement.kind.value,
        }
        return {key: well_formed(value) for key, value in every.items() if value}

    @property
    def key(self) -> dict[str, str]:
        """The labels that tell this objective from every other."""
        return {
            "agreement": self.agreement.id,
            "service": self.objective.service,
            "guarantee": self.objective.guarantee,
        }

    def series(self, name: str, **more: str) -> str:
        return select(name, {**self.key, **more})

    def signal(self, name: str) -> str:
        return self.series(SIGNAL, signal=name)
