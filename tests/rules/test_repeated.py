"""Promises of one agreement about the same are put beside each other, and only those."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.model.agreements import Guarantee
from sladsl.rules.index import Index
from sladsl.rules.run import look

HEAD = """\
import std.metrics { availability, response, latency }
party House "House"
party Client "Client"
priorities Incident { P1 "Critical"; P2 "Serious" }
service Shop "Shop"
service Till "Till"
"""
ABOUT = (
    "availability of Shop >= 99% per month",
    "availability of Till >= 99% per month",
    "availability of Shop, Till >= 98% per month",
    "availability of Shop >= 97% per year",
    "response of P1 <= 1 h",
    "response of P2 <= 1 h",
    "p95 of latency of Shop <= 1 s per month",
    "p99 of latency of Shop <= 2 s per month",
)


def same(one: Guarantee, two: Guarantee) -> bool:
    """Whether two promises are about one thing, spelt out."""
    services = {s.key for s in one.services} & {s.key for s in two.services}
    both = not one.services and not two.services
    return (
        (bool(services) or both)
        and one.metric.key == two.metric.key
        and one.percentile == two.percentile
        and (one.priority and one.priority.key) == (two.priority and two.priority.key)
    )


@settings(max_examples=60, deadline=None)
@given(own=st.lists(st.sampled_from(ABOUT), max_size=5), above=st.lists(st.sampled_from(ABOUT), max_size=2))
def test_against_every_pair(own: list[str], above: list[str]) -> None:
    text = HEAD + "sla Base { provider House; priorities Incident\n"
    text += "".join(f"  guarantee above{n}: {said}\n" for n, said in enumerate(above))
    text += "}\nsla Deal under Base { customer Client; effective 2027-01-01; covers Shop, Till\n"
    text += "".join(f"  guarantee own{n}: {said}\n" for n, said in enumerate(own))
    house = compile_files({"case.sla": text + "}\n"}).house
    index = Index(house, None)
    for agreement in house.agreements.values():
        promises = agreement.promises
        expected = [p for p in promises if any(p is not other and same(p, other) for other in promises)]
        assert list(index.repeated.get(agreement.key, ())) == expected


def test_the_first_agreement_keeps_its_turn() -> None:
    deal = (
        'import "./head.sla"\nimport std.metrics { availability }\n'
        "sla Deal { provider House; customer Client; effective 2027-01-01\n"
        "  guarantee one: availability of Shop >= 99% per month\n"
        "  guarantee two: availability of Shop >= 98% per month\n}\n"
    )
    house = compile_files({"head.sla": HEAD, "deal.sla": deal}).house
    seen = look(Index(house, None))
    assert "two-values" in {finding.rule.name for finding in seen["deal.sla"].findings}
    assert "" not in seen
