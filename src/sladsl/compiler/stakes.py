"""What failures under an agreement cost in money, in lines for whoever asks about the agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sladsl.exact.money import Money
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.rules.index import Index
from sladsl.rules.money.exposure import Owed, Part, Recovered, facts, hit_at_once
from sladsl.rules.money.yearly import at_risk, sum_text


def stake_lines(house: House, agreement: Agreement, today: date | None = None) -> list[str]:
    """For each part that costs money when it fails for a whole period: what is owed, paid back, and stays.

    An agreement with supports is told what it owes itself, a supplier what all customers over it are owed at
    once. The last line is the most that the agreement's own credits come to in a year.
    """
    index = Index(house, today)
    owing: defaultdict[Part, list[Owed]] = defaultdict(list)
    backs: dict[Part, Recovered] = {}
    for fact in facts(index):
        if isinstance(fact, Recovered):
            backs[fact.part] = fact
        elif agreement.key in (fact.upper, fact.part.lower):
            owing[fact.part].append(fact)
    lines: list[str] = []
    for part, owed in owing.items():
        for some in hit_at_once(owed) if part.lower == agreement.key else [owed]:
            lines.append(_scenario(part, some, backs.get(part)))
    head = ["  money at stake when a supplier fails:"] if lines else []
    return [*head, *(f"    {line}" for line in lines), *_yearly(index, agreement)]


def _scenario(part: Part, owed: list[Owed], back: Recovered | None) -> str:
    currency = owed[0].total.measure
    total = Money(sum((each.total.size for each in owed), Fraction(0)), currency)
    to = "" if len(owed) == 1 else f" to {len(owed)} customers"
    start = f"{part.service} down for a whole period: {total.text()} owed{to}"
    if back is None:
        return f"{start}; what {part.lower} pays of it is open"
    if back.back.size and back.back.measure != currency:
        return f"{start}; {part.lower} pays {sum_text(back.back)}"
    paid = Money(back.back.size, currency)
    stay = f"{(total - paid).text()} stay" if paid.amount < total.amount else "nothing stays"
    return f"{start}; {part.lower} pays {paid.text()}, {stay}"


def _yearly(index: Index, agreement: Agreement) -> Iterator[str]:
    found = at_risk(index, agreement)
    if found is not None and found.total.size:
        limit = "" if found.cap is None else f", by `{found.cap.span.text}`"
        yield f"  credits at risk: at most {sum_text(found.total)} in a year{limit}"
