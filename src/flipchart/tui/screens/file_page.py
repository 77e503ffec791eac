"""A file's text on a page of our own, for whoever has named no editor; and `flipchart config edit`."""

import os
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static, TextArea

from flipchart.domain.said import joined, said, say
from flipchart.service.desktop import named_editor
from flipchart.service.disk import StoreError, read_bytes, write_settings
from flipchart.tui.background import background_then
from flipchart.tui.look import ROOM_DARK, ROOM_LIGHT
from flipchart.tui.text.language import t, voiced

KEYS = said("ctrl+s save  esc close")


class Kept(Struct, frozen=True, dict=True):
    """The result of saving the text: whether it is in the file, and what to say."""

    kept: bool
    said: str


Keep = Callable[[bytes, bytes], Kept]
"""Keeps what was typed; the second bytes are those that the page began with."""


class FilePage(Screen[bool]):
    """The text of a file under a heading; ctrl+s keeps it by `keep`, beside the event loop, and says what is wrong.

    The result tells whether it was saved.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "save", show=False, priority=True),
        Binding("escape,ctrl+q", "close", "close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    FilePage {
        background: $background;
        TextArea, TextArea:focus { border: none; height: 1fr; background: $background; }
        Static { height: auto; padding: 0 1; }
    }
    """

    def __init__(self, heading: str, data: bytes, keep: Keep) -> None:
        super().__init__()
        self.heading, self.keep = heading, keep
        self.data, self.text = data, data.decode("utf-8", "replace")
        self.saved = self.warned = False

    def compose(self) -> ComposeResult:
        """The heading, the text, and what was said of it."""
        yield Static(Content(self.heading))
        area = TextArea(self.text, soft_wrap=True)
        area.cursor_blink = False
        yield area
        yield Static(id="message")
        yield Static(Content(t(KEYS)))

    def action_save(self) -> None:
        """Keep the text."""
        text = self.query_one(TextArea).text

        def follow(done: Kept) -> None:
            if done.kept:
                self.saved, self.text, self.data = True, text, text.encode("utf-8")
            self.say(done.said)

        background_then(self, partial(self.keep, text.encode("utf-8"), self.data), follow)

    def say(self, words: str) -> None:
        """Show one message under the text."""
        self.query_one("#message", Static).update(Content(voiced(words)))

    def action_close(self) -> None:
        """Leave; what was not saved is left out, as the first press says."""
        if self.query_one(TextArea).text != self.text and not self.warned:
            self.warned = True
            self.say(t("Not saved yet: ctrl+s saves, esc again discards it."))
            return
        self.dismiss(self.saved)


def keep_settings(path: Path, typed: bytes, _began: bytes) -> Kept:
    """Write the settings, and read them again as the program does."""
    try:
        problems = write_settings(path, typed)
    except StoreError as error:
        return Kept(False, error.sentence)
    return Kept(True, joined(" ", problems or (say("Saved. The settings apply from the next start."),)))


def settings_page(path: Path, heading: str) -> FilePage:
    """Return the page of the settings file. Raises OSError and StoreError."""
    return FilePage(heading, read_bytes(path), partial(keep_settings, path))


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
        self.push_screen(settings_page(self.path, str(self.path)), lambda _saved: self.exit(0))


def edit(path: Path) -> int:
    """Open the settings in the person's editor, else on our own page; return the exit code."""
    command = named_editor(os.environ)
    if not command:
        return SettingsApp(path).run() or 0
    try:
        return subprocess.run([*command, str(path)], check=False).returncode
    except OSError:
        return 127
