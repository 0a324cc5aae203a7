"""What changed in an agreement beside its promises and its money: parties, term, scope, duties, endings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from sladsl.differences.change import Change, Effect, effect_of
from sladsl.differences.handlings import escalation_text, party_list, told_sooner
from sladsl.differences.lengths import agreed, longer, opposite
from sladsl.differences.meaning import only_left, same, unlike
from sladsl.differences.renames import Renames
from sladsl.differences.spans_of_time import common_term, moved
from sladsl.exact.durations import Duration, TimeSpan
from sladsl.model.agreements import (
    Agreement,
    Obligation,
    Report,
    Surcharge,
    Termination,
)
from sladsl.model.catalogue import PartyUse, Priorities
from sladsl.model.values import Words
from sladsl.records import replace
from sladsl.source import Span

T = TypeVar("T")
_EACH = {"day": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}
# Told here, with promises and money, or of no meaning: the version, the day of a review, who wrote it.
_TOLD = frozenset(
    ("key", "kind", "level", "title", "under", "template", "provider", "customer", "effective", "hours")
).union(
    ("zone", "zone_declared", "priorities", "fees", "relies", "services", "guarantees", "inherited"),
    ("handlings", "credit_terms", "escalations", "reports", "duties", "requirements", "surcharges"),
    ("terminations", "approvals", "law", "review", "clauses", "version", "languages", "reviewed"),
)
_SIDE = {"provider": 1, "customer": -1}


def procedure_changes(old: Agreement, new: Agreement, renames: Renames) -> Iterator[Change]:
    """Every change beside promises, hours and money."""
    yield from _heads(old, new, renames)
    yield from _term(old, new)
    yield from _scope(old, new)
    yield from _ordered(old, new)
    yield from _obligations(old, new)
    yield from _reports(old, new, renames)
    yield from _surcharges(old, new)
    yield from _terminations(old, new, renames)
    yield from _clauses(old, new)
    for name in unlike(old, new, _TOLD):
        yield _change(name.replace("_", " "), "", "", Effect.INCOMPARABLE, old.span, new.span)


def _heads(old: Agreement, new: Agreement, renames: Renames) -> Iterator[Change]:
    def as_before(keys: Sequence[str]) -> str:
        return ", ".join(sorted(renames.agreement(key) for key in keys))

    pairs: tuple[tuple[str, str, str], ...] = (
        ("title", words_text(old.title), words_text(new.title)),
        ("kind", old.kind, new.kind),
        ("level", old.level or "", new.level or ""),
        ("under", old.under or "", renames.agreement(new.under or "")),
        ("provider", _party(old.provider), _party(new.provider)),
        ("customer", _party(old.customer), _party(new.customer)),
        ("zone", old.zone, new.zone),
        ("relies on", ", ".join(sorted(old.relies)), as_before(new.relies)),
        ("law", old.law or "", new.law or ""),
        ("approved by", party_list(old.approvals), party_list(new.approvals)),
        ("languages", ", ".join(old.languages), ", ".join(new.languages)),
    )
    for subject, before, after in pairs:
        if before != after:
            why = "periods begin elsewhere" if subject == "zone" else ""
            yield _change(subject, before, after, Effect.INCOMPARABLE, old.span, new.span, why=why)
    if not same(old.review, new.review):
        sign = longer(old.review, new.review) if old.review and new.review else None
        if old.review is None or new.review is None:
            sign = int(old.review is not None) - int(new.review is not None)
        effect = effect_of(-sign if sign is not None else None)
        yield _change("review", _every(old.review), _every(new.review), effect, old.span, new.span)


def _change(
    kind: str,
    before: str,
    after: str,
    effect: Effect,
    old: Span | None,
    new: Span | None,
    *,
    why: str = "",
    subject: str = "",
) -> Change:
    return Change(kind, subject or kind, before, after, effect, why, old, new)


def words_text(words: Words) -> str:
    """A text with its translations, so that a change of one of them shows."""
    return " / ".join((words.plain(), *(f"{tag}: {words.plain(tag)}" for tag, _ in words.translations)))


def _party(use: PartyUse | None) -> str:
    return use.key if use is not None else ""


def _every(span: TimeSpan | None) -> str:
    return f"every {span.text()}" if span is not None else ""


# ---- term and scope


def _term(old: Agreement, new: Agreement) -> Iterator[Change]:
    before, after = old.effective, new.effective
    if same(before, after):
        return
    spans = before.span if before else None, after.span if after else None
    if before is None or after is None:
        sign = int(after is None) - int(before is None)
        texts = [
            "" if e is None else f"from {e.first}" + (f" until {e.until}" if e.until else "")
            for e in (before, after)
        ]
        yield _change("term", texts[0], texts[1], effect_of(sign), *spans)
        return
    if before.first != after.first:
        sign = 1 if after.first < before.first else -1
        yield _change("begin", str(before.first), str(after.first), effect_of(sign), *spans)
    if before.until != after.until:
        sign = 1 if (after.until or date.max) > (before.until or date.max) else -1
        ends = [str(e.until) if e.until else "open" for e in (before, after)]
        yield _change("end", ends[0], ends[1], effect_of(sign), *spans)
    for kind, one, two in (("renewal", before.renews, after.renews), ("notice", before.notice, after.notice)):
        if one != two:
            texts = [span.text() if span is not None else "none" for span in (one, two)]
            effect, why = Effect.INCOMPARABLE, "binds both sides"
            if kind == "renewal" and (one is None or two is None):
                effect = effect_of(int(two is not None) - int(one is not None))
                why = "it goes on after its end" if two is not None else "it is over at its end"
            yield _change(kind, texts[0], texts[1], effect, *spans, why=why)


def _scope(old: Agreement, new: Agreement) -> Iterator[Change]:
    before, after = [s.key for s in old.services], [s.key for s in new.services]
    for key in before:
        if key not in after:
            yield _change("scope", key, "", Effect.LOOSENS, old.span, new.span, why="no longer in scope")
    for key in after:
        if key not in before:
            yield _change("scope", "", key, Effect.TIGHTENS, old.span, new.span, why="in scope now")


# ---- who does what


def _ordered(old: Agreement, new: Agreement) -> Iterator[Change]:
    before, after = old.priorities, new.priorities
    if (before.key if before else None) != (after.key if after else None) and not _alike(before, after):
        texts = [p.key if p else "" for p in (before, after)]
        yield _change("priorities", texts[0], texts[1], Effect.INCOMPARABLE, old.span, new.span)
    yield from _replaced(
        "escalation", old.escalations, new.escalations, escalation_text, lambda e: e.span, told_sooner
    )


def _alike(left: Priorities | None, right: Priorities | None) -> bool:
    names = [tuple(item.name for item in p.items) if p else () for p in (left, right)]
    return names[0] == names[1] and same(left and left.matrix, right and right.matrix)


def _replaced(
    kind: str,
    old: Sequence[T],
    new: Sequence[T],
    text: Callable[[T], str],
    at: Callable[[T], Span],
    effect: Callable[[T | None, T | None], Effect] = lambda one, two: Effect.INCOMPARABLE,
    as_before: Callable[[T], T] = lambda two: two,
) -> Iterator[Change]:
    """What is gone and what came, in order: the first of the one became the first of the other.

    `as_before` gives what is new the names that the old version has for the same things; told in its own.
    """
    then = [as_before(two) for two in new]
    own = {id(two): one for one, two in zip(new, then, strict=True)}
    gone, come = only_left(old, then), only_left(then, old)
    for place in range(max(len(gone), len(come))):
        one = gone[place] if place < len(gone) else None
        two = come[place] if place < len(come) else None
        yield _change(
            kind,
            text(one) if one is not None else "",
            text(own[id(two)]) if two is not None else "",
            effect(one, two),
            at(one) if one is not None else None,
            at(two) if two is not None else None,
        )


# ---- duties, reports, extra costs, endings, prose


def _obligations(old: Agreement, new: Agreement) -> Iterator[Change]:
    """A duty more binds the side that has it; other words say nothing of more or less."""
    for kind, before, after in (
        ("duty", old.duties, new.duties),
        ("requirement", old.requirements, new.requirements),
    ):
        for role in ("provider", "customer"):
            mine = [o for o in before if o.role == role], [o for o in after if o.role == role]

            def effect(one: Obligation | None, two: Obligation | None, role: str = role) -> Effect:
                return effect_of(_SIDE[role] * (int(two is not None) - int(one is not None)))

            for change in _replaced(kind, *mine, lambda o: words_text(o.text), lambda o: o.span, effect):
                yield Change(
                    kind,
                    f"{kind} of the {role}",
                    change.before,
                    change.after,
                    change.effect,
                    "other words" if change.before and change.after else "",
                    change.old,
                    change.new,
                )


def _reports(old: Agreement, new: Agreement, renames: Renames) -> Iterator[Change]:
    """By what they report: sooner, oftener or one more is the customer's gain."""

    def effect(one: Report | None, two: Report | None) -> Effect:
        if one is None or two is None:
            return effect_of(int(two is not None) - int(one is not None))
        before, after = set(one.guarantees), set(two.guarantees)
        wider = int(after >= before) - int(before >= after) if after >= before or before >= after else None
        often = _EACH.get(one.each, 9) - _EACH.get(two.each, 9)
        oftener = (often > 0) - (often < 0)
        return effect_of(agreed(wider, oftener, opposite(longer(one.within, two.within))))

    def as_before(report: Report) -> Report:
        return renames.report(new.key, report)

    before, after = _normal(old.reports), _normal(new.reports)
    yield from _replaced("report", before, after, _report, lambda r: r.span, effect, as_before)


