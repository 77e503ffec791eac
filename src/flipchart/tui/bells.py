"""The one bell at zero."""

from flipchart.domain.timing import RunClock

LATE = 5.0
"""Seconds over time after which a bell would only startle: the screen was not looking when it was zero."""


class Bells:
    """Tells when to ring: once for each budget of a stage, so that a minute more can end with a bell again."""

    def __init__(self) -> None:
        self._rung: set[tuple[str, float]] = set()

    def due(self, clock: RunClock | None) -> bool:
        """Whether to ring now; a second call for the same zero says no."""
        stage = clock.stage if clock else None
        if stage is None or stage.remaining > 0 or stage.state != "running":
            return False
        budget = (stage.id, stage.budget)
        fresh = budget not in self._rung and stage.remaining > -LATE
        self._rung.add(budget)
        return fresh
