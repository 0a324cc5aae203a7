"""Two versions of a house compared by what they mean: who gains by each change, and what no longer holds."""
