"""Chooses what of a house's graph is drawn, as which box and line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from sladsl.lower.drawing.drawing import Band, Box, Drawing, Line, LineKind, Remarks, arranged, worst
from sladsl.lower.drawing.folding import folded
from sladsl.lower.drawing.labels import headline, short, told
from sladsl.lower.drawing.words import DrawingWords
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Needs, PartyUse, Service
from sladsl.model.graph import Edge, Graph, knots
from sladsl.records import replace

Show: TypeAlias = Literal["agreements", "services", "all"]
_NO_REMARKS = Remarks()


def to_drawing(
    graph: Graph,
    show: Show = "all",
    name: str = "",
    most: int = 12,
    remarks: Remarks = _NO_REMARKS,
    language: str = "en",
) -> Drawing:
    """The drawing of a graph, with remarks where there are any.

    `name` is that of the house. Of agreements or services in a band that are alike, more than `most` are
    drawn as stacks; 0 draws every one of them. `language` is one that there is wording for.
    """
    words = DrawingWords(language)
    view = _View(graph, remarks, words)
    boxes, lines = [*view.agreements(), *view.services()], [*view.lines(show)]
    if show != "all":
        kinds = ("service", "choice") if show == "services" else ("sla", "ola", "uc")
        boxes = [b for b in boxes if b.kind in kinds]
    kept = {b.id for b in boxes}
    lines = [line for line in lines if line.source in kept and line.target in kept]
    if most:
        boxes, lines = folded(boxes, lines, most, words)
    placed, marked = arranged(boxes, lines)
    title = words.say("graph-title-of", house=name) if name else words.say("graph-title")
    return Drawing(title, _description(graph, show, words), placed, marked, words)


class _View:
    """A graph being turned into boxes and lines."""

    def __init__(self, graph: Graph, remarks: Remarks, words: DrawingWords) -> None:
        self.graph = graph
        self.words = words
        self.remarks = remarks
        self.agreement = {n.id: n.thing for n in graph.nodes if isinstance(n.thing, Agreement)}
        self.service = {n.id: n.thing for n in graph.nodes if isinstance(n.thing, Service)}
        self.levels_above = {e.target for e in graph.edges if e.kind == "under"}
        self.promised = [e for e in graph.edges if e.kind == "promises"]

    def agreements(self) -> Iterator[Box]:
        for key, agreement in self.agreement.items():
            caption = self._caption(agreement)
            between = _between(agreement, self.band(key), self.words)
            loose = [g for g in agreement.guarantees if self._on_card(key, g)]
            lines = [between] if between else []
            lines += [self._loose(loose)] if loose else []
            named = self.words.title(agreement.title)
            said = self.words.say("graph-tip-agreement", caption=caption, name=agreement.key, title=named)
            everything = [said]
            everything += [between] if between else []
            everything += [f"{_subject(g, self.words)}: {told(g, self.words)}" for g in agreement.promises]
            remark = self.remarks.agreements.get(key)
            if remark is not None:
                lines.append(remark.words)
                everything += remark.tip
            everything.append(f"{agreement.span.source.name}:{agreement.span.line}")
            tip = "\n".join(everything)
            box = Box(key, agreement.kind, self.band(key), caption, agreement.key, tuple(lines), tip)
            yield replace(box, state=remark.state, link=remark.link) if remark is not None else box

    def _caption(self, agreement: Agreement) -> str:
        kind = agreement.kind
        if agreement.level is None:
            return self.words.say_of("graph-caption", "kind", kind)
        return self.words.say_level("graph-caption-level", kind, agreement.level)

    def band(self, key: str) -> Band:
        agreement = self.agreement[key]
        if key not in self.graph.supporting:
            return Band.PROMISED
        ours = agreement.provider and agreement.customer
        inside = agreement.kind == "ola" or (
            agreement.kind == "sla" and ours and _house(agreement.provider) == _house(agreement.customer)
        )
        return Band.INSIDE if inside else Band.SUPPLIERS

    def _on_card(self, key: str, promise: Guarantee) -> bool:
        """Whether a promise stands on the agreement's card, since no line tells it."""
        return not promise.services or (promise.each_service and key in self.levels_above)

    def _loose(self, promises: list[Guarantee]) -> str:
        first = headline(promises) or promises[0]
        more = f" +{len(promises) - 1}" if len(promises) > 1 else ""
        said = f"{short(first, self.words)}{more}"
        return self.words.say("graph-each-service", promise=said) if first.each_service else said

    def services(self) -> Iterator[Box]:
        for key, service in self.service.items():
            title = self.words.title(service.title)
            lines = (title,) if title != service.key else ()
            tip = [self.words.say("graph-tip-service", name=service.key, title=title)]
            if service.owner:
                owner = self.words.title(service.owner.title)
                tip.append(self.words.say("graph-tip-owner", owner=owner))
            tip.append(f"{service.span.source.name}:{service.span.line}")
            yield Box(key, "service", Band.SERVICES, "", service.key, lines, "\n".join(tip))
            for number, needs in enumerate(service.needs):
                if _is_choice(needs):
                    known = [k for k in needs.keys if f"service {k}" in self.service]
                    count, every = str(needs.count), ", ".join(needs.keys)
                    text = self.words.say("graph-choice", count=count, all=str(len(needs.keys)))
                    message = "graph-tip-choice-independent" if needs.independent else "graph-tip-choice"
                    tip_text = self.words.say(message, name=service.key, count=count, services=every)
                    if known:
                        choice = _choice_id(key, number)
                        yield Box(choice, "choice", Band.SERVICES, "", text, (), tip_text)

    def lines(self, show: Show) -> Iterator[Line]:
        for edge in self.graph.edges:
            if edge.kind == "under":
                yield Line(edge.source, edge.target, "under", tip=self._tip(edge, "under"))
        yield from self._promises()
        yield from self._needs()
        yield from self._relies(show)

    def _promises(self) -> Iterator[Line]:
        for edge in self.promised:
            if edge.frame and edge.source in self.levels_above:
                continue
            first = headline(edge.promises)
            if first is not None:
                found = [self.remarks.promises.get((edge.source, edge.target, g.key)) for g in edge.promises]
                remarks = [remark for remark in found if remark is not None]
                tips = [self._tip(edge, "promises"), *(told(g, self.words) for g in edge.promises)]
                tips += [line for remark in remarks for line in remark.tip]
                own = self.remarks.promises.get((edge.source, edge.target, first.key))
                said = short(first, self.words)
                label = f"{said}, {own.words}" if own is not None else said
                tip, state = "\n".join(dict.fromkeys(tips)), worst(remark.state for remark in remarks)
                yield Line(edge.source, edge.target, "promises", label, tip, first.target, state=state)

    def _needs(self) -> Iterator[Line]:
        for key, service in self.service.items():
            for number, needs in enumerate(service.needs):
                keys = (f"service {k}" for k in dict.fromkeys(needs.keys))
                targets = [k for k in keys if k in self.service]
                source = _choice_id(key, number) if _is_choice(needs) else key
                if source != key and targets:
                    count = str(needs.count)
                    tip = self.words.say("graph-tip-of-these", name=service.key, count=count)
                    yield Line(key, source, "needs", tip=tip)
                for target in targets:
                    tip = self._joined(service.key, "needs", self.service[target].key)
                    yield Line(source, target, "needs", tip=tip)

    def _relies(self, show: Show) -> Iterator[Line]:
        """Who relies on whom, unless a level above does; beside services only what these do not tell."""
        above = {e.source: e.target for e in self.graph.edges if e.kind == "under"}
        handled = {
            (e.source, e.target): ", ".join(e.priorities) for e in self.graph.edges if e.kind == "handling"
        }
        named = {(e.source, e.target): e for e in self.graph.edges if e.kind in ("relies", "handling")}
        through = self._through_services()
        circles = {name: part for part in knots([*self.agreement], named) for name in part}
        for (source, target), edge in named.items():
            circular = target in circles.get(source, ())
            told_above = (above.get(source), target) in named
            told_by_services = show == "all" and target in through.get(source, {})
            if (told_above or told_by_services) and not circular:
                continue
            label = handled.get((source, target), "")
            tip = self._tip(edge, "relies")
            if label:
                tip += "\n" + self.words.say("graph-tip-acts", priorities=label)
            yield Line(source, target, "relies", label, tip)
        if show == "agreements":
            for source, found in through.items():
                for target, service in found.items():
                    if (source, target) not in named and self._serves(source, target):
                        ends = {"source": self._name(source), "target": self._name(target)}
                        tip = self.words.say("graph-tip-through", **ends, service=service)
                        yield Line(source, target, "relies", tip=tip)

    def _through_services(self) -> dict[str, dict[str, str]]:
        """By agreement: the ones that support a service it needs, with that service's key."""
        supports: dict[str, list[str]] = {}
        for edge in self.promised:
            if edge.source in self.graph.supporting:
                supports.setdefault(edge.target, []).append(edge.source)
        needed: dict[str, tuple[str, ...]] = {}
        found: dict[str, dict[str, str]] = {}
        for edge in self.promised:
            if edge.target not in needed:
                needed[edge.target] = self._needed(edge.target)
            for service in needed[edge.target]:
                for target in supports.get(service, ()):
                    if target != edge.source:
                        found.setdefault(edge.source, {}).setdefault(target, self._name(service))
        return found

    def _needed(self, service: str) -> tuple[str, ...]:
        order, waiting = {service: None}, [service]
        while waiting:
            for needs in self.service[waiting.pop()].needs:
                for key in (f"service {k}" for k in needs.keys):
                    if key in self.service and key not in order:
                        order[key] = None
                        waiting.append(key)
        return tuple(order)

    def _serves(self, upper: str, lower: str) -> bool:
        """Whether the customer of the lower is the provider of the upper agreement."""
        customer, provider = self.agreement[lower].customer, self.agreement[upper].provider
        stands = upper not in self.graph.supporting and upper not in self.levels_above
        return stands and _house(customer) == _house(provider) is not None

    def _name(self, key: str) -> str:
        return key.partition(" ")[2]

    def _tip(self, edge: Edge, kind: LineKind) -> str:
        return self._joined(self._name(edge.source), kind, self._name(edge.target))

    def _joined(self, source: str, kind: LineKind, target: str) -> str:
        return self.words.say_of("graph-tip-line", "kind", kind, source=source, target=target)


