"""Checks on hours, holidays, zones and planned work, compared as instants."""
