"""The contract says at whose end a promise is measured, wherever the source does."""

from __future__ import annotations

import pytest
from contract_houses import DATED, DIGEST, house_of

from sladsl.lower.document import Edition, Table, plain
from sladsl.lower.to_document import to_document

SOURCE = """
import std.calendars { Always }
party A "A"
party B "B"
metric up_time "Uptime" { better higher; signals up; value = share of time where up }
metric calls "Calls" { better higher; signals good; value = share of events where good }
metric answers "Answers" { better higher; signals good; value = share of events where good }
service Shop "Shop" {
  measure up_time from prometheus at provider { up = `up` }
  measure calls from probes at customer { good = `good` }
  measure answers from prometheus { good = `good` }
}
sla X "X" {
  provider A
  customer B
  effective 2027-01-01
  hours Always zone "UTC"
  guarantee one: up_time of Shop >= 99% per month { exact }
  guarantee two: calls of Shop >= 99% per month { exact }
  guarantee three: answers of Shop >= 99% per month { exact }
}
"""


ENGLISH = ["Monitoring system, at the Provider’s end", "probes, at the Customer’s end", "Monitoring system"]
FINNISH = [
    "Valvontajärjestelmä, mittaus Palveluntarjoajan päässä",
    "probes, mittaus Asiakkaan päässä",
    "Valvontajärjestelmä",
]


@pytest.mark.parametrize(("language", "said"), [("en", ENGLISH), ("fi", FINNISH)])
def test_the_sources_name_the_end(language: str, said: list[str]) -> None:
    house = house_of(SOURCE)
    outcome = to_document(house, house.agreements["X"], language, Edition.INTERNAL, DIGEST, DATED)
    assert not outcome.diagnostics
    sources = next(clause for clause in outcome.value.walk() if clause.key == "schedule.sources")
    (table,) = (block for block in sources.blocks if isinstance(block, Table))
    assert [plain(row[2]) for row in table.rows] == said
