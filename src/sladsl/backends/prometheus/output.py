"""The Prometheus output as a build asks for it: settings checked, then the rules."""

from __future__ import annotations

from dataclasses import fields
from typing import Literal

from sladsl.backends.monitoring_options import MonitoringOptions
from sladsl.backends.output import OutputFile
from sladsl.backends.prometheus.backend import PrometheusBackend
from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.diagnostics.catalogue import BAD_SETTING
from sladsl.diagnostics.diagnostic import Diagnostic, Outcome
from sladsl.lower.monitoring import Monitoring
from sladsl.records import record

_GIVEN = ("as_of", "lossy")
_TEXTS = ("fallback_receiver", "mail_host", "mail_sender", "blackbox", "blackbox_module")
_SWITCHES = ("kubernetes",)
_MAY_BE_ZERO = ("rules_per_group",)
_ABOVE_ZERO = ("above 0", "times are in seconds")


@record
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
    """The options with the project's settings checked: whole numbers, texts and switches."""
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
        elif name in _SWITCHES and not isinstance(value, bool):
            found.append(_wrong(f"`prometheus.{name}` needs `true` or `false`", "write it without quotes"))
        elif name not in (*_TEXTS, *_SWITCHES) and not _is_count(value, name not in _MAY_BE_ZERO):
            least, help = ("of 0 or more", "0 sets no limit") if name in _MAY_BE_ZERO else _ABOVE_ZERO
            found.append(_wrong(f"`prometheus.{name}` needs a whole number {least}", help))
        else:
            settings[name] = value
    if found:
        return Outcome(PrometheusOptions(options.as_of), tuple(found))
    return Outcome(PrometheusOptions(as_of=options.as_of, lossy=options.lossy, **settings))  # type: ignore[arg-type]


def _is_count(value: object, positive: bool) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= int(positive)


def _wrong(message: str, way_out: str) -> Diagnostic:
    return Diagnostic(BAD_SETTING, message, help=way_out)
