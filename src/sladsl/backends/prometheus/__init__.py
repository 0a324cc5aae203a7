"""Prometheus: recording rules, alerts, rule tests and Alertmanager routes from the Monitoring outline."""

from sladsl.backends.prometheus.backend import PrometheusBackend
from sladsl.backends.prometheus.options import PrometheusOptions

__all__ = ["PrometheusBackend", "PrometheusOptions"]
