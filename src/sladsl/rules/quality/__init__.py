"""Checks of quality: targets that can be meant, kept and told."""
