"""What every monitoring output takes beside the Monitoring outline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sladsl.records import field, record


@record
class MonitoringOptions:
    """`as_of` decides which agreements are in force. With `lossy`, what cannot be expressed is left out with
    a warning. `settings` is the backend's own table in sla.toml."""

    as_of: date
    lossy: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
