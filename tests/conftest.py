"""What every test may count on: shared helpers can be imported, and Hypothesis takes the time it needs."""

from hypothesis import HealthCheck, settings

from ledger import pytest_runtest_makereport, pytest_terminal_summary

__all__ = ["pytest_runtest_makereport", "pytest_terminal_summary"]

settings.register_profile("flipchart", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("flipchart")
