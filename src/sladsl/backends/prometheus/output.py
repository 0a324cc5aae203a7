"""The Prometheus output as a build asks for it: settings checked, then the rules."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from sladsl.backends.monitoring_options import MonitoringOptions
from sladsl.backends.output import OutputFile
from sladsl.backends.prometheus.backend import PrometheusBackend
from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.diagnostics.catalogue import BAD_SETTING
from sladsl.diagnostics.diagnostic import Diagnostic, Outcome
from sladsl.lower.monitoring import Monitoring

_GIVEN = ("as_of", "lossy")
_TEXTS = ("fallback_receiver", "mail_host", "mail_sender")


@dataclass(frozen=True, slots=True)
class PrometheusOutput:
    """Rules, rule tests and routes of a house, under `prometheus/`."""

    name: str = "prometheus"
    reads: Literal["monitoring"] = "monitoring"

    def emit(self, outline: Monitoring, options: MonitoringOptions) -> Outcome[tuple[OutputFile, ...]]:
        """The files; none when something is an error."""
        chosen = read_options(options)
        if chosen.has_errors:
            return Outcome((), chosen.diagnostics)
        emitted = PrometheusBackend().emit(outline, chosen.value)
        return Outcome(
            tuple(OutputFile(f"prometheus/{f.path}", f.content) for f in emitted.value), emitted.diagnostics
        )


def read_options(options: MonitoringOptions) -> Outcome[PrometheusOptions]:
    """The options with the project's settings checked: whole positive numbers, and three texts."""
    known = [f.name for f in fields(PrometheusOptions) if f.name not in _GIVEN]
    found: list[Diagnostic] = []
    settings: dict[str, object] = {}
    for name, value in options.settings.items():
        if name not in known:
            found.append(_wrong(f"`prometheus.{name}` is no setting", "the settings are " + ", ".join(known)))
        elif name in _TEXTS and not isinstance(value, str):
            found.append(
                _wrong(f"`prometheus.{name}` needs a text", 'write it between quotes, as in "default"')
            )
        elif name not in _TEXTS and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            found.append(_wrong(f"`prometheus.{name}` needs a whole number above 0", "times are in seconds"))
        else:
            settings[name] = value
    if found:
        return Outcome(PrometheusOptions(options.as_of), tuple(found))
    return Outcome(PrometheusOptions(as_of=options.as_of, lossy=options.lossy, **settings))  # type: ignore[arg-type]


def _wrong(message: str, way_out: str) -> Diagnostic:
    return Diagnostic(BAD_SETTING, message, help=way_out)