def _normal(reports: Sequence[Report]) -> list[Report]:
    return sorted(
        (Report(tuple(sorted(r.guarantees)), r.each, r.within, r.span) for r in reports),
        key=lambda r: (r.guarantees, r.each),
    )


def _report(report: Report) -> str:
    return f"{', '.join(report.guarantees)} each {report.each} within {report.within.text()}"


def _surcharges(old: Agreement, new: Agreement) -> Iterator[Change]:
    """Less is better for the customer, and so are more hours in which nothing extra is charged."""

    def effect(one: Surcharge | None, two: Surcharge | None) -> Effect:
        if one is None or two is None:
            return effect_of(int(one is not None) - int(two is not None))
        alike = one.per == two.per and same(one.text, two.text)
        if not alike or one.amount.currency != two.amount.currency:
            return Effect.INCOMPARABLE
        here, there = two.amount.amount, one.amount.amount
        if one.outside is None or two.outside is None:
            free: int | None = int(two.outside is not None) - int(one.outside is not None)
        else:
            free = moved(one.outside, two.outside, common_term(old, new)).sign
        return effect_of(agreed((here < there) - (here > there), free))

    def text(one: Surcharge) -> str:
        outside = f" outside {one.outside.key}" if one.outside is not None else ""
        return f"{one.text.plain()}: {one.amount.text()} per {one.per}{outside}"

    before, after = _by_calendar(old.surcharges, new.surcharges)
    yield from _replaced("surcharge", before, after, text, lambda s: s.span, effect)


