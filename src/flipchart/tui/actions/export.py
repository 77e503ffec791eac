"""The person's own editor, for the session's file and for the settings; the room waits meanwhile and then goes on."""

import contextlib
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from flipchart.store.paths import config_file, private_folder

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


FLUSH = 2.0
"""Seconds that saving may take before the editor reads the file."""


def editor() -> list[str]:
    """Return the command of the editor: VISUAL, else EDITOR, else what every system of this kind has."""
    usual = "notepad" if sys.platform == "win32" else "vi"
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    try:
        return shlex.split(named, posix=sys.platform != "win32") or [usual]
    except ValueError:
        return [named]


def edit_session(app: "FlipchartApp") -> None:
    """Open the session's file; what was changed there is merged, as from any other writer."""
    sitting = app.sitting
    if sitting is None or sitting.past is None:
        app.said = "Only who drives a session can open its file here."
        return
    app.drafts.flush()
    if not sitting.saver.flush(FLUSH):
        app.said = "Not all is saved yet, so the file is not opened."
        return
    _edit(app, sitting.path)
    sitting.saver.look()


def edit_settings(app: "FlipchartApp") -> None:
    """Open the settings; they hold from the next start on."""
    path = config_file()
    try:
        private_folder(path.parent)
        path.touch(mode=0o600)
    except OSError as error:
        app.said = f"{path} cannot be written: {error.strerror}."
        return
    if _edit(app, path):
        app.said = "The settings hold from the next start on."


def _edit(app: "FlipchartApp", path: Path) -> bool:
    """Give the terminal to the editor until it ends; tell whether it ended well."""
    command = editor()
    code: int | None = None
    try:
        # What is raised inside would leave the terminal with nobody.
        with app.suspend(), contextlib.suppress(OSError):
            code = subprocess.run([*command, str(path)], check=False).returncode
    except SuspendNotSupported:
        app.said = f"This terminal cannot be lent to an editor; the file is {path}."
        return False
    if code is None:
        app.said = f"There is no editor '{command[0]}'; EDITOR names one."
    elif code:
        app.said = f"{command[0]} ended with {code}."
    return code == 0
