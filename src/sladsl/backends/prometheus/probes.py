"""Probes from outside: a scrape configuration for the blackbox exporter, where services name addresses."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.backends.prometheus.identity import Identity
from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.backends.prometheus.yaml_text import Value, document
from sladsl.lower.monitoring import MonitoredAgreement


def probes_file(agreements: Sequence[MonitoredAgreement], options: PrometheusOptions) -> bytes | None:
    """One target per service and address, labelled with the service as the rules are; None without any.
    What the probes find is for people and for queries of `measure` blocks: no promise is judged by it."""
    addresses = {
        (Identity(agreement, objective).labels["service"], objective.url): None
        for agreement in agreements
        for objective in agreement.objectives
        if objective.url
    }
    if not addresses:
        return None
    targets: list[Value] = []
    comments = ["scrape configuration for the blackbox exporter: name it in scrape_config_files, or copy it"]
    for service, url in sorted(addresses):
        if _is_probed(url):
            targets.append({"targets": [url], "labels": {"service": service}})
        else:
            comments.append(f"not probed, no address of the web: {service} ({url})")
    job: dict[str, Value] = {
        "job_name": "sla-probes",
        "metrics_path": "/probe",
        "params": {"module": [options.blackbox_module]},
        "static_configs": targets,
        "relabel_configs": [
            {"source_labels": ["__address__"], "target_label": "__param_target"},
            {"source_labels": ["__param_target"], "target_label": "instance"},
            {"target_label": "__address__", "replacement": options.blackbox.replace("$", "$$")},
        ],
    }
    return document({"scrape_configs": [job] if targets else []}, comments)


def _is_probed(url: str) -> bool:
    plain = url.isprintable() and not any(char.isspace() for char in url)
    return plain and url.lower().startswith(("http://", "https://"))
