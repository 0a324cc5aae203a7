"""Findings: what one is, the catalogue of all of them, and a renderer per format."""
