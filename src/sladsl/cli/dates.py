"""The only place that asks what day it is."""

from __future__ import annotations

import datetime as dt


def today(chosen: dt.date | None) -> dt.date:
    """The day that was asked for, else today by the machine's clock."""
    return chosen if chosen is not None else dt.date.today()
