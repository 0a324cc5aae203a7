"""What changed in what agreements share: services, exclusions, metrics, priorities, prose, parties, rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from sladsl.differences.change import Change, Effect, effect_of
from sladsl.differences.lengths import longer, more_per_period, opposite
from sladsl.differences.meaning import meaning, same, same_set
from sladsl.differences.needs import needs_text, stands_on
from sladsl.differences.procedure import words_text
from sladsl.differences.spans_of_time import common_term, moved
from sladsl.exact.calendars import Union
from sladsl.exact.durations import Duration
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import (
    Budget,
    Calendar,
    Clause,
    Exclusion,
    Matrix,
    Party,
    Priorities,
    Service,
    Unit,
    Window,
)
from sladsl.model.house import House
from sladsl.model.metrics import Metric
from sladsl.model.policies import PolicyItem
from sladsl.model.supports import Supports
from sladsl.model.values import words
from sladsl.records import replace
from sladsl.source import Span

Pair: TypeAlias = tuple[Agreement, Agreement]
"""An agreement in the old version and in the new one."""
_Uses: TypeAlias = Callable[[Agreement, str], bool]
T = TypeVar("T", Service, Exclusion, Metric, Priorities, Clause, Party)


def declared_changes(old: House, new: House, both: Sequence[Pair]) -> Iterator[Change]:
    """Changes of declarations of one name in both versions, and of house rules and defined words.

    `both` are the agreements of both versions; a declaration that none of them uses means nothing to anybody.
    """
    supports = Supports(old), Supports(new)

    def using(uses: _Uses) -> Callable[[str], tuple[Pair, ...]]:
        return lambda key: tuple(pair for pair in both if any(uses(agreement, key) for agreement in pair))

    def standing_on(key: str) -> tuple[Pair, ...]:
        """The agreements that a service is in scope of, or that stand on it."""
        return tuple(
            pair
            for pair in both
            if any(
                key in known.needed(tuple(service.key for service in agreement.services))
                for known, agreement in zip(supports, pair, strict=True)
            )
        )

    yield from _each(old.services, new.services, _service, standing_on)
    yield from _each(old.exclusions, new.exclusions, _exclusion, using(_excludes))
    yield from _each(old.metrics, new.metrics, _metric, using(_measures))
    yield from _each(old.priorities, new.priorities, _priorities, using(_sorts))
    yield from _each(old.clauses, new.clauses, _clause, using(_includes))
    yield from _each(old.parties, new.parties, _party, using(_has_side))
    yield from _terms(old, new)
    yield from _policies(old, new)


def _each(
    old: Mapping[str, T],
    new: Mapping[str, T],
    compare: Callable[[T, T, tuple[Pair, ...]], Iterable[Change]],
    users: Callable[[str], tuple[Pair, ...]],
) -> Iterator[Change]:
    for key, after in new.items():
        before = old.get(key)
        if before is None or same(before, after):
            continue
        used_by = users(key)
        if used_by:
            for change in compare(before, after, used_by):
                yield replace(change, agreements=tuple(now.key for _, now in used_by))


def _excludes(agreement: Agreement, key: str) -> bool:
    return any(e.key == key for g in agreement.promises for e in g.exclusions)


def _measures(agreement: Agreement, key: str) -> bool:
    return any(g.metric.key == key for g in agreement.promises)


def _sorts(agreement: Agreement, key: str) -> bool:
    return agreement.priorities is not None and agreement.priorities.key == key


def _includes(agreement: Agreement, key: str) -> bool:
    return any(clause.key == key for clause in agreement.clauses)


def _has_side(agreement: Agreement, key: str) -> bool:
    return any(
        side is not None and side.party.key == key for side in (agreement.provider, agreement.customer)
    )


def _plain(
    kind: str, key: str, before: str, after: str, old: Span, new: Span, why: str = "", sign: int | None = None
) -> Change:
    return Change(kind, f"{kind} {key}", before, after, effect_of(sign), why, old, new)


# ---- services


def _service(old: Service, new: Service, users: tuple[Pair, ...]) -> Iterator[Change]:
    key, spans = new.key, (old.span, new.span)
    if not same(old.title, new.title):
        yield _plain("service", key, words_text(old.title), words_text(new.title), *spans, "other words")
    if not same_set(old.needs, new.needs):
        texts = needs_text(old.needs), needs_text(new.needs)
        yield _plain("needs", key, *texts, *spans, *stands_on(old.needs, new.needs))
    for what, before, after, sign in (
        ("includes", old.includes, new.includes, 1),
        ("excludes", old.excludes, new.excludes, -1),
    ):
        left, right = {words_text(w) for w in before}, {words_text(w) for w in after}
        gone, come = sorted(left - right), sorted(right - left)
        if gone or come:
            way = sign * (int(not gone) - int(not come))
            yield _plain("service", key, "; ".join(gone), "; ".join(come), *spans, what, way)
    if not same(old.owner, new.owner):
        texts = (old.owner.key if old.owner else "", new.owner.key if new.owner else "")
        yield _plain("service", key, *texts, *spans, "its owner")
    if not same_set(old.measures, new.measures):
        texts = _unlike([m.span.text for m in old.measures], [m.span.text for m in new.measures])
        yield _plain("measure", key, *texts, *spans, "how it is measured")
    if old.url != new.url:
        yield _plain("service", key, old.url or "", new.url or "", *spans, "its address")


# ---- exclusions


def _exclusion(old: Exclusion, new: Exclusion, users: tuple[Pair, ...]) -> Iterator[Change]:
    """More time that does not count is the provider's gain; a longer notice is the customer's."""
    key, spans = new.key, (old.span, new.span)
    if not same(old.budget, new.budget):
        texts = _budget(old), _budget(new)
        sign: int | None = None
        if old.budget is None or new.budget is None:
            sign = int(new.budget is not None) - int(old.budget is not None)
        else:
            sign = opposite(_more_left_out(old.budget, new.budget))
        yield _plain("exclusion", key, *texts, *spans, "how much of it may be left out", sign)
    if not same(old.notice, new.notice):
        sign = longer(old.notice, new.notice) if old.notice and new.notice else None
        if old.notice is None or new.notice is None:
            sign = int(new.notice is not None) - int(old.notice is not None)
        said = [n.text() if n is not None else "without notice" for n in (old.notice, new.notice)]
        yield _plain("exclusion", key, said[0], said[1], *spans, "notice of it", sign)
    if not same_set(old.windows, new.windows):
        change = _windows(old, new, users)
        if change is not None:
            yield change
    for what, before, after in (("title", old.title, new.title), ("text", old.prose, new.prose)):
        if not same(before, after):
            texts = (words_text(before) if before else "", words_text(after) if after else "")
            yield _plain("exclusion", key, *texts, *spans, f"its {what}")


def _more_left_out(old: Budget, new: Budget) -> int | None:
    if old.period == new.period:
        return longer(old.amount, new.amount)
    if isinstance(old.amount, Duration) and isinstance(new.amount, Duration):
        return more_per_period((old.amount.seconds, old.period), (new.amount.seconds, new.period))
    return None


def _budget(exclusion: Exclusion) -> str:
    budget = exclusion.budget
    return f"at most {budget.amount.text()} per {budget.period}" if budget is not None else "without a limit"


def _windows(old: Exclusion, new: Exclusion, users: tuple[Pair, ...]) -> Change | None:
    texts = ["; ".join(sorted(_window(w) for w in e.windows)) or "at any time" for e in (old, new)]
    sign: int | None = None
    why = ""
    if not old.windows or not new.windows:
        sign = int(not old.windows) - int(not new.windows)
    else:
        before, after = users[0]
        found = moved(
            _as_calendar(old, before.zone), _as_calendar(new, after.zone), common_term(before, after)
        )
        if found.sign == 0:
            return None
        sign, why = opposite(found.sign), found.text()
    return _plain("exclusion", new.key, texts[0], texts[1], old.span, new.span, why, sign)


def _as_calendar(exclusion: Exclusion, zone: str) -> Calendar:
    instants = Union(tuple(window.in_zone(zone) for window in exclusion.windows))
    return Calendar(exclusion.key, words(exclusion.key), zone, (), None, instants, exclusion.span)


def _window(window: Window) -> str:
    return " ".join(window.span.text.removeprefix("window ").split()) if window.span is not None else ""


# ---- what is only compared as a whole


def _metric(old: Metric, new: Metric, users: tuple[Pair, ...]) -> Iterator[Change]:
    spans = old.span, new.span
    if not same(old.title, new.title):
        texts = words_text(old.title), words_text(new.title)
        yield _plain("metric", new.key, *texts, *spans, "other words")
    if meaning(replace(old, title=words(""))) != meaning(replace(new, title=words(""))):
        texts = _unlike([_declared(old.span)], [_declared(new.span)])
        yield _plain("metric", new.key, *texts, *spans, "what is counted, and how")


def _priorities(old: Priorities, new: Priorities, users: tuple[Pair, ...]) -> Iterator[Change]:
    """A cell of the matrix that leads to a higher priority is the customer's gain."""
    spans = old.span, new.span
    names = [", ".join(p.name for p in scheme.items) for scheme in (old, new)]
    if names[0] != names[1]:
        yield _plain("priorities", new.key, names[0], names[1], *spans, "which there are, the highest first")
    before, after = old.matrix, new.matrix
    if before is not None and after is not None and _shape(before) == _shape(after):
        rank = {p.name: p.rank for p in old.items}
        for row, heading in enumerate(after.rows):
            for column, top in enumerate(after.columns):
                one, two = before.cells[row][column], after.cells[row][column]
                if one != two:
                    way = None
                    if one in rank and two in rank and names[0] == names[1]:
                        way = 1 if rank[two] < rank[one] else -1
                    where = f"{after.rows_by} {heading}, {after.columns_by} {top}"
                    yield _plain("priorities", new.key, one or "", two or "", *spans, where, way)
    elif not same(before, after):
        yield _plain("priorities", new.key, "", "", *spans, "how they follow from the matrix")
    meant = [{p.name: (words_text(p.title), meaning(p.meaning)) for p in s.items} for s in (old, new)]
    for name in meant[1]:
        if name in meant[0] and meant[0][name] != meant[1][name]:
            texts = meant[0][name][0], meant[1][name][0]
            yield _plain("priorities", new.key, *texts, *spans, f"what {name} means")
    if not same(old.title, new.title):
        yield _plain(
            "priorities", new.key, words_text(old.title), words_text(new.title), *spans, "other words"
        )


