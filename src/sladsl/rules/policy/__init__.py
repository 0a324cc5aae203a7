"""Checks of agreements against the house rules of their provider."""
