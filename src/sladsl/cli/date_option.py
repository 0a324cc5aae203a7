"""Dates on the command line."""

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
