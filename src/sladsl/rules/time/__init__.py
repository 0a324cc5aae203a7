"""Checks of time: clocks and their order."""
