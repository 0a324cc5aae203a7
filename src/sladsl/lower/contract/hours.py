"""Service hours, the zone in which periods begin, and work that is charged outside of hours."""

from __future__ import annotations

from sladsl.lower.contract import mentions
from sladsl.lower.contract.pen import Pen, reference, sentences
from sladsl.lower.document import Clause, Inlines, Paragraph, text
from sladsl.lower.values import Money
from sladsl.model.agreements import Surcharge
from sladsl.source import Span

_UNITS = {"h": "hour", "min": "minute"} | {w: w for w in ("hour", "minute", "day", "week", "month", "report")}


def hours(pen: Pen, schedule: bool) -> Clause:
    """`schedule` says whether there is a schedule of hours to refer to."""
    agreement = pen.agreement
    items: list[tuple[Paragraph, Span | None]] = []
    if agreement.hours is not None:
        if agreement.hours.is_always:
            said = pen.p("hours-all")
        else:
            said = pen.p("hours-of", calendar=pen.calendar(agreement.hours))
        items.append((said, agreement.span))
    items.append((pen.p("hours-zone", zone=text(agreement.zone)), agreement.span))
    if schedule:
        items.append((pen.p("hours-schedule", schedule=reference("schedule.hours")), None))
    items += [(_surcharge(pen, s), s.span) for s in agreement.surcharges]
    return pen.section("hours", "section-hours", children=pen.numbered("hours", items))


def _surcharge(pen: Pen, surcharge: Surcharge) -> Paragraph:
    name = mentions.inlines(pen, surcharge.text)
    price = Money(surcharge.amount.amount, surcharge.amount.currency)
    unit: Inlines = text(surcharge.per.replace("_", " "))
    if surcharge.per in _UNITS:
        unit = pen.say("unit-word", unit=_UNITS[surcharge.per])
    if surcharge.outside is None:
        return pen.p("surcharge-for", name=name, price=price, unit=unit)
    said = pen.say("surcharge-for", name=name, price=price, unit=unit)
    return sentences(said, pen.say("surcharge-outside", calendar=pen.calendar(surcharge.outside)))
