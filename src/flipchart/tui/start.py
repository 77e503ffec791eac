"""Opens the screens for a command, and says with which exit code they ended."""

from pathlib import Path

from flipchart.service.context import Context
from flipchart.service.disk import Damaged
from flipchart.service.open_session import open_to_drive
from flipchart.service.recovery import damage_of
from flipchart.service.watched_session import open_to_watch
from flipchart.tui.app import FlipchartApp, ViewName
from flipchart.tui.process import run


def open_screens(path: Path, *, context: Context, follow_up: bool = False, view: ViewName = "room") -> int:
    """Open a session to drive it, with `follow_up` in a follow-up run, and return the exit code.

    Where the file is damaged, its whole versions are offered. Raises StoreError when it cannot be read.
    """
    try:
        open_session = open_to_drive(path, context, follow_up=follow_up)
    except Damaged as error:
        return _recover(path, error, context, follow_up=follow_up, view=view)
    return run(FlipchartApp(context, open_session, view))


def _recover(path: Path, error: Damaged, context: Context, *, follow_up: bool, view: ViewName) -> int:
    """Offer whole versions of a damaged file. Raises the error where nothing is there or chosen."""
    damage = damage_of(path, error, context, follow_up=follow_up)
    if damage is None:
        raise error
    app = FlipchartApp(context, view=view, damage=damage)
    code = run(app)
    if app.open_session is None and code == 0:
        raise error
    return code


def watch_session(path: Path, *, context: Context, view: ViewName = "room") -> int:
    """Look on while somebody drives a session, and return the exit code. Raises StoreError."""
    return run(FlipchartApp(context, open_to_watch(path, context, desk=view == "desk"), view))


def open_home(*, context: Context) -> int:
    """Show the sessions of the folder and return the exit code."""
    return run(FlipchartApp(context))
