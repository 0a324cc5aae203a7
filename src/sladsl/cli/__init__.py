"""The command line: finds files, prints findings, writes folders."""
