"""The settings file on a page of our own, for whoever has named no editor; and `flipchart config edit`."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static, TextArea

from flipchart.store.config import load_config
from flipchart.store.files import replace_durably
from flipchart.tui.look import ROOM_DARK, ROOM_LIGHT

KEYS = "ctrl+s save  esc close"


class SettingsScreen(Screen[bool]):
    """The text of the file; it is kept with ctrl+s, and what is wrong with it is said at once.

    The result tells whether it was saved.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "save", show=False, priority=True),
        Binding("escape,ctrl+q", "close", "close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SettingsScreen {
        background: $background;
        TextArea { border: none; height: 1fr; background: $background; }
        Static { height: auto; padding: 0 1; }
    }
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.saved = False

    def compose(self) -> ComposeResult:
        """The path, the text, and what was said of it."""
        yield Static(Content(str(self.path)))
        yield TextArea(self.path.read_text("utf-8"), soft_wrap=True)
        yield Static(id="message")
        yield Static(Content(KEYS))

    def action_save(self) -> None:
        """Write the file and read it again as the program does."""
        try:
            replace_durably(self.path, self.query_one(TextArea).text.encode("utf-8"))
        except OSError as error:
            self.say(f"Not saved: {error.strerror or error}.")
            return
        self.saved = True
        problems = load_config(self.path).problems
        self.say(" ".join(problems) or "Saved. The settings hold from the next start on.")

    def say(self, words: str) -> None:
        """Show one message under the text."""
        self.query_one("#message", Static).update(Content(words))

    def action_close(self) -> None:
        """Leave; what was not saved is left out, as the first press says."""
        changed = self.query_one(TextArea).text != self.path.read_text("utf-8")
        if changed and not getattr(self, "warned", False):
            self.warned = True
            self.say("Not saved yet: ctrl+s saves, esc again leaves it out.")
            return
        self.dismiss(self.saved)


class SettingsApp(App[int]):
    """The page alone, for the command line."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def on_mount(self) -> None:
        """Show the page, and end with it."""
        for theme in (ROOM_DARK, ROOM_LIGHT):
            self.register_theme(theme)
        self.theme = "ansi-dark" if self.no_color else ROOM_DARK.name
        self.push_screen(SettingsScreen(self.path), lambda _saved: self.exit(0))


def named_editor() -> list[str]:
    """Return the command of the editor that VISUAL or EDITOR names; empty where neither does."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(named, posix=sys.platform != "win32")
    except ValueError:
        return [named]


def edit(path: Path) -> int:
    """Open the file in the person's editor, else on our own page; return the exit code."""
    command = named_editor()
    if not command:
        return SettingsApp(path).run() or 0
    try:
        return subprocess.run([*command, str(path)], check=False).returncode
    except OSError:
        return 127
