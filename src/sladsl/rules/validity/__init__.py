"""Checks on terms, renewals, notices and dated phases."""
