"""Alertmanager routes from `escalate`: who is told at which share of the budget."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.backends.prometheus.text import percent, well_formed
from sladsl.backends.prometheus.yaml_text import Value, document
from sladsl.lower.monitoring import MonitoredAgreement, Receiver


def alertmanager_file(agreements: Sequence[MonitoredAgreement], options: PrometheusOptions) -> bytes:
    """A configuration fragment: one route per agreement, one below it per step of its escalation. Receivers
    carry an address only where the options name a mail host; anything else is the operator's to add."""
    receivers: dict[str, Receiver] = {}
    routes: list[Value] = []
    for agreement in agreements:
        steps = sorted(agreement.escalations, key=lambda step: step.share)
        if not steps:
            continue
        for step in steps:
            receivers.setdefault(well_formed(step.receiver.id), step.receiver)
        routes.append(_route(agreement))
    mail = options.mail_host is not None and options.mail_sender is not None
    value: dict[str, Value] = {}
    if options.mail_host is not None and options.mail_sender is not None:
        value["global"] = {"smtp_smarthost": options.mail_host, "smtp_from": options.mail_sender}
    value["route"] = {
        "receiver": options.fallback_receiver,
        "group_by": ["agreement", "service", "guarantee"],
        "routes": routes,
    }
    listed: list[Value] = [{"name": options.fallback_receiver}]
    for name, receiver in receivers.items():
        entry: dict[str, Value] = {"name": name}
        if mail and receiver.contact:
            entry["email_configs"] = [{"to": receiver.contact, "send_resolved": True}]
        if name != options.fallback_receiver:
            listed.append(entry)
    value["receivers"] = listed
    comments = ["merge into alertmanager.yml; receivers carry the names used in the agreements"]
    comments += [f"{name}: {receiver.contact}" for name, receiver in receivers.items() if receiver.contact]
    return document(value, comments)


def _route(agreement: MonitoredAgreement) -> Value:
    steps = sorted(agreement.escalations, key=lambda step: step.share)
    spent = sorted({s.share for objective in agreement.objectives for s in objective.alert_steps})
    thresholds = sorted({step.share for step in steps})
    below: list[Value] = []
    for index, threshold in enumerate(thresholds):
        following = thresholds[index + 1] if index + 1 < len(thresholds) else None
        shares = [s for s in spent if s >= threshold and (following is None or s < following)]
        told = list(dict.fromkeys(well_formed(s.receiver.id) for s in steps if s.share == threshold))
        if shares:
            pattern = "|".join(re.escape(percent(share)) for share in shares)
            below += _to_all(told, f"spent=~{_matched(pattern)}")
        if following is None:
            below += _to_all(told, 'alertname="SlaMissed"')
    return {
        "receiver": well_formed(steps[0].receiver.id),
        "matchers": [f"agreement={_matched(agreement.id)}"],
        "routes": below,
    }


def _to_all(receivers: Sequence[str], matcher: str) -> list[Value]:
    """One route per receiver; all but the last pass the alert on to the next."""
    routes: list[Value] = []
    for receiver in receivers:
        route: dict[str, Value] = {"receiver": receiver, "matchers": [matcher]}
        if receiver != receivers[-1]:
            route["continue"] = True
        routes.append(route)
    return routes


def _matched(text: str) -> str:
    """Alertmanager's matcher strings know the escapes \\\\, \\" and \\n; everything else stands as it is."""
    out = well_formed(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{out}"'
