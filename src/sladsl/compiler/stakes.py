"""What failures under an agreement cost in money, in lines for whoever asks about the agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sladsl.exact.money import Money
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.rules.index import Index
from sladsl.rules.money.exposure import what_fails
from sladsl.rules.money.failures import Failure, Owed, Recovered, facts
from sladsl.rules.money.scenarios import Scenario, scenarios
from sladsl.rules.money.yearly import at_risk, sum_text


def stake_lines(house: House, agreement: Agreement, today: date | None = None) -> list[str]:
    """For each failure that costs money, and each time that it may last: what is owed, paid back, and stays.

    An agreement with supports is told what it owes itself, a supplier what all customers over it are owed at
    once. The last line is the most that the agreement's own credits come to in a year.
    """
    index = Index(house, today)
    owing: defaultdict[Failure, list[Owed]] = defaultdict(list)
    backs: dict[Failure, Recovered] = {}
    for fact in facts(index):
        if isinstance(fact, Recovered):
            backs[fact.failure] = fact
        elif agreement.key in (fact.upper, fact.failure.lower):
            owing[fact.failure].append(fact)
    lines: list[str] = []
    for failure, owed in owing.items():
        back = backs.get(failure)
        lines += map(_told, scenarios(failure, owed, back.bill if back is not None else None))
    head = ["  money at stake when a supplier fails:"] if lines else []
    return [*head, *(f"    {line}" for line in lines), *_yearly(index, agreement)]


def _told(scenario: Scenario) -> str:
    total, back, lower = scenario.total, scenario.back, scenario.failure.lower
    to = "" if len(scenario.owed) == 1 else f" to {len(scenario.owed)} customers"
    worst = f" (worst in {scenario.example})" if scenario.example else ""
    start = f"{what_fails(scenario.failure, scenario.stretch)}{worst}: {total.text()} owed{to}"
    if back is None:
        return f"{start}; what {lower} pays of it is open"
    if not scenario.comparable:
        return f"{start}; {lower} pays {sum_text(back)}"
    paid = Money(back.size, scenario.currency)
    left = "nothing stays"
    if paid.amount < total.amount:
        left = f"{(total - paid).text()} stay"
    elif paid.amount > total.amount:
        left = f"{(paid - total).text()} more than is owed"
    return f"{start}; {lower} pays {paid.text()}, {left}"


def _yearly(index: Index, agreement: Agreement) -> Iterator[str]:
    found = at_risk(index, agreement)
    if found is not None and found.total.size:
        limit = "" if found.cap is None else f", by `{found.cap.span.text}`"
        yield f"  credits at risk: at most {sum_text(found.total)} in a year{limit}"
