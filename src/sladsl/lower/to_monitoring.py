"""From the house to the Monitoring outline: every promise that Prometheus measures, for every service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from urllib.parse import quote

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.exact.durations import Duration
from sladsl.lower import monitoring as out
from sladsl.lower.monitored_formulas import MEASURED_FROM, Unsupported, empty_rule, formula_of
from sladsl.lower.monitored_tiers import COMPARISONS, rounding_of, scalar, tiers_of
from sladsl.lower.monitored_times import budget_findings, exclusions_of, hours_of
from sladsl.lower.stable_ids import stable_id
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Measure, PartyUse, Service
from sladsl.model.house import House
from sladsl.model.metrics import Metric
from sladsl.model.written import number_text, period_text, short_text
from sladsl.records import field, record

_SLOT = re.compile(r"\{(agreement|guarantee|service)\}")
_SAMPLING = 15


def to_monitoring(
    house: House,
    agreements: tuple[Agreement, ...],
    clause_numbers: Mapping[tuple[str, str], str],
    runbook: str | None,
    *,
    lossy: bool = False,
) -> Outcome[out.Monitoring]:
    """The outline of `agreements`, which are those in force.

    `clause_numbers` gives the number of a promise's clause by the keys of agreement and guarantee.
    `runbook` is a URL in which `{agreement}`, `{guarantee}` and `{service}` stand for stable ids.
    A promise that Prometheus measures and that has no monitored form is an error on its line; where the
    user asked for `lossy` it stays in the outline as a formula that every output reports and leaves out.
    Promises measured from elsewhere, or not at all, are not in the outline.
    """
    work = _Work(house, {a.key: a for a in agreements}, clause_numbers, runbook, lossy)
    made = (work.agreement(agreement) for agreement in agreements)
    outline = out.Monitoring(tuple(each for each in made if each.objectives))
    return Outcome(outline, tuple(dict.fromkeys(work.findings)))


@record
class _Work:
    """What every promise is turned into its objectives with; `findings` grows on the way."""

    house: House
    in_force: Mapping[str, Agreement]
    clause_numbers: Mapping[tuple[str, str], str]
    runbook: str | None
    lossy: bool
    findings: list[Diagnostic] = field(default_factory=list)

    def agreement(self, agreement: Agreement) -> out.MonitoredAgreement:
        term = agreement.effective
        nobody = out.Receiver("", "")
        return out.MonitoredAgreement(
            id=stable_id(agreement.key),
            kind=out.AgreementKind(agreement.kind),
            level=agreement.level or "",
            title=agreement.title.plain(),
            provider=_receiver(agreement.provider) if agreement.provider else nobody,
            customer=_receiver(agreement.customer) if agreement.customer else None,
            zone=agreement.zone,
            objectives=tuple(self._objectives(agreement)),
            span=agreement.span,
            effective=term.first if term else None,
            # One that renews goes on until somebody takes it out of the files.
            until=term.until if term and term.renews is None else None,
            escalations=tuple(_escalations(agreement)),
        )

    def _objectives(self, agreement: Agreement) -> Iterator[out.Objective]:
        taken = {
            (promise.key, service.key)
            for promise in agreement.guarantees
            for service in _subjects(agreement, promise)
        }
        for origin, promise in agreement.inherited:
            for service in _subjects(agreement, promise):
                if self._watched_above(agreement, origin, promise, service):
                    continue
                repeated = (promise.key, service.key) in taken
                key = f"{origin}.{promise.key}" if repeated else promise.key
                yield from self._objective(agreement, origin, promise, service, stable_id(key))
        for promise in agreement.guarantees:
            for service in _subjects(agreement, promise):
                yield from self._objective(agreement, agreement.key, promise, service, stable_id(promise.key))

    def _watched_above(self, agreement: Agreement, origin: str, promise: Guarantee, service: Service) -> bool:
        """Whether a level above is monitored for the same customer, counts the same way and holds the
        promise too: whoever misses it should hear of it once."""
        for above in self.house.levels_above(agreement):
            if above.key not in self.in_force or _reading(above) != _reading(agreement):
                continue
            held = (*((above.key, own) for own in above.guarantees), *above.inherited)
            for maker, other in held:
                if (maker, other.key) == (origin, promise.key) and service in _subjects(above, other):
                    return True
        return False

    def _objective(
        self, agreement: Agreement, origin: str, promise: Guarantee, service: Service, guarantee: str
    ) -> Iterator[out.Objective]:
        measure = _measure(service, promise.metric)
        if measure is None:
            return
        formula = formula_of(promise, measure, self.house.metrics)
        empty = empty_rule(promise, self.house.metrics)
        target = scalar(promise.target)
        found = (_first_problem(promise, target, measure), formula, empty)
        problem = next((each for each in found if isinstance(each, Unsupported)), None)
        if problem is None and (excess := tuple(budget_findings(agreement, promise))):
            if not self.lossy:
                self.findings.extend(excess)
                return
            problem = Unsupported("windows beyond what an exclusion allows")
        if problem is not None and not (self.lossy and promise.period):
            self.findings.append(self._finding(promise, measure, problem))
            return
        assert promise.period is not None
        monitored = out.OtherFormula(problem.what) if problem is not None else formula
        assert not isinstance(monitored, Unsupported)
        sampling = dict(measure.mapping).get("sampling")
        denominator = promise.metric.denominator
        id, about = stable_id(agreement.key), stable_id(service.key)
        number = self.clause_numbers.get((agreement.key, promise.key))
        yield out.Objective(
            guarantee=guarantee,
            service=about,
            metric=stable_id(promise.metric.key),
            title=promise.title.plain(),
            comparison=COMPARISONS.get(promise.comparator, out.Comparison.AT_LEAST),
            target=target if target is not None else Fraction(0),
            formula=monitored,
            period=promise.period,
            span=promise.span,
            source=MEASURED_FROM,
            hours=hours_of(agreement, promise),
            exclusions=exclusions_of(agreement, promise),
            empty=out.Empty.UNKNOWN if isinstance(empty, Unsupported) else empty,
            alert_steps=tuple(out.AlertStep(share) for share in promise.alerts),
            tiers=tiers_of(promise),
            rounding=rounding_of(promise),
            sampling=int(sampling.seconds) if isinstance(sampling, Duration) else _SAMPLING,
            constant_denominator=int(denominator.seconds) if denominator is not None else None,
            owner=service.owner.key if service.owner else "",
            clause=number or self.clause_numbers.get((origin, promise.key), ""),
            runbook=_runbook(self.runbook, agreement=id, guarantee=guarantee, service=about),
            objective_text=_sentence(promise, service),
            url=service.url or "",
        )

    def _finding(self, promise: Guarantee, measure: Measure, problem: Unsupported) -> Diagnostic:
        rule = catalogue.NOT_EXPRESSED if self.lossy else catalogue.NOT_EXPRESSIBLE
        message = f"`{MEASURED_FROM}` cannot express {problem.what} of `{promise.key}`"
        if promise.period is None:
            left_out = ", so it is left out" if self.lossy else ""
            message = f"`{promise.key}` has no period, and monitoring needs one{left_out}"
        labels = (
            Label(promise.span, "promised here"),
            Label(promise.metric.span, "the metric"),
            Label(measure.span, f"measured from `{MEASURED_FROM}` here"),
        )
        return Diagnostic(rule, message, labels, (), problem.help)


def _subjects(agreement: Agreement, promise: Guarantee) -> tuple[Service, ...]:
    """The services a promise is made for: those it names, or every one of the agreement."""
    return promise.services or agreement.services


def _reading(agreement: Agreement) -> tuple[str | None, str | None, str]:
    """For whom an agreement is measured, and what a promise that says nothing else goes by."""
    customer, hours = agreement.customer, agreement.hours
    return (customer.key if customer else None, hours.key if hours else None, agreement.zone)


def _measure(service: Service, metric: Metric) -> Measure | None:
    """How Prometheus measures the metric of the service, if it does."""
    for measure in service.measures:
        if measure.origin == MEASURED_FROM and any(each.key == metric.key for each in measure.metrics):
            return measure
    return None


def _first_problem(promise: Guarantee, target: Fraction | None, measure: Measure) -> Unsupported | None:
    """What keeps a promise from being monitored whatever its formula is."""
    if promise.period is None:
        return Unsupported("a promise without a period", "add `per month`, or the period that is agreed")
    if promise.comparator == "=":
        return Unsupported("an exact value as the target", "promise at least or at most so much")
    if target is None:
        return Unsupported("a target in other units than shares and elapsed time")
    sampling = dict(measure.mapping).get("sampling")
    if isinstance(sampling, Duration) and (sampling.seconds < 1 or sampling.seconds.denominator != 1):
        return Unsupported(f"samples every {sampling.text()}", "use whole seconds")
    denominator = promise.metric.denominator
    if denominator is not None and denominator.seconds.denominator != 1:
        return Unsupported(f"a denominator of {denominator.text()}", "use whole seconds")
    return None


def _receiver(use: PartyUse) -> out.Receiver:
    contact = (use.unit.contact if use.unit else None) or use.party.contact
    return out.Receiver(stable_id(use.key), use.title.plain(), contact)


def _escalations(agreement: Agreement) -> Iterator[out.Escalation]:
    """The way of the gravest priority: a promise that is missed is no minor matter."""

    def gravity(index: int) -> tuple[int, int]:
        ranks = [priority.rank for priority in agreement.escalations[index].priorities]
        return (min(ranks, default=-1), index)

    if not agreement.escalations:
        return
    chosen = agreement.escalations[min(range(len(agreement.escalations)), key=gravity)]
    for step in chosen.steps:
        for use in step.to:
            yield out.Escalation(step.at, _receiver(use))


def _runbook(template: str | None, **ids: str) -> str:
    return _SLOT.sub(lambda slot: quote(ids[slot[1]], safe=""), template) if template else ""


def _sentence(promise: Guarantee, service: Service) -> str:
    """`p99 of latency of Checkout <= 300 ms per month during Office`."""
    what = promise.metric.key
    if promise.percentile is not None:
        what = f"p{number_text(promise.percentile)} of {what}"
    text = f"{what} of {service.key} {promise.comparator} {short_text(promise.target)}"
    text += period_text(promise.period)
    if promise.during is not None:
        text += f" during {promise.during.key}"
    return text
