"""The check on choices that were left open: what it asks, that its answers settle it, when it is silent."""

from __future__ import annotations

import re

import pytest

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.rules.quality import open_switch

HEAD = """
import std.calendars {{ Always, OfficeHelsinki as Office }}
import std.metrics
party Kaleva "Kaleva Hosting Oy"
party Puro "Puro Design Oy"
service Shop "Web shop"
priorities Incident "Incidents" {{ P1 "Critical" }}
{metric}
sla Web "Service level agreement" {{
  provider Kaleva
  customer Puro
  effective {effective}
  {zone}
  priorities Incident
  fee monthly = 1_001 EUR per month
  covers Shop
  {promises}
  {terms}
}}
"""
USUAL = {
    "metric": "",
    "effective": "2027-01-01",
    "zone": 'zone "Europe/Helsinki"',
    "promises": "",
    "terms": "credits { automatic; combine sum }",
}
TIME = ("empty counts as excluded", "undeployed time counts as excluded", "partial minutes count")


def found(**parts: str) -> list[Diagnostic]:
    text = HEAD.format(**{**USUAL, **parts})
    all_found = compile_files({"web.sla": text}).findings
    wrong = [d.message for d in all_found if d.is_error]
    assert not wrong, wrong
    return [d for d in all_found if d.rule.code == "SLA0706"]


def metric(value: str, *switches: str, better: str = "higher", signals: str = "up") -> str:
    lines = [f"better {better}", f"signals {signals}" if signals else "", f"value = {value}", *switches]
    return 'metric counted "Counted" {\n' + "\n".join(line for line in lines if line) + "\n}"


def sides(finding: Diagnostic) -> list[str]:
    """What the help offers to write."""
    assert finding.help is not None
    return [
        word
        for word in re.findall(r"`([^`]+)`", finding.help)
        if word not in ("counted", "hours", "credits { … }")
    ]


UPTIME = "guarantee uptime: counted of Shop >= 99.9% per month { exact }"
TICKETS = "guarantee tickets: counted of P1 <= 4 h for 95% of tickets per month during Office"

# What is open, the metric, the promise, the two numbers, and a part of the question.
OPEN: dict[str, tuple[dict[str, str], str, str]] = {
    # 41 of 40,320 minutes; only 40 of them are whole.
    "partial": (
        {"metric": metric("share of time where up", *TIME[:2]), "promises": UPTIME},
        "99.898% or 99.901%",
        "parts of a minute",
    ),
    # 35 minutes down and 10 without data, of 40,320.
    "empty": (
        {"metric": metric("share of time where up", *TIME[1:]), "promises": UPTIME},
        "99.89% or 99.91%",
        "time without data",
    ),
    # 31 minutes of a fortnight, or of the month.
    "undeployed": (
        {"metric": metric("share of time where up", TIME[0], TIME[2]), "promises": UPTIME},
        "99.85% or 99.92%",
        "before the service existed",
    ),
    # 31 minutes on each side of the day on which the agreement begins, in a month with 24,480 minutes left.
    "begun": (
        {
            "metric": metric("share of time where up", *TIME),
            "promises": UPTIME,
            "effective": "2027-01-15",
        },
        "99.75% or 99.93%",
        "began before the promise",
    ),
    "attributed": (
        {"metric": metric("time from opened to resolved", better="lower", signals=""), "promises": TICKETS},
        "50% or 100%",
        "to which period a case belongs",
    ),
    "pause": (
        {
            "metric": metric(
                "time from opened to resolved",
                "attributed to opened",
                "pause while waiting",
                better="lower",
                signals="",
            ),
            "promises": TICKETS,
        },
        "50% or 100%",
        "in which time a pause",
    ),
    "events": (
        {
            "metric": metric("share of events where early", signals="early"),
            "promises": "guarantee early: counted of Shop >= 98% per month { exact }",
        },
        "50% or 100%",
        "to which period a case belongs",
    ),
    "count": (
        {
            "metric": metric("count of events", signals=""),
            "promises": "guarantee leads: counted of Shop >= 100 per month",
        },
        "99 or 100",
        "to which period a case belongs",
    ),
    # One of 672 hours, counted through another metric.
    "of a part": (
        {
            "metric": metric(
                "mean over each 1 h of errors / requests",
                "undeployed time counts as excluded",
                better="lower",
                signals="errors, requests",
            ).replace("counted", "rate")
            + metric("100% - rate", signals="").replace("metric counted", "\nmetric counted"),
            "promises": UPTIME,
        },
        "99.85% or 100%",
        "time without data",
    ),
    "rounding": (
        {
            "metric": metric("share of time where up", *TIME),
            "promises": "guarantee uptime: counted of Shop >= 99.9% per month",
        },
        "99.898% or 99.9%",
        "rounded before it is compared",
    ),
    "rounding of requests": (
        {
            "metric": metric("good / total", signals="good, total"),
            "promises": "guarantee requests: counted of Shop >= 99% per month",
        },
        "%",
        "rounded before it is compared",
    ),
    "combine": (
        {
            "metric": metric("share of time where up", *TIME)
            + metric("share of time where up", *TIME).replace("metric counted", "\nmetric other"),
            "promises": """guarantee one: counted of Shop >= 99.9% per month { exact; credit 10% of monthly }
  guarantee two: other of Shop >= 99% per month { exact; credit 20% of monthly }""",
            "terms": "credits { automatic }",
        },
        "200.20 EUR or 300.30 EUR",
        "several promises are missed",
    ),
    "day": (
        {
            "metric": metric("share of time where up", *TIME),
            "promises": UPTIME.replace("exact", "exact; credit 2 days of service"),
        },
        "71.50 EUR or 66.73 EUR",
        "what a day of service is",
    ),
    "claim": (
        {
            "metric": metric("share of time where up", *TIME),
            "promises": "guarantee one: counted of Shop >= 99.9% per month { exact; credit 10% of monthly }",
            "terms": "",
        },
        "100.10 EUR or 0 EUR",
        "have to be asked for",
    ),
    "zone": (
        {
            "metric": metric("share of time where up", *TIME)
            + '\ncalendar Local "Local" { zone "Europe/Helsinki"; open Mon-Sun 00:00-24:00 }',
            "promises": UPTIME.replace("per month", "per month during Local"),
            "zone": "",
        },
        "99.85% or 100%",
        "in which zone",
    ),
}


