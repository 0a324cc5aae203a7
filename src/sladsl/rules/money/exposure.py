"""Finds suppliers whose failure costs far more in credits than they pay for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.money import Money
from sladsl.exact.ratio import Rounding, percent
from sladsl.model.agreements import holds
from sladsl.model.values import Ratio
from sladsl.rules.facts import Joined
from sladsl.rules.money.failures import Failure, Owed, Recovered, facts
from sladsl.rules.money.scenarios import Scenario, scenarios
from sladsl.rules.money.stretches import Stretch
from sladsl.source import Source

_SHOWN = 4
_NOTHING = "brings nothing back"


def conclude(facts: Sequence[Owed | Recovered], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per promise of another organisation and currency, over all customers whom its failure hits
    at once: the scenario of which the smallest share comes back."""
    owing: defaultdict[Failure, list[Owed]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact, Owed):
            owing[fact.failure].append(fact)
    backs = {fact.failure: fact for fact in facts if isinstance(fact, Recovered)}
    for back in backs.values():
        if back.failure in owing:
            worst: dict[str, Scenario] = {}
            for each in scenarios(back.failure, owing[back.failure], back.bill):
                if _too_little(back, each) and (
                    each.currency not in worst or each.share < worst[each.currency].share
                ):
                    worst[each.currency] = each
            for each in worst.values():
                yield _finding(back, each)


CHECK: Joined[Owed | Recovered] = Joined(
    "exposure", (Owed, Recovered), facts, conclude, lambda fact: fact.failure.lower
)


def _too_little(back: Recovered, scenario: Scenario) -> bool:
    return scenario.comparable and not holds(back.comparator, Ratio(scenario.share), Ratio(back.wanted))


def what_fails(failure: Failure, stretch: Stretch) -> str:
    """`Network down for a whole month`, `Line.repair missed in every case of a month`."""
    if failure.service:
        return f"{failure.service} down for {stretch.whole}"
    return f"{failure.lower}.{failure.name} missed in every case of {stretch.one}"


def _finding(back: Recovered, scenario: Scenario) -> Diagnostic:
    failure, stretch = scenario.failure, scenario.stretch
    assert scenario.back is not None
    total = scenario.total
    recovered = Money(scenario.back.size, scenario.currency)
    labels = [Label(back.span, f"brings back {recovered.text()} at most" if recovered.amount else _NOTHING)]
    above = "paid for here" if failure.service else "paid for here, since every case waits for that step"
    labels += [Label(owed.span, above) for owed, _ in scenario.owed[:_SHOWN]]
    if back.rule is not None:
        labels.append(Label(back.rule, "the house rule"))
    if failure.service:
        what = f"an outage of `{failure.service}` for {stretch.whole}"
    else:
        what = f"missing `{failure.lower}.{failure.name}` in every case of {stretch.one}"
    least = percent(back.wanted)
    by = "the house rule asks for" if back.rule is not None else "without a house rule this looks for"
    since = f" from {scenario.since}" if scenario.since is not None else ""
    how = back.bill.told(stretch, scenario.shape)
    notes = [
        f"owed{since}: {_owed_text(scenario)}; recovered: {recovered.text()}{f' ({how})' if how else ''}, "
        f"which is {percent(scenario.share, 2, Rounding.FLOOR)}; {by} {least}",
        f"{(total - recovered).text()} stay with us",
    ]
    if scenario.example:
        notes.insert(1, f"worst in {stretch.one} such as {scenario.example}")
    return Diagnostic(
        catalogue.EXPOSURE,
        f"{what} costs up to {total.text()} in credits, and `{failure.lower}` pays {recovered.text()} of it",
        tuple(labels),
        tuple(notes),
        help=f"agree on higher credits in `{failure.lower}`, on a lower cap above, or accept the risk "
        f"in {'the' if back.rule is not None else 'a'} house rule: `credits recovered >= {_paid(scenario)}`",
    )


def _paid(scenario: Scenario) -> str:
    """The share that is paid, cut off to as few decimals as leave some of it: a rule that accepts it."""
    for step in (Fraction(1, 100), Fraction(1, 1000), Fraction(1, 10_000)):
        cut = scenario.share // step * step
        if cut:
            return percent(cut)
    return percent(Fraction(0))


def _owed_text(scenario: Scenario) -> str:
    """Each customer with its sum and how that came about, and all together."""
    found: list[str] = []
    for owed, size in scenario.owed[:_SHOWN]:
        how = owed.bill.told(scenario.stretch, scenario.shape)
        sum_text = Money(size, scenario.currency).text()
        found.append(f"`{owed.upper}` {sum_text}{f' ({how})' if how else ''}")
    count = len(scenario.owed)
    text = ", ".join(found)
    if count > 1:
        text += f" and {count - _SHOWN} more" if count > _SHOWN else ""
        text += f", {scenario.total.text()} in all"
    return text