def _shape(matrix: Matrix) -> tuple[object, ...]:
    return matrix.rows_by, matrix.columns_by, matrix.rows, matrix.columns


def _clause(old: Clause, new: Clause, users: tuple[Pair, ...]) -> Iterator[Change]:
    what = "prose: its text" if not same(old.text, new.text) else "prose: its title or place"
    yield _plain("clause", new.key, old.title.plain(), new.title.plain(), old.span, new.span, what)


def _party(old: Party, new: Party, users: tuple[Pair, ...]) -> Iterator[Change]:
    for what, before, after in (
        ("its name", words_text(old.title), words_text(new.title)),
        ("its country", old.country or "", new.country or ""),
        ("its registration", old.registered or "", new.registered or ""),
        ("its address", old.address or "", new.address or ""),
        ("its contact", old.contact or "", new.contact or ""),
        ("who signs", _signing(old), _signing(new)),
    ):
        if before != after:
            yield _plain("party", new.key, before, after, old.span, new.span, what)
    units = [{_unit(unit) for unit in party.units} for party in (old, new)]
    gone, come = sorted(units[0] - units[1]), sorted(units[1] - units[0])
    if gone or come:
        yield _plain("party", new.key, "; ".join(gone), "; ".join(come), old.span, new.span, "its units")


