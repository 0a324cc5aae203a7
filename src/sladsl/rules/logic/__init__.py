"""Checks of logic: what is promised, measured and told."""
