"""Chooses what of a house's graph is drawn, as which box and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from sladsl.lower.drawing.drawing import Band, Box, Drawing, Line, Remarks, arranged
from sladsl.lower.drawing.folding import folded
from sladsl.lower.drawing.labels import headline, short, told
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Needs, PartyUse, Service
from sladsl.model.graph import Edge, Graph, knots

Show: TypeAlias = Literal["agreements", "services", "all"]
_NO_REMARKS = Remarks()
_CAPTIONS = {"sla": "SLA", "ola": "OLA", "uc": "UC"}


def to_drawing(
    graph: Graph, show: Show = "all", name: str = "", most: int = 12, remarks: Remarks = _NO_REMARKS
) -> Drawing:
    """The drawing of a graph, with remarks where there are any.

    `name` is that of the house. Of agreements or services in a band that are alike, more than `most` are
    drawn as stacks; 0 draws every one of them.
    """
    view = _View(graph, remarks)
    boxes, lines = [*view.agreements(), *view.services()], [*view.lines(show)]
    if show != "all":
        kinds = ("service", "choice") if show == "services" else ("sla", "ola", "uc")
        boxes = [b for b in boxes if b.kind in kinds]
    kept = {b.id for b in boxes}
    lines = [line for line in lines if line.source in kept and line.target in kept]
    if most:
        boxes, lines = folded(boxes, lines, most)
    placed, marked = arranged(boxes, lines)
    title = f"{name}: what depends on what" if name else "What depends on what"
    return Drawing(title, _description(graph, show), placed, marked)


class _View:
    """A graph being turned into boxes and lines."""

    def __init__(self, graph: Graph, remarks: Remarks) -> None:
        self.graph = graph
        self.remarks = remarks
        self.agreement = {n.id: n.thing for n in graph.nodes if isinstance(n.thing, Agreement)}
        self.service = {n.id: n.thing for n in graph.nodes if isinstance(n.thing, Service)}
        self.levels_above = {e.target for e in graph.edges if e.kind == "under"}
        self.promised = [e for e in graph.edges if e.kind == "promises"]

    def agreements(self) -> Iterator[Box]:
        for key, agreement in self.agreement.items():
            level = f"{agreement.level} " if agreement.level else ""
            caption = f"{level}{_CAPTIONS[agreement.kind]}"
            between = _between(agreement, self.band(key))
            loose = [g for g in agreement.guarantees if self._on_card(key, g)]
            lines = [between] if between else []
            lines += [self._loose(loose)] if loose else []
            everything = [f"{caption} {agreement.key}: {agreement.title.plain()}"]
            everything += [between] if between else []
            everything += [f"{_subject(g)}: {told(g)}" for g in agreement.promises]
            remark = self.remarks.agreements.get(key)
            if remark is not None:
                lines.append(remark.words)
                everything += remark.tip
            everything.append(f"{agreement.span.source.name}:{agreement.span.line}")
            tip = "\n".join(everything)
            box = Box(key, agreement.kind, self.band(key), caption, agreement.key, tuple(lines), tip)
            yield replace(box, broken=remark.broken, link=remark.link) if remark is not None else box

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

    @staticmethod
    def _loose(promises: list[Guarantee]) -> str:
        first = headline(promises) or promises[0]
        more = f" +{len(promises) - 1}" if len(promises) > 1 else ""
        whose = "each service " if first.each_service else ""
        return f"{whose}{short(first)}{more}"

    def services(self) -> Iterator[Box]:
        for key, service in self.service.items():
            title = service.title.plain()
            lines = (title,) if title != service.key else ()
            tip = [f"service {service.key}: {title}"]
            tip += [f"owner: {service.owner.title.plain()}"] if service.owner else []
            tip.append(f"{service.span.source.name}:{service.span.line}")
            yield Box(key, "service", Band.SERVICES, "", service.key, lines, "\n".join(tip))
            for number, needs in enumerate(service.needs):
                if _is_choice(needs):
                    known = [k for k in needs.keys if f"service {k}" in self.service]
                    text = f"{needs.count} of {len(needs.keys)}"
                    how = ", which fail independently" if needs.independent else ""
                    tip_text = f"{service.key} needs {needs.count} of {', '.join(needs.keys)}{how}"
                    if known:
                        choice = _choice_id(key, number)
                        yield Box(choice, "choice", Band.SERVICES, "", text, (), tip_text)

    def lines(self, show: Show) -> Iterator[Line]:
        for edge in self.graph.edges:
            if edge.kind == "under":
                yield Line(edge.source, edge.target, "under", tip=self._tip(edge, "is under"))
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
                tips = [self._tip(edge, "promises"), *(told(g) for g in edge.promises)]
                tips += [line for remark in remarks for line in remark.tip]
                own = self.remarks.promises.get((edge.source, edge.target, first.key))
                label = f"{short(first)}, {own.words}" if own is not None else short(first)
                tip, broken = "\n".join(dict.fromkeys(tips)), any(remark.broken for remark in remarks)
                yield Line(edge.source, edge.target, "promises", label, tip, first.target, broken=broken)

    def _needs(self) -> Iterator[Line]:
        for key, service in self.service.items():
            for number, needs in enumerate(service.needs):
                keys = (f"service {k}" for k in dict.fromkeys(needs.keys))
                targets = [k for k in keys if k in self.service]
                source = _choice_id(key, number) if _is_choice(needs) else key
                if source != key and targets:
                    yield Line(key, source, "needs", tip=f"{service.key} needs {needs.count} of these")
                for target in targets:
                    yield Line(source, target, "needs", tip=f"{service.key} needs {self.service[target].key}")

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
            tip = self._tip(edge, "relies on") + (f"\nwho acts in {label}" if label else "")
            yield Line(source, target, "relies", label, tip)
        if show == "agreements":
            for source, found in through.items():
                for target, service in found.items():
                    if (source, target) not in named and self._serves(source, target):
                        tip = f"{self._name(source)} relies on {self._name(target)} through {service}"
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

    def _tip(self, edge: Edge, verb: str) -> str:
        return f"{self._name(edge.source)} {verb} {self._name(edge.target)}"


def _house(use: PartyUse | None) -> str | None:
    return use.party.key if use else None


def _between(agreement: Agreement, band: Band) -> str:
    """The side of an agreement that tells it from others."""
    provider = agreement.provider.title.plain() if agreement.provider else ""
    customer = agreement.customer.title.plain() if agreement.customer else ""
    if band is Band.PROMISED:
        everybody = "for every customer" if agreement.level == "corporate" else ""
        return f"for {customer}" if customer else everybody
    if band is Band.SUPPLIERS:
        return f"by {provider}" if provider else ""
    return f"{provider} for {customer}" if provider and customer else provider


def _is_choice(needs: Needs) -> bool:
    return needs.count is not None and needs.count < len(needs.keys)


def _choice_id(service: str, number: int) -> str:
    return f"choice {number} of {service}"


def _subject(promise: Guarantee) -> str:
    named = ", ".join(s.key for s in promise.services)
    return "each service" if promise.each_service else named or promise.name


def _description(graph: Graph, show: Show) -> str:
    def counted(number: int, one: str, many: str) -> str:
        return f"{number} {one if number == 1 else many}"

    agreements = [n for n in graph.nodes if n.kind == "agreement"]
    services = [n for n in graph.nodes if n.kind == "service"]
    parts = [] if show == "services" else [counted(len(agreements), "agreement", "agreements")]
    parts += [] if show == "agreements" else [counted(len(services), "service", "services")]
    stands = {
        "all": "Agreements with customers stand at the top, then the services they promise and what those "
        "need, then the agreements and contracts that hold them up.",
        "agreements": "Agreements with customers stand at the top, then those that they rely on.",
        "services": "What stands higher needs what stands lower.",
    }[show]
    return f"{' and '.join(parts)}. {stands}"
