"""Measured data in, compliance and money out: exact, without disk, clock or network."""
