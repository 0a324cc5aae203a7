"""Finds promises that no report tells the customer about, or tells too rarely."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.periods import Kind
from sladsl.model.agreements import Agreement, Guarantee, Report
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

_RARER = {"day": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}
_KIND = {
    Kind.DAY: "day",
    Kind.WEEK: "week",
    Kind.MONTH: "month",
    Kind.BILLING_MONTH: "month",
    Kind.QUARTER: "quarter",
}


def check(index: Index) -> Iterator[Diagnostic]:
    """SLAs with a customer, and any agreement that has reports: one finding per promise of its own left out.

    What a level above promises is reported there.
    """
    for agreement in index.agreements:
        wanted = agreement.kind == "sla" and agreement.customer is not None
        if agreement.reports:
            yield from _left_out(agreement)
            yield from _too_rare(agreement)
        elif wanted and agreement.promises:
            names = dict.fromkeys(g.name for g in agreement.promises)
            periods = [period for g in agreement.promises if (period := _period(g)) is not None]
            each = min(periods, key=_RARER.__getitem__, default="month")
            yield Diagnostic(
                catalogue.NOT_REPORTED,
                f"`{agreement.key}` has no report: the customer never hears whether {listed(names)} "
                f"{'was' if len(names) == 1 else 'were'} kept",
                (Label(headline(agreement.span), "no `report` in it"),),
                help=f"add `report {', '.join(names)} each {each} within 5 working days`",
            )


def _left_out(agreement: Agreement) -> Iterator[Diagnostic]:
    reported = {name for report in agreement.reports for name in report.guarantees}
    told: set[str] = set()
    for guarantee in agreement.guarantees:
        if guarantee.name in reported or guarantee.key in reported or guarantee.name in told:
            continue
        told.add(guarantee.name)
        report = agreement.reports[0]
        yield Diagnostic(
            catalogue.NOT_REPORTED,
            f"`{guarantee.name}` is in no report",
            (
                Label(headline(guarantee.span), "promised here"),
                Label(headline(report.span), f"reports {listed(report.guarantees)}"),
            ),
            help=f"name `{guarantee.name}` in this report, or add one for it",
        )


def _too_rare(agreement: Agreement) -> Iterator[Diagnostic]:
    often: dict[str, Report] = {}
    for report in agreement.reports:
        for name in report.guarantees:
            rank = _RARER.get(report.each, 0)
            if name not in often or rank < _RARER.get(often[name].each, 0):
                often[name] = report
    told: set[str] = set()
    for name, report in often.items():
        for guarantee in agreement.guarantee(name):
            period = _period(guarantee)
            if period is None or name in told or _RARER.get(report.each, 0) <= _RARER[period]:
                continue
            told.add(name)
            yield Diagnostic(
                catalogue.NOT_REPORTED,
                f"`{name}` is counted per {period} and reported only each {report.each}",
                (
                    Label(headline(report.span), f"each {report.each}"),
                    Label(headline(guarantee.span), f"per {period}"),
                ),
                help=f"report it each {period}",
            )


def _period(guarantee: Guarantee) -> str | None:
    return _KIND.get(guarantee.period.kind) if guarantee.period else None
