"""The peer on the screen: a Textual app with one Static and one Input; `--clock` adds a label that counts seconds."""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Input, Label, Static


class Bare(App[None]):
    """As little as an app can be that takes words."""

    BINDINGS: ClassVar = [("question_mark", "tell", "tell"), ("ctrl+q", "quit", "quit")]
    AUTO_FOCUS = "Input" if "--box" in sys.argv else None

    def compose(self) -> ComposeResult:
        """One text, one box, and the clock where it is asked for."""
        yield Static("Bare")
        if "--clock" in sys.argv:
            yield Label("0:00", id="clock")
        yield Input()

    def on_mount(self) -> None:
        """Count seconds."""
        self.passed = 0
        if "--clock" in sys.argv:
            self.set_interval(1, self.count)

    def count(self) -> None:
        """One second more."""
        self.passed += 1
        self.query_one("#clock", Label).update(f"0:{self.passed:02d}")

    def action_tell(self) -> None:
        """Answer a key."""
        self.query_one(Static).update("All keys")


if __name__ == "__main__":
    Bare().run()