def _by_calendar(
    old: Sequence[Surcharge], new: Sequence[Surcharge]
) -> tuple[list[Surcharge], list[Surcharge]]:
    """Both without what stayed: the same but for hours that have one name or the same instants."""
    gone, come = list(old), []
    for after in new:
        fits = (
            before
            for before in gone
            if same(replace(before, outside=None), replace(after, outside=None))
            and (
                (before.outside.key if before.outside else "") == (after.outside.key if after.outside else "")
                or same(before.outside and before.outside.instants, after.outside and after.outside.instants)
            )
        )
        found = next(fits, None)
        if found is None:
            come.append(after)
        else:
            gone.remove(found)
    return gone, come


def _terminations(old: Agreement, new: Agreement, renames: Renames) -> Iterator[Change]:
    """A way out more, or an easier one, favours the side that may take it."""

    def effect(one: Termination | None, two: Termination | None) -> Effect:
        there = one or two
        assert there is not None
        by = there.by
        favours = {"customer": 1, "provider": -1}
        if one is None or two is None:
            return effect_of(favours[by] * (int(two is not None) - int(one is not None)))
        if (one.by, one.guarantee) != (two.by, two.guarantee):
            return Effect.INCOMPARABLE
        if "notice" in (one.kind, two.kind):
            sooner = opposite(longer(one.window, two.window)) if one.kind == two.kind else None
            return effect_of(favours[by] * sooner if sooner is not None else None)
        easier = int(_follows(one, two)) - int(_follows(two, one))
        return effect_of(favours[by] * easier)

    def text(one: Termination) -> str:
        if one.kind == "notice":
            return f"by {one.by} with notice of {one.window.text()}"
        many = f"{one.count} of {one.window.text()}" if one.count else f"{one.window.text()} in a row"
        return f"by {one.by} when {one.guarantee} missed {many}"

    def as_before(one: Termination) -> Termination:
        return renames.termination(new.key, one)

    for by in ("provider", "customer"):
        mine = [t for t in old.terminations if t.by == by], [t for t in new.terminations if t.by == by]
        yield from _replaced("termination", *mine, text, lambda t: t.span, effect, as_before)


def _follows(one: Termination, two: Termination) -> bool:
    """Whether misses that are enough for the one way out always are for the other.

    So many misses in a stretch leave some shorter stretch of it with its share of them, rounded up.
    """
    if type(one.window) is not type(two.window) or isinstance(one.window, Duration):
        return False
    if isinstance(two.window, Duration):
        return False
    long, short = one.window.count, two.window.count
    misses, enough = one.count or long, two.count or short
    if short >= long:
        return misses >= enough
    return -(-misses // -(-long // short)) >= enough


def _clauses(old: Agreement, new: Agreement) -> Iterator[Change]:
    before, after = {c.key: c for c in old.clauses}, {c.key: c for c in new.clauses}
    for key in dict.fromkeys((*before, *after)):
        if (key in before) != (key in after):
            one, two = before.get(key), after.get(key)
            yield _change(
                "clause",
                one.title.plain() if one else "",
                two.title.plain() if two else "",
                Effect.INCOMPARABLE,
                old.span,
                new.span,
                why="prose" + (" no longer in it" if two is None else " that is new in it"),
                subject=f"clause {key}",
            )
