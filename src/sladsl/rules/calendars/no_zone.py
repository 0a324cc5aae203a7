"""Points at who names no zone and so counts by the clocks of UTC, where that is what sets two apart."""

from __future__ import annotations

from sladsl.diagnostics.diagnostic import Label
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.records import record
from sladsl.rules.say import named_after


@record
class NoZone:
    """An agreement without a zone, and the zone of the one it is held against."""

    agreement: Agreement
    zone: str

    @property
    def way_out(self) -> str:
        """What to write, and why."""
        return (
            f'write `zone "{self.zone}"` in `{self.agreement.key}`, which names none and so counts by the '
            f"clocks of {self.agreement.zone}"
        )

    def label(self, house: House) -> Label:
        """The hours that stand there without one, or else the agreement."""
        agreement = self.agreement
        hours = agreement.hours
        name = "" if hours is None else house.called(hours.key, agreement.span)
        return Label(named_after(agreement.span, r"\bhours\b", name), "no zone is named")


def without_zone(one: Agreement, other: Agreement) -> NoZone | None:
    """Which of two with different clocks names no zone, if just one of them does not."""
    if one.zone == other.zone or one.zone_declared == other.zone_declared:
        return None
    return NoZone(other, one.zone) if one.zone_declared else NoZone(one, other.zone)
