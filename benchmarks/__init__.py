"""Flipchart measured against bare peers, in one run: `python -m benchmarks --help`."""
