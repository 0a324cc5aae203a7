"""Reads real data into facts: files through DuckDB, a Prometheus over its API; what does not fit is told."""
