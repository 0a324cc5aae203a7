"""Dates on the command line; the only place that asks what day it is."""

from __future__ import annotations

import datetime as dt

import click


class _Date(click.ParamType[dt.date]):
    name = "date"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date such as 2027-01-31.", param, ctx)


DATE = _Date()


def today(chosen: dt.date | None) -> dt.date:
    """The day that was asked for, else today by the machine's clock."""
    return chosen if chosen is not None else dt.date.today()
