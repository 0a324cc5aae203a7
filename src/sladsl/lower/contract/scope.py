"""Which services the agreement is about, and what belongs to them."""

from __future__ import annotations

from sladsl.lower.contract import mentions
from sladsl.lower.contract.pen import Pen, sentences
from sladsl.lower.document import Block, Clause, Inlines, Link, Text, text
from sladsl.model.catalogue import Service
from sladsl.model.metrics import TimeBetween

_SCHEMES = ("http://", "https://")


def scope(pen: Pen) -> Clause:
    services = pen.agreement.services
    if not services:
        tickets = bool(pen.agreement.promises) and all(
            isinstance(g.metric.formula, TimeBetween) for g in pen.agreement.promises
        )
        intro = "scope-intro-tickets" if tickets else "scope-intro-everybody"
        return pen.section("scope", "section-scope", pen.p(intro), origin=pen.agreement.span)
    told = {s.key: _about(pen, s) for s in services}
    intro = "scope-intro-customer" if pen.agreement.customer is None else "scope-intro"
    blocks: list[Block] = [pen.p(intro)]
    silent = [s for s in services if not told[s.key]]
    if silent:
        blocks.append(pen.bullets([text(pen.title(s.title)) for s in silent]))
    children = tuple(
        Clause(f"scope.{s.key}", pen.title(s.title), told[s.key], (), s.span) for s in services if told[s.key]
    )
    return pen.section("scope", "section-scope", *blocks, children=children, origin=pen.agreement.span)


def _about(pen: Pen, service: Service) -> tuple[Block, ...]:
    said: list[Inlines] = []
    if service.includes:
        items = pen.join([mentions.inlines(pen, w) for w in service.includes])
        said.append(pen.say("scope-contains", items=items))
    if service.excludes:
        items = pen.join([mentions.inlines(pen, w) for w in service.excludes], pen.plain("join-negated"))
        said.append(pen.say("scope-leaves-out", items=items))
    rest: list[Inlines] = []
    if service.owner is not None:
        rest.append(pen.say("scope-owner", owner=pen.party(service.owner), side=pen.measured_by(service)))
    if service.url is not None:
        safe = service.url.lower().startswith(_SCHEMES)
        address: Inlines = (Link(service.url, (Text(service.url),)),) if safe else text(service.url)
        rest.append(pen.say("scope-address", url=address))
    return tuple(sentences(*group) for group in (said, rest) if group)
