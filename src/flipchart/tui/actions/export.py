"""The person's own editor, for the session's file and for the settings; the room waits meanwhile and then goes on."""

import contextlib
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from flipchart.exchange.view import View
from flipchart.service.export import as_calendar, as_markdown, write_beside
from flipchart.service.rehearsal import REFUSED
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


def save_now(app: "FlipchartApp") -> None:
    """Hand the session to the saver once more; it always is saved."""
    if app.sitting is not None and app.session is not None:
        app.sitting.saver.submit(app.session)
        app.show_session()


def write_markdown(app: "FlipchartApp") -> None:
    """Write the plan beside the session and say where."""
    if app.session is not None:
        _write(app, as_markdown(app.session, View.of(app.context.clock)), ".md")


def write_calendar(app: "FlipchartApp") -> None:
    """Write the dates as a calendar beside the session and say where; without dates there is nothing to write."""
    session = app.session
    if session is None:
        return
    if session.next_check is None and not any(step.due for step in session.steps):
        app.said = "There is no date yet that a calendar could hold."
        return
    _write(app, as_calendar(session, View.of(app.context.clock)), ".ics")


def _write(app: "FlipchartApp", text: str, suffix: str, told: str = "") -> None:
    """Write off the event loop; `told` is what else was done with the words."""
    sitting = app.sitting
    if sitting is None:
        return
    if app.context.rehearsal:
        app.said = REFUSED
        return

    def write() -> None:
        try:
            said = f"{told}written: {write_beside(sitting.path, text, suffix).name}"
        except OSError as error:
            said = f"{told}not written: {error.strerror or error}"
        app.call_from_thread(setattr, app, "said", said)

    app.run_worker(write, thread=True, exclusive=True, group="writing")


def copy_markdown(app: "FlipchartApp") -> None:
    """Put the plan on the clipboard by OSC 52, and write it too, since some terminals refuse."""
    if app.session is None:
        return
    text = as_markdown(app.session, View.of(app.context.clock))
    if not app.context.rehearsal:
        app.copy_to_clipboard(text)
    _write(app, text, ".md", "copied; ")
