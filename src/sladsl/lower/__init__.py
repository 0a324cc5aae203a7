"""From the house to what is said (Document) and what is measured (Monitoring)."""