@pytest.mark.parametrize("name", sorted(OPEN))
def test_it_says_which_and_shows_two_numbers(name: str) -> None:
    parts, numbers, question = OPEN[name]
    findings = found(**parts)
    assert len(findings) == 1, [f.message for f in findings]
    assert numbers in findings[0].message and question in findings[0].message, findings[0].message
    assert findings[0].notes[0].startswith("in 2027-0")


@pytest.mark.parametrize("name", sorted(OPEN))
def test_each_answer_that_it_offers_settles_it(name: str) -> None:
    parts, _, _ = OPEN[name]
    for words in sides(found(**parts)[0]):
        assert found(**_answered(parts, words)) == [], words


def _answered(parts: dict[str, str], words: str) -> dict[str, str]:
    """The source with the words where the help says they belong."""
    if words.startswith("zone"):
        return {**parts, "zone": words}
    if words.startswith(("combine", "a day", "automatic", "claim")):
        rest = "" if words.startswith(("automatic", "claim")) else "automatic; "
        return {**parts, "terms": f"credits {{ {rest}{words} }}"}
    if words.startswith(("exact", "round")):
        return {**parts, "promises": f"{parts['promises']} {{ {words} }}"}
    without = re.sub(r"\npause while waiting$", "", parts["metric"].removesuffix("\n}"))
    return {**parts, "metric": f"{without}\n{words}\n}}"}


def test_one_question_for_a_metric_however_often_it_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    real = open_switch.result

    def counting(*args: object) -> object:
        nonlocal asked
        asked += 1
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(open_switch, "result", counting)
    promises = "\n".join(UPTIME.replace("uptime:", f"uptime{n}:") for n in range(50))
    findings = found(metric=metric("share of time where up", *TIME[:2]), promises=promises)
    assert len(findings) == 1
    assert "and 46 more" in findings[0].notes[-1]
    assert asked <= 12


SILENT = {
    "all said": (metric("share of time where up", *TIME), UPTIME),
    "sums of requests": (
        metric("good / total", signals="good, total"),
        "guarantee requests: counted of Shop >= 99% per month { exact }",
    ),
    "a clock that never stops": (
        metric(
            "time from opened to resolved",
            "attributed to opened",
            "pause while waiting",
            better="lower",
            signals="",
        ),
        TICKETS.replace(" during Office", " during Always"),
    ),
    "a share of the cases": (
        metric("time from opened to resolved", "attributed to opened", better="lower", signals=""),
        TICKETS,
    ),
    "minutes by their error rate": (
        metric("share of each 1 min where errors / requests <= 5%", *TIME[:2], signals="errors, requests"),
        UPTIME,
    ),
}


@pytest.mark.parametrize("name", sorted(SILENT))
def test_it_is_silent_where_nothing_hangs_on_it(name: str) -> None:
    counted, promise = SILENT[name]
    assert [f.message for f in found(metric=counted, promises=promise)] == []


STANDARD = {
    "availability": "of Shop >= 99.9% per month { exact }",
    "uptime": "of Shop >= 99.9% per month { exact }",
    "strict_uptime": "of Shop >= 99.9% per month { exact }",
    "unavailable": "of Shop <= 40 min per month",
    "error_rate": "of Shop <= 0.1% per month { exact }",
    "request_success": "of Shop >= 99.9% per month { exact }",
    "packet_loss": "of Shop <= 0.1% per month { exact }",
    "response": "of P1 <= 1 h for 95% of tickets per month during Office",
    "resolution": "of P1 <= 4 h for 95% of tickets per month during Office",
    "repair": "of P1 <= 4 h for 95% of tickets per month during Office",
    "fulfilment": "of P1 <= 4 h for 95% of tickets per month during Office",
    "recovery_time": "of Shop <= 4 h per year",
    "recovery_point": "of Shop <= 60 min per month",
    "on_time": "of Shop >= 98% per month { exact }",
    "leads": "of Shop >= 100 leads per month",
    "satisfaction": "of Shop >= 4 points per month",
}


@pytest.mark.parametrize("name", sorted(STANDARD))
def test_the_standard_metrics_say_everything(name: str) -> None:
    promise = f"guarantee promise: {name} {STANDARD[name]}"
    assert [f.message for f in found(promises=promise)] == []


def test_nobody_waits_for_a_witness_in_a_hundred_years() -> None:
    """Two sides of it, minute by minute, were eighty seconds and seven gigabytes."""
    promises = "guarantee g: availability of Shop >= 99.9% per {} {{ credit 2% of monthly }}"
    assert found(promises=promises.format("rolling 365 days"))
    assert not found(promises=promises.format("rolling 36500 days"))
    terms = "credits { combine sum }"
    assert not found(promises=promises.format("rolling 36500 days"), terms=terms)
