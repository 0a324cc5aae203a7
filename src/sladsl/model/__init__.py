"""The house: what all files together mean, and how it is resolved."""
