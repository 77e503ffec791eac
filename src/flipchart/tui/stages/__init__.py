"""One file a stage kind: what it shows, what `a` and Enter open there, and which keys are named; pure."""

from flipchart.tui.stages.page import Page
from flipchart.tui.stages.registry import page_for

__all__ = ["Page", "page_for"]
