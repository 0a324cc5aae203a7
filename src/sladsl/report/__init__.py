"""The service report: what an agreement came to in a period, as a Document that every text output renders."""
