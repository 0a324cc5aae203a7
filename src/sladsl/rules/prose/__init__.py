"""Checks of what people write in words: clauses, duties, terms."""
