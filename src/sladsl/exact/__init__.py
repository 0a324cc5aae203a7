"""Exact arithmetic that knows nothing of agreements: ratios, times, money, calendars; words spelled alike."""
