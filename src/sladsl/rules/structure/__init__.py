"""Checks of structure: what agreements are about and how they lean on one another."""
