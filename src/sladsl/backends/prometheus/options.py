"""What a person may choose about the Prometheus output."""

from __future__ import annotations

from datetime import date

from sladsl.records import record


@record
class PrometheusOptions:
    """`as_of` decides which agreements are in force. Times are in seconds. `step` is the length of the
    intervals that are counted; `minimum_events` and `minimum_intervals` are the failures below which
    nobody is paged; `horizon_years` bounds calendars of agreements without an end. `rules_per_group` is the
    most rules that one group may have, 0 for no limit. With `kubernetes`, every agreement is written as a
    PrometheusRule resource too. `blackbox` is where the exporter listens that probes addresses."""

    as_of: date
    step: int = 60
    lossy: bool = False
    horizon_years: int = 2
    minimum_events: int = 5
    minimum_intervals: int = 2
    page_hold: int = 120
    ticket_hold: int = 900
    no_data_hold: int = 600
    rules_per_group: int = 0
    kubernetes: bool = False
    fallback_receiver: str = "default"
    mail_host: str | None = None
    mail_sender: str | None = None
    blackbox: str = "127.0.0.1:9115"
    blackbox_module: str = "http_2xx"
