"""What the person's own desktop does for us: copy to the clipboard, show a folder, and run an editor."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flipchart.domain.said import say
from flipchart.store.paths import known_as

CLIPBOARDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("pbcopy",)),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("clip.exe",)),
)
"""The programs that fill a clipboard, each with the environment variable that it needs."""

FOLDERS = {"darwin": "open", "win32": "explorer"}
"""The program that shows a folder, by platform; everywhere else the one that all desktops agreed on."""

PATIENCE = 2.0
"""Seconds that a program has to fill the clipboard."""

LOOK = 1.0
"""Seconds in which a program that shows a folder would fail; after them it counts as working."""

at_work: list[subprocess.Popen[bytes]] = []
"""The programs that show a folder and have not ended; they are left alone."""


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Whether the person sits at another machine than this program."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def copy_out(text: str, environ: Mapping[str, str]) -> bool:
    """Put a text on the clipboard by the system's own program; return whether it is known to have arrived.

    Over ssh the clipboard of this machine is not the person's, so it is left alone.
    """
    if over_ssh(environ):
        return False
    for needs, command in CLIPBOARDS:
        program = shutil.which(command[0], path=environ.get("PATH"))
        if program is None or (needs and not environ.get(needs)):
            continue
        data = text.encode("utf-16-le" if command[0] == "clip.exe" else "utf-8")
        with suppress(OSError, subprocess.SubprocessError):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run([program, *command[1:]], input=data, timeout=PATIENCE, check=True, **quiet)  # type: ignore[call-overload]
            return True
    return False


def show_folder(folder: Path, environ: Mapping[str, str], system: str = sys.platform) -> str:
    """Ask the desktop to show a folder, and return what to say of it, without the folder's path.

    Without a desktop, and over ssh, nothing is started.
    """
    name = known_as(folder)
    if over_ssh(environ):
        return say("Over ssh no folder can be shown; it is {folder}.", folder=name)
    if system not in FOLDERS and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return say("No desktop here can show folders; it is {folder}.", folder=name)
    command = FOLDERS.get(system, "xdg-open")
    program = shutil.which(command, path=environ.get("PATH"))
    if program is None:
        return say("“{command}” is missing here; the folder is {folder}.", command=command, folder=name)
    quiet = subprocess.DEVNULL
    try:
        # A session of its own: what it starts must outlive this program and never read its keys.
        child = subprocess.Popen(
            [program, str(folder)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        failed = child.wait(LOOK) != 0 and command != "explorer"  # which ends with 1 where it did open the folder
    except subprocess.TimeoutExpired:
        at_work.append(child)
        failed = False
    except OSError:
        failed = True
    return (
        say("The desktop did not show the folder; it is {folder}.", folder=name)
        if failed
        else say("Opened {folder}.", folder=name)
    )


def named_editor(environ: Mapping[str, str], system: str = sys.platform) -> list[str]:
    """Return the command of the editor that VISUAL or EDITOR names; empty where neither does."""
    named = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        return shlex.split(named, posix=system != "win32")
    except ValueError:
        return [named]
