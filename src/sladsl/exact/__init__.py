"""Exact arithmetic that knows nothing of agreements: ratios, spans of time, money, calendars, periods."""
