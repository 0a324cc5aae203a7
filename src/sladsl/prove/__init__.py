"""Whether promises are kept by the promises under them: exact bounds, worst cases, smallest repairs."""
