"""Structures of components that work or fail: how much downtime is possible, and how much to expect."""
