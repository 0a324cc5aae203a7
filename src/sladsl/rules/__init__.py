"""The checks over a house, one file each, grouped by what they are about."""