def _unit(unit: Unit) -> str:
    """A unit in words; when its hours are is told with their calendar."""
    hours = unit.duty_hours.key if unit.duty_hours is not None else ""
    return ", ".join(part for part in (unit.name, words_text(unit.title), unit.contact or "", hours) if part)


def _signing(party: Party) -> str:
    return "; ".join(f"{s.person}, {s.role}" if s.role else s.person for s in party.signatories)


def _unlike(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """The statements of declarations that are only in the one version or the other, as they are written."""
    before, after = ([line for text in texts for line in _statements(text)] for texts in (old, new))
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    before_text, after_text = ("; ".join(line.removesuffix(" {") for line in lines) for lines in (gone, come))
    return before_text, after_text


def _declared(name: Span) -> str:
    """What stands between the braces behind a declared name; empty where there are none."""
    rest = name.source.text[name.start :]
    depth = begun = 0
    for found in _BRACES.finditer(rest):
        if found.group() == "{":
            begun = begun or found.end()
            depth += 1
        elif found.group() == "}":
            depth -= 1
            if not depth:
                return rest[begun : found.start()]
    return ""


_BRACES = re.compile(r'"(?:\\.|[^"\\])*"|#[^\n]*|[{}]')


def _statements(text: str) -> list[str]:
    lines = (" ".join(part.split()) for line in text.splitlines() for part in line.split("#")[0].split(";"))
    return [line for line in lines if line]


def _terms(old: House, new: House) -> Iterator[Change]:
    """Defined words: every text may use them, so every one counts."""
    for key in dict.fromkeys((*old.terms, *new.terms)):
        one, two = old.terms.get(key), new.terms.get(key)
        if not same(one, two):
            yield Change(
                "definition",
                f"term {key}",
                words_text(one.meaning) if one else "",
                words_text(two.meaning) if two else "",
                Effect.INCOMPARABLE,
                "prose",
                one.span if one else None,
                two.span if two else None,
            )


def _policies(old: House, new: House) -> Iterator[Change]:
    """House rules bind nobody outside: they say what may be promised at all."""
    for key in dict.fromkeys((*old.policies, *new.policies)):
        one, two = old.policies.get(key), new.policies.get(key)
        if one is None or two is None or not same_set(one.items, two.items) or not same(one.owner, two.owner):
            yield Change(
                "policy",
                f"policy {key}",
                _items(one.items) if one else "",
                _items(two.items) if two else "",
                Effect.INCOMPARABLE,
                "house rules",
                one.span if one else None,
                two.span if two else None,
            )


def _items(items: Iterable[PolicyItem]) -> str:
    return "; ".join(sorted(" ".join(item.span.text.split()) for item in items))
