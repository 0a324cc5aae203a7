"""Checks that the caps of an agreement can be reached, and that credits fit under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.money import Money, is_currency
from sladsl.exact.periods import MONTHS_IN_WORD
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount, AmountBase, Cap, CreditTerms, Points
from sladsl.model.resolve_periods import KINDS
from sladsl.model.written import amount_text, base_text, number_text
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, is_single, worth


def check(index: Index) -> Iterator[Diagnostic]:
    """A cap is dead below the smallest credit, above all that can fall due, and beside another cap."""
    for agreement in index.agreements:
        terms = agreement.credit_terms
        above = index.house.agreements.get(agreement.under or "")
        if terms is None or not any(g.credit for g in agreement.promises):
            continue
        if above is not None and above.credit_terms == terms:
            # Taken over from the level above: it is told there, where it is written.
            continue
        caps = [cap for cap in terms.caps if not isinstance(cap.amount, Points)]  # these limit nothing
        for cap in caps:
            yield from _under_a_step(agreement, cap)
            yield from _never_reached(agreement, cap, terms.combine == "sum" or terms.combine is None)
        yield from _caps_beside_each_other(agreement, caps)
        yield from _caps_above(index, agreement, terms)


def _under_a_step(agreement: Agreement, cap: Cap) -> Iterator[Diagnostic]:
    limit = worth(cap.amount, agreement)
    # What a level above credits is capped there.
    own = [g for g in agreement.guarantees if g.credit] or agreement.promises
    for guarantee in own:
        steps = [] if guarantee.credit is None else list(amounts(guarantee.credit))
        sizes = [(size, amount, span) for amount, span in steps if (size := worth(amount.base, agreement))]
        sizes = [entry for entry in sizes if entry[0][1] > 0]
        if limit is None or not sizes or any(size[0] != limit[0] for size, _, _ in sizes):
            continue
        size, amount, span = min(sizes, key=lambda entry: entry[0][1])
        if limit[1] < size[1]:
            yield Diagnostic(
                catalogue.CAP_REACH,
                f"the cap of {_said(cap.amount, agreement)} per {cap.per} is below the smallest credit of "
                f"`{guarantee.name}`, {_said(amount.base, agreement)}",
                (
                    Label(cap.span, "the cap"),
                    Label(span, "already more than the cap"),
                ),
                help=f"raise the cap to at least `{amount_text(amount)}`, or lower the credits",
            )


def _never_reached(agreement: Agreement, cap: Cap, added_up: bool) -> Iterator[Diagnostic]:
    limit = worth(cap.amount, agreement)
    if limit is None:
        return
    parts: list[tuple[Fraction, Guarantee]] = []
    for guarantee in agreement.promises:
        if guarantee.credit is None:
            continue
        most = _most(agreement, guarantee, limit[0])
        if most is None or guarantee.period is None or guarantee.period.kind is not KINDS.get(cap.period):
            return
        times = max(1, len(guarantee.services)) if added_up else 1
        parts.append((most * times, guarantee))
    reach = sum((part for part, _ in parts), Fraction(0)) if added_up else max(part for part, _ in parts)
    if reach < limit[1]:
        largest = max(parts, key=lambda part: part[0])[1]
        how = "together come to" if added_up and len(parts) > 1 else "come to"
        yield Diagnostic(
            catalogue.CAP_REACH,
            f"the cap of {_said(cap.amount, agreement)} per {cap.per} is never reached: the largest "
            f"credits {how} {_measure(reach, limit[0])}",
            (
                Label(cap.span, "never reached"),
                Label(largest.credit.span if largest.credit else largest.span, "the largest credits"),
            ),
            help="lower the cap to what it should limit, or leave it out",
        )


def _most(agreement: Agreement, guarantee: Guarantee, measure: str) -> Fraction | None:
    """The most that one promise costs in a period; None when nothing limits it in that measure."""
    most = Fraction(0)
    for amount, _ in amounts(guarantee.credit) if guarantee.credit else ():
        size = _limit(agreement, amount)
        if size is None or size[0] != measure:
            return None
        most = max(most, size[1])
    return most


def _limit(agreement: Agreement, amount: Amount) -> tuple[str, Fraction] | None:
    if amount.at_most is not None:
        return worth(amount.at_most, agreement)
    return worth(amount.base, agreement) if is_single(amount) else None


def _caps_beside_each_other(agreement: Agreement, caps: Sequence[Cap]) -> Iterator[Diagnostic]:
    known = [
        (MONTHS_IN_WORD[cap.period], size, cap)
        for cap in caps
        if cap.period in MONTHS_IN_WORD and (size := worth(cap.amount, agreement)) is not None
    ]
    known.sort(key=lambda entry: entry[0])
    for (short, small, cap), (long, large, other) in pairwise(known):
        if small[0] != large[0] or short == long:
            continue
        times = long // short
        if large[1] <= small[1]:
            dead, reason = cap, f"the cap per {other.period} is not higher"
        elif large[1] >= times * small[1]:
            dead, reason = other, f"{times} times the cap per {cap.per} is not more"
        else:
            continue
        alive = other if dead is cap else cap
        yield Diagnostic(
            catalogue.CAP_REACH,
            f"the cap of {_said(dead.amount, agreement)} per {dead.period} never matters: {reason}",
            (Label(dead.span, "never matters"), Label(alive.span, "this one is always reached first")),
            help="leave one of the two out, or correct its amount",
        )


def _caps_above(index: Index, agreement: Agreement, terms: CreditTerms) -> Iterator[Diagnostic]:
    """Caps that let through more than a cap of a level above does in the same time."""
    levels = [a for a in index.house.levels_above(agreement) if a.credit_terms not in (None, terms)]
    others = [(a, cap) for a in levels if a.credit_terms is not None for cap in a.credit_terms.caps]
    for cap in terms.caps:
        for above, other in others:
            size, limit = worth(cap.amount, agreement), worth(other.amount, agreement)
            if size is None or limit is None or size[0] != limit[0]:
                continue
            months, theirs = MONTHS_IN_WORD.get(cap.period), MONTHS_IN_WORD.get(other.period)
            if months is None or theirs is None or size[1] <= limit[1] * max(1, months // theirs):
                continue
            yield Diagnostic(
                catalogue.CAP_REACH,
                f"the cap of {_said(cap.amount, agreement)} per {cap.period} never matters: `{above.key}` "
                f"caps credits at {_said(other.amount, agreement)} per {other.period}",
                (Label(cap.span, "never matters"), Label(other.span, "this one is always reached first")),
                help="keep caps below those of the levels above, or raise the cap there",
            )
            break


def _said(base: AmountBase, agreement: Agreement) -> str:
    text = base_text(base)
    size = worth(base, agreement)
    if isinstance(base, Money) or size is None or not is_currency(size[0]):
        return f"`{text}`"
    return f"`{text}` ({_measure(size[1], size[0])})"


def _measure(size: Fraction, measure: str) -> str:
    if is_currency(measure):
        return Money(size, measure).text()
    if measure.startswith("share of "):
        return f"{percent(size)} of {measure.removeprefix('share of ')}"
    return f"{number_text(size)} {measure}"