def _house(use: PartyUse | None) -> str | None:
    return use.party.key if use else None


def _between(agreement: Agreement, band: Band, words: DrawingWords) -> str:
    """The side of an agreement that tells it from others."""
    provider = words.title(agreement.provider.title) if agreement.provider else ""
    customer = words.title(agreement.customer.title) if agreement.customer else ""
    if band is Band.PROMISED:
        everybody = words.say("graph-for-every") if agreement.level == "corporate" else ""
        return words.say("graph-for", customer=customer) if customer else everybody
    if band is Band.SUPPLIERS:
        return words.say("graph-by", provider=provider) if provider else ""
    if provider and customer:
        return words.say("graph-between", provider=provider, customer=customer)
    return provider


def _is_choice(needs: Needs) -> bool:
    return needs.count is not None and needs.count < len(needs.keys)


def _choice_id(service: str, number: int) -> str:
    return f"choice {number} of {service}"


def _subject(promise: Guarantee, words: DrawingWords) -> str:
    named = ", ".join(s.key for s in promise.services)
    return words.say("graph-each") if promise.each_service else named or promise.name


def _description(graph: Graph, show: Show, words: DrawingWords) -> str:
    def counted(message: str, kind: str) -> str:
        count = sum(node.kind == kind for node in graph.nodes)
        return words.say(message, count=count, number=words.number(count))

    parts = [] if show == "services" else [counted("graph-agreements", "agreement")]
    parts += [] if show == "agreements" else [counted("graph-services", "service")]
    return words.say_of("graph-description", "show", show, things=words.listed(parts))
