"""What is guaranteed: one clause for every promise, a table where the source has one."""

from __future__ import annotations

from sladsl.exact.durations import Deadline
from sladsl.lower.contract.allowances import allowance
from sladsl.lower.contract.formulas import condition_words
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.level_tables import guarantee_table
from sladsl.lower.contract.pen import COMPARISONS, Pen, reference, sentences, upper_words
from sladsl.lower.document import Block, Clause, Inlines, text
from sladsl.lower.values import Day
from sladsl.lower.wording import Argument
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import TimeBetween


def levels(pen: Pen, groups: tuple[Group, ...]) -> Clause:
    children = tuple(_promise(pen, group) for group in groups)
    intro = pen.p("levels-intro", measurement=reference("measurement"))
    return pen.section("levels", "section-levels", intro, children=children)


def _promise(pen: Pen, group: Group) -> Clause:
    first = group.first
    said = [_table_sentence(pen, group)] if group.is_table else [_sentence(pen, first)]
    if not group.is_table:
        said += [hours_sentence(pen, first)] if first.during else []
    several = len(first.services) > 1 and not first.each_service and not _keyed_by_service(group)
    said += [pen.say("promise-each-alone")] if several else []
    said += _validity(pen, first)
    if first.applies is not None:
        said.append(pen.say("promise-applies-when", condition=condition_words(pen, first.applies)))
    blocks: list[Block] = [sentences(*said)]
    if group.is_table:
        table, notes = guarantee_table(pen, group)
        blocks += [table, *([sentences(*notes)] if notes else [])]
    rest: list[Inlines] = []
    if first.alerts:
        steps = pen.join([text(pen.written(pen.share(a))) for a in first.alerts])
        sides = {pen.measured_by(service) for service in first.services}
        side = "customer" if sides == {"customer"} else "provider"
        rest.append(pen.say("promise-warning", steps=steps, side=side))
    if group.origin is not None:
        upper = upper_words(pen, pen.house.agreements[group.origin])
        rest.append(pen.say("promise-of-level", upper=upper))
    blocks += [sentences(*rest)] if rest else []
    blocks += allowance(pen, group)
    return Clause(group.clause, group.title(pen), tuple(blocks), (), first.span)


def _sentence(pen: Pen, promise: Guarantee) -> Inlines:
    """The promise itself."""
    period: dict[str, Argument] = {"period": pen.period(promise.period)} if promise.period else {}
    ending = "" if period else "-throughout"
    if isinstance(promise.target, Deadline):
        return _deadline(pen, promise, promise.target, period)
    bound: dict[str, Argument] = {
        "comparison": COMPARISONS[promise.comparator],
        "target": pen.value(promise.target),
    }
    if promise.share is not None:
        return pen.say(
            f"promise-share{ending}",
            metric=pen.measured(promise),
            share=pen.share(promise.share.ratio),
            cases=cases(pen, promise),
            **bound,
            **period,
        )
    if isinstance(promise.metric.formula, TimeBetween) and promise.percentile is None:
        return pen.say("promise-every-case", metric=pen.measured(promise), cases=cases(pen, promise), **bound)
    return pen.say(f"promise-value{ending}", subject=subject(pen, promise), **bound, **period)


def _deadline(pen: Pen, promise: Guarantee, target: Deadline, period: dict[str, Argument]) -> Inlines:
    """A promise whose target is an instant."""
    said: dict[str, Argument] = {
        "metric": pen.measured(promise),
        "deadline": pen.deadline(target),
        "cases": cases(pen, promise),
    }
    if promise.share is None:
        return pen.say("promise-deadline-every", **said)
    share = pen.share(promise.share.ratio)
    if not period:
        return pen.say("promise-deadline-share-throughout", share=share, **said)
    return pen.say("promise-deadline-share", share=share, **said, **period)


def subject(pen: Pen, promise: Guarantee) -> Inlines:
    """What is held to the target: `Availability of Checkout`."""
    own = any(g is promise for g in pen.agreement.guarantees)
    if promise.each_service and own:
        return pen.say("subject-each-service", metric=pen.measured(promise))
    if not promise.services:
        return pen.measured(promise)
    return pen.say(
        "subject-services",
        metric=pen.measured(promise),
        services=pen.services(promise.services),
        many=_many(promise),
    )


def _many(promise: Guarantee) -> str:
    return "several" if len(promise.services) > 1 else "one"


def cases(pen: Pen, promise: Guarantee, priority: bool = True) -> Inlines:
    """Which tickets, or other cases, a promise is about."""
    if promise.share is not None and promise.share.of != "tickets":
        return pen.say("cases-other", cases=text(promise.share.of.replace("_", " ")))
    about: dict[str, Argument] = {}
    if promise.services:
        about = {"services": pen.services(promise.services), "many": _many(promise)}
    if priority and promise.priority is not None:
        of = pen.priority(promise.priority)
        return pen.say("cases-both" if about else "cases-priority", priority=of, **about)
    return pen.say("cases-service", **about) if about else pen.say("cases-all")


def hours_sentence(pen: Pen, promise: Guarantee) -> Inlines:
    """In which hours it is measured, or its clock runs."""
    if promise.during is None:
        return ()
    clock = isinstance(promise.metric.formula, TimeBetween)
    if promise.during.is_always:
        return pen.say("promise-clock-always" if clock else "promise-measured-always")
    calendar = pen.calendar(promise.during)
    return pen.say("promise-clock-during" if clock else "measured-during", calendar=calendar)


def _validity(pen: Pen, promise: Guarantee) -> list[Inlines]:
    first, last = promise.valid_from, promise.valid_until
    if first and last:
        return [pen.say("promise-from-until", **{"from": Day(first)}, until=Day(last))]
    if first:
        return [pen.say("promise-from", **{"from": Day(first)})]
    return [pen.say("promise-until", until=Day(last))] if last else []


def _table_sentence(pen: Pen, group: Group) -> Inlines:
    first = group.first
    period: dict[str, Argument] = {"period": pen.period(first.period)} if first.period else {}
    ending = "" if period else "-throughout"
    if not all(isinstance(g.metric.formula, TimeBetween) for g in group.cells):
        if period and first.services and not _keyed_by_service(group):
            services = pen.services(first.services)
            return pen.say("promise-table-values-services", services=services, **period)
        return pen.say(f"promise-table-values{ending}", **period)
    about = cases(pen, first, priority=False)
    if all(g.share is None for g in group.cells):
        return pen.say("promise-table-cases", cases=about)
    if first.share is None or len({g.share for g in group.cells}) > 1:
        said = pen.say(f"promise-table-row-share{ending}", cases=about, **period)
    else:
        share = pen.share(first.share.ratio)
        said = pen.say(f"promise-table-share{ending}", share=share, cases=about, **period)
    return sentences(said, pen.say("promise-table-separately")).content


def _keyed_by_service(group: Group) -> bool:
    return len({g.services for g in group.cells}) > 1
