"""Every action by its id, with all the modules that define one loaded."""

from flipchart.tui.actions import clock, follow_up, menu, plan, screen, words
from flipchart.tui.actions.dispatch import ACTIONS

__all__ = ["ACTIONS", "clock", "follow_up", "menu", "plan", "screen", "words"]
