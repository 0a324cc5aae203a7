"""What cannot be expressed is said on the line that asked for it, and nothing is half written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from conftest import (
    ERRORS,
    EVENTS,
    IN_FORCE,
    MINUTES,
    REQUESTS,
    SPAN,
    UP,
    Bench,
    agreement,
    objective,
    options,
    signal,
)
from sladsl.backends.prometheus import PrometheusBackend
from sladsl.backends.prometheus.expressible import query_trouble
from sladsl.exact.calendars import NthWeekday, Weekly
from sladsl.lower.monitoring import (
    Bound,
    Comparison,
    CreditTier,
    Empty,
    Exclusion,
    MeanOfIntervals,
    Monitoring,
    Objective,
    OtherFormula,
    Percentile,
    ShareOfIntervals,
)

LATENCY = Percentile(
    Fraction("0.99"), signal("rate(x_bucket[$range])"), buckets=(Fraction("0.25"), Fraction("0.5"))
)
WEEKLY = Exclusion("weekly", "Weekly", Weekly("UTC", (((0, 120),),) * 7), SPAN, cap_seconds=4 * 3600)


def latency(**changes: Any) -> Objective:
    base: dict[str, Any] = {
        "comparison": Comparison.AT_MOST,
        "target": Fraction("0.3"),
        "empty": Empty.EXCLUDED,
    }
    return objective(LATENCY, **{**base, **changes})


@pytest.mark.parametrize(
    ("promise", "code", "said"),
    [
        (objective(OtherFormula("worst of a, b")), "SLA1001", "worst of a, b"),
        (objective(comparison=Comparison.AT_MOST), "SLA1001", "`<=`"),
        (objective(MeanOfIntervals(300, ERRORS, REQUESTS)), "SLA1001", "`>=`"),
        (objective(replace(MINUTES, seconds=90)), "SLA1001", "1 min 30 s"),
        (objective(replace(MINUTES, seconds=30)), "SLA1001", "30 s"),
        (objective(replace(UP, minimum_outage=86_400)), "SLA1001", "24 h"),
        (objective(EVENTS, empty=Empty.BAD), "SLA1001", "weighs"),
        (latency(), "SLA1007", "0.25 s or 0.5 s"),
        (latency(target=Fraction("0.25"), comparison=Comparison.BELOW), "SLA1001", "`<`"),
        (objective(target=Fraction(0)), "SLA1003", "100%"),
        (objective(target=Fraction("1.01")), "SLA1003", "-1%"),
        (objective(replace(MINUTES, at_most=Fraction(1))), "SLA1003", "100%"),
        (objective(ShareOfIntervals(60, signal("sum(x"), REQUESTS, Fraction(0))), "SLA1004", "`(`"),
        (objective(exclusions=(WEEKLY,)), "SLA1005", "4 h"),
    ],
)
def test_errors_name_the_line_and_write_nothing(promise: Objective, code: str, said: str) -> None:
    outcome = PrometheusBackend().emit(Monitoring((agreement(promise),)), options())
    assert [finding.rule.code for finding in outcome.diagnostics] == [code]
    finding = outcome.diagnostics[0]
    assert finding.is_error and outcome.value == ()
    assert finding.span is not None and finding.span.where == "kesko.sla:2:3"
    assert finding.help and said in finding.message + finding.help
    assert finding.message[0].islower() or finding.message[0] in "`0123456789"


def test_lossy_leaves_out_with_a_comment_and_a_warning(bench: Bench) -> None:
    odd = objective(OtherFormula("worst of\na, b"), guarantee="odd")
    outcome = PrometheusBackend().emit(Monitoring((agreement(objective(), odd),)), options(lossy=True))
    assert [finding.rule.code for finding in outcome.diagnostics] == ["SLA1002"]
    rules = next(file.content.decode() for file in outcome.value if file.path.endswith(".rules.yml"))
    assert "# left out: `prometheus` cannot express" in rules and 'guarantee: "odd"' not in rules


def test_promises_measured_elsewhere_are_only_mentioned() -> None:
    ticket = objective(OtherFormula("time from opened to resolved"), source="tickets", guarantee="resolution")
    outcome = PrometheusBackend().emit(Monitoring((agreement(objective(), ticket),)), options())
    assert [finding.rule.name for finding in outcome.diagnostics] == ["measured-elsewhere"]
    assert not outcome.has_errors and len(outcome.value) == 3


def test_coarse_sampling_is_a_warning() -> None:
    outcome = PrometheusBackend().emit(Monitoring((agreement(objective(sampling=60)),)), options())
    assert [finding.rule.code for finding in outcome.diagnostics] == ["SLA1006"]
    assert outcome.value and b"[2m]" in outcome.value[0].content


def test_only_agreements_in_force_are_monitored() -> None:
    over = agreement(id="Over", until=date(2027, 5, 31))
    coming = agreement(id="Coming", effective=date(2027, 6, 2))
    last_day = agreement(id="LastDay", until=IN_FORCE)
    files = PrometheusBackend().emit(Monitoring((over, coming, last_day)), options()).value
    assert [file.path for file in files] == [
        "rules/LastDay.rules.yml",
        "rules/LastDay.test.yml",
        "alertmanager.yml",
    ]


def test_a_cap_that_suffices_is_no_finding() -> None:
    third = Exclusion("sunday", "Sunday", NthWeekday("UTC", 3, 6, (120, 360)), SPAN, cap_seconds=4 * 3600)
    outcome = PrometheusBackend().emit(Monitoring((agreement(objective(exclusions=(third,))),)), options())
    assert outcome.diagnostics == ()


def test_the_same_bytes_twice() -> None:
    outline = Monitoring(
        (agreement(objective(exclusions=()), latency(target=Fraction("0.25"), guarantee="p")),)
    )
    backend = PrometheusBackend()
    assert backend.emit(outline, options()).value == backend.emit(outline, options()).value


@pytest.mark.parametrize(
    ("query", "trouble"),
    [
        ("sum(rate(x[1m]))", None),
        ('x{a="}"} # )(', None),
        ("`a\\`", None),
        ("'a\\'(' ", None),
        ("sum(x", "never closes `(`"),
        ("x)", "closes `)`"),
        ('x{a="b}', "does not end"),
        (" # nothing", "empty"),
    ],
)
def test_queries_are_one_bracketed_expression(query: str, trouble: str | None) -> None:
    found = query_trouble(query)
    assert found is None if trouble is None else found is not None and trouble in found


def test_percentile_tiers_need_one_bound() -> None:
    bounds = (Bound(Comparison.ABOVE, Fraction("0.25")), Bound(Comparison.BELOW, Fraction("0.5")))
    promise = latency(target=Fraction("0.25"), tiers=(CreditTier("10%", bounds, SPAN),))
    outcome = PrometheusBackend().emit(Monitoring((agreement(promise),)), options())
    assert [finding.rule.code for finding in outcome.diagnostics] == ["SLA1001"]
