"""What every test may count on: shared helpers can be imported, and Hypothesis takes the time it needs."""

from hypothesis import HealthCheck, settings

settings.register_profile("flipchart", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("flipchart")
