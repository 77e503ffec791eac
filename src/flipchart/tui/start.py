"""Opens the screens for a command, and says with which exit code they ended."""

from pathlib import Path

from flipchart.context import Context
from flipchart.tui.app import FlipchartApp
from flipchart.tui.process import run
from flipchart.tui.screens.made import ViewName
from flipchart.tui.sitting import open_sitting
from flipchart.tui.watching import open_watching


def open_session(path: Path, *, context: Context, follow_up: bool = False, view: ViewName = "room") -> int:
    """Open a session to drive it, with `follow_up` in a sitting that looks again; return the exit code.

    Raises StoreError when it cannot be read.
    """
    return run(FlipchartApp(context, open_sitting(path, context, follow_up=follow_up), view))


def watch_session(path: Path, *, context: Context, view: ViewName = "room") -> int:
    """Look on while somebody drives a session, and return the exit code. Raises StoreError."""
    return run(FlipchartApp(context, open_watching(path, context), view))


def open_home(*, context: Context) -> int:
    """Show the sessions of the folder and return the exit code."""
    return run(FlipchartApp(context))
