"""What is kept for a house is what comes out without keeping anything, for customers of all kinds at once."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import HEAD

from sladsl.compiler import compile_files
from sladsl.exact import zones
from sladsl.exact.intervals import Intervals, difference, total, union
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.allowances import allowance, lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.left_out import most_excluded
from sladsl.prove.memory import memory_of
from sladsl.prove.proving import proofs
from sladsl.records import replace

SHARES = ("99.95%", "99.9%", "99%", "98%")
LOWER = ("per month", "per week", "per year", "per month during Office")
UPPER = ("per month", "per quarter", "per week during Office")
EXCEPT = ("", "{ except work }", "{ except work, storm }")


def house(promises: tuple[tuple[str, str, str], ...], supports: tuple[tuple[str, str, str], ...]) -> House:
    """One customer per promise, all on the same suppliers, one per support, in a row."""
    text = [
        HEAD,
        'calendar Office { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00; closed holidays FI }',
        "exclusion work { window third Sun 02:00-06:00; at most 3 h per month }",
        'exclusion storm { text "A storm." }',
    ]
    names = [f"Part{number}" for number in range(len(supports))]
    text += [f'service {name} "{name}"' for name in names]
    text.append(f'service Shop "Shop" {{ needs {", ".join(names)} }}')
    for name, (share, per, without) in zip(names, supports, strict=True):
        text.append(
            f'uc Of{name} {{ provider Vendor; customer Maker; hours Always zone "Europe/Helsinki"\n'
            f"effective 2026-01-01; covers {name}\nguarantee up: up of {name} >= {share} {per} {without} }}"
        )
    for number, (share, per, without) in enumerate(promises):
        text += [
            f'party Client{number} "Client"',
            f'sla Deal{number} "Deal" {{ provider Maker; customer Client{number}\n'
            f'hours Always zone "Europe/Helsinki"; effective 2027-01-01 until 2027-12-31; covers Shop\n'
            f"guarantee up: up of Shop >= {share} {per} {without} }}",
        ]
    return compile_files({"house.sla": "\n".join(text)}).house


def afresh(found: House, key: str) -> list[tuple[Fraction, Fraction]]:
    """Bound and allowance of every period, in order, each worked out by itself."""
    agreement = found.agreements[key]
    promise = agreement.guarantees[0]
    assert promise.period is not None
    zone = zones.load("Europe/Helsinki")
    term = agreement.effective
    assert term is not None
    assert term.until is not None
    start = zones.day_start(zone, term.first)
    end = zones.day_start(zone, term.until.replace(year=2028, month=1, day=1))
    made = []
    for period in promise.period.between(start, end):
        if not (start <= period.start and period.end <= end):
            continue
        for used_up in (False, True):
            windows: Intervals = ()
            works: list[tuple[Fraction, Fraction]] = []
            lowers = [each for each in found.agreements.values() if each.kind == "uc"]
            ones = [
                (
                    lost(e.guarantees[0]).amount,
                    allowance(
                        agreement,
                        promise,
                        e,
                        e.guarantees[0],
                        period,
                        used_up and len(lowers) == 1 and e.guarantees[0].during == promise.during,
                    ),
                )
                for e in lowers
            ]
            # Hours that are not their own cost suppliers nothing; what they leave out costs the least share.
            gone = union(*(one.outside for _, one in ones))
            whole, base = Fraction(total(gone)), ones[0][1].most
            for share, one in sorted(ones, key=lambda each: each[0]):
                mine = replace(one, outside=(), extras=tuple(extra.without(gone) for extra in one.extras))
                gone = union(gone, mine.certain)
                planned = [e for e in mine.extras if e.planned and total(e.certain) < e.seconds]
                windows = union(windows, *(p.times for e in planned for p in e.pieces))
                works += [(share, extra.seconds) for extra in planned]
                whole += replace(mine, extras=tuple(e for e in mine.extras if e not in planned)).at(share)
            keys = [each.key for each in promise.exclusions]
            taken = min(base, most_excluded(promise, agreement, period, keys)) if used_up else Fraction(0)
            # Nobody's work is outside the windows, and none counts where all is down anyway.
            # What is excluded is no part of what the supplier's share is taken of: the least shares first.
            room = Fraction(total(difference(windows, gone)))
            for share, seconds in sorted(works):
                whole += min(seconds, room) * (1 - share)
                room -= min(seconds, room)
            # What is left out of the promise is no downtime of it.
            made.append((min(whole, base - taken), lost(promise).amount * (base - taken)))
    return made


promised = st.tuples(st.sampled_from(SHARES), st.sampled_from(UPPER), st.sampled_from(EXCEPT))
supporting = st.tuples(st.sampled_from(SHARES), st.sampled_from(LOWER), st.sampled_from(EXCEPT))


@settings(max_examples=50, deadline=None)
@given(
    promises=st.lists(promised, min_size=1, max_size=3).map(tuple),
    supports=st.lists(supporting, min_size=1, max_size=2).map(tuple),
)
def test_a_shared_memory_changes_no_proof(
    promises: tuple[tuple[str, str, str], ...], supports: tuple[tuple[str, str, str], ...]
) -> None:
    found = house(promises, supports)
    together = Supports(found)
    for number in range(len(promises)):
        agreement = found.agreements[f"Deal{number}"]
        (proof,) = proofs(together, agreement)
        assert proofs(Supports(found), agreement) == (proof,)
        every = afresh(found, agreement.key)
        worst = max(bound / allowed for bound, allowed in every)
        if promises[number][2] and sum(bool(without) for _, _, without in supports) > 1:
            # One budget above excuses only once what each of them may leave out: more than is reckoned here.
            if all(per.startswith("per month") for _, per, _ in supports):
                assert proof.bound / proof.allowed >= worst
            continue
        if all(per.startswith("per month") for _, per, _ in supports):
            assert proof.bound / proof.allowed == worst
            assert (proof.bound, proof.allowed) in every
        else:  # what a part of a week allows may lie in hours in which all is down already
            assert proof.bound / proof.allowed <= worst
        assert_shown(proof)


def assert_shown(proof: AvailabilityProof) -> None:
    """The supports that are shown come to the bound that is shown, or to more where their windows meet."""
    budgets = {s.component: min(s.seconds, s.allowance.most) for s in proof.supports}
    most = proof.supports[0].allowance.most
    whole = min(most, longest_downtime(proof.structure, budgets).time)
    meet = sum(bool(s.allowance.outside or s.allowance.extras) for s in proof.supports) > 1
    crowded = any(len(s.allowance.shares) > 1 for s in proof.supports)
    assert proof.possible <= whole if meet or crowded else proof.possible == whole


def test_customers_counted_alike_ask_once() -> None:
    supports = (("99.9%", "per month", ""), ("99%", "per month", ""))
    alike = tuple(product(("99%", "98%"), ("per month",), ("{ except work }",)))
    found = house(alike, supports)
    together = Supports(found)
    proofs(together, found.agreements["Deal0"])
    known = len(memory_of(together).allowances)
    proofs(together, found.agreements["Deal1"])
    assert len(memory_of(together).allowances) == known > 0
