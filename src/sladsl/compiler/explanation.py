"""What a declared thing is, in a few plain lines for whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Calendar, Clause, Exclusion, Party, Priorities, Service, Term
from sladsl.model.house import House
from sladsl.model.metrics import Metric
from sladsl.model.policies import Policy
from sladsl.model.written import measurand, period_text, target_text
from sladsl.source import Span

Shown = Callable[[str], str]


def declared_names(house: House) -> list[str]:
    """Everything that can be explained."""
    names = [key for mapping in _mappings(house) for key in mapping]
    return names + [f"{a.key}.{g.key}" for a in house.agreements.values() for g in a.promises]


def _mappings(house: House) -> tuple[dict[str, object], ...]:
    groups = (
        house.agreements, house.services, house.metrics, house.parties, house.calendars,
        house.priorities, house.exclusions, house.clauses, house.terms, house.policies,
    )  # fmt: skip
    return tuple(dict(group) for group in groups)


def explain(house: House, name: str, shown: Shown) -> str | None:
    """What `name` stands for, several lines; None when nothing is called that. `shown` names files."""
    for mapping in _mappings(house):
        if name in mapping:
            return "\n".join(_lines(house, mapping[name], shown))
    agreement_name, _, promise = name.partition(".")
    agreement = house.agreements.get(agreement_name)
    found = agreement.guarantee(promise) if agreement and promise else ()
    if agreement is not None and found:
        return "\n".join(line for g in found for line in _promise_lines(agreement, g, shown))
    return None


def _at(span: Span, shown: Shown) -> str:
    return f"{shown(span.source.name)}:{span.line}"


def _lines(house: House, thing: object, shown: Shown) -> Iterator[str]:
    match thing:
        case Agreement():
            yield from _agreement(house, thing, shown)
        case Service():
            yield f"service {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
            if thing.owner:
                yield f"  owner: {thing.owner.title.plain()}"
            for needs in thing.needs:
                some = "all of" if needs.count is None else f"{needs.count} of"
                yield f"  needs {some} {', '.join(needs.keys)}"
            users = [s.key for s in house.services.values() if any(thing.key in n.keys for n in s.needs)]
            if users:
                yield f"  needed by {', '.join(users)}"
            for agreement in house.agreements.values():
                for promise in agreement.guarantees:
                    if any(s.key == thing.key for s in promise.services):
                        yield f"  {agreement.key}.{promise.key}: {sentence(promise)}"
        case Metric():
            yield f"metric {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
            yield f"  {thing.better or 'neither'} is better; measured as a {thing.dimension}"
        case Priorities():
            yield f"priorities {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
            for item in thing.items:
                yield f"  {item.name}: {item.title.plain()}"
        case Party():
            yield f"party {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
            for unit in thing.units:
                yield f"  unit {unit.name}: {unit.title.plain()}"
        case Policy():
            of = f"agreements of {thing.owner.title.plain()}" if thing.owner else "all agreements"
            yield f"policy {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
            yield f"  for {of}"
            for rule in thing.items:
                yield f"  {_words(rule.span)}"
        case Exclusion():
            yield f"exclusion {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
            yield from _exclusion(house, thing)
        case Calendar() | Clause() | Term():
            kind = type(thing).__name__.lower()
            yield f"{kind} {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
            if isinstance(thing, Calendar):
                users = [a.key for a in house.agreements.values() if a.hours and a.hours.key == thing.key]
                if users:
                    yield f"  service hours of {', '.join(users)}"
        case _:
            yield str(getattr(thing, "key", ""))


def _exclusion(house: House, thing: Exclusion) -> Iterator[str]:
    """When it may be, how much of it, how long before it is announced, and whose promises leave it out."""
    for window in thing.windows:
        if window.span is not None:
            yield f"  {_words(window.span)}"
    if thing.budget is not None:
        yield f"  at most {thing.budget.amount.text()} per {thing.budget.period}"
    if thing.notice is not None:
        yield f"  notice {thing.notice.text()}"
    if not thing.windows and thing.budget is None:
        yield "  without a limit: claimed case by case"
    users = [
        f"{a.key}.{g.key}"
        for a in house.agreements.values()
        for g in a.guarantees
        if any(x.key == thing.key for x in g.exclusions)
    ]
    if users:
        yield f"  does not count for {', '.join(users)}"


def _words(span: Span) -> str:
    """A line of the source without its layout."""
    return " ".join(span.text.split())


def _agreement(house: House, thing: Agreement, shown: Shown) -> Iterator[str]:
    level = f"{thing.level} " if thing.level else ""
    yield f"{level}{thing.kind} {thing.key} ({thing.title.plain()}), {_at(thing.span, shown)}"
    if thing.provider and thing.customer:
        yield f"  {thing.provider.title.plain()} promises {thing.customer.title.plain()}"
    elif thing.provider:
        yield f"  {thing.provider.title.plain()} promises everybody under it"
    above = house.levels_above(thing)
    if above:
        yield "  under " + " under ".join(a.key for a in above)
    if thing.template:
        yield f"  made from template {thing.template}"
    if thing.effective:
        until = f" until {thing.effective.until}" if thing.effective.until else " without an end"
        yield f"  in force from {thing.effective.first}{until}"
    for origin, promise in thing.inherited:
        yield f"  {promise.key}: {sentence(promise)} (from {origin})"
    for promise in thing.guarantees:
        yield f"  {promise.key}: {sentence(promise)}"
    if thing.relies:
        yield f"  relies on {', '.join(thing.relies)}"


def _promise_lines(agreement: Agreement, promise: Guarantee, shown: Shown) -> Iterator[str]:
    yield f"{agreement.key}.{promise.key}, {_at(promise.span, shown)}"
    yield f"  {sentence(promise)}"
    if promise.exclusions:
        yield f"  does not count: {', '.join(x.title.plain() for x in promise.exclusions)}"
    for tier in promise.credit.tiers if promise.credit else ():
        yield f"  credit {tier.span.text}"


def sentence(promise: Guarantee) -> str:
    """A promise as one plain line, in the words of the language."""
    subject = [", ".join(s.key for s in promise.services)] if promise.services else []
    subject += ["each service"] if promise.each_service and not promise.services else []
    of = "".join(f" of {s}" for s in subject)
    share = f" for {percent(promise.share.ratio)} of {promise.share.of}" if promise.share else ""
    during = f" during {promise.during.key}" if promise.during else ""
    return f"{measurand(promise)}{of} {target_text(promise)}{share}{period_text(promise.period)}{during}"
