"""The whole comparison of two houses: every change once, however many agreements it holds in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sladsl.differences.change import Change, Differences, Effect
from sladsl.differences.declared import declared_changes
from sladsl.differences.exposure import exposures
from sladsl.differences.handlings import Houses, handling_changes
from sladsl.differences.hours import agreement_hours, calendar_changes
from sladsl.differences.money import credit_term_changes, fee_changes
from sladsl.differences.procedure import procedure_changes
from sladsl.differences.promises import Pair, pairs, promise_changes
from sladsl.differences.renames import Renames, renamed_agreements, renamed_promises
from sladsl.differences.stakes import stakes
from sladsl.differences.standings import standings
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.records import replace
from sladsl.rules.index import Index
from sladsl.source import Span


def differences(old: House, new: House) -> Differences:
    """What changed in meaning from `old` to `new`; exposures, broken promises and costs of failures with it.

    Comments, layout, order, file names, versions and scenarios mean nothing here. What a template or a
    level above says is told once, with all agreements it holds in.
    """
    renamed = renamed_agreements(old, new)
    both = [
        (old.agreements[key], agreement)
        for agreement in new.agreements.values()
        if (key := renamed.get(agreement.key, agreement.key)) in old.agreements
    ]
    paired = {now.key: pairs(then, now) for then, now in both}
    renames = Renames(renamed, renamed_promises(paired))
    before, after = Index(old), Index(new)
    houses = Houses(before, after)
    found: list[Change] = []
    for then, now in both:
        found += _in_agreement(then, now, paired[now.key], renames, houses)
    found += _come_and_gone(old, new, renamed)
    found = _merged(found, old, new)
    found += calendar_changes(old, new, both, paired)
    found += declared_changes(old, new, both)
    changes = tuple(_with_sides(change, old, new) for change in found)
    if not changes:
        return Differences((), (), ())
    was = {now: then for now, then in renamed.items() if now not in old.agreements}
    exposed = [
        one
        for key in dict.fromkeys((*new.agreements, *(k for k in old.agreements if k not in was.values())))
        for one in exposures(old.agreements.get(was.get(key, key)), new.agreements.get(key))
    ]
    names = {
        (p.new.agreement.key, p.new.guarantee.key): (p.old.agreement.key, p.old.guarantee.key)
        for each in paired.values()
        for p in each
        if p.old is not None and p.new is not None
    }
    return Differences(
        changes,
        tuple(exposed),
        tuple(standings(before, after, names, changes)),
        tuple(stakes(before, after, renames, changes)),
    )


def _in_agreement(
    old: Agreement, new: Agreement, paired: list[Pair], renames: Renames, houses: Houses
) -> Iterator[Change]:
    found: Iterable[Change] = (
        *promise_changes(paired),
        *agreement_hours(old, new, paired),
        *credit_term_changes(old, new),
        *fee_changes(old, new),
        *procedure_changes(old, new, renames),
        *handling_changes(old, new, renames, houses),
    )
    for change in found:
        yield replace(change, agreements=(new.key,))
    if old.key != new.key:
        yield Change(
            "name",
            "name",
            old.key,
            new.key,
            Effect.INCOMPARABLE,
            "the same agreement under another name",
            old.span,
            new.span,
            (new.key,),
        )


def _come_and_gone(old: House, new: House, renamed: Mapping[str, str]) -> Iterator[Change]:
    for key, gone in old.agreements.items():
        if key not in new.agreements and key not in renamed.values():
            text = _agreement_text(gone)
            yield Change(
                "agreement", key, text, "", Effect.LOOSENS, "no longer agreed", gone.span, None, (key,)
            )
    for key, come in new.agreements.items():
        if key not in old.agreements and key not in renamed:
            text = _agreement_text(come)
            yield Change(
                "agreement", key, "", text, Effect.TIGHTENS, "not agreed before", None, come.span, (key,)
            )


def _agreement_text(agreement: Agreement) -> str:
    count = len(agreement.promises)
    return f"{agreement.kind.upper()} {agreement.title.plain()}, {count} promise{'s' if count != 1 else ''}"


def _merged(changes: Iterable[Change], old: House, new: House) -> list[Change]:
    """Changes written at one place are one change; the highest level that it holds in comes first.

    What an agreement says in passing has no place of its own: there the same words are one change in all that
    stands under one level or comes of one template.
    """
    depth = {a.key: len(new.levels_above(a)) for a in new.agreements.values()}
    family = {a.key: _family(new, a) for a in new.agreements.values()}
    heads = {_place(a.span) for house in (old, new) for a in house.agreements.values()}
    groups: dict[object, list[Change]] = {}
    for change in changes:
        groups.setdefault(_identity(change, heads, family), []).append(change)
    found = []
    for group in groups.values():
        keys = sorted(dict.fromkeys(k for c in group for k in c.agreements), key=lambda k: depth.get(k, 0))
        services = tuple(sorted({s for c in group for s in c.services}))
        found.append(replace(group[0], agreements=tuple(keys), services=services))
    return found


def _family(house: House, agreement: Agreement) -> str:
    above = house.levels_above(agreement)
    return above[-1].key if above else agreement.template or agreement.key


def _identity(change: Change, heads: set[tuple[str, int, int]], family: Mapping[str, str]) -> object:
    words = change.kind, change.subject, change.before, change.after, change.effect
    places = _place(change.old), _place(change.new)
    if places[0] in heads and places[1] in heads:
        root = family.get(change.agreements[0], "")
        places = (root, -1, -1), (root, -1, -1)
    return *words, *places, *_own(change)


def _own(change: Change) -> tuple[str, ...]:
    """What the agreement itself says of itself is its own, wherever a template wrote it."""
    return change.agreements if change.kind in ("agreement", "name") else ()


def _place(span: Span | None) -> tuple[str, int, int]:
    return (span.source.name, span.start, span.end) if span is not None else ("", -1, -1)


def _with_sides(change: Change, old: House, new: House) -> Change:
    """The change with its provider and customer where all its agreements have the same ones."""
    agreements = [new.agreements.get(k) or old.agreements.get(k) for k in change.agreements]
    providers = {a.provider.key if a and a.provider else "" for a in agreements}
    customers = {a.customer.key if a and a.customer else "" for a in agreements}
    return replace(
        change,
        provider=providers.pop() if len(providers) == 1 else "",
        customer=customers.pop() if len(customers) == 1 else "",
    )
