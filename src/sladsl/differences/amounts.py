"""Which of two amounts of credit is more, whatever they are multiplied by."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, lcm

from sladsl.differences.lengths import agreed, longer, opposite
from sladsl.differences.meaning import same
from sladsl.exact.durations import Duration, TimeSpan
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Amount, AmountBase, Block, Dates, FeeShare, Misses, RiskShare, Trigger
from sladsl.model.written import amount_text, base_text, misses_text
from sladsl.records import replace
from sladsl.rules.money.worth import same_terms, worth

_BLOCKS = 1000


def size(base: AmountBase, agreement: Agreement) -> tuple[str, Fraction] | None:
    """In which measure and how much, shares of a fee as shares: another fee is a change of its own."""
    if isinstance(base, FeeShare) and base.before is None:
        return f"share of {'next ' if base.following else ''}{base.fee}", base.ratio
    if isinstance(base, RiskShare):
        return "share of at risk", base.ratio
    return worth(base, agreement)


def sizes(
    old: tuple[AmountBase, Agreement], new: tuple[AmountBase, Agreement]
) -> tuple[Fraction, Fraction] | None:
    """How much the old and the new amount are, in one measure; None where they have none in common."""
    there, here = size(*old), size(*new)
    if here is None or there is None or here[0] != there[0]:
        there, here = worth(*old), worth(*new)
    if here is None or there is None or here[0] != there[0]:
        return None
    return there[1], here[1]


def more(old: tuple[AmountBase, Agreement], new: tuple[AmountBase, Agreement]) -> int | None:
    """1 when the new amount is the larger one, -1 the smaller; None where nobody can say."""
    found = sizes(old, new)
    return None if found is None else (found[1] > found[0]) - (found[1] < found[0])


def amount_more(old: tuple[Amount, Agreement], new: tuple[Amount, Agreement]) -> int | None:
    """Which of two amounts is more: multiplied and limited alike, or each part of it so that the whole is."""
    before, after = old[0], new[0]
    if not same_terms(_without_parts(before), _without_parts(after)):
        return None
    return agreed(
        _blocks((before, old[1]), (after, new[1])),
        *(
            _limit((getattr(before, name), old[1]), (getattr(after, name), new[1]))
            for name in ("at_most", "each_at_most")
        ),
        _beyond(before.beyond, after.beyond),
        int(after.from_start) - int(before.from_start),
        _easier(before.doubled, after.doubled, missing=-1),
        _easier(before.only_when, after.only_when, missing=1),
        _span(before.earned_back_after, after.earned_back_after, missing=1),
        _trigger(before.trigger, after.trigger),
        _dates(before.dates, after.dates),
    )


def _without_parts(amount: Amount) -> Amount:
    """What has to be the same for the other parts to tell which amount is more."""
    dates = amount.dates
    return replace(
        amount,
        at_most=None,
        each_at_most=None,
        block=None,
        beyond=None,
        from_start=False,
        doubled=None,
        only_when=None,
        earned_back_after=None,
        trigger=None,
        dates=replace(dates, begun=True) if dates is not None else None,
    )


def whole_text(amount: Amount) -> str:
    """The amount with all that it is multiplied and limited by, in the words of the source."""
    text = amount_text(amount)
    basis = amount.block.basis if amount.block is not None else amount.dates.basis if amount.dates else None
    text += f" {basis}" if basis is not None else ""
    text += f" per {amount.per_each}" if amount.per_each is not None else ""
    if amount.beyond is not None:
        text += f" beyond {amount.beyond.text()}{' from the start' if amount.from_start else ''}"
    text += f" once per {amount.once_per}" if amount.once_per is not None else ""
    if amount.trigger is not None:
        text += f" with more than {amount.trigger.time.text()} down"
        text += " in a row" if amount.trigger.in_a_row else ""
    parts = [text]
    parts += [f"each at most {base_text(amount.each_at_most)}"] if amount.each_at_most is not None else []
    parts += [f"at most {base_text(amount.at_most)}"] if amount.at_most is not None else []
    parts += [f"doubled when {misses_text(amount.doubled)}"] if amount.doubled is not None else []
    parts += [f"only when {misses_text(amount.only_when)}"] if amount.only_when is not None else []
    back = amount.earned_back_after
    parts += [f"earned back when met {back.text()} in a row"] if back is not None else []
    return ", ".join(parts)


def _limit(old: tuple[AmountBase | None, Agreement], new: tuple[AmountBase | None, Agreement]) -> int | None:
    if old[0] is None or new[0] is None:
        return int(new[0] is None) - int(old[0] is None)
    return more((old[0], old[1]), (new[0], new[1]))


def _blocks(old: tuple[Amount, Agreement], new: tuple[Amount, Agreement]) -> int | None:
    """By how much is paid for so many blocks of time, whatever the time."""
    before, after = old[0].block, new[0].block
    if same(before, after):
        return more((old[0].base, old[1]), (new[0].base, new[1]))
    found = sizes((old[0].base, old[1]), (new[0].base, new[1]))
    if before is None or after is None or before.basis != after.basis or found is None:
        return None
    if not isinstance(before.length, Duration) or not isinstance(after.length, Duration):
        return None
    return _steps((found[0], before, before.length.seconds), (found[1], after, after.length.seconds))


def _steps(old: tuple[Fraction, Block, Fraction], new: tuple[Fraction, Block, Fraction]) -> int | None:
    """Two amounts per block against each other at every place where either rises, and between, as far as
    the manner repeats."""

    def paid(one: tuple[Fraction, Block, Fraction], time: Fraction) -> Fraction:
        amount, block, length = one
        return amount * (ceil(time / length) if block.started else floor(time / length))

    lengths = old[2], new[2]
    scale = lcm(*(length.denominator for length in lengths))
    again = Fraction(lcm(*(int(length * scale) for length in lengths)), scale)
    if sum(again / length for length in lengths) > _BLOCKS:
        return None
    edges = sorted({n * length for length in lengths for n in range(1, int(again / length) + 1)})
    places = [*edges, *((a + b) / 2 for a, b in zip([Fraction(0), *edges], edges, strict=False))]
    gaps = [paid(new, place) - paid(old, place) for place in places]
    gaps.append(new[0] / new[2] - old[0] / old[2])
    if all(gap >= 0 for gap in gaps):
        return int(any(gaps))
    return -1 if all(gap <= 0 for gap in gaps) else None


def _span(old: TimeSpan | None, new: TimeSpan | None, *, missing: int) -> int | None:
    """Which time is longer; one that is not there counts as the shortest (-1) or the longest (1)."""
    if old is None or new is None:
        return missing * (int(new is None) - int(old is None))
    return longer(old, new)


def _beyond(old: TimeSpan | None, new: TimeSpan | None) -> int | None:
    """What is only paid beyond a longer time is less."""
    return opposite(_span(old, new, missing=-1))


def _easier(old: Misses | None, new: Misses | None, *, missing: int) -> int | None:
    """Whether more misses count; without a condition none do (-1) or all (1)."""
    if old is None or new is None:
        return missing * (int(new is None) - int(old is None))
    if (old.count is None) != (new.count is None):
        return None
    window = longer(old.of, new.of)
    if old.count is None or new.count is None:
        return opposite(window)
    return agreed((new.count < old.count) - (new.count > old.count), window)


def _trigger(old: Trigger | None, new: Trigger | None) -> int | None:
    """What counts only from some time down on is less."""
    if old is None or new is None:
        return int(new is None) - int(old is None)
    return agreed(opposite(longer(old.time, new.time)), int(old.in_a_row) - int(new.in_a_row))


def _dates(old: Dates | None, new: Dates | None) -> int:
    """Every date that is touched are more than those lost from midnight to midnight."""
    return int(new.begun) - int(old.begun) if old is not None and new is not None else 0
