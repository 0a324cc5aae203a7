"""What our own edition says beside the contract: what the promises stand on, who acts when."""

from __future__ import annotations

from functools import reduce

from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Align, Block, Bullets, Clause, Inlines, LineBreak, Paragraph, Table, text
from sladsl.model.agreements import Agreement, ChainHandover, ChainNode, ChainOf, ChainStep, Guarantee
from sladsl.model.catalogue import Service
from sladsl.model.supports import Supports


def supports(pen: Pen) -> Clause | None:
    """The schedule of supporting agreements; None when nothing supports this one."""
    found = supporting(pen)
    children: list[Clause] = []
    needs = [p for s in pen.agreement.services if (p := _needs(pen, s))]
    if needs:
        body = Bullets(tuple((Paragraph(p),) for p in needs))
        children.append(pen.section("schedule.supports.needs", "supports-needs", body))
    if pen.agreement.handlings:
        said: list[tuple[Block, ...]] = []
        for handling in pen.agreement.handlings:
            names = pen.join([pen.priority(p) for p in handling.priorities])
            said.append((pen.p("handling-of", priority=names, chain=_chain(pen, handling.chain)),))
        origin = pen.agreement.handlings[0].span
        children.append(
            pen.section(
                "schedule.supports.handling", "supports-handling", Bullets(tuple(said)), origin=origin
            )
        )
    if not found and not children:
        return None
    blocks: list[Block] = [pen.p("schedule-supports-intro"), _table(pen, found)] if found else []
    return pen.section("schedule.supports", "schedule-supports", *blocks, children=children)


def supporting(pen: Pen) -> tuple[Agreement, ...]:
    """The agreements relied on; where none is named, those made with the provider about needed services."""
    agreement = pen.agreement
    agreements = pen.house.agreements
    relied = Supports(pen.house).relied(agreement)
    if relied:
        return tuple(agreements[key] for key in relied if key in agreements)
    needed = {key for s in agreement.services for n in s.needs for key in n.keys}
    provider = agreement.provider.party.key if agreement.provider else None
    return tuple(
        a
        for a in agreements.values()
        if a.kind != "sla"
        and a.customer is not None
        and a.customer.party.key == provider
        and needed & {s.key for s in a.services}
    )


def _table(pen: Pen, found: tuple[Agreement, ...]) -> Table:
    rows = []
    for support in found:
        provider = pen.party(support.provider) if support.provider else "–"
        promises: list[Inlines] = [_promise(pen, g) for g in support.guarantees]
        lines: Inlines = ()
        for promise in promises:
            lines = (*lines, LineBreak(), *promise) if lines else promise
        kind = pen.say("kind", kind=support.kind)
        rows.append((text(pen.title(support.title)), text(provider), kind, lines or text("–")))
    heads: list[tuple[str | Inlines, Align, int]] = [
        ("column-agreement", Align.START, 2),
        ("column-party", Align.START, 2),
        ("column-kind", Align.START, 0),
        ("column-promise", Align.START, 3),
    ]
    return pen.table(heads, rows)


def _promise(pen: Pen, promise: Guarantee) -> Inlines:
    subject = text(pen.title(promise.metric.title))
    if promise.priority is not None:
        subject = (*subject, *text(f" {promise.priority.name}"))
    elif promise.services:
        subject = (*subject, *text(" "), *pen.services(promise.services))
    bound = pen.bound(promise.comparator, promise.target)
    if promise.share is not None:
        share = pen.share(promise.share.ratio)
        return pen.say("support-promise-share", subject=subject, share=share, bound=bound)
    return pen.say("support-promise", subject=subject, bound=bound)


def _needs(pen: Pen, service: Service) -> Inlines:
    services = pen.house.services
    said: Inlines = ()
    for need in service.needs:
        names = pen.join([pen.title(services[k].title) for k in need.keys if k in services])
        if need.count is None or need.count == len(need.keys):
            words = pen.say("scope-needs", services=names)
        else:
            count = text(pen.number(need.count))
            words = pen.say("scope-needs-of", services=names, count=count)
        if len(need.keys) > 1 and need.count is not None:
            independent = "scope-independent" if need.independent else "scope-not-independent"
            words = (*words, *text(" "), *pen.say(independent))
        said = (*said, *text(" "), *words) if said else words
    return (*text(f"{pen.title(service.title)}: "), *said) if said else ()


def _chain(pen: Pen, node: ChainNode) -> Inlines:
    match node:
        case ChainStep(key, guarantee):
            support = pen.house.agreements.get(key)
            if support is None:
                return text(key)
            promise = support.guarantee(guarantee)
            title = pen.title(promise[0].title) if promise else guarantee
            return text(f"{pen.title(support.title)} ({title})")
        case ChainHandover(duration):
            return pen.say("chain-handover", duration=pen.value(duration))
        case ChainOf(op, _, _):
            words = [_step(pen, each) for each in _flat(node, op)]
            if op == "then":
                return reduce(lambda a, b: pen.say("chain-then", first=a, second=b), words)
            return pen.say(f"chain-{op}", steps=pen.join(words, "or" if op == "or" else "and"))


def _flat(node: ChainNode, op: str) -> list[ChainNode]:
    if isinstance(node, ChainOf) and node.op == op:
        return _flat(node.left, op) + _flat(node.right, op)
    return [node]


def _step(pen: Pen, node: ChainNode) -> Inlines:
    words = _chain(pen, node)
    return (*text("("), *words, *text(")")) if isinstance(node, ChainOf) else words
